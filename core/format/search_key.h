#pragma once

#include <QString>
#include <QStringList>

namespace kfdesk::format {

/// Names the ICU data and our own rules; keys computed under another version are computed anew.
QString searchKeyVersion();

/// Folds case, width (full/half) and compatibility forms: what both sides of a search go through. NFKC + case fold.
QString foldText(const QString& text);

/// The key a record is searched by: its folded texts, plus for Chinese the full pinyin and the initials of each, with
/// the usual second readings of polyphones (长沙 → changsha, zhangsha). Parts are separated by U+001F, so that a
/// match never spans two texts. An ordinary substring search for a folded word finds text, full spelling and initials;
/// mixes of them need WordMatcher (word_matcher.h).
///
/// Layout: text [US full US initials US lengths]…, the bracket once for each combination of readings (at most 8; past
/// that one character at a time takes its other reading) of the first 100 characters. Pinyin leaves out blanks and
/// punctuation. `lengths` has one control character for each character of the text: U+0001 + the UTF-8 size of its
/// spelling in `full`.
///
/// The first call in a process opens ICU (about 100 ms): make it on a worker. Thread-safe.
QString searchKey(const QStringList& texts);

/// True when every word of `query` (split at blanks, folded) occurs in `key`, as text, full pinyin, initials or a mix.
/// For many keys prepare WordMatcher objects instead.
bool matchesKey(const QString& key, const QString& query);

/// A query split and folded for repeated matching.
QStringList queryWords(const QString& query);

/// Orders Chinese by pinyin (numbers first, then Chinese, then other scripts by case-folded text; digits by value);
/// plain QString comparison of two keys gives the order, and so does SQLite's BINARY. An ICU collation key, one byte a
/// character; equal for texts that differ in case or width only. Thread-safe.
QString sortKey(const QString& text);

} // namespace kfdesk::format

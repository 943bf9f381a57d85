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
/// match never spans two texts.
///
/// The first call in a process opens ICU (about 100 ms): make it on a worker.
QString searchKey(const QStringList& texts);

/// True when every word of `query` (split at blanks, folded) occurs in `key`.
bool matchesKey(const QString& key, const QString& query);

/// A query split and folded for repeated matching.
QStringList queryWords(const QString& query);

/// Orders Chinese by pinyin and everything else by case-folded text; plain QString comparison of two keys gives the
/// order.
QString sortKey(const QString& text);

} // namespace kfdesk::format

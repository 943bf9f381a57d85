#pragma once

#include <QByteArrayList>

namespace kfdesk::format {

/// Raised when readings or key layout change, so that stored keys are computed anew.
inline constexpr int pinyinRules = 1;

/// Where a character stands: a few have a reading of their own as a surname, that is at the start of a name.
enum class PinyinPosition { Start, Inside };

/// Toneless readings of one Han character in the spelling that people type (lv, not lü); the likeliest in a name
/// first. Empty when it is no Han character or has no known reading.
///
/// Thread-safe. The first call in a process opens ICU's transliterator (about 100 ms).
QByteArrayList pinyinReadings(char32_t character, PinyinPosition position);

} // namespace kfdesk::format

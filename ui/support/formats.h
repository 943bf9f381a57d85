#pragma once

#include <QString>

namespace kfdesk::ui {

// Values in words, in the language and locale of the console. Times are UTC milliseconds; 0 reads as "–".

/// "Today 13:47", "Yesterday 18:33", "11-12 14:02", and with the year when it is another one.
QString shortTime(qint64 utcMs, qint64 nowMs);
/// "14:02" today, else as shortTime().
QString timeOfDay(qint64 utcMs, qint64 nowMs);
/// "14:02:38" with seconds, local time.
QString clockTime(qint64 utcMs);
/// "14:02:38" today, "11-12 14:02:38" and "2025-11-12 14:02:38" before: where the second matters.
QString exactTime(qint64 utcMs, qint64 nowMs);
/// "2026-11-22 14:02:38 UTC+8", the same in every language: for tooltips. Empty for 0.
QString fullTime(qint64 utcMs);
/// "just now", "4 minutes ago", "3 hours ago", "2 days ago".
QString ago(qint64 utcMs, qint64 nowMs);
/// "09:41" left until `untilMs`; "00:00" afterwards.
QString countdown(qint64 untilMs, qint64 nowMs);
/// "1,284".
QString count(qint64 number);
/// An opaque id with its middle left out: "wkDemo…A". Shorter ones stay whole.
QString shortId(const QString& id, int head = 6, int tail = 4);
/// "kf-links-20261122.csv": for a file of what is so today.
QString datedName(const QString& name, const QString& suffix);
/// What stands where there is no value: "–".
QString noValue();

} // namespace kfdesk::ui

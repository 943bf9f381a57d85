#include "ui/support/formats.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace kfdesk::ui {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Formats)
};

constexpr qint64 minuteMs = 60'000;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr qint64 dayMs = 24 * hourMs;

QDateTime local(qint64 utcMs)
{
    return QDateTime::fromMSecsSinceEpoch(utcMs);
}

/// "UTC+8", "UTC-3:30", "UTC".
QString zoneOf(int minutes)
{
    if (minutes == 0)
        return QStringLiteral("UTC");
    const int distance = qAbs(minutes);
    QString zone = QStringLiteral("UTC%1%2").arg(minutes < 0 ? QLatin1Char('-') : QLatin1Char('+')).arg(distance / 60);
    if (distance % 60 != 0)
        zone += QStringLiteral(":%1").arg(distance % 60, 2, 10, QLatin1Char('0'));
    return zone;
}

} // namespace

QString datedName(const QString& name, const QString& suffix)
{
    return name % QDate::currentDate().toString(QStringLiteral("-yyyyMMdd.")) % suffix;
}

QString noValue()
{
    return QString(QChar(0x2013));
}

QString shortTime(qint64 utcMs, qint64 nowMs)
{
    if (utcMs == 0)
        return noValue();
    const QDateTime time = local(utcMs);
    const QDate today = local(nowMs).date();
    const QString hours = time.toString(u"HH:mm");
    if (time.date() == today)
        //: %1 is a time of day: "Today 13:47"
        return Words::tr("Today %1").arg(hours);
    if (time.date().addDays(1) == today)
        return Words::tr("Yesterday %1").arg(hours);
    if (time.date().year() == today.year())
        return time.toString(u"MM-dd HH:mm");
    return time.toString(u"yyyy-MM-dd HH:mm");
}

QString timeOfDay(qint64 utcMs, qint64 nowMs)
{
    if (utcMs != 0 && local(utcMs).date() == local(nowMs).date())
        return local(utcMs).toString(u"HH:mm");
    return shortTime(utcMs, nowMs);
}

QString clockTime(qint64 utcMs)
{
    return utcMs == 0 ? noValue() : local(utcMs).toString(u"HH:mm:ss");
}

QString exactTime(qint64 utcMs, qint64 nowMs)
{
    if (utcMs == 0)
        return noValue();
    const QDateTime time = local(utcMs);
    const QDate today = local(nowMs).date();
    if (time.date() == today)
        return time.toString(u"HH:mm:ss");
    return time.toString(time.date().year() == today.year() ? u"MM-dd HH:mm:ss" : u"yyyy-MM-dd HH:mm:ss");
}

QString fullTime(qint64 utcMs)
{
    if (utcMs == 0)
        return {};
    const QDateTime time = local(utcMs);
    return time.toString(u"yyyy-MM-dd HH:mm:ss ") + zoneOf(time.offsetFromUtc() / 60);
}

QString ago(qint64 utcMs, qint64 nowMs)
{
    if (utcMs == 0)
        return noValue();
    const qint64 passed = nowMs - utcMs;
    if (passed < minuteMs)
        return Words::tr("just now");
    if (passed < hourMs)
        return Words::tr("%n minute(s) ago", nullptr, static_cast<int>(passed / minuteMs));
    if (passed < dayMs)
        return Words::tr("%n hour(s) ago", nullptr, static_cast<int>(passed / hourMs));
    return Words::tr("%n day(s) ago", nullptr, static_cast<int>(passed / dayMs));
}

QString countdown(qint64 untilMs, qint64 nowMs)
{
    const qint64 seconds = qMax<qint64>(0, (untilMs - nowMs + 999) / 1000);
    return QStringLiteral("%1:%2")
        .arg(seconds / 60, 2, 10, QLatin1Char('0'))
        .arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString count(qint64 number)
{
    return QLocale().toString(number);
}

QString shortId(const QString& id, int head, int tail)
{
    if (id.size() <= head + tail + 1)
        return id;
    return id.left(head) + QChar(0x2026) + id.right(tail);
}

} // namespace kfdesk::ui

#include "core/store/clock_shift.h"

#include "core/store/rows.h"

namespace kfdesk::store {

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 codeLifeMs = 10 * minuteMs;
constexpr qint64 ticketLifeMs = 30 * minuteMs;
constexpr qint64 longestDelayMs = 60 * minuteMs; // the third 45009

} // namespace

Result<void> shiftTimes(Connection& db, const ClockShift& shift)
{
    KFDESK_CHECK(change(db,
                        QStringLiteral("UPDATE event SET received_at = received_at + ?, "
                                       "next_attempt_at = max(1, next_attempt_at + ?), "
                                       "deadline_at = CASE deadline_at WHEN 0 THEN 0 ELSE deadline_at + ? END "
                                       "WHERE status = 'pending' AND id <= ?"),
                        shift.byMs, shift.byMs, shift.byMs, shift.knownEventId));
    KFDESK_CHECK(change(db,
                        QStringLiteral("UPDATE event SET received_at = ?, next_attempt_at = ?, "
                                       "deadline_at = CASE deadline_at WHEN 0 THEN 0 ELSE ? END "
                                       "WHERE status = 'pending' AND id > ?"),
                        shift.nowMs, shift.nowMs, shift.nowMs + codeLifeMs, shift.knownEventId));
    KFDESK_CHECK(change(
        db, QStringLiteral("UPDATE corp SET sync_due_at = max(1, sync_due_at + ?) WHERE sync_due_at > 0"), shift.byMs));
    // The corps' own tokens need nothing: one that is believed in too long is refused by WeCom and fetched anew.
    KFDESK_CHECK(change(db,
                        QStringLiteral("UPDATE token SET obtained_at = obtained_at + ?, expires_at = expires_at + ? "
                                       "WHERE auth_corpid = '' AND kind IN ('suite_ticket', 'suite_token') "
                                       "AND obtained_at NOT BETWEEN ? AND ?"),
                        shift.byMs, shift.byMs, shift.nowMs - shift.unwatchedMs, shift.nowMs));
    return boundTimes(db, shift.nowMs);
}

Result<void> boundTimes(Connection& db, qint64 nowMs)
{
    KFDESK_CHECK(change(db,
                        QStringLiteral("UPDATE event SET received_at = min(received_at, ?), "
                                       "next_attempt_at = min(next_attempt_at, ?), deadline_at = ? "
                                       "WHERE status = 'pending' AND deadline_at > ?"),
                        nowMs, nowMs, nowMs + codeLifeMs, nowMs + codeLifeMs));
    KFDESK_CHECK(change(db,
                        QStringLiteral("UPDATE event SET received_at = min(received_at, ?), next_attempt_at = ? "
                                       "WHERE status = 'pending' AND next_attempt_at > ?"),
                        nowMs, nowMs, nowMs + longestDelayMs));
    KFDESK_CHECK(change(db, QStringLiteral("UPDATE corp SET sync_due_at = ? WHERE sync_due_at > ?"), nowMs,
                        nowMs + longestDelayMs));
    return change(db,
                  QStringLiteral("UPDATE token SET obtained_at = ?, expires_at = ? "
                                 "WHERE auth_corpid = '' AND kind = 'suite_ticket' AND obtained_at > ?"),
                  nowMs, nowMs + ticketLifeMs, nowMs);
}

Result<qint64> newestEventId(Connection& db)
{
    KFDESK_TRY(Statement * rows, run(db, QStringLiteral("SELECT coalesce(max(id), 0) FROM event")));
    KFDESK_TRY(const auto newest, readOne(*rows, firstInteger));
    return newest.value_or(0);
}

} // namespace kfdesk::store

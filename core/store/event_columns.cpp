#include "core/store/event_columns.h"

#include <QStringList>

namespace kfdesk::store {

namespace {

const QStringList eventColumnNames = {
    QStringLiteral("suite_id"),        QStringLiteral("received_at"),    QStringLiteral("event_time"),
    QStringLiteral("info_type"),       QStringLiteral("auth_corpid"),    QStringLiteral("corp_id"),
    QStringLiteral("state"),           QStringLiteral("status"),         QStringLiteral("attempts"),
    QStringLiteral("next_attempt_at"), QStringLiteral("deadline_at"),    QStringLiteral("error_id"),
    QStringLiteral("error_code"),      QStringLiteral("error_detail"),   QStringLiteral("error_args"),
    QStringLiteral("exchanged_at"),    QStringLiteral("accounts_at"),    QStringLiteral("links_at"),
    QStringLiteral("account_count"),   QStringLiteral("accounts_added"), QStringLiteral("accounts_removed"),
    QStringLiteral("receipt_id"),
};

} // namespace

QString selectEventSql(QStringView rest)
{
    return QStringLiteral("SELECT ") % eventColumnNames.join(u", ") %
           QStringLiteral(", id, sealed_payload IS NOT NULL FROM event ") % rest;
}

QString insertEventSql()
{
    return QStringLiteral("INSERT INTO event (") % eventColumnNames.join(u", ") %
           QStringLiteral(", row_key, sealed_payload) VALUES (") %
           QStringLiteral("?, ").repeated(eventColumnNames.size()) % QStringLiteral("?, ?)");
}

QString updateEventSql()
{
    return QStringLiteral("UPDATE event SET ") % eventColumnNames.join(u" = ?, ") % QStringLiteral(" = ? WHERE id = ?");
}

model::Event readEvent(Statement& row)
{
    model::Event event;
    event.suiteId = row.text(0);
    event.receivedAt = row.integer(1);
    event.eventTime = row.integer(2);
    event.infoType = row.text(3);
    event.authCorpId = row.text(4);
    event.corpId = row.integer(5);
    event.state = row.text(6);
    event.status = model::eventStatusFromText(row.text(7));
    event.attempts = static_cast<int>(row.integer(8));
    event.nextAttemptAt = row.integer(9);
    event.deadlineAt = row.integer(10);
    event.errorId = row.text(11);
    event.errorCode = static_cast<int>(row.integer(12));
    event.errorDetail = row.text(13);
    event.errorArgs = row.text(14);
    event.exchangedAt = row.integer(15);
    event.accountsAt = row.integer(16);
    event.linksAt = row.integer(17);
    event.accountCount = static_cast<int>(row.integer(18));
    event.accountsAdded = static_cast<int>(row.integer(19));
    event.accountsRemoved = static_cast<int>(row.integer(20));
    event.receiptId = row.integer(21);
    event.id = row.integer(22);
    event.hasPayload = row.integer(23) != 0;
    return event;
}

Statement& bindEvent(Statement& statement, const model::Event& event)
{
    return statement.bind(event.suiteId)
        .bind(event.receivedAt)
        .bind(event.eventTime)
        .bind(event.infoType)
        .bind(event.authCorpId)
        .bind(event.corpId)
        .bind(event.state)
        .bind(model::toText(event.status))
        .bind(event.attempts)
        .bind(event.nextAttemptAt)
        .bind(event.deadlineAt)
        .bind(event.errorId)
        .bind(event.errorCode)
        .bind(event.errorDetail)
        .bind(event.errorArgs)
        .bind(event.exchangedAt)
        .bind(event.accountsAt)
        .bind(event.linksAt)
        .bind(event.accountCount)
        .bind(event.accountsAdded)
        .bind(event.accountsRemoved)
        .bind(event.receiptId);
}

} // namespace kfdesk::store

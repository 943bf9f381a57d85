#include "core/store/event_columns.h"

#include <QStringList>

namespace kfdesk::store {

namespace {

/// What an event has when it comes.
const QStringList arrivalColumns = {
    QStringLiteral("suite_id"),    QStringLiteral("received_at"), QStringLiteral("event_time"),
    QStringLiteral("info_type"),   QStringLiteral("auth_corpid"), QStringLiteral("corp_id"),
    QStringLiteral("state"),       QStringLiteral("status"),      QStringLiteral("next_attempt_at"),
    QStringLiteral("deadline_at"), QStringLiteral("error_id"),    QStringLiteral("receipt_id"),
};

/// What the work on it leaves behind; the schema's defaults until then.
const QStringList workColumns = {
    QStringLiteral("attempts"),         QStringLiteral("error_code"),    QStringLiteral("error_detail"),
    QStringLiteral("error_args"),       QStringLiteral("exchanged_at"),  QStringLiteral("accounts_at"),
    QStringLiteral("links_at"),         QStringLiteral("account_count"), QStringLiteral("accounts_added"),
    QStringLiteral("accounts_removed"),
};

const QStringList eventColumnNames = arrivalColumns + workColumns;

} // namespace

QString selectEventSql(QStringView rest)
{
    return QStringLiteral("SELECT ") % eventColumnNames.join(u", ") %
           QStringLiteral(", id, sealed_payload IS NOT NULL FROM event ") % rest;
}

QString insertEventSql()
{
    return QStringLiteral("INSERT INTO event (") % arrivalColumns.join(u", ") %
           QStringLiteral(", row_key, sealed_payload) VALUES (") %
           QStringLiteral("?, ").repeated(arrivalColumns.size()) % QStringLiteral("?, ?)");
}

QString updateEventSql()
{
    return QStringLiteral("UPDATE event SET ") % eventColumnNames.join(u" = ?, ") % QStringLiteral(" = ? WHERE id = ?");
}

QString messageIdsSql()
{
    // Blocks as in the schema. CROSS JOIN keeps the order: a block, then the index.
    return QStringLiteral("(WITH RECURSIVE block (number) AS (SELECT min(id) / 1024 FROM event UNION ALL "
                          "SELECT number + 1 FROM block WHERE number < (SELECT max(id) / 1024 FROM event)) "
                          "SELECT e.id FROM block CROSS JOIN event e INDEXED BY event_message "
                          "ON e.id / 1024 = block.number AND e.corp_id = ? AND e.info_type = 'kf_msg_or_event')");
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
    event.nextAttemptAt = row.integer(8);
    event.deadlineAt = row.integer(9);
    event.errorId = row.text(10);
    event.receiptId = row.integer(11);
    event.attempts = static_cast<int>(row.integer(12));
    event.errorCode = static_cast<int>(row.integer(13));
    event.errorDetail = row.text(14);
    event.errorArgs = row.text(15);
    event.exchangedAt = row.integer(16);
    event.accountsAt = row.integer(17);
    event.linksAt = row.integer(18);
    event.accountCount = static_cast<int>(row.integer(19));
    event.accountsAdded = static_cast<int>(row.integer(20));
    event.accountsRemoved = static_cast<int>(row.integer(21));
    event.id = row.integer(22);
    event.hasPayload = row.integer(23) != 0;
    return event;
}

Statement& bindArrival(Statement& statement, const model::Event& event)
{
    return statement.bind(event.suiteId)
        .bind(event.receivedAt)
        .bind(event.eventTime)
        .bind(event.infoType)
        .bind(event.authCorpId)
        .bind(event.corpId)
        .bind(event.state)
        .bind(model::toText(event.status))
        .bind(event.nextAttemptAt)
        .bind(event.deadlineAt)
        .bind(event.errorId)
        .bind(event.receiptId);
}

Statement& bindEvent(Statement& statement, const model::Event& event)
{
    return bindArrival(statement, event)
        .bind(event.attempts)
        .bind(event.errorCode)
        .bind(event.errorDetail)
        .bind(event.errorArgs)
        .bind(event.exchangedAt)
        .bind(event.accountsAt)
        .bind(event.linksAt)
        .bind(event.accountCount)
        .bind(event.accountsAdded)
        .bind(event.accountsRemoved);
}

} // namespace kfdesk::store

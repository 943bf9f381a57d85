#include "app/ctl/commands.h"
#include "app/ctl/row_printer.h"
#include "app/ctl/session.h"
#include "core/service/event_service.h"

#include <QtGlobal>

#include <algorithm>

namespace kfdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t eventsAtOnce = 500;

QJsonObject toJson(const model::Event& event)
{
    return {{u"id"_s, event.id},
            {u"received_at"_s, timeValue(event.receivedAt)},
            {u"suite_id"_s, event.suiteId},
            {u"info_type"_s, event.infoType},
            {u"auth_corpid"_s, event.authCorpId},
            {u"state"_s, event.state},
            {u"status"_s, model::toText(event.status)},
            {u"attempts"_s, event.attempts},
            {u"next_attempt_at"_s, timeValue(event.nextAttemptAt)},
            {u"error"_s, event.errorId},
            {u"plaintext"_s, QJsonValue::Null}};
}

/// The text of an event as far as it may be shown: all of it, masked, or nothing without the key.
Result<QJsonValue> plaintextOf(service::Workspace& workspace, const model::Event& event, bool whole)
{
    if (!event.hasPayload || (!whole && !workspace.isUnlocked()))
        return QJsonValue(QJsonValue::Null);
    if (whole) {
        KFDESK_TRY(const Secret text, workspace.events().plaintext(event.id));
        return QJsonValue(QString::fromUtf8(text.view()));
    }
    KFDESK_TRY(const auto detail, workspace.events().detail(event.id));
    return QJsonValue(detail.maskedPlaintext);
}

Result<void> addRows(service::Workspace& workspace, const std::vector<qint64>& ids, bool whole, RowPrinter& printer)
{
    KFDESK_TRY(const auto events, workspace.events().rows(ids));
    for (const model::Event& event : events) {
        QJsonObject row = toJson(event);
        KFDESK_TRY(const QJsonValue text, plaintextOf(workspace, event, whole));
        row.insert(u"plaintext"_s, text);
        printer.add(row);
    }
    return {};
}

std::vector<Column> columns(bool withText)
{
    std::vector<Column> columns{
        {"id", QT_TRANSLATE_NOOP("ctl", "No.")},         {"received_at", QT_TRANSLATE_NOOP("ctl", "Received")},
        {"info_type", QT_TRANSLATE_NOOP("ctl", "Type")}, {"auth_corpid", QT_TRANSLATE_NOOP("ctl", "Corp ID")},
        {"state", QT_TRANSLATE_NOOP("ctl", "State")},    {"status", QT_TRANSLATE_NOOP("ctl", "Status")},
        {"error", QT_TRANSLATE_NOOP("ctl", "Error")}};
    if (withText)
        columns.push_back({"plaintext", QT_TRANSLATE_NOOP("ctl", "Text")});
    return columns;
}

bool isStatus(const QString& text)
{
    return model::toText(model::eventStatusFromText(text)) == text;
}

} // namespace

Result<int> events(const Arguments& arguments)
{
    store::EventFilter filter;
    filter.suiteId = arguments.suiteId();
    filter.type = arguments.text("--type");
    if (const QString status = arguments.text("--status"); !status.isEmpty()) {
        if (!isStatus(status))
            return fail(makeError(ErrorKind::Input, u"input.event_status"_s));
        filter.status = model::eventStatusFromText(status);
    }
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Read));
    const bool whole = arguments.has("--show-plaintext");
    if (whole && !workspace->isUnlocked())
        return fail(makeError(ErrorKind::Config, u"vault.locked"_s));

    KFDESK_TRY(auto ids, workspace->events().ids(filter));
    if (arguments.has("--limit"))
        ids.resize(std::min(ids.size(), static_cast<size_t>(arguments.number("--limit", 0))));
    RowPrinter printer(arguments, columns(whole));
    for (size_t at = 0; at < ids.size(); at += eventsAtOnce) {
        const auto end = std::min(at + eventsAtOnce, ids.size());
        KFDESK_CHECK(addRows(*workspace,
                             {ids.begin() + static_cast<ptrdiff_t>(at), ids.begin() + static_cast<ptrdiff_t>(end)},
                             whole, printer));
    }
    printer.finish();
    return 0;
}

Result<int> eventsRetry(const Arguments& arguments)
{
    bool isNumber = false;
    const qint64 id = arguments.words().first().toLongLong(&isNumber);
    if (!isNumber)
        return fail(makeError(ErrorKind::NotFound, u"event.not_found"_s));
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Write));
    KFDESK_CHECK(workspace->events().retry(id));
    return 0;
}

} // namespace kfdesk::ctl

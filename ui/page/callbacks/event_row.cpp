#include "ui/page/callbacks/event_row.h"

#include "core/service/corp_service.h"
#include "core/service/error_text.h"
#include "core/service/event_service.h"
#include "core/service/record_error.h"
#include "core/service/workspace.h"
#include "ui/support/formats.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QHash>
#include <QSet>

namespace kfdesk::ui {

namespace {

/// The translation context of this table.
class EventColumns
{
    Q_DECLARE_TR_FUNCTIONS(EventColumns)

public:
    static QString typeName(const QString& infoType);
    static ChipCell doneResult(const model::Event& event);
    static ChipCell pendingResult(const model::Event& event, qint64 nowMs);
    static ChipCell result(const model::Event& event, qint64 nowMs);
    static QString changeText(const model::Event& event);
    static QString corpText(const EventRow& row);
    static Column<EventRow> time(const Clock& clock);
    static Column<EventRow> type();
    static Column<EventRow> corp();
    static Column<EventRow> state();
    static Column<EventRow> resultColumn(const Clock& clock);
};

QString EventColumns::typeName(const QString& infoType)
{
    if (infoType.isEmpty())
        return tr("Unreadable");
    if (infoType == QLatin1String("suite_ticket"))
        return tr("Platform ticket");
    if (infoType == QLatin1String("create_auth"))
        return tr("First authorisation");
    if (infoType == QLatin1String("change_auth"))
        return tr("Authorisation changed");
    if (infoType == QLatin1String("cancel_auth"))
        return tr("Authorisation cancelled");
    if (infoType == QLatin1String("reset_permanent_code"))
        return tr("Permanent code reset");
    if (infoType == QLatin1String("kf_msg_or_event"))
        return tr("Customer message");
    if (infoType == QLatin1String("kf_account_auth_change"))
        return tr("Accounts changed");
    return infoType;
}

QString EventColumns::changeText(const model::Event& event)
{
    QStringList parts;
    if (event.accountsAdded > 0)
        parts << QStringLiteral("+%1").arg(event.accountsAdded);
    if (event.accountsRemoved > 0)
        parts << QStringLiteral("−%1").arg(event.accountsRemoved);
    if (parts.isEmpty())
        return tr("Same accounts");
    //: %1 is how many kf accounts a change of the authorisation has added and removed: "+1 −2".
    return tr("Accounts %1").arg(parts.join(QLatin1Char(' ')));
}

ChipCell EventColumns::doneResult(const model::Event& event)
{
    if (event.infoType == QLatin1String("create_auth")) {
        if (event.accountsAt > 0)
            return {Tone::Good, Glyph::Check, tr("Done · %n accounts", nullptr, event.accountCount)};
        return {Tone::Neutral, Glyph::Pending, tr("Reading accounts")};
    }
    if (event.infoType == QLatin1String("change_auth") && event.accountsAt > 0)
        return {Tone::Good, Glyph::Check, changeText(event)};
    if (event.receiptId != 0)
        return {Tone::Good, Glyph::Check, tr("Deleted · #%1").arg(event.receiptId)};
    if (event.infoType == QLatin1String("suite_ticket"))
        return {Tone::Good, Glyph::Check, tr("Saved")};
    return {Tone::Good, Glyph::Check, tr("Done")};
}

ChipCell EventColumns::pendingResult(const model::Event& event, qint64 nowMs)
{
    const bool failed = !event.errorId.isEmpty();
    QString text = failed ? service::describe(service::errorOf(event)).title : tr("In progress");
    if (hasCountdown(event))
        //: %1 is the time left, mm:ss, before an authorisation code dies; %2 what holds it up.
        text = tr("%1 left · %2").arg(countdown(event.deadlineAt, nowMs), text);
    return {failed ? Tone::Bad : Tone::Neutral, failed ? Glyph::Cross : Glyph::Pending, text};
}

ChipCell EventColumns::result(const model::Event& event, qint64 nowMs)
{
    switch (event.status) {
    case model::EventStatus::Done:
        return doneResult(event);
    case model::EventStatus::Pending:
        return pendingResult(event, nowMs);
    case model::EventStatus::Failed:
        return {Tone::Bad, Glyph::Cross,
                event.errorId.isEmpty() ? tr("Failed") : service::describe(service::errorOf(event)).title};
    case model::EventStatus::Expired:
        return {Tone::Bad, Glyph::Cross, tr("Authorisation code expired")};
    case model::EventStatus::Unreadable:
        return {Tone::Bad, Glyph::Warning, tr("Cannot be read, kept")};
    case model::EventStatus::Unknown:
        return {Tone::Neutral, Glyph::Info, tr("Kept; not used by this program")};
    }
    return {};
}

QString EventColumns::corpText(const EventRow& row)
{
    if (!row.corpName.isEmpty())
        return row.corpName;
    if (row.event.receiptId != 0)
        return tr("(deleted)");
    if (row.event.infoType == QLatin1String("create_auth"))
        return tr("(to be confirmed)");
    return row.event.authCorpId.isEmpty() ? noValue() : shortId(row.event.authCorpId);
}

Column<EventRow> EventColumns::time(const Clock& clock)
{
    Column<EventRow> column{event_column::time, [] { return tr("Time"); },
                            [&clock](const EventRow& row) { return exactTime(row.event.receivedAt, clock.nowMs()); }};
    column.toolTip = [](const EventRow& row) { return fullTime(row.event.receivedAt); };
    column.look = CellLook::Mono;
    column.width = 92;
    column.sortable = false;
    return column;
}

Column<EventRow> EventColumns::type()
{
    Column<EventRow> column{event_column::type, [] { return tr("Type"); },
                            [](const EventRow& row) { return typeName(row.event.infoType); }};
    column.toolTip = [](const EventRow& row) { return row.event.infoType; };
    // Words differ in length by language.
    column.width = qMax(
        104, QFontMetrics(QGuiApplication::font()).horizontalAdvance(typeName(QStringLiteral("cancel_auth"))) + 28);
    column.sortable = false;
    return column;
}

Column<EventRow> EventColumns::corp()
{
    Column<EventRow> column{event_column::corp, [] { return tr("Corp"); }, corpText};
    column.toolTip = [](const EventRow& row) { return row.event.authCorpId; };
    column.width = 132;
    column.stretch = 1;
    column.sortable = false;
    return column;
}

Column<EventRow> EventColumns::state()
{
    //: "state" is the parameter's name in WeCom's documents.
    Column<EventRow> column{
        event_column::state, [] { return tr("State"); },
        [](const EventRow& row) { return row.event.state.isEmpty() ? noValue() : row.event.state; }};
    column.look = CellLook::MonoMuted;
    column.width = 112;
    column.sortable = false;
    return column;
}

Column<EventRow> EventColumns::resultColumn(const Clock& clock)
{
    const auto cell = [&clock](const EventRow& row) { return result(row.event, clock.nowMs()); };
    Column<EventRow> column{event_column::result, [] { return tr("Result"); },
                            [cell](const EventRow& row) { return cell(row).text; }};
    column.cell = [cell](const EventRow& row) { return QVariant::fromValue(cell(row)); };
    column.toolTip = [cell](const EventRow& row) { return cell(row).text; };
    column.stretch = 2;
    column.width = 180;
    column.sortable = false;
    return column;
}

} // namespace

Result<std::vector<EventRow>> readEventRows(service::Workspace& workspace, const std::vector<qint64>& ids)
{
    KFDESK_TRY(auto events, workspace.events().rows(ids));
    QSet<qint64> corpIds;
    for (const model::Event& event : events) {
        if (event.corpId != 0)
            corpIds.insert(event.corpId);
    }
    KFDESK_TRY(const auto corps, workspace.corps().find(std::vector<qint64>(corpIds.begin(), corpIds.end())));
    QHash<qint64, QString> names;
    for (const model::Corp& corp : corps)
        names.insert(corp.id, corp.name);
    std::vector<EventRow> rows;
    rows.reserve(events.size());
    for (model::Event& event : events) {
        const QString name = names.value(event.corpId);
        rows.push_back({std::move(event), name});
    }
    return rows;
}

QString eventTypeName(const QString& infoType)
{
    return EventColumns::typeName(infoType);
}

ChipCell eventResult(const model::Event& event, qint64 nowMs)
{
    return EventColumns::result(event, nowMs);
}

bool hasCountdown(const model::Event& event)
{
    return event.status == model::EventStatus::Pending && event.deadlineAt > 0 && event.exchangedAt == 0;
}

std::vector<Column<EventRow>> eventColumns(const Clock& clock)
{
    return {EventColumns::time(clock), EventColumns::type(), EventColumns::corp(), EventColumns::state(),
            EventColumns::resultColumn(clock)};
}

} // namespace kfdesk::ui

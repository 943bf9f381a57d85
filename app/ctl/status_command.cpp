#include "app/ctl/commands.h"
#include "app/ctl/row_printer.h"
#include "app/ctl/session.h"
#include "core/service/deafness.h"
#include "core/service/error_text.h"
#include "core/service/status_service.h"

namespace kfdesk::ctl {

using namespace Qt::StringLiterals;

Result<int> status(const Arguments& arguments)
{
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Read));
    KFDESK_TRY(const auto overview, workspace->status().overview(arguments.suiteId()));
    const auto deaf = service::deafSince(overview, systemClock().nowMs());
    QJsonObject events;
    for (auto it = overview.events.begin(); it != overview.events.end(); ++it)
        events.insert(it.key(), it.value());
    const auto& trouble = overview.trouble;
    const service::ListenerRecord record = overview.record.value_or(service::ListenerRecord());
    QJsonObject refused;
    for (const auto& [reason, times] : record.refusals)
        refused.insert(reason, static_cast<qint64>(times));
    printObject(arguments,
                {{u"listener"_s, overview.holder ? u"listening"_s : u"stopped"_s},
                 {u"holder"_s, overview.holder ? QJsonValue(*overview.holder) : QJsonValue(QJsonValue::Null)},
                 {u"store_error"_s, trouble ? QJsonValue(trouble->error.id) : QJsonValue(QJsonValue::Null)},
                 {u"store_error_since"_s, timeValue(trouble ? trouble->since : 0)},
                 {u"store_error_text"_s, trouble ? service::oneLine(trouble->error) : QString()},
                 {u"counted_since"_s, timeValue(record.since)},
                 {u"accepted"_s, static_cast<qint64>(record.accepted)},
                 {u"slowest_ms"_s, record.slowestMs},
                 {u"refused"_s, refused},
                 {u"ticket_received_at"_s, timeValue(overview.ticketReceivedAt)},
                 {u"ticket_valid_until"_s, timeValue(overview.ticketValidUntil)},
                 {u"deaf"_s, deaf.has_value()},
                 {u"deaf_since"_s, timeValue(deaf.value_or(0))},
                 {u"corps"_s, overview.corps},
                 {u"links"_s, overview.links},
                 {u"events"_s, events}});
    return 0;
}

} // namespace kfdesk::ctl

#pragma once

#include "core/base/result.h"
#include "core/service/context.h"
#include "core/service/inbox_health.h"
#include "core/service/listener_record.h"

#include <QMap>
#include <QString>

#include <optional>

namespace kfdesk::service {

/// The numbers around the pages: navigation counts, cards, `kfdeskctl status`.
struct Overview
{
    int corps = 0;
    int placements = 0; ///< not archived
    int links = 0;
    int eventsNeedPerson = 0; ///< as store::EventFilter::needsPerson
    qint64 eventsStored = 0;
    qint64 oldestEventAt = 0;
    qint64 lastSyncAt = 0;        ///< newest complete sync of any corp
    QMap<QString, int> events;    ///< all that are stored, by status
    QMap<QString, int> events24h; ///< by status, since the hour of a day ago began
    qint64 ticketReceivedAt = 0;  ///< 0 = none
    qint64 ticketValidUntil = 0;
    int suites = 0;                       ///< components in question
    qint64 quietestTicketAt = 0;          ///< the newest ticket of the suite that was heard least; 0 = one has none
    qint64 listeningSince = 0;            ///< 0 = nobody listens, or it is not known
    std::optional<QString> holder;        ///< who holds listener and processor, if another process does
    std::optional<StoreTrouble> trouble;  ///< the holder listens, and cannot store what comes
    std::optional<ListenerRecord> record; ///< what that listener, or the last one, has met
};

class StatusService
{
public:
    explicit StatusService(Context& context)
        : m_context(context)
    {}

    Result<Overview> overview(const QString& suiteId); ///< "" = all suites
    /// Of the overview only what deafSince() needs, of all suites; cheap.
    Result<Overview> hearing();
    /// Who holds listener and processor now; cheap.
    std::optional<QString> holder() const;
    /// Why that one cannot store callbacks, as it says itself; cheap.
    std::optional<StoreTrouble> trouble() const;

private:
    Context& m_context;
};

} // namespace kfdesk::service

#pragma once

#include "core/base/result.h"
#include "core/model/event.h"
#include "core/store/database.h"
#include "core/store/vault.h"

#include <QMap>

#include <optional>
#include <stop_token>
#include <vector>

namespace kfdesk::store {

/// An event as it enters the inbox.
struct NewEvent
{
    /// As it comes: id, hasPayload, attempts, the error's code, detail and arguments, and the progress are ignored.
    model::Event event;
    QByteArray plaintext; ///< sealed on insert
    QByteArray authCode;  ///< not empty: indexed by its HMAC, so that one code is one event
};

struct EventFilter
{
    QString suiteId;
    std::optional<model::EventStatus> status;
    QString type; ///< "" = all
    bool hideTickets = false;
    bool needsPerson = false;    ///< failed, expired, unreadable, or pending after two tries that failed
    QString text;                ///< in type, corp id, state, error; corp name through corpIds
    std::vector<qint64> corpIds; ///< not empty: events of these corps match `text` as well
    QString state;               ///< "" = all
    qint64 corpId = 0;
};

class EventRepository
{
public:
    explicit EventRepository(Connection& connection)
        : m_db(connection)
    {}

    /// Inside the caller's transaction. No value = duplicate (event_seen or the AuthCode's HMAC), nothing changed.
    /// Events without TimeStamp are keyed by 0.
    Result<std::optional<qint64>> insert(const Vault& vault, const NewEvent& item);
    /// The same for a batch: one id per item, in order.
    Result<std::vector<std::optional<qint64>>> insertAll(const Vault& vault, const std::vector<NewEvent>& items);

    Result<std::optional<model::Event>> find(qint64 id);
    /// The plaintext; error "event.no_payload" when it was dropped (superseded ticket, purge).
    Result<Secret> payload(const Vault& vault, qint64 id);
    /// All columns but payload and ids.
    Result<void> update(const model::Event& event);
    Result<void> dropPayload(qint64 id);

    /// Pending and due, AuthCodes first, then by event time and id.
    Result<std::vector<model::Event>> due(qint64 nowMs, int limit);
    Result<std::optional<qint64>> nextDue(); ///< ms
    /// Pending events of a kind for a suite: "is an exchange still open that could be this corp's?"
    Result<std::vector<model::Event>> pending(const QString& suiteId, const QStringList& types);

    /// change_auth and cancel_auth events that name this corp and are newer than `afterTime` (seconds).
    Result<std::vector<model::Event>> ofCorpAfter(const QString& suiteId, const QString& authCorpId, qint64 afterTime);

    /// kf_msg_or_event of a corp, in order.
    Result<std::vector<qint64>> messagesOf(qint64 corpId);

    /// Newest first. Asked to stop it returns "store.cancelled" (kind Cancelled).
    Result<std::vector<qint64>> ids(const EventFilter& filter, std::stop_token stop = {});
    /// The statement that ids() runs: its plan says what is read for a list.
    static QString idsSql(const EventFilter& filter);
    /// In the order given; ids that are gone are left out.
    Result<std::vector<model::Event>> rows(const std::vector<qint64>& ids);
    /// create_auth and change_auth events of exactly this state ("" = without), newest first.
    Result<std::vector<model::Event>> sessions(const QString& suiteId, const QString& state, int limit);

    // Numbers for the pages, from counts that are kept: quick however many events there are. `suiteId` "" = all.

    /// Events received since the beginning of the hour of `sinceMs`.
    Result<QMap<QString, int>> countByStatus(const QString& suiteId, qint64 sinceMs);
    /// As EventFilter::needsPerson.
    Result<int> countNeedingPerson(const QString& suiteId);
    /// When the oldest stored event came.
    Result<std::optional<qint64>> oldestReceivedAt(const QString& suiteId);

    /// Deletes the events older than `beforeMs` (receivedAt), at most `limit`; the seen-digests stay. Returns how many.
    Result<int> prune(qint64 beforeMs, int limit);

private:
    Result<std::optional<qint64>> insertOne(const Vault& vault, const NewEvent& item);
    Result<void> countInserted(const std::vector<NewEvent>& items, const std::vector<std::optional<qint64>>& ids);

    Connection& m_db;
};

} // namespace kfdesk::store

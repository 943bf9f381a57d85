#pragma once

#include "core/base/result.h"
#include "core/callback/diagnosis.h"
#include "core/model/event.h"
#include "core/service/context.h"
#include "core/store/event_repository.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace kfdesk::service {

struct EventDetail
{
    model::Event event;
    QString corpName;        ///< empty when unknown or purged
    QString placementName;   ///< for the state; empty when unknown
    QString maskedPlaintext; ///< secrets replaced; empty without payload
    QStringList openKfIds;
    QString maskedAuthCode; ///< "ac••••••••3f9"; empty when there is none
};

/// Callback events (回调事件): the inbox as staff see it.
class EventService
{
public:
    explicit EventService(Context& context)
        : m_context(context)
    {}

    Result<std::vector<qint64>> ids(const store::EventFilter& filter, std::stop_token stop = {});
    Result<std::vector<model::Event>> rows(const std::vector<qint64>& ids);
    Result<EventDetail> detail(qint64 id); ///< error "event.not_found"; needs the vault
    /// The whole plaintext, secrets and all: only after somebody asked for it.
    Result<Secret> plaintext(qint64 id);
    /// False for what is done, and for a code that is used or past its time: trying again could only fail again.
    static bool isRetryable(const model::Event& event);
    /// Due at once. Picked up by whoever holds the lease. Error "event.not_retryable".
    Result<void> retry(qint64 id);
    Result<void> retry(UnitOfWork& unit, qint64 id); ///< inside the caller's unit

    /// A raw request received elsewhere: checked and committed like one that came in.
    /// Errors with the official code: "callback.query", "callback.xml", "callback.signature", "callback.base64",
    /// "callback.decrypt", "callback.padding", "callback.length", "callback.receive_id"; "component.not_found" for a
    /// suite we do not have; those of the store.
    Result<bool> ingest(const QString& suiteId, const callback::RawRequest& request); ///< false = duplicate
    /// What is wrong with a raw request, checked with the suite's keys and its rules for the receiveid; stores nothing.
    /// Errors "component.not_found", "vault.locked", "callback.key_illegal".
    Result<callback::Diagnosis> diagnose(const QString& suiteId, const callback::RawRequest& request);
    /// The same of what somebody pasted, in any of the forms of callback::readPastedRequest. Also
    /// "doctor.nothing_found".
    Result<callback::Diagnosis> diagnosePasted(const QString& suiteId, const QString& text);
    /// Deletes events older than 90 days, in chunks. Returns how many.
    Result<int> prune(std::stop_token stop);

private:
    Context& m_context;
};

} // namespace kfdesk::service

#pragma once

#include "core/base/result.h"
#include "core/model/component.h"
#include "core/service/context.h"

#include <QByteArray>

#include <optional>
#include <stop_token>
#include <vector>

namespace kfdesk::service {

/// One thing that is wrong with a component as typed; `field` is the JSON key.
struct FieldFault
{
    QString field;
    Error error;

    friend bool operator==(const FieldFault&, const FieldFault&) = default;
};

struct TicketState
{
    qint64 receivedAt = 0; ///< 0 = none yet
    qint64 validUntil = 0;
};

/// Components (组件): adding, editing, their suite_ticket.
class ComponentService
{
public:
    explicit ComponentService(Context& context)
        : m_context(context)
    {}

    /// Reads the JSON of `component add`: name, suite_id, suite_secret, token, encoding_aes_key, provider_corpid,
    /// optional api_base, auth_base, proxy, mini_programs[]. Error "component.json" when it is not a JSON object.
    static Result<model::Component> fromJson(const QByteArray& json);
    /// Every fault at once; empty = good. `sandbox`: the API base must be loopback http; otherwise https.
    static std::vector<FieldFault> check(const model::Component& component, bool sandbox);

    Result<std::vector<model::ComponentSummary>> list();
    Result<model::Component> find(const QString& suiteId);
    /// The component when `suiteId` is empty and there is one only. Errors "component.none", "component.ambiguous",
    /// "component.not_found".
    Result<model::ComponentSummary> resolve(const QString& suiteId);
    /// Errors "component.invalid" (arg faults; one line), "component.exists", "component.mixed" (kinds never mix).
    Result<qint64> add(const model::Component& component);
    Result<void> update(const model::Component& component);

    Result<TicketState> ticket(const QString& suiteId);
    /// A ticket pasted by hand. Error "input.ticket" unless 1–512 printable bytes.
    Result<void> setTicket(const QString& suiteId, const Secret& ticket);

private:
    Context& m_context;
};

} // namespace kfdesk::service

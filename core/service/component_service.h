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
    /// optional api_base, auth_base, proxy, mini_programs[{appid, name, bound_corpid}]; other keys are ignored. Errors
    /// "component.json" when it is not a JSON object, "component.json_type" (arg fields) for values of another type.
    static Result<model::Component> fromJson(const QByteArray& json);
    /// Every fault at once; empty = good. `sandbox`: the API base must be loopback http; otherwise https and not
    /// loopback. Errors: "input.component_name" (1–100 characters), "input.suite_id", "input.suite_secret",
    /// "input.token" (1–32 letters and digits), "input.encoding_aes_key" (43 letters and digits),
    /// "input.provider_corpid", "input.api_base", "input.api_base_sandbox", "input.auth_base", "input.proxy",
    /// "input.mini_program".
    static std::vector<FieldFault> check(const model::Component& component, bool sandbox);

    /// Takes suite_id and auth base from the official authorisation link of 服务商助手, pasted in place of the id.
    /// Error "link.not_auth_link".
    static Result<void> applyAuthLink(const QString& url, model::Component& component);

    /// The same as one error: "component.invalid" (arg faults; one line), "component.mixed" (kinds never mix).
    static Result<void> require(const model::Component& component, bool sandbox);
    /// True for the API base of a simulator on this machine: such a component founds a sandbox workspace.
    static bool isLoopback(const QString& apiBase);

    Result<std::vector<model::ComponentSummary>> list();
    Result<model::Component> find(const QString& suiteId);
    /// The component when `suiteId` is empty and there is one only. Errors "component.none", "component.ambiguous",
    /// "component.not_found".
    Result<model::ComponentSummary> resolve(const QString& suiteId);
    /// Errors those of require() for the workspace's kind, "component.exists".
    Result<qint64> add(const model::Component& component);
    Result<void> update(const model::Component& component);

    Result<TicketState> ticket(const QString& suiteId);
    /// A ticket pasted by hand. Error "input.ticket" unless 1–512 printable bytes.
    Result<void> setTicket(const QString& suiteId, const Secret& ticket);

private:
    Context& m_context;
};

} // namespace kfdesk::service

#pragma once

#include "core/base/result.h"
#include "core/net/tls_identity.h"
#include "core/service/context.h"

#include <QString>

namespace kfdesk::service {

/// Where the listener binds and how the world reaches it.
struct ListenerSettings
{
    QString address = QStringLiteral("127.0.0.1");
    quint16 port = 8787;
    QString publicUrl; ///< what is registered with WeCom, for display and self-test; "" = not told
    bool startWithConsole = true;
    net::TlsFiles tls = {}; ///< empty: plain HTTP

    friend bool operator==(const ListenerSettings&, const ListenerSettings&) = default;
};

/// Settings of the workspace, typed, with defaults and bounds. No secrets here.
class SettingService
{
public:
    explicit SettingService(Context& context)
        : m_context(context)
    {}

    Result<ListenerSettings> listener();
    /// Errors "input.listener_address", "input.public_url", "input.tls_path" (not a complete path); for files that are
    /// not those stored already, also those of net::TlsIdentity::load.
    Result<void> setListener(const ListenerSettings& settings);

private:
    Context& m_context;
};

} // namespace kfdesk::service

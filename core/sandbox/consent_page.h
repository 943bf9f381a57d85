#pragma once

#include "core/net/http_server.h"
#include "core/sandbox/form_data.h"
#include "core/sandbox/merchant_actions.h"

namespace kfdesk::sandbox {

/// /compApp/{suite_id}?state=&mode=1 — what a merchant sees after opening the invitation link (授权链接), as plain HTML
/// forms that work without scripts.
///
/// GET without `corp` asks which merchant one is (`q` searches by name); GET with `corp` shows that merchant's kf
/// accounts; POST of that form authorises them and shows the result. mode=1 allows one account, otherwise several.
/// POST blocks while the callback is under way; thread-safe.
class ConsentPage
{
public:
    ConsentPage(World& world, MerchantActions& actions, const QString& suiteId);

    net::HttpResponse answer(const net::HttpRequest& request);

private:
    net::HttpResponse show(const FormData& query);
    net::HttpResponse submit(const FormData& form);

    World& m_world;
    MerchantActions& m_actions;
    const QString m_suiteId;
};

} // namespace kfdesk::sandbox

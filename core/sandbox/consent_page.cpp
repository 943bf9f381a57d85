#include "core/sandbox/consent_page.h"

#include "core/sandbox/consent_html.h"
#include "core/sandbox/world.h"

namespace kfdesk::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int merchantsShown = 30;

net::HttpResponse html(int status, const QString& page)
{
    net::HttpResponse response;
    response.status = status;
    response.body = page.toUtf8();
    response.contentType = "text/html; charset=utf-8";
    return response;
}

net::HttpResponse unknownMerchant()
{
    return html(404, consent_html::problem(u"找不到这家企业"_s, u"请返回上一页，重新选择企业。"_s));
}

consent_html::Link linkOf(const FormData& data)
{
    return {data.text("state"), data.value("mode") == "1"};
}

/// What is wrong with the choice; empty = nothing.
QString faultOf(const QStringList& chosen, bool single)
{
    if (chosen.isEmpty())
        return u"请选择要授权的客服账号。"_s;
    if (single && chosen.size() > 1)
        return u"该授权链接一次只能授权一个客服账号。"_s;
    return {};
}

} // namespace

ConsentPage::ConsentPage(World& world, MerchantActions& actions, const QString& suiteId)
    : m_world(world)
    , m_actions(actions)
    , m_suiteId(suiteId)
{}

net::HttpResponse ConsentPage::answer(const net::HttpRequest& request)
{
    const QByteArray path = request.path();
    if (QByteArray::fromPercentEncoding(path) != "/compApp/" + m_suiteId.toUtf8())
        return html(404,
                    consent_html::problem(u"授权链接无效"_s, u"链接中的组件不存在，请向服务商索取新的授权链接。"_s));
    if (request.method == "GET")
        return show(FormData::fromQuery(request.query()));
    if (request.method == "POST")
        return submit(FormData::fromForm(request.body));
    return html(405, consent_html::problem(u"无法处理该请求"_s, u"请重新打开授权链接。"_s));
}

net::HttpResponse ConsentPage::show(const FormData& query)
{
    const auto link = linkOf(query);
    const QString corpId = query.text("corp");
    if (corpId.isEmpty()) {
        const QString search = query.text("q").trimmed();
        return html(200, consent_html::chooseMerchant(link, m_world.search(search, merchantsShown), search));
    }
    const auto merchant = m_world.find(corpId);
    return merchant ? html(200, consent_html::chooseAccounts(link, *merchant, {}, {})) : unknownMerchant();
}

net::HttpResponse ConsentPage::submit(const FormData& form)
{
    const auto link = linkOf(form);
    const auto merchant = m_world.find(form.text("corp"));
    if (!merchant)
        return unknownMerchant();
    const QStringList chosen = form.texts("open_kfid");
    if (const QString fault = faultOf(chosen, link.single); !fault.isEmpty())
        return html(400, consent_html::chooseAccounts(link, *merchant, chosen, fault));

    const auto report = m_actions.authorise(merchant->corpId, chosen, link.state);
    if (!report)
        return html(400,
                    consent_html::chooseAccounts(link, *merchant, {}, u"所选客服账号不属于该企业，请重新选择。"_s));
    return html(200, consent_html::result(*report));
}

} // namespace kfdesk::sandbox

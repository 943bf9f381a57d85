#include "core/sandbox/consent_html.h"

#include "core/sandbox/merchant_actions.h"

namespace kfdesk::sandbox::consent_html {

using namespace Qt::StringLiterals;

namespace {

QString page(const QString& title, const QString& body)
{
    static const QString frame = uR"(<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; form-action 'self'">
<title>%1 · 沙箱</title>
<style>
:root { color-scheme: light; }
body { margin: 0; background: #f4f5f7; color: #1f2329; font: 16px/1.6 system-ui, "Noto Sans CJK SC", sans-serif; }
.band { margin: 0; padding: 8px 16px; background: #ffe3a3; color: #5c3d00; text-align: center; font-weight: 600; }
main { max-width: 560px; margin: 24px auto; padding: 24px; background: #fff; border-radius: 12px;
  box-shadow: 0 1px 4px rgba(0,0,0,.12); }
h1 { margin: 0 0 8px; font-size: 22px; }
p { margin: 8px 0; }
.hint { color: #646a73; font-size: 14px; }
fieldset { margin: 16px 0; padding: 0; border: 0; }
legend { padding: 0; margin-bottom: 8px; font-weight: 600; }
.choice { display: flex; align-items: center; gap: 12px; padding: 10px 12px; margin-bottom: 8px;
  border: 1px solid #d0d3d6; border-radius: 8px; cursor: pointer; }
.choice:hover { border-color: #1664ff; }
.choice img { width: 36px; height: 36px; flex: none; }
.choice span { flex: 1; }
.chip { flex: none; padding: 0 8px; border-radius: 10px; background: #e4f5e9; color: #0b6b2f; font-size: 13px; }
.search { display: flex; gap: 8px; margin: 16px 0; }
input[type=search] { flex: 1; min-width: 0; padding: 8px 12px; border: 1px solid #8f959e; border-radius: 8px; font: inherit; }
button, .button { padding: 10px 24px; border: 0; border-radius: 8px; background: #1664ff; color: #fff; font: inherit;
  cursor: pointer; text-decoration: none; display: inline-block; }
button.plain { background: #e8eaed; color: #1f2329; }
.alert { padding: 10px 12px; border-radius: 8px; background: #fdeaea; color: #8c1d18; }
:focus-visible { outline: 3px solid #ffb020; outline-offset: 2px; }
</style>
</head>
<body>
<p class="band" role="note">沙箱 · 模拟的企业微信授权页，企业和账号均为虚构</p>
<main>
<h1>%1</h1>
%2
</main>
</body>
</html>
)"_s;
    return frame.arg(title.toHtmlEscaped(), body);
}

QString hidden(const char* name, const QString& value)
{
    return u"<input type=\"hidden\" name=\"%1\" value=\"%2\">\n"_s.arg(QLatin1String(name), value.toHtmlEscaped());
}

QString linkFields(const Link& link)
{
    return hidden("state", link.state) + (link.single ? hidden("mode", u"1"_s) : QString());
}

QString choice(const char* type, const char* name, const QString& value, const QString& image, const QString& label,
               bool checked, const QString& chip)
{
    return u"<label class=\"choice\"><input type=\"%1\" name=\"%2\" value=\"%3\"%4>"
           "<img src=\"%5\" alt=\"\"><span>%6</span>%7</label>\n"_s.arg(
               QLatin1String(type), QLatin1String(name), value.toHtmlEscaped(), checked ? u" checked"_s : QString(),
               image.toHtmlEscaped(), label.toHtmlEscaped(), chip);
}

QString authorisedChip(bool authorised)
{
    return authorised ? u"<span class=\"chip\">已授权</span>"_s : QString();
}

QString merchantChoices(const std::vector<Merchant>& merchants)
{
    QString choices;
    for (const Merchant& merchant : merchants) {
        choices += choice("radio", "corp", merchant.corpId, u"/logo/corp/"_s % merchant.corpId % u".svg"_s,
                          merchant.name, choices.isEmpty(), authorisedChip(merchant.authorisation != 0));
    }
    return choices;
}

QString accountChoices(const Merchant& merchant, const QStringList& chosen, bool single)
{
    QString choices;
    for (const KfAccount& account : merchant.accounts) {
        choices += choice(single ? "radio" : "checkbox", "open_kfid", account.openKfId,
                          u"/logo/kf/"_s % account.openKfId % u".svg"_s, account.name,
                          chosen.contains(account.openKfId), authorisedChip(account.authorised));
    }
    return choices;
}

QString callbackFault(const Delivery& delivery)
{
    if (delivery.error == "sandbox.no_callback_url"_L1)
        return u"还没有设置回调地址（启动沙箱时的 --callback）。"_s;
    if (delivery.status == 0)
        return u"接收端没有应答（%1），已尝试 %2 次。"_s.arg(delivery.error.toHtmlEscaped()).arg(delivery.tries);
    return u"接收端应答 HTTP %1，已尝试 %2 次。"_s.arg(delivery.status).arg(delivery.tries);
}

} // namespace

QString chooseMerchant(const Link& link, const std::vector<Merchant>& merchants, const QString& search)
{
    const QString body = uR"(<p>服务商邀请企业接入微信客服组件。请先选择您要扮演的企业。</p>
<form method="get" class="search" role="search">
%1<input type="search" name="q" value="%2" aria-label="按名称查找企业" placeholder="按名称查找企业">
<button class="plain">查找</button>
</form>
)"_s.arg(linkFields(link), search.toHtmlEscaped());
    if (merchants.empty())
        return page(u"选择企业"_s, body + u"<p role=\"status\">没有符合条件的企业。</p>"_s);
    return page(u"选择企业"_s, body + uR"(<form method="get">
%1<fieldset>
<legend>企业</legend>
%2</fieldset>
<p class="hint">最多显示 %3 家，其余企业请按名称查找。</p>
<button>下一步</button>
</form>)"_s.arg(linkFields(link), merchantChoices(merchants), QString::number(merchants.size())));
}

QString chooseAccounts(const Link& link, const Merchant& merchant, const QStringList& chosen, const QString& fault)
{
    const QString alert =
        fault.isEmpty() ? QString() : u"<p class=\"alert\" role=\"alert\">%1</p>\n"_s.arg(fault.toHtmlEscaped());
    const QString rule = link.single ? u"选择一个要授权的客服账号"_s : u"选择要授权的客服账号（可多选）"_s;
    return page(u"授权微信客服组件"_s, alert + uR"(<p><strong>%1</strong></p>
<p class="hint">授权后，服务商可以：获取所选客服账号的名称、头像和链接；查看来自其场景的咨询统计。</p>
<form method="post">
%2<fieldset>
<legend>%3</legend>
%4</fieldset>
<button>授权</button>
</form>)"_s.arg(merchant.name.toHtmlEscaped(), linkFields(link) + hidden("corp", merchant.corpId), rule,
                                               accountChoices(merchant, chosen, link.single)));
}

QString result(const ActionReport& report)
{
    const QString name = report.corpName.toHtmlEscaped();
    const QString count = QString::number(report.openKfIds.size());
    if (!report.delivery.succeeded()) {
        return page(u"授权失败"_s,
                    u"<p class=\"alert\" role=\"alert\">%1 的授权已记录，但回调 %2 没有送达服务商。%3</p>"_s.arg(
                        name, report.event, callbackFault(report.delivery)));
    }
    const bool first = report.event == "create_auth"_L1;
    return page(first ? u"授权成功"_s : u"已更新授权"_s,
                u"<p role=\"status\"><strong>%1</strong> 授权了 %2 个客服账号。</p>"
                "<p class=\"hint\">已向服务商发送回调 %3，可以关闭本页。</p>"_s.arg(name, count, report.event));
}

QString problem(const QString& title, const QString& text)
{
    return page(title, u"<p class=\"alert\" role=\"alert\">%1</p>"_s.arg(text.toHtmlEscaped()));
}

} // namespace kfdesk::sandbox::consent_html

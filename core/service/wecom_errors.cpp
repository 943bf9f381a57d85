#include "core/service/wecom_errors.h"

#include <QHash>
#include <QtGlobal>

namespace kfdesk::service {

namespace {

// Codes that stand alone have words of their own; the rest is told apart by what a person can do.
constexpr int busy[] = {-1, 6000};
constexpr int wrongSecret[] = {40001, 40080, 40091};
constexpr int wrongProvider[] = {40013};
constexpr int corpToken[] = {40014, 42001};
constexpr int suiteToken[] = {40082, 42009};
constexpr int callbackUrl[] = {40057, 43012};
constexpr int wrongParameter[] = {40058, 40063};
constexpr int authCode[] = {40078};
constexpr int wrongSuite[] = {40083, 48003, 84005, 301002};
constexpr int permanentCode[] = {40084, 41025};
constexpr int ticket[] = {40085};
constexpr int noTicket[] = {41023};
constexpr int commercial[] = {40133, 40134, 40135, 40136, 40137, 40138, 40139, 40140};
constexpr int corpAbnormal[] = {40141};
constexpr int corpUnverified[] = {43009, 610016, 610017, 95003, 95027};
constexpr int rateLimit[] = {45009};
constexpr int concurrency[] = {45033};
constexpr int notPermitted[] = {48001, 48002};
constexpr int authorisationGone[] = {48004};
constexpr int abandoned[] = {48005};
constexpr int withdrawn[] = {48006, 50003};
constexpr int accountNotGranted[] = {48007};
constexpr int outsideRange[] = {50002, 60011, 60030, 95014};
constexpr int addressRefused[] = {60020};
constexpr int offShelf[] = {84085, 84135};
constexpr int miniProgram[] = {90206, 90207, 90208};
constexpr int corpGone[] = {301007};
constexpr int licence[] = {701008, 701016, 701088, 701089, 701099};
constexpr int plainCorpId[] = {710000, 2000002, 84054};
constexpr int unknownAccount[] = {95000, 95004, 60251, 60252};
constexpr int accountLimit[] = {95005, 95006, 95026};
constexpr int messageRules[] = {95001, 95002, 95008, 95009, 95018, 95022, 95030, 95031, 45001, 45002, 44001, 44004};
constexpr int sessionState[] = {95013, 95016, 95019, 60253};
constexpr int messageToken[] = {95007, 50100};
constexpr int otherEdition[] = {95011, 95012};
constexpr int switchOff[] = {95015, 95017, 95023};
constexpr int chatRecords[] = {95032};
constexpr int members[] = {40003, 40096, 40125, 60111, 60123, 40066, 40068, 81013, 82001};
constexpr int media[] = {40004, 40005, 40006, 40007, 40008, 40009, 40011, 40123, 41006};
constexpr int missingField[] = {41001, 41002, 41004, 41008, 41009, 41011, 41021, 41022, 41024};
constexpr int webLogin[] = {40029, 40077, 42007, 42022, 50001, 84014, 84015, 84071,
                            84075, 85004, 85005, 84021, 84022, 84024, 84025};
constexpr int otherInput[] = {40056, 40086, 49004, 60028};
constexpr int customers[] = {84074};

constexpr WecomErrorGroup groups[] = {
    {busy,
     {QT_TRANSLATE_NOOP("errors", "WeCom is busy"),
      QT_TRANSLATE_NOOP("errors", "KfDesk tries again by itself; if it stays so, try again in a few minutes."),
      ErrorAction::Retry}},
    {wrongSecret,
     {QT_TRANSLATE_NOOP("errors", "The suite_secret is wrong, was reset, or belongs to another component"),
      QT_TRANSLATE_NOOP("errors", "Copy it again from the component's details in 服务商助手; wrong secrets tried often "
                                  "block this address for an hour."),
      ErrorAction::EditComponent}},
    {wrongProvider,
     {QT_TRANSLATE_NOOP("errors", "WeCom does not know the provider's corp ID"),
      QT_TRANSLATE_NOOP("errors", "Copy it again from 服务商后台 → 服务商信息."), ErrorAction::EditComponent}},
    {corpToken,
     {QT_TRANSLATE_NOOP("errors", "WeCom ended the corp's access early"),
      QT_TRANSLATE_NOOP("errors", "KfDesk fetched a new token and it was refused as well: synchronise the corp again; "
                                  "if it stays so, let the merchant authorise again."),
      ErrorAction::Retry}},
    {suiteToken,
     {QT_TRANSLATE_NOOP("errors", "WeCom does not accept the component's access token"),
      QT_TRANSLATE_NOOP("errors", "KfDesk fetched a new one and it was refused as well: check that suite_id and "
                                  "suite_secret belong together and that this corp authorised this component."),
      ErrorAction::EditComponent}},
    {callbackUrl,
     {QT_TRANSLATE_NOOP("errors", "WeCom cannot verify the callback URL"),
      QT_TRANSLATE_NOOP("errors", "Run the self-test of the listener; it says whether Token, key or address is wrong."),
      ErrorAction::OpenListenerSettings}},
    {wrongParameter,
     {QT_TRANSLATE_NOOP("errors", "WeCom refused a parameter of the call"),
      QT_TRANSLATE_NOOP("errors",
                        "A value is of the wrong kind, such as a login code instead of an authorisation code: "
                        "check what was typed, or report it with the hint."),
      ErrorAction::None}},
    {authCode,
     {QT_TRANSLATE_NOOP("errors", "The authorisation code was used already, is older than 10 minutes, or is of another "
                                  "component"),
      QT_TRANSLATE_NOOP("errors", "Let the merchant remove the component in WeCom first and then scan again; scanning "
                                  "alone brings no new code."),
      ErrorAction::ShowInvitation}},
    {wrongSuite,
     {QT_TRANSLATE_NOOP("errors", "The suite_id is wrong or does not fit the token"),
      QT_TRANSLATE_NOOP("errors",
                        "Copy the suite_id again from 服务商助手; if there is a relay, check that it passes POST "
                        "on as POST."),
      ErrorAction::EditComponent}},
    {permanentCode,
     {QT_TRANSLATE_NOOP("errors", "The merchant's authorisation no longer holds, or its code is of another component"),
      QT_TRANSLATE_NOOP("errors", "Let the merchant authorise again; if they cancelled, purge their data."),
      ErrorAction::ShowInvitation}},
    {ticket,
     {QT_TRANSLATE_NOOP("errors", "WeCom does not accept the platform ticket"),
      QT_TRANSLATE_NOOP("errors", "It is older than 30 minutes or of another component: wait up to ten minutes for the "
                                  "next one, press 刷新Ticket in 服务商助手, or paste it."),
      ErrorAction::PasteTicket}},
    {noTicket,
     {QT_TRANSLATE_NOOP("errors", "No platform ticket was sent along"),
      QT_TRANSLATE_NOOP("errors",
                        "Wait up to ten minutes for the next push, press 刷新Ticket in 服务商助手, or paste it."),
      ErrorAction::PasteTicket}},
    {commercial,
     {QT_TRANSLATE_NOOP("errors", "WeCom does not let this corp use the component: a paid plan, a seat limit or a rule "
                                  "of the corp forbids it"),
      QT_TRANSLATE_NOOP("errors", "The corp's administrator sees the reason in the WeCom admin console and settles it "
                                  "there; then try again."),
      ErrorAction::ShowInvitation}},
    {corpAbnormal,
     {QT_TRANSLATE_NOOP("errors", "WeCom has restricted the corp's account"),
      QT_TRANSLATE_NOOP("errors", "The corp's administrator must settle it with WeCom; synchronise again after that."),
      ErrorAction::Retry}},
    {corpUnverified,
     {QT_TRANSLATE_NOOP("errors", "The corp is not verified, or its subject does not fit"),
      QT_TRANSLATE_NOOP("errors", "The corp's administrator completes the verification (企业认证) in the WeCom admin "
                                  "console; then try again."),
      ErrorAction::Retry}},
    {rateLimit,
     {QT_TRANSLATE_NOOP("errors", "Too many calls: WeCom has blocked this interface for a while"),
      QT_TRANSLATE_NOOP("errors", "KfDesk waits and goes on by itself; an administrator can lift the block at "
                                  "open.work.weixin.qq.com/wwopen/devtool/checkCorpSpamBlock."),
      ErrorAction::Retry}},
    {concurrency,
     {QT_TRANSLATE_NOOP("errors", "Too many calls for this corp at the same time"),
      QT_TRANSLATE_NOOP("errors", "KfDesk makes fewer at once and goes on by itself."), ErrorAction::Retry}},
    {notPermitted,
     {QT_TRANSLATE_NOOP("errors", "The component has no permission for this call ({endpoint})"),
      QT_TRANSLATE_NOOP("errors",
                        "Request the permission in 服务商助手, publish the component again and let the corp's "
                        "administrator approve it."),
      ErrorAction::None}},
    {authorisationGone,
     {QT_TRANSLATE_NOOP("errors", "The merchant has cancelled the authorisation, or never gave it"),
      QT_TRANSLATE_NOOP("errors", "Invite the merchant again, or purge their data."), ErrorAction::ShowInvitation}},
    {abandoned,
     {QT_TRANSLATE_NOOP("errors", "WeCom has switched this interface off"),
      QT_TRANSLATE_NOOP("errors", "Update KfDesk; the new version uses the one that replaced it."), ErrorAction::None}},
    {withdrawn,
     {QT_TRANSLATE_NOOP("errors", "The corp has switched the component off, or it rested too long"),
      QT_TRANSLATE_NOOP("errors", "The corp's administrator switches it on again under 应用管理 in the WeCom admin "
                                  "console."),
      ErrorAction::Retry}},
    {accountNotGranted,
     {QT_TRANSLATE_NOOP("errors", "The corp has not given this kf account to the component"),
      QT_TRANSLATE_NOOP("errors", "The corp's administrator adds it under 微信客服 in the WeCom admin console, or "
                                  "authorises again."),
      ErrorAction::ShowInvitation}},
    {outsideRange,
     {QT_TRANSLATE_NOOP("errors", "A member is outside the range the corp allows the component to see"),
      QT_TRANSLATE_NOOP("errors", "The corp's administrator widens the visible range, or adds the member as a servicer "
                                  "of the kf account."),
      ErrorAction::Retry}},
    {addressRefused,
     {QT_TRANSLATE_NOOP("errors", "WeCom does not accept calls from {ip}"),
      QT_TRANSLATE_NOOP("errors",
                        "Add {ip} under 服务商后台 → 服务商信息 → 基本信息 → IP白名单; it takes about one minute, "
                        "then try again."),
      ErrorAction::CopyIp}},
    {offShelf,
     {QT_TRANSLATE_NOOP("errors", "The component is off the shelf or may not be installed"),
      QT_TRANSLATE_NOOP("errors", "Put it online again in 服务商助手, then try again."), ErrorAction::Retry}},
    {miniProgram,
     {QT_TRANSLATE_NOOP("errors", "The mini program does not fit the corp or is not linked to it"),
      QT_TRANSLATE_NOOP("errors", "Check the AppID and link the mini program in the WeCom admin console."),
      ErrorAction::EditComponent}},
    {corpGone,
     {QT_TRANSLATE_NOOP("errors", "The corp was dissolved or banned"),
      QT_TRANSLATE_NOOP("errors", "KfDesk stops synchronising it; purge its data when you are sure."),
      ErrorAction::None}},
    {licence,
     {QT_TRANSLATE_NOOP("errors", "An interface licence (接口许可) is missing or has expired"),
      QT_TRANSLATE_NOOP("errors", "Buy or activate it under 服务商后台 → 接口许可, then try again."),
      ErrorAction::Retry}},
    {plainCorpId,
     {QT_TRANSLATE_NOOP("errors", "The corp ID is not the one WeCom gave this provider"),
      QT_TRANSLATE_NOOP("errors",
                        "Use auth_corpid exactly as the authorisation returned it; the corp's own ww… ID does "
                        "not work here."),
      ErrorAction::None}},
    {unknownAccount,
     {QT_TRANSLATE_NOOP("errors", "The kf account does not exist any more or is not the corp's"),
      QT_TRANSLATE_NOOP("errors", "Synchronise the corp: the list of kf accounts is read again."), ErrorAction::Retry}},
    {accountLimit,
     {QT_TRANSLATE_NOOP("errors",
                        "The corp cannot have this kf account: too many, too few used, or a name WeCom refuses"),
      QT_TRANSLATE_NOOP("errors", "The corp's administrator tidies the kf accounts under 微信客服 in the WeCom admin "
                                  "console; names have up to 16 characters."),
      ErrorAction::Retry}},
    {messageRules,
     {QT_TRANSLATE_NOOP("errors", "WeCom's rules for customer messages do not allow this one"),
      QT_TRANSLATE_NOOP("errors",
                        "Five messages within 48 hours after the customer's last one, of the allowed types and "
                        "sizes: wait for the customer, or shorten the message."),
      ErrorAction::None}},
    {sessionState,
     {QT_TRANSLATE_NOOP("errors", "The consultation is not in a state that allows this"),
      QT_TRANSLATE_NOOP("errors", "It ended or another servicer has it: refresh and look again."), ErrorAction::Retry}},
    {messageToken,
     {QT_TRANSLATE_NOOP("errors", "The place to go on reading from has expired"),
      QT_TRANSLATE_NOOP("errors", "Start reading again; KfDesk then reads without it, more slowly."),
      ErrorAction::Retry}},
    {otherEdition,
     {QT_TRANSLATE_NOOP("errors", "The corp uses the other edition of 微信客服"),
      QT_TRANSLATE_NOOP("errors",
                        "The corp's administrator checks under 微信客服 which edition is on (独立版 or 企业微信) "
                        "and authorises again from there."),
      ErrorAction::ShowInvitation}},
    {switchOff,
     {QT_TRANSLATE_NOOP("errors", "The corp manages this kf account itself and has not opened it to interfaces"),
      QT_TRANSLATE_NOOP("errors",
                        "The corp's administrator changes it under 微信客服 → API in the WeCom admin console."),
      ErrorAction::Retry}},
    {chatRecords,
     {QT_TRANSLATE_NOOP("errors", "The component's right to read chat records has lapsed"),
      QT_TRANSLATE_NOOP("errors", "Ask your contact at WeCom (官方对接人员) to renew it."), ErrorAction::None}},
    {members,
     {QT_TRANSLATE_NOOP("errors", "WeCom does not know a member, customer or department that was named"),
      QT_TRANSLATE_NOOP("errors", "They left, or the ID is not the encrypted one for providers: synchronise and choose "
                                  "again."),
      ErrorAction::Retry}},
    {media,
     {QT_TRANSLATE_NOOP("errors", "WeCom does not accept the file: type, size or age"),
      QT_TRANSLATE_NOOP("errors", "Upload it again; uploaded files are kept for three days."), ErrorAction::Retry}},
    {missingField,
     {QT_TRANSLATE_NOOP("errors", "The call lacked something that WeCom needs"),
      QT_TRANSLATE_NOOP("errors",
                        "If a relay is in between, check that it passes query and body on unchanged; otherwise "
                        "report it with the hint: it is a defect of KfDesk."),
      ErrorAction::None}},
    {webLogin,
     {QT_TRANSLATE_NOOP("errors", "A code or domain of the web login or registration is not valid"),
      QT_TRANSLATE_NOOP("errors", "Begin the login or registration again; KfDesk's own work does not need it."),
      ErrorAction::None}},
    {otherInput,
     {QT_TRANSLATE_NOOP("errors", "WeCom refused the call as not valid for this component"),
      QT_TRANSLATE_NOOP("errors", "Report it with the code and the hint: it is a defect of KfDesk."),
      ErrorAction::None}},
    {customers,
     {QT_TRANSLATE_NOOP("errors", "The corp has not given the right to see external contacts"),
      QT_TRANSLATE_NOOP("errors", "The corp's administrator grants it in the WeCom admin console; then try again."),
      ErrorAction::Retry}},
};

QHash<int, const ErrorWords*> indexByCode()
{
    QHash<int, const ErrorWords*> index;
    for (const WecomErrorGroup& group : groups) {
        for (const int code : group.codes)
            index.insert(code, &group.words);
    }
    return index;
}

} // namespace

std::span<const WecomErrorGroup> wecomErrors()
{
    return groups;
}

const ErrorWords* findWecomWords(int errcode)
{
    static const QHash<int, const ErrorWords*> index = indexByCode();
    return index.value(errcode);
}

} // namespace kfdesk::service

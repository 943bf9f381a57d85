#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace kfdesk::wecom {

/// suite_access_token or corp access_token and its life.
struct TokenAnswer
{
    Secret token;      ///< ≤ 512 bytes
    int expiresIn = 0; ///< seconds
};

/// auth_corp_info (document 90603); everything but corpId may be missing.
struct AuthCorpInfo
{
    QString corpId;
    QString name;
    QString fullName;
    QString logoUrl;
    QString type;
    int subjectType = 0;
    QString industry;
    QString scale;
};

/// Answer of get_permanent_code; v2 brings no token.
struct PermanentCodeAnswer
{
    Secret permanentCode; ///< ≤ 512 bytes; store before anything else
    AuthCorpInfo corp;
    TokenAnswer corpToken; ///< empty token when the answer had none
};

struct KfAccountAnswer
{
    QString openKfId;
    QString name;
    QString avatarUrl;
};

// Decoders: free functions over the raw HTTP answer. A missing errcode is success; unknown fields are ignored; numbers
// may come as strings and strings as numbers; a BOM is tolerated. Errors: errorFromAnswer() for an errcode;
// "wecom.empty", "wecom.html", "wecom.not_json", "wecom.missing_field" (arg field) for unusable answers (kind Remote),
// all with arg endpoint. A success without account_list is unusable too: it must not read as "no accounts".
Result<TokenAnswer> decodeSuiteToken(QByteArrayView body, const QString& endpoint);
Result<TokenAnswer> decodeCorpToken(QByteArrayView body, const QString& endpoint);
Result<PermanentCodeAnswer> decodePermanentCode(QByteArrayView body, const QString& endpoint);
Result<AuthCorpInfo> decodeAuthInfo(QByteArrayView body, const QString& endpoint);
Result<std::vector<KfAccountAnswer>> decodeKfAccounts(QByteArrayView body, const QString& endpoint);
Result<QString> decodeContactWay(QByteArrayView body, const QString& endpoint);

} // namespace kfdesk::wecom

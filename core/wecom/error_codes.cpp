#include "core/wecom/error_codes.h"

#include "core/base/log.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace kfdesk::wecom {

namespace {

constexpr std::array retryCodes{-1, 6000, 40085, 45009, 45033};

constexpr std::array tokenCodes{40014, 40082, 42001, 42009};

constexpr std::array configCodes{
    40001, 40013, 40057, 40080, 40083, 40091, 41023, 43012, 48003, 50001, 60020, 84005,
    84085, 84135, 85004, 85005, 90206, 90207, 90208, 95005, 95011, 95012, 95015, 301002,
};

constexpr std::array authCodes{
    40078, 40084, 40133, 40134, 40135,  40136,  40137,  40138,  40139,  40140,  40141,  41025,  43009,
    48001, 48002, 48004, 48006, 48007,  50002,  50003,  60011,  60030,  84074,  95003,  95014,  95017,
    95023, 95026, 95027, 95032, 301007, 610016, 610017, 701008, 701016, 701088, 701089, 701099,
};

constexpr std::array bugCodes{
    40003, 40004, 40005, 40006, 40007, 40008, 40009, 40011, 40029, 40056, 40058,  40063,   40066, 40068, 40077,
    40086, 40096, 40123, 40125, 41001, 41002, 41004, 41006, 41008, 41009, 41011,  41021,   41022, 41024, 42007,
    42022, 44001, 44004, 45001, 45002, 48005, 49004, 50100, 60028, 60111, 60123,  60251,   60252, 60253, 81013,
    82001, 84014, 84015, 84021, 84022, 84024, 84025, 84054, 84071, 84075, 95000,  95001,   95002, 95004, 95006,
    95007, 95008, 95009, 95013, 95016, 95018, 95019, 95022, 95030, 95031, 710000, 2000002,
};

template <size_t N>
constexpr bool contains(const std::array<int, N>& codes, int code)
{
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

ErrorKind kindOf(int errcode)
{
    if (errcode == 45009 || errcode == 45033)
        return ErrorKind::Limit;
    switch (codeClass(errcode)) {
    case CodeClass::Retry:
    case CodeClass::Token:
        return ErrorKind::Remote;
    case CodeClass::Auth:
        return ErrorKind::Auth;
    case CodeClass::Bug:
        return ErrorKind::Input;
    case CodeClass::Config:
    case CodeClass::Unknown: // an operator must look: an unknown code is never tried again by itself
        break;
    }
    return ErrorKind::Config;
}

QString firstCapture(const QRegularExpression& pattern, const QString& text)
{
    return pattern.match(text).captured(1);
}

/// errmsg without ", hint: […], from ip: …, more info at …", on one line.
QString withoutTail(const QString& errmsg)
{
    static const QRegularExpression tail(QStringLiteral(",?\\s*\\b(hint\\s*:|from\\s+ip\\s*:|more\\s+info\\s+at\\b)"),
                                         QRegularExpression::CaseInsensitiveOption);
    constexpr qsizetype maxLength = 300;
    const QRegularExpressionMatch match = tail.match(errmsg);
    const QString head = match.hasMatch() ? errmsg.first(match.capturedStart()) : errmsg;
    return redact(head).simplified().left(maxLength);
}

} // namespace

CodeClass codeClass(int errcode)
{
    if (contains(retryCodes, errcode))
        return CodeClass::Retry;
    if (contains(tokenCodes, errcode))
        return CodeClass::Token;
    if (contains(configCodes, errcode))
        return CodeClass::Config;
    if (contains(authCodes, errcode))
        return CodeClass::Auth;
    if (contains(bugCodes, errcode))
        return CodeClass::Bug;
    return CodeClass::Unknown;
}

bool meansAuthorisationGone(int errcode)
{
    return errcode == 40084 || errcode == 48004 || errcode == 301007;
}

Error errorFromAnswer(int errcode, const QString& errmsg, const QString& endpoint)
{
    static const QRegularExpression hint(QStringLiteral("\\bhint\\s*:\\s*\\[?\\s*([0-9A-Za-z_.-]{1,128})"),
                                         QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression ip(QStringLiteral("\\bfrom\\s+ip\\s*:\\s*\\[?([0-9A-Fa-f.:]{2,45})"),
                                       QRegularExpression::CaseInsensitiveOption);

    Error error;
    error.kind = kindOf(errcode);
    error.code = errcode;
    error.id = QStringLiteral("wecom.%1").arg(errcode);
    error.detail = withoutTail(errmsg);
    error.args = {{QStringLiteral("endpoint"), endpoint},
                  {QStringLiteral("hint"), firstCapture(hint, errmsg)},
                  {QStringLiteral("ip"), firstCapture(ip, errmsg)}};
    return error;
}

} // namespace kfdesk::wecom

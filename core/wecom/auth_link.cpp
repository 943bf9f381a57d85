#include "core/wecom/auth_link.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

namespace kfdesk::wecom {

namespace {

const QString pathMark = QStringLiteral("/compApp/");

tl::unexpected<Error> notAuthLink()
{
    return fail(makeError(ErrorKind::Input, QStringLiteral("link.not_auth_link")));
}

bool matchesWhole(const QString& pattern, const QString& text)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

QString encoded(const QString& text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace

QString toUrl(const AuthLink& link)
{
    QStringList parameters;
    if (!link.state.isEmpty())
        parameters.append(QStringLiteral("state=") % encoded(link.state));
    if (link.single)
        parameters.append(QStringLiteral("mode=1"));

    QString url = link.authBase % pathMark % encoded(link.suiteId);
    if (!parameters.isEmpty())
        url += u'?' % parameters.join(u'&');
    return url;
}

Result<AuthLink> parseAuthLink(const QString& url)
{
    const QUrl parsed(url.trimmed(), QUrl::StrictMode);
    const bool isWeb = parsed.scheme() == u"https" || parsed.scheme() == u"http";
    if (!parsed.isValid() || !isWeb || parsed.host().isEmpty() || !parsed.userInfo().isEmpty())
        return notAuthLink();

    const QString path = parsed.path();
    const qsizetype mark = path.lastIndexOf(pathMark);
    const QString suiteId = mark < 0 ? QString() : path.sliced(mark + pathMark.size());
    if (!matchesWhole(QStringLiteral("[A-Za-z0-9_-]{1,64}"), suiteId))
        return notAuthLink();

    QUrl base = parsed.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment);
    base.setPath(path.first(mark));
    const QUrlQuery query(parsed);
    AuthLink link;
    link.authBase = base.toString(QUrl::FullyEncoded);
    link.suiteId = suiteId;
    link.state = query.queryItemValue(QStringLiteral("state"), QUrl::FullyDecoded);
    link.single = query.queryItemValue(QStringLiteral("mode")) == u"1";
    return link;
}

Result<void> checkState(const QString& state)
{
    if (!matchesWhole(QStringLiteral("[A-Za-z0-9]{1,128}"), state))
        return fail(makeError(ErrorKind::Input, QStringLiteral("input.state"), {}, {{QStringLiteral("state"), state}}));
    return {};
}

QString newState(int length)
{
    static const QString alphabet = QStringLiteral("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    QString state;
    state.reserve(length);
    // The operating system's generator: a link is a bearer invitation, so its state must not be guessed.
    for (int i = 0; i < length; ++i)
        state += alphabet.at(QRandomGenerator::system()->bounded(static_cast<int>(alphabet.size())));
    return state;
}

} // namespace kfdesk::wecom

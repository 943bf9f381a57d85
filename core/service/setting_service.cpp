#include "core/service/setting_service.h"

#include "core/store/bookkeeping_repository.h"

#include <QUrl>

#include <arpa/inet.h>

namespace kfdesk::service {

namespace {

const QString addressKey = QStringLiteral("listener.address");
const QString portKey = QStringLiteral("listener.port");
const QString certificateKey = QStringLiteral("listener.tls_certificate");
const QString privateKeyKey = QStringLiteral("listener.tls_key");
const QString publicUrlKey = QStringLiteral("listener.public_url");
const QString startKey = QStringLiteral("listener.start_with_console");

bool isNumericAddress(const QString& text)
{
    in6_addr parsed;
    const QByteArray address = text.toUtf8();
    return inet_pton(AF_INET, address.constData(), &parsed) == 1 ||
           inet_pton(AF_INET6, address.constData(), &parsed) == 1;
}

bool isPublicUrl(const QString& text)
{
    if (text.isEmpty())
        return true;
    const QUrl url(text, QUrl::StrictMode);
    const bool web = url.scheme() == u"https" || url.scheme() == u"http";
    return url.isValid() && web && !url.host().isEmpty() && url.userInfo().isEmpty() && !url.hasQuery() &&
           !url.hasFragment();
}

/// Another program on the workspace has another working folder.
bool isCompletePath(const QString& path)
{
    return path.isEmpty() || path.startsWith(u'/');
}

} // namespace

Result<ListenerSettings> SettingService::listener()
{
    KFDESK_TRY(auto* db, m_context.connection());
    store::SettingRepository settings(*db);
    KFDESK_TRY(const auto address, settings.value(addressKey));
    KFDESK_TRY(const auto port, settings.value(portKey));
    KFDESK_TRY(const auto certificate, settings.value(certificateKey));
    KFDESK_TRY(const auto privateKey, settings.value(privateKeyKey));
    KFDESK_TRY(const auto publicUrl, settings.value(publicUrlKey));
    KFDESK_TRY(const auto start, settings.value(startKey));

    ListenerSettings result;
    if (address && isNumericAddress(*address))
        result.address = *address;
    bool isNumber = false;
    if (const auto number = port.value_or(QString()).toUShort(&isNumber); isNumber)
        result.port = number;
    result.tls = {certificate.value_or(QString()), privateKey.value_or(QString())};
    result.publicUrl = publicUrl.value_or(QString());
    result.startWithConsole = start.value_or(QStringLiteral("true")) == u"true";
    return result;
}

Result<void> SettingService::setListener(const ListenerSettings& settings)
{
    if (!isNumericAddress(settings.address))
        return fail(makeError(ErrorKind::Input, QStringLiteral("input.listener_address")));
    if (!isPublicUrl(settings.publicUrl))
        return fail(makeError(ErrorKind::Input, QStringLiteral("input.public_url")));
    if (!isCompletePath(settings.tls.certificate) || !isCompletePath(settings.tls.key))
        return fail(makeError(ErrorKind::Input, QStringLiteral("input.tls_path")));
    KFDESK_TRY(const auto stored, listener());
    if (!settings.tls.isEmpty() && settings.tls != stored.tls)
        KFDESK_CHECK(net::TlsIdentity::load(settings.tls, m_context.clock().nowMs()));

    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    store::SettingRepository repository(unit.db());
    KFDESK_CHECK(repository.setValue(addressKey, settings.address));
    KFDESK_CHECK(repository.setValue(portKey, QString::number(settings.port)));
    KFDESK_CHECK(repository.setValue(certificateKey, settings.tls.certificate));
    KFDESK_CHECK(repository.setValue(privateKeyKey, settings.tls.key));
    KFDESK_CHECK(repository.setValue(publicUrlKey, settings.publicUrl));
    KFDESK_CHECK(
        repository.setValue(startKey, settings.startWithConsole ? QStringLiteral("true") : QStringLiteral("false")));
    unit.changed(model::ChangeKind::Setting, 0);
    return unit.commit();
}

} // namespace kfdesk::service

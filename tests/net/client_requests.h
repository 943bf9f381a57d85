#pragma once

#include "core/net/http_client.h"
#include "tests/net/scripted_server.h"

#include <QTest>

namespace kfdesk::test {

/// No deadline that a test could run into by accident, and a secret in the URL that no error may repeat.
inline net::HttpClientRequest postTo(quint16 port, const QByteArray& body = "{}")
{
    net::HttpClientRequest request;
    request.url = QUrl(QStringLiteral("http://127.0.0.1:%1/path?access_token=TOP-SECRET").arg(port));
    request.body = body;
    request.deadlineMs = 600'000;
    return request;
}

inline net::HttpClientRequest getFrom(quint16 port)
{
    net::HttpClientRequest request = postTo(port, {});
    request.method = "GET";
    return request;
}

/// A port where nobody listens.
inline quint16 deadPort()
{
    return ScriptedServer([](ServedConnection&) {}).port();
}

/// All that an error could give away.
inline QString textOf(const Error& error)
{
    QString text = error.id + error.detail;
    for (auto it = error.args.cbegin(); it != error.args.cend(); ++it)
        text += it.key() + it.value();
    return text;
}

} // namespace kfdesk::test

/// Fails the test unless `result` is the error given, without a secret.
#define COMPARE_ERROR(result, expectedKind, expectedId)                                                                \
    do {                                                                                                               \
        const auto& compared = (result); /* evaluated once: it may send */                                             \
        QVERIFY(!compared);                                                                                            \
        QCOMPARE(compared.error().id, QString(expectedId));                                                            \
        QCOMPARE(compared.error().kind, expectedKind);                                                                 \
        QVERIFY(!kfdesk::test::textOf(compared.error()).contains(QLatin1String("SECRET")));                            \
    } while (false)

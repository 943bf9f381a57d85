#pragma once

#include "core/net/http_client.h"
#include "core/sandbox/simulator.h"
#include "tests/sandbox/receiver.h"
#include "tests/support/fake_clock.h"

#include <QJsonObject>

namespace kfdesk::test {

/// errcode of an answer; a number that WeCom does not use when there is none.
int errcodeOf(const QJsonObject& answer);

/// A running simulator, a listener for its callbacks, and the calls a console would make, over real HTTP.
class Rig
{
public:
    Rig(int corps, int accounts);

    FakeClock clock;
    Receiver receiver;
    sandbox::Simulator simulator;
    net::HttpClient http;

    const sandbox::SimulatorIdentity& identity() const { return m_identity; }
    Result<net::HttpClientAnswer> get(const QString& path);
    Result<net::HttpClientAnswer> post(const QString& path, const QByteArray& body,
                                       const QByteArray& contentType = "application/json");
    /// POST to {control}/name; ends the test program when nobody answers.
    QJsonObject control(const QString& name, const QJsonObject& body = {});
    QJsonObject state();
    /// POST to /cgi-bin/name; the name may carry a query.
    QJsonObject api(const QString& name, const QJsonObject& body);

    // The chain of tokens; each expects the step to succeed.
    QString pushTicket();
    QJsonObject suiteTokenBody(const QString& ticket) const;
    QString suiteToken();
    QString lastAuthCode() const;                                                   ///< of the callback that came last
    QJsonObject exchange(const QString& suiteAccessToken, const QString& authCode); ///< answer of get_permanent_code
    /// Authorises `accounts` accounts of the next merchant; answers its corp access_token.
    QString corpToken(int accounts);

private:
    sandbox::SimulatorIdentity m_identity;
};

} // namespace kfdesk::test

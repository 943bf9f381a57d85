#include "app/sandbox/options.h"
#include "core/base/log.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>
#include <cstdio>

using namespace kfdesk;
using namespace Qt::StringLiterals;

namespace {

constexpr int ticketIntervalMs = 600'000;

/// Blocks the signals that end the program, in this thread and those it starts: main() waits for them by name.
sigset_t blockEndSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

void print(FILE* stream, const QByteArray& text)
{
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stream);
    std::fflush(stream);
}

QByteArray identityLine(const sandbox::SimulatorIdentity& identity)
{
    const auto text = [](const Secret& secret) { return QString::fromLatin1(secret.view()); };
    const QJsonObject object{
        {u"api_base"_s, identity.apiBase},
        {u"auth_base"_s, identity.authBase},
        {u"control"_s, identity.control},
        {u"suite_id"_s, identity.suiteId},
        {u"suite_secret"_s, text(identity.suiteSecret)},
        {u"token"_s, text(identity.token)},
        {u"encoding_aes_key"_s, text(identity.encodingAesKey)},
        {u"provider_corpid"_s, identity.providerCorpId},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

int main(int argc, char** argv)
{
    const sigset_t endSignals = blockEndSignals();
    QCoreApplication application(argc, argv);
    installLog(QString());

    const auto options = parseOptions(application.arguments());
    if (!options) {
        print(options.error().exitCode == 0 ? stdout : stderr, options.error().text.toUtf8());
        return options.error().exitCode;
    }

    const SystemClock clock;
    sandbox::Simulator simulator(options->simulator, clock);
    if (const auto started = simulator.start(options->port); !started) {
        print(stderr,
              u"kfdesk-sandbox: cannot listen on 127.0.0.1:%1 (%2); choose another --port\n"_s.arg(options->port)
                  .arg(started.error().id)
                  .toUtf8());
        return 1;
    }
    // Somebody who connects now asks for the first ticket when ready; later ones come by themselves.
    simulator.startTicketPushes(ticketIntervalMs);
    print(stdout, identityLine(simulator.identity()));

    int received = 0;
    sigwait(&endSignals, &received);
    simulator.stop();
    return 0;
}

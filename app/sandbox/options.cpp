#include "app/sandbox/options.h"

#include <QCommandLineParser>
#include <QUrl>

namespace kfdesk {

using namespace Qt::StringLiterals;

namespace {

/// Reads numbers of one command line and remembers the first fault.
class NumberReader
{
public:
    explicit NumberReader(const QCommandLineParser& parser)
        : m_parser(parser)
    {}

    quint64 read(const QCommandLineOption& option, quint64 most)
    {
        bool ok = false;
        const QString text = m_parser.value(option);
        const quint64 number = text.toULongLong(&ok);
        if ((!ok || number > most) && m_fault.isEmpty())
            m_fault = u"--%1 takes a whole number of 0 to %2, not \"%3\""_s.arg(option.names().constFirst())
                          .arg(most)
                          .arg(text);
        return number;
    }

    QString fault() const { return m_fault; }

private:
    const QCommandLineParser& m_parser;
    QString m_fault;
};

bool isListenerUrl(const QString& text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

tl::unexpected<EarlyExit> usageError(const QString& fault)
{
    return tl::unexpected(EarlyExit{2, u"kfdesk-sandbox: %1 (see --help)\n"_s.arg(fault)});
}

} // namespace

tl::expected<SandboxOptions, EarlyExit> parseOptions(const QStringList& arguments)
{
    const sandbox::SimulatorOptions defaults;
    const QCommandLineOption port(u"port"_s, u"Port on 127.0.0.1; 0 picks a free one."_s, u"N"_s, u"0"_s);
    const QCommandLineOption corps(u"corps"_s, u"Merchants that exist and have not authorised yet."_s, u"N"_s,
                                   QString::number(defaults.corps));
    const QCommandLineOption accounts(u"accounts"_s, u"Customer-service accounts of each merchant."_s, u"N"_s,
                                      QString::number(defaults.accounts));
    const QCommandLineOption callback(u"callback"_s, u"Base URL of the listener that gets the callbacks."_s, u"URL"_s);
    const QCommandLineOption latency(u"latency"_s, u"Milliseconds added to every API answer."_s, u"MS"_s, u"0"_s);
    const QCommandLineOption seed(u"seed"_s, u"Same seed, same ids, names and secrets."_s, u"N"_s,
                                  QString::number(defaults.seed));
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Show this help."_s);

    QCommandLineParser parser;
    parser.setApplicationDescription(u"A simulated WeCom for KfDesk: API, consent page, callbacks, faults.\n"
                                     "The first line on stdout is JSON with everything a console needs to connect."_s);
    parser.addOptions({port, corps, accounts, callback, latency, seed, help});
    if (!parser.parse(arguments))
        return usageError(parser.errorText());
    if (parser.isSet(help))
        return tl::unexpected(EarlyExit{0, parser.helpText()});
    if (!parser.positionalArguments().isEmpty())
        return usageError(u"unexpected argument \"%1\""_s.arg(parser.positionalArguments().constFirst()));
    if (parser.isSet(callback) && !isListenerUrl(parser.value(callback)))
        return usageError(u"--callback takes an http or https URL"_s);

    NumberReader numbers(parser);
    SandboxOptions options;
    options.port = static_cast<quint16>(numbers.read(port, 65'535));
    options.simulator.corps = static_cast<int>(numbers.read(corps, 100'000));
    options.simulator.accounts = static_cast<int>(numbers.read(accounts, 2'000));
    options.simulator.latencyMs = static_cast<int>(numbers.read(latency, 600'000));
    options.simulator.seed = numbers.read(seed, ~quint64(0));
    options.simulator.callbackBase = parser.value(callback);
    if (!numbers.fault().isEmpty())
        return usageError(numbers.fault());
    return options;
}

} // namespace kfdesk

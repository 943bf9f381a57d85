// Requests per second of the real listener, durable before the answer, against what a provider usually runs: Node's
// http with the npm package of WeCom's people, in memory, and with a flush of the disk before each answer. The same
// callers drive all three in turns.
//
// --before: another build of kfdeskctl, on a workspace of its own: what a change has brought, in one run.
#include "tests/bench/callbacks.h"
#include "tests/bench/load.h"
#include "tests/bench/report.h"
#include "tests/bench/seeded_workspace.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QMap>
#include <QProcess>
#include <QUrl>

#include <csignal>
#include <memory>
#include <optional>
#include <sys/prctl.h>

namespace kfdesk::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int warmUpRequests = 20'000;
constexpr int warmUpConnections = 64;
constexpr double secondsEach = 0.3; ///< short turns, many rounds: a disturbance falls on few of them or on all
constexpr int requestsEach = 9'000;
constexpr int patienceMs = 60'000;
constexpr int loads[] = {1, 16, 64};

/// A receiver that runs until this goes. Its first line on stdout is JSON with its URL in "listening".
class Receiver
{
public:
    Receiver(QString name, const QString& program, const QStringList& arguments)
        : m_name(std::move(name))
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); }); // also when we are killed
        m_process.start(program, arguments);
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(patienceMs))
                qFatal("%s does not start", qPrintable(program));
        }
        const QJsonObject line = QJsonDocument::fromJson(m_process.readLine()).object();
        m_port = static_cast<quint16>(QUrl(line.value(u"listening"_s).toString()).port());
    }
    ~Receiver()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(patienceMs))
            m_process.kill();
    }
    Q_DISABLE_COPY_MOVE(Receiver)

    QString name() const { return m_name; }
    quint16 port() const { return m_port; }

    std::map<int, std::vector<LoadResult>> results; ///< by connections
    qint64 answers = 0;                             ///< since it started

private:
    QString m_name;
    QProcess m_process;
    quint16 m_port = 0;
};

double medianOf(const std::vector<LoadResult>& results, double LoadResult::*field)
{
    std::vector<double> values;
    for (const LoadResult& result : results)
        values.push_back(result.*field);
    return median(std::move(values));
}

/// Ratios are taken within a round: what disturbs the machine disturbs both.
double medianRatio(const Receiver& ours, const Receiver& peer, int connections)
{
    std::vector<double> ratios;
    const auto& mine = ours.results.at(connections);
    const auto& theirs = peer.results.at(connections);
    for (size_t i = 0; i < mine.size(); ++i)
        ratios.push_back(mine[i].perSecond / theirs[i].perSecond);
    return median(std::move(ratios));
}

void addDetails(Report& report, const Receiver& receiver, int connections)
{
    const auto& results = receiver.results.at(connections);
    const QString work = u"%1, %2 connections: "_s.arg(receiver.name()).arg(connections);
    report.detail(work + u"requests"_s, medianOf(results, &LoadResult::perSecond), u"/s"_s);
    report.detail(work + u"p50"_s, medianOf(results, &LoadResult::p50Ms), u"ms"_s);
    report.detail(work + u"p99"_s, medianOf(results, &LoadResult::p99Ms), u"ms"_s);
    report.detail(work + u"max"_s, medianOf(results, &LoadResult::maxMs), u"ms"_s);
}

/// Ends the program, with the usage on stderr, when something is unknown or missing.
const QCommandLineParser& commandLine()
{
    static const auto parsed = [] {
        auto parser = std::make_unique<QCommandLineParser>();
        parser->addHelpOption();
        parser->addOptions({{u"peer"_s, u"Folder of the peer receiver."_s, u"folder"_s},
                            {u"data"_s, u"Folder of the workspaces, made when absent."_s, u"folder"_s},
                            {u"out"_s, u"Folder for the results as JSON."_s, u"folder"_s},
                            {u"rounds"_s, u"Rounds, 15 unless told."_s, u"n"_s, u"15"_s},
                            {u"events"_s, u"Events in a new workspace, a million unless told."_s, u"n"_s, u"1000000"_s},
                            {u"before"_s, u"Another build of kfdeskctl, driven in turns."_s, u"program"_s}});
        parser->process(*QCoreApplication::instance());
        if (!parser->isSet(u"peer"_s) || !parser->isSet(u"data"_s) || !parser->positionalArguments().isEmpty())
            parser->showHelp(2);
        return parser;
    }();
    return *parsed;
}

QString option(const QString& name)
{
    return commandLine().value(name);
}

/// `kfdeskctl serve` on a workspace full of events.
class Served
{
public:
    Served(const QString& name, const QString& program, const QString& data)
        : m_data(data)
    {
        SeededWorkspace workspace(data, option(u"events"_s).toInt());
        m_firstFresh = workspace.firstFresh();
        m_seenBefore = workspace.eventsSeen();
        workspace.close();
        m_receiver.emplace(name, program,
                           QStringList{u"--workspace"_s, workspace.directory(), u"--key-file"_s, workspace.keyFile(),
                                       u"serve"_s, u"--port"_s, u"0"_s});
    }

    Receiver& receiver() { return *m_receiver; }
    quint64 firstFresh() const { return m_firstFresh; }

    /// A duplicate is answered without a flush: a run with any measures something else.
    void requireAllNew() const
    {
        const qint64 stored = SeededWorkspace(m_data, 0).eventsSeen() - m_seenBefore;
        if (stored != m_receiver->answers)
            qFatal("%lld callbacks were answered and %lld stored", m_receiver->answers, stored);
    }

private:
    QString m_data;
    quint64 m_firstFresh = 0;
    qint64 m_seenBefore = 0;
    std::optional<Receiver> m_receiver;
};

void run()
{
    const QString data = option(u"data"_s);
    const QString peerProgram = option(u"peer"_s) + u"/receiver.mjs"_s;
    const QString beforeProgram = option(u"before"_s);
    Served served(u"KfDesk"_s, QCoreApplication::applicationDirPath() + u"/../bin/kfdeskctl"_s, data);
    Receiver& ours = served.receiver();
    std::optional<Served> before;
    if (!beforeProgram.isEmpty())
        before.emplace(u"KfDesk before"_s, beforeProgram, data + u"/before"_s);
    const double flush = flushMs(data); // before anybody else writes
    quint64 next = std::max(served.firstFresh(), before ? before->firstFresh() : 0);

    const model::Component suite = component();
    const QStringList keys{QString::fromUtf8(suite.token.view()), QString::fromUtf8(suite.encodingAesKey.view())};
    Receiver memory(u"Node in memory"_s, u"node"_s, QStringList{peerProgram} + keys);
    Receiver disk(u"Node with fdatasync"_s, u"node"_s,
                  QStringList{peerProgram} + keys + QStringList{data + u"/peer"_s});
    std::vector<Receiver*> receivers{&ours, &memory, &disk};
    if (before)
        receivers.push_back(&before->receiver());

    const auto drive = [&](int connections, int count, double seconds, bool counts) {
        const std::vector<QByteArray> batch = requests(next, count);
        next += static_cast<quint64>(count);
        for (Receiver* receiver : receivers) {
            const LoadResult result = sendAll(receiver->port(), connections, batch, seconds);
            receiver->answers += result.answers;
            if (counts)
                receiver->results[connections].push_back(result);
        }
    };
    drive(warmUpConnections, warmUpRequests, patienceMs / 1000.0, false);
    const int rounds = option(u"rounds"_s).toInt();
    for (int round = 0; round < rounds; ++round) {
        for (const int connections : loads)
            drive(connections, requestsEach, secondsEach, true);
    }

    if (rounds == 0)
        return; // the workspace is made, for whoever wants to look on
    served.requireAllNew();
    if (before)
        before->requireAllNew();
    Report report(u"bench_receive"_s);
    report.atLeast(u"requests/s, 16 connections: KfDesk ÷ Node in memory"_s, 0.65, medianRatio(ours, memory, 16));
    report.atLeast(u"requests/s, 64 connections: KfDesk ÷ Node in memory"_s, 1.0, medianRatio(ours, memory, 64));
    report.atMost(u"p99, 16 connections, ms"_s, 6, medianOf(ours.results.at(16), &LoadResult::p99Ms));
    report.atMost(u"p99, 64 connections, ms"_s, 6, medianOf(ours.results.at(64), &LoadResult::p99Ms));
    for (const int connections : loads)
        report.detail(u"requests/s, %1 connections: KfDesk ÷ Node with fdatasync"_s.arg(connections),
                      medianRatio(ours, disk, connections), {});
    if (before) {
        for (const int connections : loads)
            report.detail(u"requests/s, %1 connections: KfDesk ÷ KfDesk before"_s.arg(connections),
                          medianRatio(ours, before->receiver(), connections), {});
    }
    report.detail(u"flush of this disk"_s, flush, u"ms"_s);
    for (const int connections : loads) {
        for (const Receiver* receiver : receivers)
            addDetails(report, *receiver, connections);
    }
    report.finish(option(u"out"_s));
}

} // namespace

} // namespace kfdesk::bench

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    kfdesk::bench::run();
    return 0;
}

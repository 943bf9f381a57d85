#include "tests/system/programs.h"

#include "core/net/http_client.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QTcpServer>

namespace kfdesk::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 120'000; // a bound for hangs, not an expectation

QString programPath(const QString& name)
{
    const QString folder = qEnvironmentVariable("KFDESK_BIN_DIR");
    if (folder.isEmpty())
        qFatal("KFDESK_BIN_DIR is not set");
    return folder + u'/' + name;
}

QJsonObject sendControl(const net::HttpClientRequest& request)
{
    static net::HttpClient http(64);
    const auto answer = http.send(request);
    if (!answer)
        qFatal("the simulator does not answer: %s", qPrintable(answer.error().id));
    return QJsonDocument::fromJson(answer->body).object();
}

} // namespace

QJsonArray Outcome::rows() const
{
    return QJsonDocument::fromJson(out).array();
}

QJsonObject Outcome::object() const
{
    return QJsonDocument::fromJson(out).object();
}

bool Outcome::saysOneLine() const
{
    return err.size() > 20 && err.count('\n') == 1 && err.endsWith('\n');
}

Outcome runProgram(const QString& name, const QStringList& arguments, const QByteArray& input)
{
    QProcess process;
    process.start(programPath(name), arguments);
    if (!process.waitForStarted())
        qFatal("%s does not start", qPrintable(name));
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(patienceMs))
        qFatal("%s %s hangs", qPrintable(name), qPrintable(arguments.join(u' ')));
    const bool exited = process.exitStatus() == QProcess::NormalExit;
    return {exited ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

RunningProgram::RunningProgram(const QString& name, const QStringList& arguments, const QString& errorFile,
                               const QProcessEnvironment& environment)
{
    m_process.setProcessEnvironment(environment);
    m_process.setStandardErrorFile(errorFile);
    m_process.start(programPath(name), arguments);
    if (!m_process.waitForStarted())
        qFatal("%s does not start", qPrintable(name));
}

RunningProgram::~RunningProgram()
{
    stop();
}

QJsonObject RunningProgram::firstLine()
{
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(patienceMs))
            qFatal("%s says nothing", qPrintable(m_process.program()));
    }
    return QJsonDocument::fromJson(m_process.readLine()).object();
}

Outcome RunningProgram::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return {m_process.exitCode(), m_process.readAllStandardOutput(), {}};
    m_process.terminate();
    if (!m_process.waitForFinished(patienceMs)) {
        m_process.kill();
        m_process.waitForFinished(patienceMs);
    }
    const bool exited = m_process.exitStatus() == QProcess::NormalExit;
    return {exited ? m_process.exitCode() : -1, m_process.readAllStandardOutput(), {}};
}

void RunningProgram::kill()
{
    m_process.kill();
    m_process.waitForFinished(patienceMs);
}

QJsonObject callControl(const QString& control, const QString& name, const QJsonObject& body)
{
    net::HttpClientRequest request;
    request.url = QUrl(control + u'/' + name);
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    request.deadlineMs = patienceMs;
    return sendControl(request);
}

QJsonObject controlState(const QString& control)
{
    net::HttpClientRequest request;
    request.method = "GET";
    request.url = QUrl(control + u"/state"_s);
    request.deadlineMs = patienceMs;
    return sendControl(request);
}

quint16 freePort()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        qFatal("no free port");
    return server.serverPort();
}

Console::Console()
{
    if (!m_folder.isValid())
        qFatal("no temporary folder");
}

QString Console::writeFile(const QString& name, const QByteArray& content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(name));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return file.fileName();
}

QStringList Console::globals() const
{
    return {u"--workspace"_s, workspace(), u"--key-file"_s, keyFile(), u"--lang"_s, u"en"_s};
}

Outcome Console::run(const QStringList& arguments, const QByteArray& input) const
{
    return runProgram(u"kfdeskctl"_s, arguments + globals(), input);
}

Outcome Console::runWithoutKey(const QStringList& arguments, const QByteArray& input) const
{
    return runProgram(u"kfdeskctl"_s, QStringList{u"--workspace"_s, workspace(), u"--lang"_s, u"en"_s} + arguments,
                      input);
}

QMap<QString, QByteArray> Console::files() const
{
    QMap<QString, QByteArray> contents;
    QDirIterator files(workspace(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(file.fileName()));
        contents.insert(QDir(workspace()).relativeFilePath(file.fileName()), file.readAll());
    }
    return contents;
}

QMap<QString, QByteArray> Console::substance() const
{
    auto contents = files();
    contents.removeIf([](const auto& file) {
        return file.key().endsWith(u"-shm"_s) || file.key() == u"lease"_s || file.value().isEmpty();
    });
    return contents;
}

void Console::found() const
{
    const Outcome added =
        run({u"component"_s, u"add"_s, u"--from"_s, u"-"_s}, QJsonDocument(sampleComponent()).toJson());
    if (added.exitCode != 0)
        qFatal("no workspace: %s", added.err.constData());
}

QJsonObject sampleComponent()
{
    return {{u"name"_s, u"Demo"_s},
            {u"suite_id"_s, u"ww5uite0kf0demo01"_s},
            {u"suite_secret"_s, u"not-a-real-secret"_s},
            {u"token"_s, u"QDG6eK"_s},
            {u"encoding_aes_key"_s, u"jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"_s},
            {u"provider_corpid"_s, u"wx5823bf96d3bd56c7"_s}};
}

} // namespace kfdesk::test

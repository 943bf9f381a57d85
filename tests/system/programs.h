#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace kfdesk::test {

/// How a program ended and what it said.
struct Outcome
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;

    QJsonArray rows() const;    ///< stdout as a JSON array
    QJsonObject object() const; ///< stdout as a JSON object
    /// One line on stderr and nothing else: what a failure owes people.
    bool saysOneLine() const;
};

/// Runs a program of ours (KFDESK_BIN_DIR) to its end; the test program ends when it hangs.
Outcome runProgram(const QString& name, const QStringList& arguments, const QByteArray& input = {});

/// A program that stays: its first line on stdout is JSON. Ends it (SIGTERM) when it goes.
class RunningProgram
{
public:
    /// stderr goes into `errorFile`, so that a talkative program never waits for us.
    RunningProgram(const QString& name, const QStringList& arguments, const QString& errorFile,
                   const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment());
    ~RunningProgram();

    QJsonObject firstLine(); ///< waits for it; the test program ends when none comes
    /// SIGTERM, then what it said after the first line. Exit code −1 when it had to be killed.
    Outcome stop();
    void kill(); ///< SIGKILL: no goodbye; returns when it is gone
    qint64 pid() const { return m_process.processId(); }

private:
    QProcess m_process;
};

/// POST (or GET without body) to a simulator's control; ends the test program when nobody answers.
QJsonObject callControl(const QString& control, const QString& name, const QJsonObject& body = {});
QJsonObject controlState(const QString& control);

/// A port that was free a moment ago.
quint16 freePort();

/// A folder with a workspace, its key file, and kfdeskctl called on them.
class Console
{
public:
    Console();

    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString workspace() const { return path(QStringLiteral("workspace")); }
    QString keyFile() const { return path(QStringLiteral("key")); }
    QString writeFile(const QString& name, const QByteArray& content) const;

    /// With --workspace and --key-file.
    Outcome run(const QStringList& arguments, const QByteArray& input = {}) const;
    /// With --workspace alone.
    Outcome runWithoutKey(const QStringList& arguments, const QByteArray& input = {}) const;
    QStringList globals() const;

    /// Makes the workspace with sampleComponent(); the test program ends when that fails.
    void found() const;

    /// Every file of the workspace, for "nothing changed" and byte searches.
    QMap<QString, QByteArray> files() const;
    /// Those that hold something of their own: shared memory and empty files come and go with readers.
    QMap<QString, QByteArray> substance() const;

private:
    QTemporaryDir m_folder;
};

/// JSON of `component add` for a production component nobody will call.
QJsonObject sampleComponent();

} // namespace kfdesk::test

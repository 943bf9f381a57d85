#include "core/base/log.h"
#include "core/base/log_file.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace kfdesk;

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(missing)");
}

int mode(const QString& path)
{
    struct stat status = {};
    return stat(QFile::encodeName(path).constData(), &status) == 0 ? static_cast<int>(status.st_mode & 07777) : -1;
}

} // namespace

class TestLogFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isForItsOwnerOnly();
    void tightensOldFile();
    void rotates();
    void keepsNoEmptyPredecessor();
    void appendsAfterRestart();
    void refusesBadPath();
    void writesNothingBeforeOpen();
    void takesQtMessages();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

void TestLogFile::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
    m_path = m_dir->filePath(QStringLiteral("test.log"));
}

void TestLogFile::isForItsOwnerOnly()
{
    const mode_t before = umask(0);
    LogFile log(10, 2);
    QVERIFY(log.open(m_path));
    QCOMPARE(mode(m_path), 0600);
    log.write("12345678\n");
    log.write("abcdefgh\n"); // rotates
    umask(before);
    QCOMPARE(mode(m_path), 0600);
    QCOMPARE(mode(m_path + QStringLiteral(".1")), 0600);
}

void TestLogFile::tightensOldFile()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadOther));
    file.close();
    LogFile log(10, 2);
    QVERIFY(log.open(m_path));
    QCOMPARE(mode(m_path), 0600);
}

void TestLogFile::rotates()
{
    LogFile log(8, 2);
    QVERIFY(log.open(m_path));
    for (const char* line : {"a\n", "bb\n", "cc\n", "dd\n", "longer than a file\n", "ee\n"})
        log.write(line);
    QCOMPARE(contents(m_path), QByteArray("ee\n"));
    QCOMPARE(contents(m_path + QStringLiteral(".1")), QByteArray("longer than a file\n"));
    QCOMPARE(contents(m_path + QStringLiteral(".2")), QByteArray("dd\n"));
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files).size(), 3); // "a bb cc" is gone
}

void TestLogFile::keepsNoEmptyPredecessor()
{
    LogFile log(8, 2);
    QVERIFY(log.open(m_path));
    log.write("longer than a file\n");
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files), QStringList{QStringLiteral("test.log")});
}

void TestLogFile::appendsAfterRestart()
{
    {
        LogFile log(100, 2);
        QVERIFY(log.open(m_path));
        log.write("one\n");
    }
    LogFile log(100, 2);
    QVERIFY(log.open(m_path));
    log.write("two\n");
    QCOMPARE(contents(m_path), QByteArray("one\ntwo\n"));
}

void TestLogFile::refusesBadPath()
{
    LogFile log(100, 2);
    QVERIFY(!log.open(m_dir->filePath(QStringLiteral("missing/test.log"))));
    log.write("lost\n");
    QVERIFY(log.open(m_path));
}

void TestLogFile::writesNothingBeforeOpen()
{
    LogFile log(100, 2);
    log.write("lost\n");
    QVERIFY(log.open(m_path));
    QCOMPARE(contents(m_path), QByteArray());
}

void TestLogFile::takesQtMessages()
{
    QVERIFY(installLog(m_dir->path(), false));
    qCWarning(logNet, "GET /x?access_token=CANARY1 failed\nforged line");
    qInstallMessageHandler(nullptr);

    const QByteArray log = contents(m_dir->filePath(QStringLiteral("kfdesk.log")));
    QVERIFY(log.endsWith("Z warning kfdesk.net: GET /x?access_token=*** failed\\nforged line\n"));
    QCOMPARE(log.count('\n'), 1);
    QCOMPARE(mode(m_dir->filePath(QStringLiteral("kfdesk.log"))), 0600);
    QVERIFY(!installLog(m_dir->filePath(QStringLiteral("missing")), false));
    qInstallMessageHandler(nullptr);
}

QTEST_APPLESS_MAIN(TestLogFile)
#include "test_log_file.moc"

#include "core/service/error_catalogue.h"
#include "core/service/error_text.h"
#include "core/service/wecom_errors.h"
#include "core/wecom/error_codes.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::service;

namespace {

/// Ids that sources and headers name in quotes. The sandbox answers as WeCom does and words nothing.
QSet<QString> idsInSources()
{
    static const QRegularExpression id(QStringLiteral(
        "\"((?:store|vault|lease|net|wecom|callback|ticket|input|component|placement|corp|account|link|doctor|"
        "event|exchange|import|export|workspace|seal|crypto|selftest|format|file|purge)\\.[a-z0-9_]+)\""));
    QSet<QString> ids;
    for (const char* folder : {"core", "app", "ui"}) {
        QDirIterator files(QStringLiteral(KFDESK_SOURCE_DIR "/") + QLatin1String(folder),
                           {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            if (path.contains(u"/core/sandbox/") || path.contains(u"/error_words_"))
                continue;
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                qFatal("cannot read %s", qPrintable(path));
            auto matches = id.globalMatch(QString::fromUtf8(file.readAll()));
            while (matches.hasNext())
                ids.insert(matches.next().captured(1));
        }
    }
    return ids;
}

/// Codes of the official list of document 90313.
const QList<int> referenceCodes{
    -1,     6000,   40001,  40003,  40004,  40005,  40006,  40007,   40008, 40009, 40011, 40013, 40014,  40029,  40056,
    40057,  40058,  40063,  40066,  40068,  40077,  40078,  40080,   40082, 40083, 40084, 40085, 40086,  40091,  40096,
    40123,  40125,  40133,  40134,  40135,  40136,  40137,  40138,   40139, 40140, 40141, 41001, 41002,  41004,  41006,
    41008,  41009,  41011,  41021,  41022,  41023,  41024,  41025,   42001, 42007, 42009, 42022, 43009,  43012,  44001,
    44004,  45001,  45002,  45009,  45033,  48001,  48002,  48003,   48004, 48005, 48006, 48007, 49004,  50001,  50002,
    50003,  50100,  60011,  60020,  60028,  60030,  60111,  60123,   60251, 60252, 60253, 81013, 82001,  84005,  84014,
    84015,  84021,  84022,  84024,  84025,  84054,  84071,  84074,   84075, 84085, 84135, 85004, 85005,  90206,  90207,
    90208,  95000,  95001,  95002,  95003,  95004,  95005,  95006,   95007, 95008, 95009, 95011, 95012,  95013,  95014,
    95015,  95016,  95017,  95018,  95019,  95022,  95023,  95026,   95027, 95030, 95031, 95032, 301002, 301007, 610016,
    610017, 701008, 701016, 701088, 701089, 701099, 710000, 2000002,
};

QList<const ErrorWords*> allWords()
{
    QList<const ErrorWords*> words;
    for (const auto entries : {storageErrors(), inputErrors(), doctorErrors(), exchangeErrors()}) {
        for (const CatalogueEntry& entry : entries)
            words.append(&entry.words);
    }
    for (const WecomErrorGroup& group : wecomErrors())
        words.append(&group.words);
    return words;
}

} // namespace

class TestErrorText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyIdOfCoreHasWords();
    void noWordsWithoutUse();
    void everyErrcodeHasWords();
    void wordsAreWholeSentences();
    void fillsWhatIsKnown_data();
    void fillsWhatIsKnown();
    void unknownErrorsGetATrueSentence();
    void offersTheActionThatHelps_data();
    void offersTheActionThatHelps();
};

void TestErrorText::everyIdOfCoreHasWords()
{
    QStringList missing;
    const QSet<QString> ids = idsInSources();
    for (const QString& id : ids) {
        static const QRegularExpression number(QStringLiteral("^wecom\\.-?\\d+$"));
        const bool worded = number.match(id).hasMatch() ? findWecomWords(id.section(u'.', 1).toInt()) != nullptr
                                                        : findWords(id) != nullptr;
        if (!worded)
            missing.append(id);
    }
    QVERIFY2(ids.size() > 80, "the scan found too little to prove anything");
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QStringLiteral(", "))));
}

void TestErrorText::noWordsWithoutUse()
{
    const QSet<QString> used = idsInSources();
    QStringList unused;
    for (const auto entries : {storageErrors(), inputErrors(), doctorErrors(), exchangeErrors()}) {
        for (const CatalogueEntry& entry : entries) {
            // "callback.<step>" is put together from the step's name.
            if (const QString id = QString::fromLatin1(entry.id); !used.contains(id))
                unused.append(id);
        }
    }
    QVERIFY2(unused.isEmpty(), qPrintable(unused.join(QStringLiteral(", "))));
}

void TestErrorText::everyErrcodeHasWords()
{
    QSet<int> worded;
    for (const WecomErrorGroup& group : wecomErrors()) {
        for (const int code : group.codes) {
            QVERIFY2(!worded.contains(code), qPrintable(QStringLiteral("%1 has words twice").arg(code)));
            worded.insert(code);
        }
    }
    for (const int code : referenceCodes) {
        QVERIFY2(worded.contains(code), qPrintable(QStringLiteral("%1 has no words").arg(code)));
        QVERIFY2(wecom::codeClass(code) != wecom::CodeClass::Unknown, qPrintable(QString::number(code)));
    }
    QCOMPARE(worded.size(), referenceCodes.size());
}

void TestErrorText::wordsAreWholeSentences()
{
    for (const ErrorWords* words : allWords()) {
        const QString title = QString::fromUtf8(words->title);
        const QString remedy = QString::fromUtf8(words->remedy);
        QVERIFY2(!title.isEmpty() && !title.endsWith(u'.'), words->title);
        QVERIFY2(remedy.endsWith(u'.'), words->remedy);
        QVERIFY2(title.at(0).isUpper() || title.at(0) == u'{', words->title);
        QVERIFY2(!title.contains(u'\n') && !remedy.contains(u'\n'), words->title);
        QCOMPARE(title.count(u'{'), title.count(u'}'));
    }
}

void TestErrorText::fillsWhatIsKnown_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("remedyPart");

    auto refused = wecom::errorFromAnswer(
        60020,
        QStringLiteral("not allow to access from your ip, hint: [1700000000_1], from ip: 203.0.113.7, more info"),
        QStringLiteral("service/get_suite_token"));
    QTest::newRow("address") << refused << QStringLiteral("WeCom does not accept calls from 203.0.113.7 (60020)")
                             << QStringLiteral("Add 203.0.113.7 under 服务商后台 → 服务商信息 → 基本信息 → IP白名单");
    refused.args.remove(QStringLiteral("ip"));
    QTest::newRow("no address") << refused
                                << QStringLiteral(
                                       "WeCom does not accept calls from this machine's public address (60020)")
                                << QStringLiteral("Add this machine's public address under");
    QTest::newRow("path") << makeError(ErrorKind::Store, QStringLiteral("export.open"), {},
                                       {{QStringLiteral("path"), QStringLiteral("/tmp/a.csv")}})
                          << QStringLiteral("/tmp/a.csv cannot be written") << QStringLiteral("folder exists");
    QTest::newRow("placeholder in a value")
        << makeError(ErrorKind::Input, QStringLiteral("link.unknown_url"), {},
                     {{QStringLiteral("url"), QStringLiteral("https://x/{path}%1")}})
        << QStringLiteral("The link https://x/{path}%1 is not one of this workspace")
        << QStringLiteral("nothing was marked");
    auto padding = makeError(ErrorKind::Input, QStringLiteral("callback.padding"));
    padding.code = -40007;
    QTest::newRow("negative code") << padding
                                   << QStringLiteral(
                                          "The message cannot be decrypted with this EncodingAESKey (-40007)")
                                   << QStringLiteral("Copy the EncodingAESKey again");
}

void TestErrorText::fillsWhatIsKnown()
{
    QFETCH(Error, error);
    QFETCH(QString, title);
    QFETCH(QString, remedyPart);
    const ErrorText text = describe(error);
    QCOMPARE(text.title, title);
    QVERIFY2(text.remedy.contains(remedyPart), qPrintable(text.remedy));
    QCOMPARE(oneLine(error), text.title + QStringLiteral(". ") + text.remedy);
    QVERIFY(!oneLine(error).contains(u'\n'));
}

void TestErrorText::unknownErrorsGetATrueSentence()
{
    const auto unknownCode = describe(wecom::errorFromAnswer(95020, QStringLiteral("x, hint: [h1]"), {}));
    QCOMPARE(unknownCode.code, QStringLiteral("95020"));
    QCOMPARE(unknownCode.hint, QStringLiteral("h1"));
    QVERIFY(unknownCode.title.contains(u"95020"));
    QVERIFY(unknownCode.remedy.contains(u"devtool/query?e=95020"));

    const auto unknownId = describe(makeError(ErrorKind::Internal, QStringLiteral("moon.eclipsed")));
    QVERIFY(unknownId.title.contains(u"moon.eclipsed"));
    QCOMPARE(unknownId.code, QStringLiteral("moon.eclipsed"));
}

void TestErrorText::offersTheActionThatHelps_data()
{
    QTest::addColumn<int>("errcode");
    QTest::addColumn<ErrorAction>("action");
    QTest::newRow("busy") << -1 << ErrorAction::Retry;
    QTest::newRow("secret") << 40001 << ErrorAction::EditComponent;
    QTest::newRow("code used") << 40078 << ErrorAction::ShowInvitation;
    QTest::newRow("permanent code") << 40084 << ErrorAction::ShowInvitation;
    QTest::newRow("permanent code missing") << 41025 << ErrorAction::ShowInvitation;
    QTest::newRow("ticket") << 40085 << ErrorAction::PasteTicket;
    QTest::newRow("rate") << 45009 << ErrorAction::Retry;
    QTest::newRow("address") << 60020 << ErrorAction::CopyIp;
    QTest::newRow("account") << 95000 << ErrorAction::Retry;
}

void TestErrorText::offersTheActionThatHelps()
{
    QFETCH(int, errcode);
    QFETCH(ErrorAction, action);
    QCOMPARE(describe(wecom::errorFromAnswer(errcode, {}, {})).action, action);
}

QTEST_GUILESS_MAIN(TestErrorText)
#include "test_error_text.moc"

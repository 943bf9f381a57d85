#include "core/service/link_csv.h"
#include "core/service/link_service.h"
#include "core/service/placement_service.h"
#include "tests/service/records_rig.h"

#include <QBuffer>
#include <QDateTime>
#include <QFile>
#include <QTest>
#include <QTimeZone>
#include <QTranslator>

using namespace kfdesk;
using namespace kfdesk::service;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray csv(LinkService& links, const CsvOptions& options = {}, const store::LinkFilter& filter = {})
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    must(links.writeCsv(buffer, filter, options));
    return buffer.data();
}

std::vector<model::LinkRow> readBack(const QByteArray& text)
{
    auto reader = must(LinkCsvReader::open(text));
    std::vector<model::LinkRow> rows;
    while (auto row = must(reader.next()))
        rows.push_back(*std::move(row));
    return rows;
}

/// A device that takes a little and then fails, as a full disk does.
class FullDisk final : public QIODevice
{
public:
    FullDisk() { open(WriteOnly); }

protected:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char*, qint64 size) override
    {
        m_left -= size;
        return m_left < 0 ? -1 : size;
    }

private:
    qint64 m_left = 400;
};

} // namespace

class TestLinkService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksLinks();
    void markingTheLastOneAcknowledges();
    void marksByUrlOrNotAtAll();
    void csvForPrograms();
    void csvForPeople();
    void csvInChineseIsReadInEnglish();
    void readsOtherOrders();
    void refusesOtherFiles();
    void fileIsCompleteOrAbsent();
    void fullDisk();
    void isCancelled();
    void reportsProgress();
};

void TestLinkService::marksLinks()
{
    RecordsRig rig;
    LinkService links(*rig.context);
    const qint64 account = rig.addAccount(rig.addCorp(u"wpA"_s, u"晨光"_s), u"wk1"_s, u"售前"_s);
    const qint64 first = rig.addLink(account, u"https://work.weixin.qq.com/kf/1"_s);
    const qint64 second = rig.addLink(account, u"https://work.weixin.qq.com/kf/2"_s, u"poster"_s);
    rig.takeAnnounced();
    QCOMPARE(must(links.setConfigured({first}, true)), 1);
    QCOMPARE(rig.takeAnnounced(), (std::vector<model::Change>{{model::ChangeKind::Link, first}}));
    store::LinkFilter pending;
    pending.configured = store::Configured::Pending;
    QCOMPARE(must(links.ids(pending, store::LinkSort::Corp, false)), std::vector<qint64>{second});
    QCOMPARE(must(links.count(pending)), 1);
    QCOMPARE(must(links.count({})), 2);
    QCOMPARE(must(links.rows({first})).at(0).link.configuredAt, rig.clock.nowMs());
    must(links.setConfigured({first}, false));
    QCOMPARE(must(links.count(pending)), 2);
}

void TestLinkService::markingTheLastOneAcknowledges()
{
    RecordsRig rig;
    LinkService links(*rig.context);
    const qint64 corpId = rig.addCorp(u"wpA"_s, u"晨光"_s, model::CorpStatus::Changed);
    const qint64 account = rig.addAccount(corpId, u"wk1"_s, u"售前"_s);
    const qint64 first = rig.addLink(account, u"https://work.weixin.qq.com/kf/1"_s);
    const qint64 second = rig.addLink(account, u"https://work.weixin.qq.com/kf/2"_s, u"poster"_s);
    const qint64 gone = rig.addAccount(corpId, u"wk2"_s, u"售后"_s);
    rig.addLink(gone, u"https://work.weixin.qq.com/kf/3"_s);
    {
        auto unit = must(UnitOfWork::begin(*rig.context));
        store::KfAccountRepository accounts(unit.db());
        auto account2 = must(accounts.find(gone));
        account2->authorized = false;
        must(accounts.update(*account2));
        must(unit.commit());
    }
    must(links.setConfigured({first}, true));
    QCOMPARE(rig.corp(corpId).status, model::CorpStatus::Changed);
    must(links.setConfigured({second}, true)); // the link of the account that is gone needs no place
    QCOMPARE(rig.corp(corpId).status, model::CorpStatus::Active);
}

void TestLinkService::marksByUrlOrNotAtAll()
{
    RecordsRig rig;
    LinkService links(*rig.context);
    const qint64 account = rig.addAccount(rig.addCorp(u"wpA"_s, u"晨光"_s), u"wk1"_s, u"售前"_s);
    const QString url = u"https://work.weixin.qq.com/kf/1?enc_scene=E"_s;
    rig.addLink(account, url);
    const auto refused = links.markConfigured({url, u"https://example.com"_s});
    QCOMPARE(errorId(refused), u"link.unknown_url"_s);
    QCOMPARE(refused.error().args.value(u"url"_s), u"https://example.com"_s);
    store::LinkFilter done;
    done.configured = store::Configured::Done;
    QCOMPARE(must(links.count(done)), 0);
    QCOMPARE(must(links.markConfigured({url})), 1);
    QCOMPARE(must(links.count(done)), 1);
}

void TestLinkService::csvForPrograms()
{
    RecordsRig rig;
    LinkService links(*rig.context);
    const qint64 corpId = rig.addCorp(u"wpA"_s, u"=晨光, \"总店\""_s);
    const qint64 account = rig.addAccount(corpId, u"wk1"_s, u"售前"_s);
    must(PlacementService(*rig.context).add(rig.suite(), u"南山"_s, u"s1"_s, false));
    rig.addGrant(corpId, u"wk1"_s, u"s0"_s, 1'000'000);
    rig.addGrant(corpId, u"wk1"_s, u"s1"_s, 2'000'000);
    rig.addLink(account, u"https://work.weixin.qq.com/kf/1"_s, u"poster"_s, u"a=b"_s);

    const QByteArray text = csv(links);
    QCOMPARE(text,
             QByteArray("\xEF\xBB\xBF"
                        "corp_name,auth_corpid,kf_name,open_kfid,placement,state,scene,scene_param,url,"
                        "authorized_at,configured_at,updated_at,suite_id\r\n"
                        "\"'=晨光, \"\"总店\"\"\",wpA,售前,wk1,南山,s1,poster,a=b,https://work.weixin.qq.com/kf/1,"
                        "1970-01-01T00:33:20Z,,2026-11-22T08:00:00Z,ww5uite0kf0demo01\r\n"));
    const auto rows = readBack(text);
    QCOMPARE(rows.size(), size_t(1));
    QCOMPARE(rows.at(0).corpName, u"=晨光, \"总店\""_s);
    QCOMPARE(rows.at(0).authorizedAt, qint64(2'000'000));
    QCOMPARE(rows.at(0).link.configuredAt, qint64(0));
    QCOMPARE(rows.at(0).link.updatedAt, rig.clock.nowMs());
    QCOMPARE(rows.at(0).link.sceneParam, u"a=b"_s);
    const QByteArray plain = csv(links, {false, false, false});
    QVERIFY(plain.startsWith("corp_name") && plain.contains("\"=晨光"));
}

void TestLinkService::csvForPeople()
{
    RecordsRig rig;
    LinkService links(*rig.context);
    const qint64 account = rig.addAccount(rig.addCorp(u"wpA"_s, u"晨光"_s), u"wk1"_s, u"售前"_s);
    rig.addLink(account, u"https://work.weixin.qq.com/kf/1"_s);
    CsvOptions people;
    people.forPeople = true;
    const QByteArray text = csv(links, people);
    QVERIFY(text.startsWith("\xEF\xBB\xBF"
                            "Corp,Corp ID,Kf account,"));
    const QString local = QDateTime::fromMSecsSinceEpoch(rig.clock.nowMs()).toString(u"yyyy-MM-dd HH:mm:ss"_s);
    QVERIFY(text.contains(local.toUtf8()));
    QCOMPARE(readBack(text), readBack(csv(links)));
}

void TestLinkService::csvInChineseIsReadInEnglish()
{
    RecordsRig rig;
    LinkService links(*rig.context);
    const qint64 account = rig.addAccount(rig.addCorp(u"wpA"_s, u"晨光"_s), u"wk1"_s, u"售前"_s);
    rig.addLink(account, u"https://work.weixin.qq.com/kf/1"_s, u"poster"_s);
    CsvOptions people;
    people.forPeople = true;
    QTranslator chinese;
    QVERIFY(chinese.load(u":/i18n/kfdesk_zh_CN.qm"_s));
    QVERIFY(QCoreApplication::installTranslator(&chinese));
    const QByteArray text = csv(links, people);
    QCoreApplication::removeTranslator(&chinese);
    QVERIFY(text.contains("客服链接"));
    QVERIFY(csv(links, people).contains("Kf link"));
    QCOMPARE(readBack(text), readBack(csv(links)));
}

void TestLinkService::readsOtherOrders()
{
    const auto rows = readBack("url;remark;configured_at\nhttps://a;x;2026-11-22T16:00:00+08:00\n");
    QCOMPARE(rows.size(), size_t(1));
    QCOMPARE(rows.at(0).link.url, u"https://a"_s);
    QCOMPARE(rows.at(0).link.configuredAt, test::FakeClock().nowMs());
    QVERIFY(rows.at(0).corpName.isEmpty());
}

void TestLinkService::refusesOtherFiles()
{
    QCOMPARE(errorId(LinkCsvReader::open("name,place\na,b\n")), u"import.format"_s);
    QCOMPARE(errorId(LinkCsvReader::open("")), u"import.format"_s);
    auto reader = must(LinkCsvReader::open("url,updated_at\na,yesterday\n"));
    const auto row = reader.next();
    QCOMPARE(errorId(row), u"import.line"_s);
    QCOMPARE(row.error().args.value(u"line"_s), u"2"_s);
    QCOMPARE(row.error().args.value(u"reason"_s), u"updated_at"_s);
}

void TestLinkService::fileIsCompleteOrAbsent()
{
    RecordsRig rig;
    LinkService links(*rig.context);
    const qint64 account = rig.addAccount(rig.addCorp(u"wpA"_s, u"晨光"_s), u"wk1"_s, u"售前"_s);
    rig.addLink(account, u"https://work.weixin.qq.com/kf/1"_s);
    const QString path = rig.folder.filePath(u"links.csv"_s);
    QCOMPARE(must(links.exportCsv(path, {}, {})), qint64(1));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), csv(links));

    std::stop_source stopped;
    stopped.request_stop();
    const QString other = rig.folder.filePath(u"other.csv"_s);
    const auto cancelled = links.exportCsv(other, {}, {}, stopped.get_token());
    QCOMPARE(cancelled.error().kind, ErrorKind::Cancelled);
    QVERIFY(!QFile::exists(other));
    const auto nowhere = links.exportCsv(rig.folder.filePath(u"no/such/a.csv"_s), {}, {});
    QCOMPARE(errorId(nowhere), u"export.open"_s);
    QVERIFY(nowhere.error().args.value(u"path"_s).endsWith(u"a.csv"_s));
}

void TestLinkService::fullDisk()
{
    RecordsRig rig;
    LinkService links(*rig.context);
    const qint64 account = rig.addAccount(rig.addCorp(u"wpA"_s, u"晨光"_s), u"wk1"_s, u"售前"_s);
    for (int i = 0; i < 10; ++i)
        rig.addLink(account, u"https://work.weixin.qq.com/kf/%1"_s.arg(i), u"s%1"_s.arg(i));
    FullDisk disk;
    QCOMPARE(errorId(links.writeCsv(disk, {}, {})), u"format.csv_write"_s);
}

void TestLinkService::isCancelled()
{
    RecordsRig rig;
    LinkService links(*rig.context);
    const qint64 account = rig.addAccount(rig.addCorp(u"wpA"_s, u"晨光"_s), u"wk1"_s, u"售前"_s);
    rig.addLink(account, u"https://work.weixin.qq.com/kf/1"_s);
    std::stop_source stopped;
    stopped.request_stop();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QCOMPARE(links.writeCsv(buffer, {}, {}, stopped.get_token()).error().kind, ErrorKind::Cancelled);
    QCOMPARE(links.ids({}, store::LinkSort::Corp, false, stopped.get_token()).error().kind, ErrorKind::Cancelled);
}

void TestLinkService::reportsProgress()
{
    RecordsRig rig;
    LinkService links(*rig.context);
    const qint64 account = rig.addAccount(rig.addCorp(u"wpA"_s, u"晨光"_s), u"wk1"_s, u"售前"_s);
    for (int i = 0; i < 3; ++i)
        rig.addLink(account, u"https://work.weixin.qq.com/kf/%1"_s.arg(i), u"s%1"_s.arg(i));
    std::vector<Progress> reports;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    must(links.writeCsv(buffer, {}, {}, {}, [&](const Progress& progress) { reports.push_back(progress); }));
    QCOMPARE(reports.size(), size_t(1)); // the end; nothing in between, as no time passed
    QCOMPARE(reports.at(0).done, 3);
    QCOMPARE(reports.at(0).total, 3);
}

QTEST_GUILESS_MAIN(TestLinkService)
#include "test_link_service.moc"

#include "tests/ui/corp_steps.h"
#include "tests/ui/support/typing.h"
#include "ui/page/corps/corps_page.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;

/// A link with parameters, from the pane of a corp.
class TestNewLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faultsAreSaidWhileTyping_data();
    void faultsAreSaidWhileTyping();
};

void TestNewLink::faultsAreSaidWhileTyping_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("scene");
    QTest::addColumn<QString>("param");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const QString& scene, const QString& param, const QString& en,
                        const QString& zh) {
        QTest::addRow("%s, en", name) << u"en"_s << scene << param << en;
        QTest::addRow("%s, zh", name) << u"zh_CN"_s << scene << param << zh;
    };
    const QString alphabet = u"up to 32 letters, digits, _ and -. Shorten it"_s;
    const QString alphabetChinese = u"不超过 32 个字母、数字、_ 或 -。"_s;
    row("blank within", u"shop 42"_s, {}, alphabet, alphabetChinese);
    row("Chinese", u"南山店"_s, {}, alphabet, alphabetChinese);
    row("full-width digits", u"１２３４"_s, {}, alphabet, alphabetChinese);
    row("sign of queries", u"a&b=c"_s, {}, alphabet, alphabetChinese);
    row("too long", QString(33, u'a'), {}, alphabet, alphabetChinese);
    row("long parameter", u"shop42"_s, QString(43, u'店'), u"longer than 128 bytes"_s, u"128"_s);
    row("parameter alone", {}, u"table 7"_s, u"needs a scene"_s, u"scene"_s);
}

void TestNewLink::faultsAreSaidWhileTyping()
{
    QFETCH(QString, language);
    QFETCH(QString, scene);
    QFETCH(QString, param);
    QFETCH(QString, says);
    PageRig rig(language);
    const auto corp = authorise(rig, u"Corp"_s, {}, 1);
    auto* page = rig.show<CorpsPage>();
    QTRY_VERIFY(page->findChild<QPushButton*>(u"accountNewLink"_s));
    rig.find<QPushButton>("accountNewLink")->click();
    auto* problem = rig.find<QLabel>("newLinkProblem");
    auto* make = rig.find<QPushButton>("newLinkMake");
    QVERIFY(problem->text().isEmpty());
    QVERIFY(!make->isEnabled());
    type(rig.find<QLineEdit>("newLinkScene"), scene);
    type(rig.find<QLineEdit>("newLinkParam"), param);
    QVERIFY2(problem->text().contains(says), qPrintable(problem->text())); // at once
    QVERIFY(!make->isEnabled());

    type(rig.find<QLineEdit>("newLinkScene"), u" shop_42-A "_s); // the blanks come with what is pasted
    type(rig.find<QLineEdit>("newLinkParam"), u"桌号 7"_s);
    QVERIFY(problem->text().isEmpty());
    make->click();
    QTRY_COMPARE(detail(rig, corp).links.size(), size_t(2));
    const auto links = detail(rig, corp).links;
    const auto& made = links.front().scene.isEmpty() ? links.back() : links.front();
    QCOMPARE(made.scene, u"shop_42-A"_s);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), made.url);
}

QTEST_MAIN(TestNewLink)
#include "test_new_link.moc"

#include "tests/ui/placement_steps.h"
#include "tests/ui/support/accessibility.h"
#include "ui/page/invite/invite_page.h"
#include "ui/table/table_view.h"
#include "ui/widget/fields.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSvgRenderer>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;

class TestInvitePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyPageOffersTheFirstPlacement();
    void codeLeavesInEveryForm();
    void fileThatCannotBeWrittenIsSaid();
    void merchantIsFollowedToReadyLinks();
    void troubleIsSaidWithTimeLeftAndMended();
    void changesKeepSelectionScrollAndTyping();
    void archivedOnesLeaveTheListAndComeBack();
    void everyControlSpeaksAndIsReached_data();
    void everyControlSpeaksAndIsReached();
};

void TestInvitePage::emptyPageOffersTheFirstPlacement()
{
    PageRig rig;
    rig.show<InvitePage>();
    auto* table = rig.find<TableView>("placementTable");
    auto* action = table->findChild<QPushButton*>(u"noticeAction"_s);
    QTRY_VERIFY(action->isVisible());
    rig.prompts.texts.push_back(u"Flagship store"_s);
    action->click();
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTRY_COMPARE(rig.find<QLineEdit>("placementName")->text(), u"Flagship store"_s);
    QVERIFY(table->currentId() != 0);
    QTRY_VERIFY(!shownLink(rig).isEmpty());
    QCOMPARE(shownCode(rig), shownLink(rig));
}

void TestInvitePage::codeLeavesInEveryForm()
{
    PageRig rig;
    addPlacement(rig, u"Shop/1: \"x\""_s);
    rig.show<InvitePage>();
    QTRY_VERIFY(!shownLink(rig).isEmpty());
    rig.find<QPushButton>("copyFieldButton")->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), shownLink(rig));
    rig.find<QPushButton>("inviteCopyImage")->click();
    QCOMPARE(readQr(QGuiApplication::clipboard()->image()), shownLink(rig));

    const QTemporaryDir folder;
    const QString png = folder.filePath(u"code.png"_s);
    rig.prompts.files.push_back(png);
    rig.find<QPushButton>("inviteSavePng")->click();
    QTRY_COMPARE(readQr(QImage(png)), shownLink(rig));
    QVERIFY(!rig.prompts.lastFile.suggested.section(u'/', -1).contains(QRegularExpression(u"[:\"]"_s)));

    const QString svg = folder.filePath(u"code.svg"_s);
    rig.prompts.files.push_back(svg);
    rig.find<QPushButton>("inviteSaveSvg")->click();
    QTRY_VERIFY(QFile::exists(svg));
    QSvgRenderer drawing(svg);
    QImage drawn(600, 600, QImage::Format_RGB32);
    drawn.fill(Qt::white);
    QPainter painter(&drawn);
    drawing.render(&painter);
    painter.end();
    QCOMPARE(readQr(drawn), shownLink(rig));
}

void TestInvitePage::fileThatCannotBeWrittenIsSaid()
{
    PageRig rig;
    addPlacement(rig, u"Shop"_s);
    auto* page = rig.show<InvitePage>();
    QTRY_VERIFY(!shownLink(rig).isEmpty());
    rig.prompts.files.push_back(u"/nowhere/at/all.png"_s);
    rig.find<QPushButton>("inviteSavePng")->click();
    QTRY_VERIFY(visibleWords(*page).contains(u"/nowhere/at/all.png"));
}

void TestInvitePage::merchantIsFollowedToReadyLinks()
{
    PageRig rig;
    const auto placement = addPlacement(rig, u"Shop"_s);
    auto* page = rig.show<InvitePage>();
    QTRY_VERIFY(visibleWords(*page).contains(u"Nobody has authorised here yet"));
    rig.service.control(u"authorize"_s, {{u"state"_s, placement.state}, {u"accounts"_s, 2}});
    QTRY_VERIFY(visibleWords(*page).contains(u"links ready"));
    const QString corp = rig.service.corps().front().name;
    QVERIFY(visibleWords(*page).contains(corp));
    const QString steps = visibleWords(*page);
    QVERIFY(steps.contains(u"authorisation received → "));
    QVERIFY(steps.contains(u"accounts read (2)"));
    QSignalSpy asked(page, &Page::goRequested);
    rig.find<QPushButton>("sessionOpen")->click();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.front().front().value<Destination>().corpId, rig.service.corps().front().id);
    QTRY_COMPARE(rig.find<TableView>("placementTable")->model()->index(0, 2).data().toString(), u"1"_s);
}

void TestInvitePage::troubleIsSaidWithTimeLeftAndMended()
{
    PageRig rig;
    const auto placement = addPlacement(rig, u"Shop"_s);
    auto* page = rig.show<InvitePage>();
    rig.service.fault(u"get_permanent_code"_s, 60020, 1000); // also if the next try comes while time moves
    rig.service.control(u"authorize"_s, {{u"state"_s, placement.state}});
    QTRY_VERIFY(visibleWords(*page).contains(u"60020"));
    QVERIFY(visibleWords(*page).contains(u"Waiting for the corp's name"));
    auto* chip = rig.find<QWidget>("sessionChip");
    QVERIFY2(chip->accessibleName().contains(u"10:00"), qPrintable(chip->accessibleName()));
    rig.service.clock.advance(61'000);
    QTRY_VERIFY(chip->accessibleName().contains(u"08:59"));
    rig.service.fault(u"get_permanent_code"_s, 0, 0); // the address is on the list now
    rig.find<QPushButton>("sessionRetry")->click();
    QTRY_VERIFY(visibleWords(*page).contains(u"links ready"));
    QVERIFY(!rig.find<QPushButton>("sessionRetry")->isVisible());
    QVERIFY(!visibleWords(*page).contains(u"60020"));
}

void TestInvitePage::changesKeepSelectionScrollAndTyping()
{
    PageRig rig;
    QStringList names;
    for (int i = 0; i < 60; ++i)
        names << u"place %1"_s.arg(i);
    const auto placements = *rig.service.workspace->placements().addMany(rig.service.suiteId(), names, false);
    rig.show<InvitePage>();
    auto* table = rig.find<TableView>("placementTable");
    QTRY_COMPARE(table->model()->rowCount(), 60);
    table->selectOnly(placements.at(30).id);
    auto* note = rig.find<QPlainTextEdit>("placementNote");
    note->setFocus();
    QTest::keyClicks(note, u"half a sen"_s);
    const int scroll = table->verticalScrollBar()->value();
    QVERIFY(scroll > 0);
    rig.service.control(u"authorize"_s, {{u"state"_s, placements.at(2).state}});
    QTRY_VERIFY(!rig.service.corps().empty() && rig.service.corps().front().linkCount > 0);
    const int row = 59 - 2;
    QTRY_COMPARE(table->model()->index(row, 2).data().toString(), u"1"_s);
    QCOMPARE(table->currentId(), placements.at(30).id);
    QCOMPARE(table->verticalScrollBar()->value(), scroll);
    QTest::keyClicks(note, u"tence"_s);
    QCOMPARE(note->toPlainText(), u"half a sentence"_s);
    QVERIFY(note->hasFocus());
    QTRY_COMPARE(stored(rig, placements.at(30).id).note, u"half a sentence"_s);
}

void TestInvitePage::archivedOnesLeaveTheListAndComeBack()
{
    PageRig rig;
    const auto placement = addPlacement(rig, u"Shop"_s);
    rig.show<InvitePage>();
    auto* table = rig.find<TableView>("placementTable");
    QTRY_COMPARE(table->model()->rowCount(), 1);
    rig.find<QPushButton>("inviteArchive")->click();
    QTRY_COMPARE(table->model()->rowCount(), 0);
    rig.find<FilterButton>("inviteArchivedFilter")->choose(u"archived"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->selectOnly(placement.id);
    QTRY_VERIFY(!rig.find<QPushButton>("invitePresent")->isEnabled());
    rig.find<QPushButton>("inviteArchive")->click();
    QTRY_COMPARE(table->model()->rowCount(), 0);
    QCOMPARE(stored(rig, placement.id).archivedAt, 0);
}

void TestInvitePage::everyControlSpeaksAndIsReached_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("Chinese") << u"zh_CN"_s;
}

void TestInvitePage::everyControlSpeaksAndIsReached()
{
    QFETCH(QString, language);
    PageRig rig(language);
    const auto placement = addPlacement(rig, u"Shop"_s);
    rig.service.fault(u"get_permanent_code"_s, 60020, 1);
    rig.service.control(u"authorize"_s, {{u"state"_s, placement.state}});
    auto* page = rig.show<InvitePage>();
    QTRY_VERIFY(!shownLink(rig).isEmpty());
    QTRY_VERIFY(page->findChild<QPushButton*>(u"sessionRetry"_s));
    QTRY_VERIFY(rig.find<QPushButton>("sessionRetry")->isVisible());
    QCOMPARE(withoutName(*page).join(u'\n'), QString());
    QCOMPARE(withoutDescription(*page).join(u'\n'), QString());
    QCOMPARE(unreachableByTab(*page).join(u'\n'), QString());
    page->focusSearch();
    QCOMPARE(tabOrder(*page).join(u' '),
             (QStringList{u"search"_s,         u"inviteArchivedFilter"_s, u"inviteBatch"_s,     u"inviteNew"_s,
                          u"placementTable"_s, u"placementName"_s,        u"placementState"_s,  u"placementSeveral"_s,
                          u"placementNote"_s,  u"copyFieldText"_s,        u"copyFieldButton"_s, u"sessionRetry"_s,
                          u"sessionOpen"_s,    u"invitePresent"_s,        u"inviteWholeName"_s, u"inviteCopyImage"_s,
                          u"invitePrint"_s,    u"inviteSavePng"_s,        u"inviteSaveSvg"_s,   u"inviteArchive"_s})
                 .join(u' '));
}

QTEST_MAIN(TestInvitePage)
#include "test_invite_page.moc"

#include "tests/ui/support/page_rig.h"
#include "tests/ui/support/qr_reader.h"
#include "ui/page/invite/presentation_window.h"
#include "ui/widget/qr_view.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLayout>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;
using Stage = PresentationWindow::Stage;

namespace {

constexpr qint64 minuteMs = 60'000;

/// The smallest rectangle around everything black.
QRect blackOf(const QImage& picture)
{
    QRect black;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            if ((picture.pixel(x, y) & 0xffffff) == 0)
                black |= QRect(x, y, 1, 1);
        }
    }
    return black;
}

} // namespace

class TestPresentation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void waitsConfirmsWelcomesAndWaitsAgain();
    void troubleIsForStaffAndPasses();
    void aLaterMerchantIsNotOverruledByAnEarlierFailure();
    void authorisationsOfOtherPlacementsAndOfBeforeAreIgnored();
    void wholeNameOnlyIfWanted();
    void masksNames_data();
    void masksNames();
    void staffIsWarnedBeforeAMerchantScansInVain();
    void listenerThatStandsStillIsSaid();
    void codeIsLargeExactAndReadable_data();
    void codeIsLargeExactAndReadable();
    void nothingOverlapsAndNothingIsCut_data();
    void nothingOverlapsAndNothingIsCut();
    void showsNoIdsAndNoControls();
    void keysOfTheWindow();
    void followsTheLanguage();

private:
    void present(const QString& name = QStringLiteral("南山旗舰店"));
    QString status() const { return m_window->findChild<QWidget*>(u"presentStatus"_s)->accessibleName(); }
    QLabel* staff() const { return m_window->findChild<QLabel*>(u"presentStaff"_s); }
    QString authorise() { return authorise(m_placement.state); }
    QString authorise(const QString& state)
    {
        const QJsonObject body{{u"state"_s, state}, {u"accounts"_s, 2}};
        return m_rig->service.control(u"authorize"_s, body).value("auth_corpid"_L1).toString();
    }

    std::unique_ptr<PageRig> m_rig;
    std::unique_ptr<PresentationWindow> m_window;
    std::unique_ptr<ChangeBatcher> m_changes;
    model::Placement m_placement;
    QString m_link;
};

void TestPresentation::init()
{
    m_rig = std::make_unique<PageRig>();
}

void TestPresentation::cleanup()
{
    m_changes.reset();
    if (m_window)
        savePicture(*m_window);
    m_window.reset();
    m_rig.reset();
}

void TestPresentation::present(const QString& name)
{
    auto& placements = m_rig->service.workspace->placements();
    m_placement = *placements.add(m_rig->service.suiteId(), name, {}, false);
    m_link = *placements.authLink(m_placement.suiteId, m_placement.state, false);
    QTRY_COMPARE(m_rig->listener().state().phase, service::ListenerState::Phase::Listening);
    m_window = std::make_unique<PresentationWindow>(m_rig->context());
    m_changes = std::make_unique<ChangeBatcher>(m_rig->service.workspace->changes(), nullptr, 0);
    connect(m_changes.get(), &ChangeBatcher::changed, m_window.get(), &PresentationWindow::refresh);
    m_window->present(m_placement, m_link);
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestPresentation::waitsConfirmsWelcomesAndWaitsAgain()
{
    present();
    QCOMPARE(m_window->stage(), Stage::Waiting);
    m_rig->service.fault(u"get_permanent_code"_s, -1); // once: WeCom is busy
    const QString corpId = authorise();
    QTRY_COMPARE(m_window->stage(), Stage::Confirming);
    QCOMPARE(status(), u"Authorisation received, confirming…"_s);
    // The next try counts from the failure, so that comes before the clock moves.
    QTRY_VERIFY(!m_rig->service.onlyEvent(u"create_auth"_s).errorId.isEmpty());
    m_rig->service.advance(5000);
    QTRY_COMPARE(m_window->stage(), Stage::Welcome);
    const QString name = m_rig->service.corp(corpId)->name;
    QCOMPARE(status(), PresentationWindow::maskedName(name) + u": 2 accounts authorised"_s);
    QVERIFY(!status().contains(name));
    m_rig->service.clock.advance(7999);
    m_window->refresh();
    QTRY_COMPARE(m_rig->service.workspace->readPool().activeThreadCount(), 0);
    QCOMPARE(m_window->stage(), Stage::Welcome);
    m_rig->service.clock.advance(1);
    QTRY_COMPARE(m_window->stage(), Stage::Waiting);
    // The next one is welcomed too.
    authorise();
    QTRY_COMPARE(m_window->stage(), Stage::Welcome);
}

void TestPresentation::troubleIsForStaffAndPasses()
{
    present();
    m_rig->service.fault(u"get_permanent_code"_s, 60020);
    authorise();
    QTRY_COMPARE(m_window->stage(), Stage::Trouble);
    QCOMPARE(status(), u"Please contact our staff"_s);
    QVERIFY(!status().contains(u"60020")); // nothing for the merchant to puzzle over
    m_rig->service.advance(minuteMs);
    QTRY_COMPARE(m_window->stage(), Stage::Welcome);
}

void TestPresentation::aLaterMerchantIsNotOverruledByAnEarlierFailure()
{
    present();
    m_rig->service.fault(u"get_permanent_code"_s, 40078);
    authorise();
    QTRY_COMPARE(m_window->stage(), Stage::Trouble);
    m_rig->service.clock.advance(1000);
    authorise();
    QTRY_COMPARE(m_window->stage(), Stage::Welcome);
    m_rig->service.clock.advance(8000);
    QTRY_COMPARE(m_window->stage(), Stage::Waiting);
    m_window->refresh();
    QTRY_COMPARE(m_rig->service.workspace->readPool().activeThreadCount(), 0);
    QCOMPARE(m_window->stage(), Stage::Waiting);
}

void TestPresentation::authorisationsOfOtherPlacementsAndOfBeforeAreIgnored()
{
    present();
    const auto other = *m_rig->service.workspace->placements().add(m_placement.suiteId, u"Other"_s, {}, false);
    const QString corpId = authorise(other.state);
    QVERIFY(m_rig->service.waitForCorp(corpId, model::CorpStatus::Active));
    authorise();
    QTRY_COMPARE(m_window->stage(), Stage::Welcome);
    // Presented anew: what was before is nobody's business.
    m_rig->service.clock.advance(1000);
    m_window->present(m_placement, m_link);
    QTRY_COMPARE(m_rig->service.workspace->readPool().activeThreadCount(), 0);
    QCOMPARE(m_window->stage(), Stage::Waiting);
}

void TestPresentation::wholeNameOnlyIfWanted()
{
    m_rig->settings().set(settings::presentWholeName, true);
    present();
    const QString corpId = authorise();
    QTRY_COMPARE(m_window->stage(), Stage::Welcome);
    QCOMPARE(status(), m_rig->service.corp(corpId)->name + u": 2 accounts authorised"_s);
}

void TestPresentation::masksNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("masked");
    QTest::newRow("usual") << u"深圳市晨光文具有限公司"_s << u"深圳市晨**"_s;
    QTest::newRow("short") << u"晨光"_s << u"晨**"_s;
    QTest::newRow("four") << u"晨光文具"_s << u"晨**"_s;
    QTest::newRow("five") << u"晨光文具店"_s << u"晨光**"_s;
    QTest::newRow("one") << u"晨"_s << u"晨**"_s;
    QTest::newRow("none") << QString() << QString();
    QTest::newRow("Latin") << u"Nanshan Coffee"_s << u"Nans**"_s;
    QTest::newRow("rare character") << u"𠮷野家"_s << u"𠮷**"_s; // two code units
}

void TestPresentation::masksNames()
{
    QFETCH(QString, name);
    QTEST(PresentationWindow::maskedName(name), "masked");
}

void TestPresentation::staffIsWarnedBeforeAMerchantScansInVain()
{
    present();
    QVERIFY(!staff()->isVisible());
    m_rig->service.clock.advance(15 * minuteMs + 1);
    m_window->refresh();
    QTRY_VERIFY(staff()->isVisible());
    QVERIFY(staff()->text().contains(u"no ticket"));
    QCOMPARE(m_window->stage(), Stage::Waiting);
    m_rig->service.control(u"push-ticket"_s);
    QTRY_VERIFY(!staff()->isVisible());
}

void TestPresentation::listenerThatStandsStillIsSaid()
{
    present();
    m_rig->listener().stop();
    QTRY_VERIFY(staff()->isVisible());
    QVERIFY(staff()->text().contains(u"listener is stopped"));
    m_rig->listener().start();
    QTRY_VERIFY(!staff()->isVisible());
}

void TestPresentation::codeIsLargeExactAndReadable_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("dark");
    for (const QSize size : {QSize(1280, 800), QSize(1920, 1080), QSize(1366, 768), QSize(1024, 768), QSize(2560, 1440),
                             QSize(3840, 2160), QSize(800, 600), QSize(1279, 799)}) {
        for (const bool dark : {false, true})
            QTest::addRow("%dx%d %s", size.width(), size.height(), dark ? "dark" : "light") << size << dark;
    }
}

void TestPresentation::codeIsLargeExactAndReadable()
{
    QFETCH(QSize, size);
    QFETCH(bool, dark);
    m_rig->theme().setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    present();
    m_window->setWindowState(Qt::WindowNoState);
    m_window->resize(size);
    QTRY_COMPARE(m_window->size(), size);
    const QImage picture = m_window->grab().toImage();
    const auto* code = m_window->findChild<QrView*>(u"presentCode"_s);
    const QRect black = blackOf(picture.copy(QRect(code->mapTo(m_window.get(), QPoint()), code->size())));
    QCOMPARE(black.width(), black.height());
    QVERIFY2(black.height() >= 0.6 * size.height(), qPrintable(QString::number(black.height())));
    QCOMPARE(black.height() % code->matrix().size(), 0); // whole pixels a module
    QCOMPARE(readQr(picture), m_link);
}

void TestPresentation::nothingOverlapsAndNothingIsCut_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    for (const QString& language : {u"en"_s, u"zh_CN"_s}) {
        for (const QSize size :
             {QSize(560, 560), QSize(800, 600), QSize(1280, 800), QSize(1920, 1080), QSize(1080, 1920)})
            QTest::addRow("%s %dx%d", qPrintable(language), size.width(), size.height()) << language << size;
    }
}

void TestPresentation::nothingOverlapsAndNothingIsCut()
{
    QFETCH(QString, language);
    QFETCH(QSize, size);
    m_rig->language().set(language);
    present(u"深圳市南山区科技园旗舰店（地铁站B出口）"_s);
    m_rig->service.clock.advance(20 * minuteMs); // with the line for staff
    m_window->refresh();
    QTRY_VERIFY(staff()->isVisible());
    m_window->setWindowState(Qt::WindowNoState);
    m_window->resize(size);
    QTRY_COMPARE(m_window->size(), size);
    m_window->layout()->activate();
    QList<QWidget*> parts;
    for (auto* part : m_window->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
        if (part->isVisible())
            parts << part;
    }
    for (const QWidget* part : parts) {
        QVERIFY2(m_window->rect().contains(part->geometry()), part->metaObject()->className());
        if (const auto* words = qobject_cast<const QLabel*>(part)) {
            const int needed = words->wordWrap() ? words->heightForWidth(words->width()) : words->sizeHint().height();
            QVERIFY2(words->height() >= needed, qPrintable(words->text()));
        }
        for (const QWidget* other : parts)
            QVERIFY2(part == other || !part->geometry().intersects(other->geometry()), part->metaObject()->className());
    }
    QCOMPARE(readQr(m_window->grab().toImage()), m_link);
}

void TestPresentation::showsNoIdsAndNoControls()
{
    present();
    const QString corpId = authorise();
    QTRY_COMPARE(m_window->stage(), Stage::Welcome);
    for (const auto* words : m_window->findChildren<QLabel*>()) {
        for (const QString& secretive : {m_placement.state, m_placement.suiteId, corpId, m_link})
            QVERIFY2(!words->text().contains(secretive), qPrintable(words->text()));
    }
    QVERIFY(m_window->findChildren<QAbstractButton*>().isEmpty());
    QCOMPARE(m_window->findChild<QrView*>(u"presentCode"_s)->accessibleName(),
             u"QR code for attaching customer service: 南山旗舰店"_s);
}

void TestPresentation::keysOfTheWindow()
{
    present();
    QVERIFY(m_window->isFullScreen());
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    QVERIFY(!m_window->isFullScreen());
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    QVERIFY(m_window->isFullScreen());
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!m_window->isFullScreen());
    QVERIFY(m_window->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!m_window->isVisible());
}

void TestPresentation::followsTheLanguage()
{
    present();
    m_rig->language().set(u"zh_CN"_s);
    QTRY_COMPARE(status(), u"等待扫码授权…"_s);
}

QTEST_MAIN(TestPresentation)
#include "test_presentation.moc"

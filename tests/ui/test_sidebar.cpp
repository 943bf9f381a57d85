#include "tests/support/fake_clock.h"
#include "ui/window/sidebar.h"

#include <QLabel>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::test;
using namespace kfdesk::ui;
using namespace Qt::StringLiterals;

namespace {

service::StoreTrouble diskFull()
{
    return {makeError(ErrorKind::Store, u"store.disk_full"_s), 1};
}

} // namespace

/// What the box at the bottom of the navigation says about the listener.
class TestSidebar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatCallbacksAreNotStored();
    void saysSoOfAnotherProgram();

private:
    QString text() const { return m_sidebar.findChild<QLabel*>(u"listenerState"_s)->text(); }
    QString description() const { return m_sidebar.findChild<QWidget*>(u"listenerBox"_s)->accessibleDescription(); }

    const FakeClock m_clock;
    const PageSpecs m_pages;
    Sidebar m_sidebar{m_pages, m_clock};
};

void TestSidebar::saysThatCallbacksAreNotStored()
{
    service::ListenerState state;
    state.phase = service::ListenerState::Phase::Listening;
    state.url = u"http://127.0.0.1:8787"_s;
    m_sidebar.setListener(state, false);
    QCOMPARE(text(), u"Listening"_s);
    state.trouble = diskFull();
    m_sidebar.setListener(state, false);
    QCOMPARE(text(), u"Callbacks not stored"_s);
    QVERIFY2(description().contains(u"full"_s), qPrintable(description()));
    state.trouble.reset();
    m_sidebar.setListener(state, false);
    QCOMPARE(text(), u"Listening"_s);
}

void TestSidebar::saysSoOfAnotherProgram()
{
    service::ListenerState state;
    state.phase = service::ListenerState::Phase::HeldElsewhere;
    m_sidebar.setListener(state, false);
    service::Overview overview;
    overview.trouble = diskFull();
    m_sidebar.setOverview(overview);
    QCOMPARE(text(), u"Callbacks not stored"_s);
    overview.trouble.reset();
    m_sidebar.setOverview(overview);
    QCOMPARE(text(), u"Listening elsewhere"_s);
}

QTEST_MAIN(TestSidebar)
#include "test_sidebar.moc"

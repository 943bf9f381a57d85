#include "core/service/host.h"
#include "core/service/setting_service.h"
#include "core/service/workspace.h"
#include "tests/net/tls_files.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/scripted_prompts.h"
#include "ui/page/settings/listener_section.h"
#include "ui/support/clipboard.h"
#include "ui/support/language.h"
#include "ui/support/theme.h"
#include "ui/support/ui_settings.h"
#include "ui/widget/banner.h"
#include "ui/window/listener_control.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;

using Phase = service::ListenerState::Phase;

namespace {

quint16 freePort()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        qFatal("no free port");
    return server.serverPort();
}

} // namespace

/// The listener's settings over a real workspace: a certificate is chosen, checked, and taken up.
class TestListenerSection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void choosesAndTakesUpACertificate();
    void saysWhatIsWrongAndKeepsTheOldSettings();
    void aRepairedCertificateStartsTheListener();

private:
    template <typename T>
    T* field(const QString& name) const
    {
        T* found = m_section->findChild<T*>(name);
        if (!found)
            qFatal("no field %s", qPrintable(name));
        return found;
    }
    void press(const QString& name) { QTest::mouseClick(field<QPushButton>(name), Qt::LeftButton); }
    /// Chooses both files through the buttons.
    void choose(const net::TlsFiles& files);
    service::ListenerSettings stored() { return m_workspace->settings().listener().value(); }

    kfdesk::test::FakeClock m_clock;
    QTemporaryDir m_folder;
    ScriptedPrompts m_prompts;
    std::unique_ptr<UiSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<Clipboard> m_clipboard;
    std::unique_ptr<service::Workspace> m_workspace;
    std::unique_ptr<ListenerControl> m_control;
    std::unique_ptr<PageContext> m_context;
    std::unique_ptr<ListenerSection> m_section;
    int m_number = 0;
};

void TestListenerSection::init()
{
    const QString folder = m_folder.filePath(QString::number(++m_number));
    m_settings = std::make_unique<UiSettings>(folder + u"-config"_s);
    m_theme = std::make_unique<Theme>(*qApp);
    m_language = std::make_unique<Language>();
    m_clipboard = std::make_unique<Clipboard>(*QGuiApplication::clipboard());
    m_workspace =
        service::Workspace::found(folder, store::KeyFile{folder + u"-key"_s}, service::WorkspaceKind::Sandbox, m_clock)
            .value();
    service::ListenerSettings settings = stored();
    settings.port = 0; // any that is free; the field shows its least
    QVERIFY(m_workspace->settings().setListener(settings));
    m_control = std::make_unique<ListenerControl>(*m_workspace);
    m_context = std::make_unique<PageContext>(
        PageContext{*m_workspace, *m_control, m_prompts, *m_clipboard, *m_settings, *m_theme, *m_language, m_clock});
    m_section = std::make_unique<ListenerSection>(*m_context);
    m_section->setVisible(true);
    m_section->reload();
    QTRY_COMPARE(field<QLineEdit>(u"listenerAddress"_s)->text(), u"127.0.0.1"_s);
}

void TestListenerSection::cleanup()
{
    QTRY_VERIFY(!m_control->isBusy());
    m_section.reset();
    m_control.reset();
    m_workspace.reset();
}

void TestListenerSection::choose(const net::TlsFiles& files)
{
    m_prompts.files = {files.certificate, files.key};
    press(u"listenerCertificateChoose"_s);
    press(u"listenerKeyChoose"_s);
    QCOMPARE(field<QLineEdit>(u"listenerCertificate"_s)->text(), files.certificate);
    QCOMPARE(field<QLineEdit>(u"listenerKey"_s)->text(), files.key);
}

void TestListenerSection::choosesAndTakesUpACertificate()
{
    m_control->start();
    QTRY_COMPARE(m_control->state().phase, Phase::Listening);
    QVERIFY(m_control->state().url.startsWith(u"http://"_s));

    const kfdesk::test::TlsFolder files({m_clock.nowMs() - 1000, m_clock.nowMs() + 1000, 0});
    choose(files.files());
    field<QSpinBox>(u"listenerPort"_s)->setValue(freePort());
    press(u"listenerSave"_s);
    QTRY_VERIFY(m_control->state().url.startsWith(u"https://"_s));
    QCOMPARE(stored().tls, files.files());
}

void TestListenerSection::saysWhatIsWrongAndKeepsTheOldSettings()
{
    const kfdesk::test::TlsFolder files({m_clock.nowMs() - 2000, m_clock.nowMs() - 1000, 0});
    choose(files.files());
    press(u"listenerSave"_s);
    const auto says = [this](const QString& text) {
        const auto labels = m_section->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel* l) { return l->isVisible() && l->text().contains(text); });
    };
    QTRY_VERIFY(says(u"expired on"_s));
    QVERIFY(stored().tls.isEmpty());
}

void TestListenerSection::aRepairedCertificateStartsTheListener()
{
    const kfdesk::test::TlsFolder files({m_clock.nowMs() - 1000, m_clock.nowMs() + 1000, 0});
    service::ListenerSettings settings = stored();
    settings.tls = files.files();
    QVERIFY(m_workspace->settings().setListener(settings));
    m_clock.advance(60'000);
    m_control->start();
    QTRY_COMPARE(m_control->state().phase, Phase::Failed);
    QCOMPARE(m_control->state().error.id, u"net.tls_expired"_s);

    const kfdesk::test::TlsFolder renewed({m_clock.nowMs() - 1000, m_clock.nowMs() + 60'000, 0});
    m_section->reload();
    QTRY_COMPARE(field<QLineEdit>(u"listenerKey"_s)->text(), files.files().key);
    choose(renewed.files());
    field<QSpinBox>(u"listenerPort"_s)->setValue(freePort());
    press(u"listenerSave"_s);
    QTRY_COMPARE(m_control->state().phase, Phase::Listening);
    QVERIFY(m_control->state().url.startsWith(u"https://"_s));
}

QTEST_MAIN(TestListenerSection)
#include "test_listener_section.moc"

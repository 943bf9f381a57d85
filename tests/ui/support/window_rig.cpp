#include "tests/ui/support/window_rig.h"

#include "app/console/pages.h"
#include "core/service/component_service.h"
#include "tests/ui/support/page_rig.h"

#include <QApplication>
#include <QTest>

namespace kfdesk::ui::test {

namespace {

Result<OpenedWorkspace> noSandbox()
{
    return fail(makeError(ErrorKind::Internal, QStringLiteral("test.none")));
}

} // namespace

WindowRig::WindowRig(const QString& language, const std::optional<QSize>& size)
    : m_settings(folder.filePath(QStringLiteral("config")))
    , m_theme(*qApp)
    , m_clipboard(*QGuiApplication::clipboard())
    , m_controller(clock, m_settings, noSandbox)
{
    m_theme.setMode(Theme::modeFromText(qEnvironmentVariable("KFDESK_PICTURES_THEME", QStringLiteral("light"))));
    m_language.set(language);
    m_window = std::make_unique<MainWindow>(
        WindowTools{m_controller, prompts, m_clipboard, m_settings, m_theme, m_language, clock}, consolePages(),
        consoleFirstStart(m_clipboard, prompts));
    if (size)
        m_window->resize(*size);
    m_window->show();
    m_window->activateWindow();
    if (!QTest::qWaitForWindowActive(m_window.get()))
        qFatal("the window does not come up");
}

WindowRig::~WindowRig()
{
    savePicture(*m_window);
    m_window.reset();
}

void WindowRig::makeWorkspace(const store::SlotKey& key) const
{
    auto founded = service::Workspace::found(workspaceDir(), key, service::WorkspaceKind::Production, clock);
    if (!founded || !(*founded)->components().add(sampleComponent()))
        qFatal("no workspace");
    service::ListenerSettings listener;
    listener.startWithConsole = false;
    listener.port = 0; // any
    if (!(*founded)->settings().setListener(listener))
        qFatal("no settings");
}

model::Component WindowRig::sampleComponent()
{
    model::Component component;
    component.name = QStringLiteral("Component");
    component.suiteId = QStringLiteral("ww5uite0kf0demo01");
    component.suiteSecret = Secret(QStringLiteral("secretsecretsecret"));
    component.token = Secret(QStringLiteral("Token123"));
    component.encodingAesKey = Secret(QStringLiteral("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"));
    component.providerCorpId = QStringLiteral("wwProvider0001");
    return component;
}

bool WindowRig::shows(const char* name) const
{
    const auto* found = m_window->findChild<QWidget*>(QString::fromLatin1(name));
    return found && found->isVisible();
}

} // namespace kfdesk::ui::test

#include "tests/ui/support/page_rig.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QRegularExpression>
#include <QTest>

namespace kfdesk::ui::test {

namespace {

constexpr QSize pageSize(1072, 772); // of a 1280×800 window, the sandbox's band and the navigation taken off

} // namespace

void savePicture(QWidget& window)
{
    const QString folder = qEnvironmentVariable("KFDESK_PICTURES");
    if (folder.isEmpty())
        return;
    static const QRegularExpression unfit(QStringLiteral("[^A-Za-z0-9]+"));
    QString name =
        QString::fromLatin1(QTest::currentTestFunction()) + u' ' + QString::fromLatin1(QTest::currentDataTag());
    window.grab().save(QDir(folder).filePath(name.replace(unfit, QStringLiteral("-")) + QStringLiteral(".png")));
}

QString visibleWords(const QWidget& part)
{
    QStringList all;
    for (const auto* text : part.findChildren<QLabel*>()) {
        if (text->isVisible())
            all << text->text();
    }
    return all.join(u'\n');
}

PageRig::PageRig(const QString& language, kfdesk::test::RigOptions options)
    : service(options)
    , clipboard(*QGuiApplication::clipboard())
    , m_settings(m_config.path())
    , m_theme(*qApp)
    , m_listener(*service.workspace)
    , m_context{*service.workspace, m_listener, prompts, clipboard, m_settings, m_theme, m_language, service.clock}
    , m_changes(service.workspace->changes(), nullptr, 0)
{
    m_theme.setMode(Theme::modeFromText(qEnvironmentVariable("KFDESK_PICTURES_THEME", QStringLiteral("light"))));
    m_language.set(language);
    m_listener.refresh();
    QObject::connect(
        &m_changes, &ChangeBatcher::changed, &m_listener, [this](const std::vector<model::Change>& changes) {
            const bool ofListener = std::any_of(changes.begin(), changes.end(), [](const model::Change& change) {
                return change.kind == model::ChangeKind::Listener;
            });
            if (ofListener)
                m_listener.refresh();
            if (m_page)
                m_page->onChanges(changes);
        });
}

PageRig::~PageRig()
{
    if (m_page)
        savePicture(*m_page);
    m_page.reset();
    service.simulator.stop(); // nobody calls a listener that is gone
}

void PageRig::present(std::unique_ptr<Page> page)
{
    m_page = std::move(page);
    m_page->setSuite(service.suiteId());
    m_page->resize(pageSize);
    m_page->show();
    m_page->activateWindow();
    if (!QTest::qWaitForWindowActive(m_page.get()))
        qFatal("the page's window does not come up");
}

} // namespace kfdesk::ui::test

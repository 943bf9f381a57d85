#include "ui/window/tray.h"

#include <QGuiApplication>
#include <QIcon>
#include <QMenu>
#include <QSystemTrayIcon>

namespace kfdesk::ui {

Tray::Tray(QObject* parent)
    : QObject(parent)
    , m_menu(std::make_unique<QMenu>())
    , m_icon(new QSystemTrayIcon(QGuiApplication::windowIcon(), this))
    , m_open(m_menu->addAction(QString()))
    , m_quit(m_menu->addAction(QString()))
{
    m_icon->setContextMenu(m_menu.get());
    connect(m_open, &QAction::triggered, this, &Tray::openRequested);
    connect(m_quit, &QAction::triggered, this, &Tray::quitRequested);
    connect(m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            Q_EMIT openRequested();
    });
    retranslate();
}

Tray::~Tray() = default;

bool Tray::isAvailable()
{
    return QSystemTrayIcon::isSystemTrayAvailable();
}

void Tray::show()
{
    m_icon->show();
    m_icon->showMessage(QStringLiteral("KfDesk"), tr("KfDesk keeps receiving authorisations."));
}

void Tray::hide()
{
    m_icon->hide();
}

void Tray::retranslate()
{
    m_open->setText(tr("Open KfDesk"));
    m_quit->setText(tr("Stop listening and quit"));
    m_icon->setToolTip(tr("KfDesk is listening"));
}

} // namespace kfdesk::ui

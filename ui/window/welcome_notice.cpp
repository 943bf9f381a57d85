#include "ui/window/welcome_notice.h"

#include "ui/support/theme.h"
#include "ui/widget/banner.h"
#include "ui/widget/inset.h"
#include "ui/widget/layout.h"

#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace kfdesk::ui {

WelcomeNotice::WelcomeNotice(Clipboard& clipboard, QWidget* parent)
    : Retranslated(parent)
    , m_callbacks(new QPushButton(this))
    , m_banner(new Banner(clipboard, this))
{
    m_banner->setObjectName(QStringLiteral("welcome"));
    m_banner->setRetryButton(m_callbacks);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Inset::sideAir, 2 * gridPx, Inset::sideAir, 0);
    column->addWidget(m_banner);
    connect(m_callbacks, &QPushButton::clicked, this, [this] { Q_EMIT goRequested({PageId::Callbacks}); });
    connect(m_banner, &Banner::actionTriggered, this, [this] {
        Destination components{PageId::Settings};
        components.section = QStringLiteral("components");
        Q_EMIT goRequested(components);
    });
    connect(m_banner->findChild<QToolButton*>(QStringLiteral("bannerClose")), &QToolButton::clicked, this,
            &QWidget::hide);
    hide();
    retranslate();
}

void WelcomeNotice::retranslate()
{
    m_banner->showMessage(
        Tone::Good, tr("Your component is connected"),
        tr("Next, let WeCom's callbacks arrive: the callbacks page shows the address and tests it. Merchants that "
           "authorised before are then imported under Settings, Components."),
        tr("Import corps…"));
    m_callbacks->setText(tr("Callbacks page"));
    label(m_callbacks, QStringLiteral("welcomeCallbacks"), m_callbacks->text(), tr("Address and self-test"));
}

} // namespace kfdesk::ui

#include "ui/window/take_over_notice.h"

#include "ui/support/theme.h"
#include "ui/widget/banner.h"
#include "ui/widget/inset.h"
#include "ui/widget/layout.h"
#include "ui/window/listener_control.h"

#include <QVBoxLayout>

namespace kfdesk::ui {

TakeOverNotice::TakeOverNotice(ListenerControl& listener, Clipboard& clipboard, QWidget* parent)
    : Retranslated(parent)
    , m_listener(listener)
    , m_banner(new Banner(clipboard, this))
{
    m_banner->setObjectName(QStringLiteral("takeOver"));
    m_banner->setClosable(false); // it says what stays true until somebody listens
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Inset::sideAir, 2 * gridPx, Inset::sideAir, 0);
    column->addWidget(m_banner);
    connect(&m_listener, &ListenerControl::changed, this, &TakeOverNotice::retranslate);
    connect(m_banner, &Banner::actionTriggered, &m_listener, &ListenerControl::start);
    retranslate();
}

void TakeOverNotice::retranslate()
{
    const QString& departed = m_listener.departed();
    setVisible(!departed.isEmpty() && !m_listener.isBusy());
    if (departed.isEmpty()) {
        m_banner->clear();
        return;
    }
    const service::ListenerState& state = m_listener.state();
    const bool triedInVain = state.phase == service::ListenerState::Phase::Failed;
    m_banner->showMessage(
        Tone::Bad,
        //: %1 is a program, such as "kfdeskctl serve (pid 4711, server1)"
        tr("Nobody receives authorisations: %1 has ended").arg(departed),
        triedInVain ? service::oneLine(state.error)
                    : tr("Start it again, or receive here as long as this window is open. What merchants authorise "
                         "meanwhile is lost."),
        tr("Receive here"));
}

} // namespace kfdesk::ui

#include "ui/page/first_start/connect_form.h"

#include "core/service/error_text.h"
#include "ui/page/first_start/key_choice.h"
#include "ui/page/settings/component_form.h"
#include "ui/support/theme.h"
#include "ui/widget/banner.h"
#include "ui/widget/layout.h"
#include "ui/window/app_controller.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

constexpr int formWidth = 560;

} // namespace

ConnectForm::ConnectForm(AppController& controller, Clipboard& clipboard, Prompts& prompts, QWidget* parent)
    : Retranslated<QWidget>(parent)
    , m_controller(controller)
    , m_title(makeLabel(this, "title"))
    , m_banner(new Banner(clipboard, this))
    , m_component(new ComponentForm(this))
    , m_key(new KeyChoice(prompts, controller.keychain(), this))
    , m_next(makeLabel(this, "muted"))
    , m_back(new QPushButton(this))
    , m_found(new QPushButton(this))
{
    setKind(m_found, "primary");
    auto* inner = new QWidget(this);
    inner->setMaximumWidth(formWidth);
    auto* form = new QVBoxLayout(inner);
    form->setSpacing(2 * gridPx);
    form->addWidget(m_title);
    form->addWidget(m_component);
    form->addWidget(m_key);
    form->addWidget(m_next);
    form->addWidget(m_banner);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addStretch();
    buttons->addWidget(m_found);
    form->addLayout(buttons);
    form->addStretch();

    auto* centre = new QWidget(this);
    auto* row = new QHBoxLayout(centre);
    row->addStretch();
    row->addWidget(inner, 1);
    row->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(centre);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(scroll);

    connect(m_back, &QPushButton::clicked, this, &ConnectForm::backRequested);
    connect(m_found, &QPushButton::clicked, this, &ConnectForm::found);
    retranslate();
}

void ConnectForm::found()
{
    m_banner->clear();
    if (!m_component->isValid()) {
        m_component->showAllFaults();
        return;
    }
    auto key = m_key->key();
    if (!key) {
        m_banner->showError(service::describe(key.error()));
        return;
    }
    m_found->setEnabled(false);
    m_banner->showMessage(Tone::Neutral, tr("Setting up the workspace…"), {});
    m_controller.found({m_controller.directory(), *key, m_component->component(), {}}, this,
                       [this](Result<void> founded) {
                           m_found->setEnabled(true);
                           if (!founded) {
                               m_banner->showError(service::describe(founded.error()));
                               return;
                           }
                           m_key->clear();
                           m_component->setComponent({}, false);
                       });
}

void ConnectForm::retranslate()
{
    m_title->setText(tr("Connect my component"));
    m_next->setText(
        tr("Next, let a reverse proxy or a tunnel bring WeCom's callbacks to http://127.0.0.1:8787/callback/ and "
           "this suite_id; the README shows how. The callbacks page tells whether they arrive."));
    m_back->setText(tr("Back"));
    m_found->setText(tr("Connect"));
    label(m_back, QStringLiteral("connectBack"), m_back->text());
    label(m_found, QStringLiteral("connectFound"), m_found->text());
}

} // namespace kfdesk::ui

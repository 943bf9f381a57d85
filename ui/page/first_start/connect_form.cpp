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
#include <QScrollBar>
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
    auto* values = new QVBoxLayout;
    values->setSpacing(2 * gridPx);
    for (QWidget* part : std::initializer_list<QWidget*>{m_title, m_component, m_key, m_next})
        values->addWidget(part);
    values->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(centred(values));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addStretch();
    buttons->addWidget(m_found);
    auto* foot = new QVBoxLayout;
    foot->setSpacing(gridPx);
    foot->addWidget(m_banner);
    foot->addLayout(buttons);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(scroll, 1);
    column->addWidget(makeLine(Qt::Horizontal, this));
    QWidget* footPlace = centred(foot);
    column->addWidget(footPlace); // never scrolled away: what happened, and the way on
    // The fields make room for the scroll bar, so what stands beneath them does as well.
    connect(scroll->verticalScrollBar(), &QScrollBar::rangeChanged, footPlace,
            [footPlace, bar = scroll->verticalScrollBar()](int, int most) {
                footPlace->setContentsMargins(0, 0, most > 0 ? bar->sizeHint().width() : 0, 0);
            });

    connect(m_back, &QPushButton::clicked, this, &ConnectForm::backRequested);
    connect(m_found, &QPushButton::clicked, this, &ConnectForm::found);
    retranslate();
}

QWidget* ConnectForm::centred(QLayout* content)
{
    auto* inner = new QWidget(this);
    inner->setMaximumWidth(formWidth);
    content->setContentsMargins(0, 0, 0, 0);
    inner->setLayout(content);
    auto* place = new QWidget(this);
    auto* row = new QHBoxLayout(place);
    row->setContentsMargins(2 * gridPx, 2 * gridPx, 2 * gridPx, 2 * gridPx);
    row->addStretch();
    row->addWidget(inner, 100);
    row->addStretch();
    return place;
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
        showError(key.error());
        return;
    }
    m_found->setEnabled(false);
    m_banner->showMessage(Tone::Neutral, tr("Setting up the workspace…"), {});
    m_controller.found({m_controller.directory(), *key, m_component->component(), {}}, this,
                       [this](Result<void> founded) {
                           m_found->setEnabled(true);
                           if (!founded) {
                               showError(founded.error());
                               return;
                           }
                           m_key->clear();
                           m_component->setComponent({}, false);
                       });
}

void ConnectForm::showError(const Error& error)
{
    service::ErrorText words = service::describe(error);
    words.action = service::ErrorAction::None; // the fields above are what can be done
    m_banner->showError(words);
}

void ConnectForm::retranslate()
{
    m_title->setText(tr("Connect my component"));
    m_next->setText(
        tr("Next, let a reverse proxy or a tunnel bring WeCom's callbacks to http://127.0.0.1:8787/callback/ and "
           "this suite_id; the README shows how. The callbacks page tells whether they arrive."));
    m_back->setText(tr("Back"));
    m_found->setText(tr("Connect"));
    label(m_back, QStringLiteral("connectBack"), m_back->text(), tr("To the choice between sandbox and component"));
    label(m_found, QStringLiteral("connectFound"), m_found->text(), tr("Founds the workspace with these values"));
}

} // namespace kfdesk::ui

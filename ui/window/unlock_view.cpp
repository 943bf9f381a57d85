#include "ui/window/unlock_view.h"

#include "core/service/error_text.h"
#include "ui/support/theme.h"
#include "ui/widget/banner.h"
#include "ui/widget/fields.h"
#include "ui/widget/layout.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

constexpr int formWidth = 420;

} // namespace

UnlockView::UnlockView(AppController& controller, Clipboard& clipboard, QWidget* parent)
    : Retranslated(parent)
    , m_controller(controller)
    , m_title(makeLabel(this, "title"))
    , m_text(makeLabel(this, "muted"))
    , m_passphrase(new MaskedField(this))
    , m_unlock(new QPushButton(this))
    , m_banner(new Banner(clipboard, this))
{
    m_passphrase->setObjectName(QStringLiteral("passphrase"));
    m_unlock->setObjectName(QStringLiteral("unlock"));
    setKind(m_unlock, "primary");
    m_banner->setClosable(false);
    auto* form = new QWidget(this);
    form->setFixedWidth(formWidth);
    auto* column = new QVBoxLayout(form);
    column->setSpacing(gridPx);
    for (QWidget* part : std::initializer_list<QWidget*>{m_title, m_text, m_passphrase, m_unlock, m_banner})
        column->addWidget(part);
    auto* centred = new QVBoxLayout(this);
    centred->addStretch(2);
    centred->addWidget(form, 0, Qt::AlignHCenter);
    centred->addStretch(3);
    connect(m_unlock, &QPushButton::clicked, this, &UnlockView::tryPassphrase);
    connect(m_passphrase, &QLineEdit::returnPressed, this, &UnlockView::tryPassphrase);
    connect(m_banner, &Banner::actionTriggered, this, [this] {
        if (m_controller.phase() == AppController::Phase::Locked)
            askKeychain();
        else
            m_controller.retry();
    });
    connect(&controller, &AppController::phaseChanged, this, &UnlockView::update);
    retranslate();
}

void UnlockView::tryPassphrase()
{
    if (!m_unlock->isEnabled() || m_controller.phase() != AppController::Phase::Locked)
        return;
    QString typed = m_passphrase->text();
    m_passphrase->clear();
    store::Passphrase passphrase{Secret(typed)};
    wipe(typed);
    m_unlock->setEnabled(false);
    m_banner->clear();
    m_controller.unlock(passphrase, this, [this](const Result<void>& unlocked) {
        m_unlock->setEnabled(true);
        if (!unlocked)
            m_banner->showError(service::describe(unlocked.error()));
        m_passphrase->setFocus();
    });
}

/// The words of what the keychain said, always with the way to ask it again.
void UnlockView::showKeychainError(const Error& error)
{
    service::ErrorText words = service::describe(error);
    words.action = m_controller.keychain() ? service::ErrorAction::Retry : service::ErrorAction::None;
    m_banner->showError(words);
}

void UnlockView::askKeychain()
{
    m_banner->showMessage(Tone::Neutral, tr("Asking the system's keychain…"), {});
    m_controller.unlockByKeychain(this, [this](const Result<void>& unlocked) {
        if (!unlocked)
            showKeychainError(unlocked.error());
    });
}

void UnlockView::update()
{
    using Phase = AppController::Phase;
    const Phase phase = m_controller.phase();
    m_passphrase->setVisible(phase == Phase::Locked);
    m_unlock->setVisible(phase == Phase::Locked);
    m_banner->clear();
    if (phase == Phase::Failed) {
        service::ErrorText words = service::describe(m_controller.error());
        words.action = service::ErrorAction::Retry;
        m_banner->showError(words);
    } else if (phase == Phase::Locked && !m_controller.keychainError().id.isEmpty()) {
        showKeychainError(m_controller.keychainError());
    }
    retranslate();
}

void UnlockView::showEvent(QShowEvent* event)
{
    Retranslated::showEvent(event);
    update();
    m_passphrase->setFocus();
}

void UnlockView::retranslate()
{
    using Phase = AppController::Phase;
    const Phase phase = m_controller.phase();
    m_title->setText(phase == Phase::Locked   ? tr("Workspace is locked")
                     : phase == Phase::Failed ? tr("Workspace could not be opened")
                                              : tr("Opening workspace…"));
    m_text->setText(m_controller.directory());
    m_passphrase->setPlaceholderText(tr("Passphrase"));
    m_passphrase->setAccessibleName(tr("Passphrase"));
    m_passphrase->setAccessibleDescription(tr("Of this workspace; the listener goes on while it is locked"));
    m_unlock->setText(tr("Unlock"));
    m_unlock->setAccessibleDescription(tr("Shows the data again"));
}

} // namespace kfdesk::ui

#include "ui/window/unlock_view.h"

#include "core/service/error_text.h"
#include "ui/support/prompts.h"
#include "ui/support/theme.h"
#include "ui/widget/banner.h"
#include "ui/widget/fields.h"
#include "ui/widget/layout.h"

#include <QDir>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace kfdesk::ui {

namespace {

constexpr int formWidth = 440;
using AppPhase = AppController::Phase;

} // namespace

UnlockView::UnlockView(AppController& controller, Clipboard& clipboard, Prompts& prompts, QWidget* parent)
    : Retranslated(parent)
    , m_controller(controller)
    , m_prompts(prompts)
    , m_title(makeLabel(this, "title"))
    , m_text(makeLabel(this, "muted", true))
    , m_passphrase(new MaskedField(this))
    , m_unlock(new QPushButton(this))
    , m_banner(new Banner(clipboard, this))
    , m_retry(new QPushButton(this))
    , m_keyFile(new QPushButton(this))
    , m_keychain(new QPushButton(this))
    , m_another(new QPushButton(this))
{
    setKind(m_unlock, "primary");
    m_banner->setClosable(false);
    auto* form = new QWidget(this);
    form->setFixedWidth(formWidth);
    auto* column = new QVBoxLayout(form);
    column->setSpacing(gridPx);
    for (QWidget* part : std::initializer_list<QWidget*>{m_title, m_text, m_passphrase, m_unlock, m_banner, m_retry,
                                                         m_keyFile, m_keychain, m_another})
        column->addWidget(part);
    auto* row = new QHBoxLayout; // an alignment would take the form's hint for its height, which wrapped words exceed
    row->addStretch();
    row->addWidget(form);
    row->addStretch();
    auto* centred = new QVBoxLayout(this);
    centred->addStretch(2);
    centred->addLayout(row);
    centred->addStretch(3);
    connect(m_unlock, &QPushButton::clicked, this, &UnlockView::tryPassphrase);
    connect(m_passphrase, &QLineEdit::returnPressed, this, &UnlockView::tryPassphrase);
    connect(m_retry, &QPushButton::clicked, &controller, &AppController::retry);
    connect(m_keyFile, &QPushButton::clicked, this, &UnlockView::chooseKeyFile);
    connect(m_keychain, &QPushButton::clicked, this, &UnlockView::askKeychain);
    connect(m_another, &QPushButton::clicked, this, &UnlockView::chooseWorkspace);
    connect(&controller, &AppController::phaseChanged, this, &UnlockView::update);
    retranslate();
}

void UnlockView::tryPassphrase()
{
    if (m_busy || m_controller.phase() != AppPhase::Locked)
        return;
    QString typed = m_passphrase->text();
    m_passphrase->clear();
    const store::Passphrase passphrase{Secret(typed)};
    wipe(typed);
    unlock(passphrase);
}

void UnlockView::chooseKeyFile()
{
    m_prompts.openFile(this, {tr("Key file of this workspace"), {}, tr("Key files (*.key);;All files (*)")},
                       [this](const QString& path) { unlock(store::KeyFile{path}); });
}

void UnlockView::askKeychain()
{
    unlock(store::Keychain{m_controller.keychain()});
}

void UnlockView::unlock(const store::SlotKey& key)
{
    m_busy = true;
    m_trouble = {};
    retranslate();
    m_controller.unlock(key, this, [this](const Result<void>& unlocked) {
        m_busy = false;
        if (!unlocked)
            m_trouble = unlocked.error();
        retranslate();
        focusWhatHelps();
    });
}

void UnlockView::chooseWorkspace()
{
    m_prompts.openFolder(this, tr("Folder of the workspace"),
                         [this](const QString& folder) { m_controller.openChosen(folder); });
}

void UnlockView::update()
{
    const AppPhase phase = m_controller.phase();
    m_trouble = {};
    if (phase == AppPhase::Failed)
        m_trouble = m_controller.error();
    else if (phase == AppPhase::Locked)
        m_trouble = m_controller.refusal();
    retranslate();
    focusWhatHelps();
}

/// What is most likely wanted next, rather than what Qt finds beside a field that is hidden.
void UnlockView::focusWhatHelps()
{
    for (QWidget* part : std::initializer_list<QWidget*>{m_passphrase, m_retry, m_keyFile, m_keychain, m_another}) {
        if (part->isVisibleTo(this)) {
            part->setFocus();
            return;
        }
    }
}

bool UnlockView::opensBy(const char* kind) const
{
    const auto& ways = m_controller.ways();
    return m_controller.phase() == AppPhase::Locked &&
           std::any_of(ways.begin(), ways.end(),
                       [kind](const store::SlotInfo& way) { return way.kind == QLatin1String(kind); });
}

void UnlockView::showTrouble()
{
    if (m_busy) {
        m_banner->showMessage(Tone::Neutral, tr("Unlocking…"), {});
    } else if (m_trouble.id.isEmpty()) {
        m_banner->clear();
    } else {
        service::ErrorText words = service::describe(m_trouble);
        words.action = service::ErrorAction::None; // the buttons below are what can be done
        m_banner->showError(words);
    }
}

void UnlockView::showEvent(QShowEvent* event)
{
    Retranslated::showEvent(event);
    update();
}

void UnlockView::retranslate()
{
    const AppPhase phase = m_controller.phase();
    m_title->setText(phase == AppPhase::Locked   ? tr("Workspace is locked")
                     : phase == AppPhase::Failed ? tr("Workspace could not be opened")
                                                 : tr("Opening workspace…"));
    m_text->setText(QDir::toNativeSeparators(m_controller.directory()));
    m_text->setAccessibleName(tr("Workspace"));
    m_passphrase->setPlaceholderText(tr("Passphrase"));
    m_unlock->setText(tr("Unlock"));
    m_retry->setText(tr("Try again"));
    m_keyFile->setText(tr("Choose the key file…"));
    m_keychain->setText(tr("Ask the system's keychain again"));
    m_another->setText(tr("Open another workspace…"));
    label(m_passphrase, QStringLiteral("passphrase"), m_passphrase->placeholderText(),
          tr("Of this workspace; the listener goes on while it is locked"));
    label(m_unlock, QStringLiteral("unlock"), m_unlock->text(), tr("Shows the data again"));
    label(m_retry, QStringLiteral("unlockRetry"), m_retry->text(), tr("Opens the same folder once more"));
    label(m_keyFile, QStringLiteral("unlockKeyFile"), m_keyFile->text(), tr("When it was moved or another one fits"));
    label(m_keychain, QStringLiteral("unlockKeychain"), m_keychain->text(), tr("After you have unlocked it"));
    label(m_another, QStringLiteral("unlockAnother"), m_another->text(), tr("From another folder"));

    showTrouble();
    m_passphrase->setVisible(opensBy("passphrase"));
    m_unlock->setVisible(opensBy("passphrase"));
    m_retry->setVisible(phase == AppPhase::Failed);
    m_keyFile->setVisible(opensBy("key_file"));
    m_keychain->setVisible(opensBy("keychain") && m_controller.keychain());
    m_another->setVisible(phase == AppPhase::Locked || phase == AppPhase::Failed);
    for (QPushButton* button : {m_unlock, m_keyFile, m_keychain, m_another})
        button->setEnabled(!m_busy);
}

} // namespace kfdesk::ui

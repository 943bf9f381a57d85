#include "ui/page/settings/security_section.h"

#include "core/service/error_text.h"
#include "core/service/workspace.h"
#include "ui/support/formats.h"
#include "ui/support/prompts.h"
#include "ui/support/theme.h"
#include "ui/widget/banner.h"
#include "ui/widget/layout.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace kfdesk::ui {

SecuritySection::SecuritySection(PageContext& context, QWidget* parent)
    : SettingsSection(parent)
    , m_context(context)
    , m_intro(makeLabel(this, "muted"))
    , m_list(new QListWidget(this))
    , m_addFile(new QPushButton(this))
    , m_addPassphrase(new QPushButton(this))
    , m_addKeychain(new QPushButton(this))
    , m_remove(new QPushButton(this))
    , m_banner(new Banner(context.clipboard, this))
    , m_readable(makeLabel(this, "muted"))
    , m_reading(context.workspace.readPool(), this)
{
    setKind(m_remove, "danger");
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(gridPx);
    buttons->addWidget(m_addFile);
    buttons->addWidget(m_addPassphrase);
    buttons->addWidget(m_addKeychain);
    buttons->addStretch();
    buttons->addWidget(m_remove);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridPx);
    column->addWidget(m_intro);
    column->addWidget(m_list);
    column->addLayout(buttons);
    column->addWidget(m_banner);
    column->addWidget(m_readable);
    column->addStretch();

    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        const bool last = m_slots.size() == 1;
        m_remove->setEnabled(row >= 0 && !last);
        m_remove->setToolTip(last ? tr("The last key stays: nothing else would open the workspace") : QString());
    });
    connect(m_addFile, &QPushButton::clicked, this, &SecuritySection::addKeyFile);
    connect(m_addPassphrase, &QPushButton::clicked, this, &SecuritySection::addPassphrase);
    connect(m_addKeychain, &QPushButton::clicked, this, &SecuritySection::addKeychain);
    connect(m_remove, &QPushButton::clicked, this, &SecuritySection::askRemove);
    m_remove->setEnabled(false);
    // A sandbox is thrown away: it leaves nothing in the keychain.
    m_addKeychain->setVisible(context.keychain && context.workspace.kind() == service::WorkspaceKind::Production);
    retranslate();
}

QString SecuritySection::title() const
{
    return tr("Security");
}

void SecuritySection::reload()
{
    m_reading.run([&workspace = m_context.workspace](std::stop_token) { return workspace.slotList(); },
                  [this](Result<std::vector<store::SlotInfo>> slots_) {
                      if (!slots_) {
                          m_banner->showError(slots_.error());
                          return;
                      }
                      m_slots = std::move(*slots_);
                      showSlots();
                  });
}

void SecuritySection::showSlots()
{
    m_list->clear();
    for (const store::SlotInfo& slot : m_slots) {
        QString what = tr("Passphrase");
        if (slot.kind == QLatin1String("key_file"))
            what = tr("Key file %1").arg(slot.label);
        else if (slot.kind == QLatin1String("keychain"))
            what = tr("Keychain of the system");
        m_list->addItem(tr("%1 · added: %2").arg(what, shortTime(slot.createdAt, m_context.clock.nowMs())));
        m_list->item(m_list->count() - 1)->setToolTip(slot.label); // a long path is cut
    }
    fitRows(*m_list);
}

void SecuritySection::addKeyFile()
{
    m_context.prompts.saveFile(this, {tr("New key file"), QStringLiteral("kfdesk.key"), tr("Key files (*.key)")},
                               [this](const QString& path) { add(store::KeyFile{path}); });
}

/// What the keychain says within its deadline is shown; so it is tried where it is wanted, not before.
void SecuritySection::addKeychain()
{
    add(store::Keychain{m_context.keychain});
}

void SecuritySection::addPassphrase()
{
    SecretQuestion question;
    question.title = tr("Add a passphrase");
    question.text = tr("At least 8 characters. Nobody can bring it back.");
    question.label = tr("New passphrase");
    question.actionText = tr("Continue");
    m_context.prompts.askSecret(this, question, [this](const Secret& first) { askRepeat(first); });
}

void SecuritySection::askRepeat(const Secret& first)
{
    SecretQuestion question;
    question.title = tr("Add a passphrase");
    question.text = tr("Type it once more, so that a slip of the finger does not lock you out.");
    question.label = tr("Once more");
    question.actionText = tr("Add");
    m_context.prompts.askSecret(this, question, [this, first](const Secret& second) {
        if (first == second)
            add(store::Passphrase{first});
        else
            m_banner->showError(makeError(ErrorKind::Input, QStringLiteral("input.passphrase_repeat")));
    });
}

void SecuritySection::add(const store::SlotKey& key)
{
    m_banner->showMessage(Tone::Neutral, tr("Adding the key…"), {});
    runInBackground(
        m_context.workspace.networkPool(), this,
        [&workspace = m_context.workspace, key](std::stop_token) { return workspace.addSlot(key); },
        [this](Result<void> added) {
            if (!added) {
                m_banner->showError(added.error());
                return;
            }
            m_banner->showMessage(Tone::Good, tr("The workspace can be opened with it from now on."), {});
            reload();
        });
}

void SecuritySection::askRemove()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= static_cast<int>(m_slots.size()))
        return;
    const store::SlotInfo slot = m_slots[static_cast<size_t>(row)];
    m_context.prompts.confirm(
        this,
        {tr("Remove this key"),
         tr("It no longer opens the workspace; the other keys still do. Key files are not deleted."), tr("Remove"),
         true},
        [this, slot] {
            runInBackground(
                m_context.workspace.networkPool(), this,
                [&workspace = m_context.workspace, keychain = m_context.keychain, id = slot.id](std::stop_token) {
                    return workspace.removeSlot(id, keychain.get());
                },
                [this](Result<void> removed) {
                    if (removed)
                        m_banner->clear();
                    else
                        m_banner->showError(removed.error());
                    reload();
                });
        });
}

void SecuritySection::retranslate()
{
    m_intro->setText(tr("Each of these opens the workspace. A listener without a window needs a key file; a person may "
                        "prefer a passphrase, or the keychain of this system, which opens it without asking."));
    m_addFile->setText(tr("Add a key file…"));
    m_addPassphrase->setText(tr("Add a passphrase…"));
    m_addKeychain->setText(tr("Add the system's keychain"));
    m_remove->setText(tr("Remove…"));
    m_readable->setText(
        tr("Sealed: the component's configuration, tickets, tokens, permanent codes, event texts. Readable to "
           "whoever has the folder: names and ids of corps, accounts and links, notes, times."));
    label(m_list, QStringLiteral("slotList"), tr("Keys of the workspace"), m_intro->text());
    label(m_addFile, QStringLiteral("slotAddFile"), m_addFile->text(), tr("For a listener without a window"));
    label(m_addPassphrase, QStringLiteral("slotAddPassphrase"), m_addPassphrase->text(),
          tr("For people; also needed to lock the window"));
    label(m_addKeychain, QStringLiteral("slotAddKeychain"), m_addKeychain->text(),
          tr("Opens the workspace without asking"));
    label(m_remove, QStringLiteral("slotRemove"), m_remove->text(), tr("The chosen key"));
    showSlots();
}

} // namespace kfdesk::ui

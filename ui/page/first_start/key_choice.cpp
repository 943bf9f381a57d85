#include "ui/page/first_start/key_choice.h"

#include "core/service/error_text.h"
#include "ui/support/background.h"
#include "ui/support/prompts.h"
#include "ui/widget/fields.h"
#include "ui/widget/layout.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

constexpr int shortestPassphrase = 8;

QString defaultKeyFile()
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation));
    return folder.filePath(QStringLiteral("kfdesk/kfdesk.key"));
}

} // namespace

KeyChoice::KeyChoice(Prompts& prompts, std::shared_ptr<store::SecretKeeper> keychain, QWidget* parent)
    : Retranslated<QWidget>(parent)
    , m_prompts(prompts)
    , m_keychain(std::move(keychain))
    , m_title(new SectionTitle(this))
    , m_byPassphrase(new QRadioButton(this))
    , m_passphraseHint(makeLabel(this, "muted"))
    , m_passphrase(new MaskedField(this))
    , m_again(new MaskedField(this))
    , m_byFile(new QRadioButton(this))
    , m_fileHint(makeLabel(this, "muted"))
    , m_file(new QLineEdit(defaultKeyFile(), this))
    , m_choose(new QPushButton(this))
    , m_byKeychain(new QRadioButton(this))
    , m_keychainHint(makeLabel(this, "muted"))
{
    auto* words = new QHBoxLayout;
    words->setSpacing(gridPx);
    words->addWidget(m_passphrase);
    words->addWidget(m_again);
    auto* file = new QHBoxLayout;
    file->setSpacing(gridPx);
    file->addWidget(m_file, 1);
    file->addWidget(m_choose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridPx);
    column->addWidget(m_title);
    column->addWidget(m_byPassphrase);
    column->addWidget(m_passphraseHint);
    column->addLayout(words);
    column->addWidget(m_byFile);
    column->addWidget(m_fileHint);
    column->addLayout(file);
    column->addWidget(m_byKeychain);
    column->addWidget(m_keychainHint);

    m_byPassphrase->setChecked(true);
    m_byKeychain->setEnabled(false);
    if (!m_keychain)
        m_keychainError = makeError(ErrorKind::Config, QStringLiteral("vault.keychain_none"));
    for (const QRadioButton* choice : {m_byPassphrase, m_byFile})
        connect(choice, &QRadioButton::toggled, this, &KeyChoice::showChosen);
    connect(m_choose, &QPushButton::clicked, this, &KeyChoice::chooseFile);
    showChosen();
    retranslate();
}

Result<store::SlotKey> KeyChoice::key() const
{
    if (m_byFile->isChecked()) {
        const QString path = m_file->text().trimmed();
        if (!QDir::isAbsolutePath(path))
            return fail(makeError(ErrorKind::Input, QStringLiteral("input.key_file")));
        return store::SlotKey(store::KeyFile{path});
    }
    if (m_byKeychain->isChecked())
        return store::SlotKey(store::Keychain{m_keychain});
    if (m_passphrase->text().size() < shortestPassphrase)
        return fail(makeError(ErrorKind::Input, QStringLiteral("vault.weak_passphrase")));
    if (m_passphrase->text() != m_again->text())
        return fail(makeError(ErrorKind::Input, QStringLiteral("input.passphrase_repeat")));
    return store::SlotKey(store::Passphrase{Secret(m_passphrase->text())});
}

void KeyChoice::clear()
{
    m_passphrase->clear();
    m_again->clear();
}

void KeyChoice::showEvent(QShowEvent* event)
{
    Retranslated<QWidget>::showEvent(event);
    tryKeychain();
}

void KeyChoice::tryKeychain()
{
    if (!m_keychain || std::exchange(m_keychainTried, true))
        return;
    runInBackground(
        *QThreadPool::globalInstance(), this,
        [keychain = m_keychain](std::stop_token) { return store::probeKeychain(*keychain); },
        [this](const Result<void>& works) {
            m_keychainError = works ? Error{} : works.error();
            m_byKeychain->setEnabled(works.has_value());
            showKeychain();
        });
}

void KeyChoice::showKeychain()
{
    if (m_keychainError.id.isEmpty()) {
        m_keychainHint->setText(m_byKeychain->isEnabled()
                                    ? tr("Opens by itself while you are signed in. Add a passphrase in the settings as "
                                         "well: the keychain does not move to another machine.")
                                    : tr("Looking for the keychain…"));
        return;
    }
    const service::ErrorText words = service::describe(m_keychainError);
    //: Why the keychain cannot be chosen: %1 is a cause, %2 what to do about it
    m_keychainHint->setText(tr("Not available: %1. %2").arg(words.title, words.remedy));
}

void KeyChoice::showChosen()
{
    const bool passphrase = m_byPassphrase->isChecked();
    const bool file = m_byFile->isChecked();
    for (QWidget* widget : std::initializer_list<QWidget*>{m_passphraseHint, m_passphrase, m_again})
        widget->setVisible(passphrase);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_fileHint, m_file, m_choose})
        widget->setVisible(file);
}

void KeyChoice::chooseFile()
{
    m_prompts.saveFile(this, {tr("Key file"), m_file->text(), tr("Key files (*.key)")},
                       [this](const QString& path) { m_file->setText(path); });
}

void KeyChoice::retranslate()
{
    m_title->setText(tr("How the secrets are kept"));
    m_byPassphrase->setText(tr("With a passphrase, asked at each start"));
    m_passphraseHint->setText(
        tr("At least 8 characters. Nobody can bring it back: without it the stored secrets cannot be opened."));
    m_passphrase->setPlaceholderText(tr("Passphrase"));
    m_again->setPlaceholderText(tr("Once more"));
    m_byFile->setText(tr("With a key file, so that the listener can start by itself"));
    m_fileHint->setText(
        tr("Made if it does not exist. It must lie outside the workspace; keep a copy in a safe place."));
    m_choose->setText(tr("Choose…"));
    m_byKeychain->setText(tr("In this system's keychain, opened with your session"));
    showKeychain();
    label(m_byKeychain, QStringLiteral("keyByKeychain"), m_byKeychain->text(), m_keychainHint->text());
    label(m_byPassphrase, QStringLiteral("keyByPassphrase"), m_byPassphrase->text(), m_passphraseHint->text());
    label(m_passphrase, QStringLiteral("keyPassphrase"), m_passphrase->placeholderText(), m_passphraseHint->text());
    label(m_again, QStringLiteral("keyPassphraseAgain"), m_again->placeholderText(),
          tr("The same passphrase, against slips"));
    label(m_byFile, QStringLiteral("keyByFile"), m_byFile->text(), m_fileHint->text());
    label(m_file, QStringLiteral("keyFile"), tr("Key file"), m_fileHint->text());
    label(m_choose, QStringLiteral("keyFileChoose"), tr("Choose the key file"), tr("Opens a choice of files"));
}

} // namespace kfdesk::ui

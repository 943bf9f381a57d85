#pragma once

#include "core/base/result.h"
#include "core/service/workspace.h"
#include "ui/support/retranslated.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace kfdesk::ui {

class MaskedField;
class Prompts;

/// How the secrets of a workspace are kept: by a passphrase, a key file or the system's keychain. The keychain is tried
/// when this is first shown, and its choice says why where there is none.
class KeyChoice : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    KeyChoice(Prompts& prompts, std::shared_ptr<store::SecretKeeper> keychain, QWidget* parent = nullptr);

    /// What was chosen. Errors "vault.weak_passphrase", "input.passphrase_repeat", "input.key_file".
    Result<store::SlotKey> key() const;
    /// Forgets what was typed.
    void clear();

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    void tryKeychain();
    void showKeychain();
    void showChosen();
    void chooseFile();

    Prompts& m_prompts;
    std::shared_ptr<store::SecretKeeper> m_keychain;
    Error m_keychainError; ///< why it cannot be chosen; an empty id when it can, or is being tried
    bool m_keychainTried = false;
    QLabel* m_title;
    QRadioButton* m_byPassphrase;
    QLabel* m_passphraseHint;
    MaskedField* m_passphrase;
    MaskedField* m_again;
    QRadioButton* m_byFile;
    QLabel* m_fileHint;
    QLineEdit* m_file;
    QPushButton* m_choose;
    QRadioButton* m_byKeychain;
    QLabel* m_keychainHint;
};

} // namespace kfdesk::ui

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

/// How the secrets of a workspace are kept: by a passphrase or by a key file.
class KeyChoice : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    explicit KeyChoice(Prompts& prompts, QWidget* parent = nullptr);

    /// What was chosen. Errors "vault.weak_passphrase", "input.passphrase_repeat", "input.key_file".
    Result<store::SlotKey> key() const;
    /// Forgets what was typed.
    void clear();

protected:
    void retranslate() override;

private:
    void showChosen();
    void chooseFile();

    Prompts& m_prompts;
    QLabel* m_title;
    QRadioButton* m_byPassphrase;
    QLabel* m_passphraseHint;
    MaskedField* m_passphrase;
    MaskedField* m_again;
    QRadioButton* m_byFile;
    QLabel* m_fileHint;
    QLineEdit* m_file;
    QPushButton* m_choose;
};

} // namespace kfdesk::ui

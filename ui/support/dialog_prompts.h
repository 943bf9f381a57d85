#pragma once

#include "ui/support/prompts.h"

namespace kfdesk::ui {

/// Asks in window-modal dialogs.
class DialogPrompts final : public Prompts
{
public:
    void confirm(QWidget* parent, const Question& question, std::function<void()> agreed) override;
    void confirmTyped(QWidget* parent, const TypedQuestion& question, std::function<void()> agreed) override;
    void choose(QWidget* parent, const ChoiceQuestion& question, std::function<void(int)> chosen) override;
    void askText(QWidget* parent, const TextQuestion& question, std::function<void(QString)> given) override;
    void askSecret(QWidget* parent, const SecretQuestion& question, std::function<void(Secret)> given) override;
    void saveFile(QWidget* parent, const FileQuestion& question, std::function<void(QString)> chosen) override;
    void openFile(QWidget* parent, const FileQuestion& question, std::function<void(QString)> chosen) override;
    void openFolder(QWidget* parent, const QString& title, std::function<void(QString)> chosen) override;
};

} // namespace kfdesk::ui

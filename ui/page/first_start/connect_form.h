#pragma once

#include "core/base/error.h"
#include "ui/support/retranslated.h"

class QLabel;
class QLayout;
class QPushButton;

namespace kfdesk::ui {

class AppController;
class Banner;
class Clipboard;
class ComponentForm;
class KeyChoice;
class Prompts;

/// Connects one's own component: its values, and how the secrets are kept. Founds the workspace.
class ConnectForm : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    ConnectForm(AppController& controller, Clipboard& clipboard, Prompts& prompts, QWidget* parent = nullptr);

Q_SIGNALS:
    void backRequested();

protected:
    void retranslate() override;

private:
    QWidget* centred(QLayout* content);
    void found();
    void showError(const Error& error);

    AppController& m_controller;
    QLabel* m_title;
    Banner* m_banner;
    ComponentForm* m_component;
    KeyChoice* m_key;
    QLabel* m_next;
    QPushButton* m_back;
    QPushButton* m_found;
};

} // namespace kfdesk::ui

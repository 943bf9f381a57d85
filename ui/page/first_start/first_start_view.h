#pragma once

#include "core/base/result.h"
#include "ui/support/retranslated.h"

class QStackedWidget;

namespace kfdesk::ui {

class AppController;
class Clipboard;
class ConnectForm;
class EntryCards;
class Prompts;

/// First start: try it in the sandbox, or connect a component of one's own.
class FirstStartView : public QWidget
{
    Q_OBJECT

public:
    FirstStartView(AppController& controller, Clipboard& clipboard, Prompts& prompts, QWidget* parent = nullptr);

private:
    void settle(const Result<void>& done);

    AppController& m_controller;
    QStackedWidget* m_stack;
    EntryCards* m_cards;
    ConnectForm* m_form;
};

} // namespace kfdesk::ui

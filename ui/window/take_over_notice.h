#pragma once

#include "ui/support/retranslated.h"

namespace kfdesk::ui {

class Banner;
class Clipboard;
class ListenerControl;

/// Above the pages when the other program that listened for this workspace has ended: says so and offers to listen
/// here. It is offered, not done, since a service that is only being restarted would find its place taken.
class TakeOverNotice : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    TakeOverNotice(ListenerControl& listener, Clipboard& clipboard, QWidget* parent);

protected:
    void retranslate() override;

private:
    ListenerControl& m_listener;
    Banner* m_banner;
};

} // namespace kfdesk::ui

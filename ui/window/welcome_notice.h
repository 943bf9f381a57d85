#pragma once

#include "ui/support/retranslated.h"
#include "ui/window/page.h"

class QPushButton;

namespace kfdesk::ui {

class Banner;
class Clipboard;

/// Above the pages of a workspace that was just founded: what comes next. Hidden until shown; the person puts it away.
class WelcomeNotice : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    WelcomeNotice(Clipboard& clipboard, QWidget* parent);

Q_SIGNALS:
    void goRequested(const kfdesk::ui::Destination& destination);

protected:
    void retranslate() override;

private:
    QPushButton* m_callbacks;
    Banner* m_banner;
};

} // namespace kfdesk::ui

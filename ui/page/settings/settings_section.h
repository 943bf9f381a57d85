#pragma once

#include "ui/support/retranslated.h"
#include "ui/window/page.h"

namespace kfdesk::ui {

/// One section of the settings page. Reads what it shows in reload(); its title is the entry in the list on the left.
class SettingsSection : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    using Retranslated<QWidget>::Retranslated;
    virtual QString key() const = 0;   ///< untranslated; Destination::section
    virtual QString title() const = 0; ///< translated
    virtual void reload() {}

Q_SIGNALS:
    void goRequested(const kfdesk::ui::Destination& destination);
};

} // namespace kfdesk::ui

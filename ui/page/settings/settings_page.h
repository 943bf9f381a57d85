#pragma once

#include "ui/window/page.h"

#include <vector>

class QListWidget;
class QStackedWidget;

namespace kfdesk::ui {

class SettingsSection;

/// Settings (设置): sections on the left, one of them on the right.
class SettingsPage : public Page
{
    Q_OBJECT

public:
    SettingsPage(PageContext& context, QWidget* parent = nullptr);

    QString title() const override;
    void setSuite(const QString& suiteId) override;
    void refresh() override;
    void onChanges(const std::vector<model::Change>& changes) override;
    void go(const Destination& destination) override;

protected:
    void retranslate() override;

private:
    QListWidget* m_list;
    QStackedWidget* m_stack;
    std::vector<SettingsSection*> m_sections;
};

} // namespace kfdesk::ui

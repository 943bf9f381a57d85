#pragma once

#include "core/model/component.h"
#include "ui/page/settings/settings_section.h"
#include "ui/support/background.h"
#include "ui/window/page_context.h"

#include <vector>

class QLabel;
class QListWidget;
class QPushButton;

namespace kfdesk::ui {

class Banner;
class ComponentForm;
class ImportPanel;

/// Components: the list, and the chosen one to edit; a new one to add; corps that authorised one before.
class ComponentsSection : public SettingsSection
{
    Q_OBJECT

public:
    ComponentsSection(PageContext& context, QWidget* parent = nullptr);
    QString key() const override { return QStringLiteral("components"); }
    QString title() const override;
    void reload() override;

protected:
    void retranslate() override;

private:
    bool isSandbox() const;
    void showList(const std::vector<model::ComponentSummary>& components);
    void showChosen();
    void beginNew();
    void save();

    PageContext& m_context;
    QString m_chosen; ///< suite_id; empty = a new one
    QListWidget* m_list;
    QPushButton* m_add;
    ComponentForm* m_form;
    Banner* m_banner;
    QPushButton* m_save;
    ImportPanel* m_import;
    LatestOnly m_reading;
    LatestOnly m_readingOne;
};

} // namespace kfdesk::ui

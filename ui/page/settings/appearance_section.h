#pragma once

#include "ui/page/settings/settings_section.h"
#include "ui/window/page_context.h"

class QButtonGroup;
class QLabel;
class QRadioButton;
class QVBoxLayout;

namespace kfdesk::ui {

/// Language and colours; both change at once.
class AppearanceSection : public SettingsSection
{
    Q_OBJECT

public:
    AppearanceSection(PageContext& context, QWidget* parent = nullptr);
    QString key() const override { return QStringLiteral("appearance"); }
    QString title() const override;

protected:
    void retranslate() override;

private:
    PageContext& m_context;
    QLabel* m_languageTitle;
    QRadioButton* m_chinese;
    QRadioButton* m_english;
    QLabel* m_themeTitle;
    QRadioButton* m_system;
    QRadioButton* m_light;
    QRadioButton* m_dark;
};

/// Version, folder and licences.
class AboutSection : public SettingsSection
{
    Q_OBJECT

public:
    AboutSection(PageContext& context, QWidget* parent = nullptr);
    QString key() const override { return QStringLiteral("about"); }
    QString title() const override;

protected:
    void retranslate() override;

private:
    PageContext& m_context;
    QLabel* m_text;
};

} // namespace kfdesk::ui

#include "ui/page/settings/appearance_section.h"

#include "core/service/workspace.h"
#include "ui/support/language.h"
#include "ui/support/theme.h"
#include "ui/support/ui_settings.h"
#include "ui/widget/layout.h"

#include <QButtonGroup>
#include <QDir>
#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

namespace kfdesk::ui {

AppearanceSection::AppearanceSection(PageContext& context, QWidget* parent)
    : SettingsSection(parent)
    , m_context(context)
    , m_languageTitle(new SectionTitle(this))
    , m_chinese(new QRadioButton(this))
    , m_english(new QRadioButton(this))
    , m_themeTitle(new SectionTitle(this))
    , m_system(new QRadioButton(this))
    , m_light(new QRadioButton(this))
    , m_dark(new QRadioButton(this))
{
    auto* languages = new QButtonGroup(this);
    auto* themes = new QButtonGroup(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridPx);
    column->addWidget(m_languageTitle);
    for (QRadioButton* button : {m_chinese, m_english}) {
        languages->addButton(button);
        column->addWidget(button);
    }
    column->addSpacing(2 * gridPx);
    column->addWidget(m_themeTitle);
    for (QRadioButton* button : {m_system, m_light, m_dark}) {
        themes->addButton(button);
        column->addWidget(button);
    }
    column->addStretch();

    (context.language.code() == QLatin1String("en") ? m_english : m_chinese)->setChecked(true);
    const Theme::Mode mode = context.theme.mode();
    (mode == Theme::Mode::Light ? m_light : mode == Theme::Mode::Dark ? m_dark : m_system)->setChecked(true);

    const auto language = [this](QRadioButton* button, const QString& code) {
        connect(button, &QRadioButton::clicked, this, [this, code] {
            m_context.language.set(code);
            m_context.settings.set(settings::language, code);
        });
    };
    language(m_chinese, QStringLiteral("zh_CN"));
    language(m_english, QStringLiteral("en"));
    const auto theme = [this](QRadioButton* button, Theme::Mode chosen) {
        connect(button, &QRadioButton::clicked, this, [this, chosen] {
            m_context.theme.setMode(chosen);
            m_context.settings.set(settings::theme, Theme::toText(chosen));
        });
    };
    theme(m_system, Theme::Mode::System);
    theme(m_light, Theme::Mode::Light);
    theme(m_dark, Theme::Mode::Dark);
    retranslate();
}

QString AppearanceSection::title() const
{
    return tr("Appearance and language");
}

void AppearanceSection::retranslate()
{
    m_languageTitle->setText(tr("Language"));
    // A language is always called by its own name.
    m_chinese->setText(QStringLiteral("简体中文"));
    m_english->setText(QStringLiteral("English"));
    m_themeTitle->setText(tr("Colours"));
    m_system->setText(tr("As the system"));
    m_light->setText(tr("Light"));
    m_dark->setText(tr("Dark"));
    label(m_chinese, QStringLiteral("languageChinese"), m_chinese->text(), m_languageTitle->text());
    label(m_english, QStringLiteral("languageEnglish"), m_english->text(), m_languageTitle->text());
    label(m_system, QStringLiteral("themeSystem"), m_system->text(), m_themeTitle->text());
    label(m_light, QStringLiteral("themeLight"), m_light->text(), m_themeTitle->text());
    label(m_dark, QStringLiteral("themeDark"), m_dark->text(), m_themeTitle->text());
}

AboutSection::AboutSection(PageContext& context, QWidget* parent)
    : SettingsSection(parent)
    , m_context(context)
    , m_text(makeLabel(this, nullptr, true))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_text);
    column->addStretch();
    retranslate();
}

QString AboutSection::title() const
{
    return tr("About");
}

void AboutSection::retranslate()
{
    const QStringList lines{
        tr("KfDesk %1").arg(QLatin1String(KFDESK_VERSION)),
        tr("Workspace: %1").arg(QDir::toNativeSeparators(m_context.workspace.directory())),
        tr("Built on Qt %1 (LGPL), OpenSSL and Boost (permissive), SQLite (public domain), ICU, libqrencode (LGPL), "
           "libpng and pugixml (permissive).")
            .arg(QLatin1String(qVersion())),
    };
    m_text->setText(lines.join(QStringLiteral("\n\n")));
    label(m_text, QStringLiteral("aboutText"), title());
}

} // namespace kfdesk::ui

#pragma once

#include "core/service/setting_service.h"
#include "ui/page/settings/settings_section.h"
#include "ui/support/background.h"
#include "ui/window/page_context.h"

class QCheckBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace kfdesk::ui {

class Banner;

/// Where the listener binds, what it proves itself with, how the world reaches it, and whether it starts with the
/// console.
class ListenerSection : public SettingsSection
{
    Q_OBJECT

public:
    ListenerSection(PageContext& context, QWidget* parent = nullptr);
    QString key() const override { return QStringLiteral("listener"); }
    QString title() const override;
    void reload() override;

protected:
    void retranslate() override;

private:
    /// A path and how it is chosen.
    struct FileRow
    {
        QLabel* caption;
        QLineEdit* path;
        QPushButton* choose;
    };

    FileRow addFileRow();
    void chooseFile(const FileRow& row);
    void show(const service::ListenerSettings& settings);
    service::ListenerSettings typed() const;
    void save();

    PageContext& m_context;
    service::ListenerSettings m_stored;
    QLabel* m_addressCaption;
    QLineEdit* m_address;
    QLabel* m_addressHint;
    QLabel* m_portCaption;
    QSpinBox* m_port;
    FileRow m_certificate;
    FileRow m_key;
    QLabel* m_tlsHint;
    QLabel* m_publicCaption;
    QLineEdit* m_publicUrl;
    QCheckBox* m_startWithConsole;
    Banner* m_banner;
    QPushButton* m_save;
    LatestOnly m_reading;
};

} // namespace kfdesk::ui

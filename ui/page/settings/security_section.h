#pragma once

#include "core/service/workspace.h"
#include "ui/page/settings/settings_section.h"
#include "ui/support/background.h"
#include "ui/window/page_context.h"

#include <vector>

class QLabel;
class QListWidget;
class QPushButton;

namespace kfdesk::ui {

class Banner;

/// Which keys open the workspace: key files, passphrases and the system's keychain, to add and to remove.
class SecuritySection : public SettingsSection
{
    Q_OBJECT

public:
    SecuritySection(PageContext& context, QWidget* parent = nullptr);
    QString key() const override { return QStringLiteral("security"); }
    QString title() const override;
    void reload() override;

protected:
    void retranslate() override;

private:
    void showSlots();
    void addKeyFile();
    void addKeychain();
    void addPassphrase();
    void askRepeat(const Secret& first);
    void add(const store::SlotKey& key);
    void askRemove();

    PageContext& m_context;
    std::vector<store::SlotInfo> m_slots;
    QLabel* m_intro;
    QListWidget* m_list;
    QPushButton* m_addFile;
    QPushButton* m_addPassphrase;
    QPushButton* m_addKeychain;
    QPushButton* m_remove;
    Banner* m_banner;
    QLabel* m_readable;
    LatestOnly m_reading;
};

} // namespace kfdesk::ui

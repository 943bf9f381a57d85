#pragma once

#include "core/service/corp_service.h"
#include "core/service/error_text.h"
#include "ui/support/background.h"
#include "ui/support/retranslated.h"
#include "ui/window/page.h"

#include <vector>

class QLabel;
class QPushButton;

namespace kfdesk::ui {

class Banner;
class ProgressStrip;
class SectionTitle;

/// Brings in corps that authorised before: a file is read whole or not at all, then each corp is checked with WeCom.
/// Failures are named by corp and can be tried again alone; permanent codes are never shown, and kept only as long as
/// one of them may be needed again.
class ImportPanel : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    ImportPanel(PageContext& context, QWidget* parent);
    /// The component that they authorised; empty: none, nothing can be imported.
    void setSuite(const QString& suiteId);

Q_SIGNALS:
    void goRequested(const kfdesk::ui::Destination& destination);

protected:
    void retranslate() override;

private:
    using Items = std::vector<service::ImportItem>;
    void chooseFile();
    void read(const QString& path);
    void ask(Items items);
    void run();
    void finish(const Result<service::Progress>& progress);
    void showError(const Error& error);
    void carryOut(service::ErrorAction action);
    void updateButton();

    PageContext& m_context;
    QString m_suiteId;
    Items m_items; ///< not imported yet
    QString m_itemsSuite;
    bool m_calledOff = false;
    SectionTitle* m_title;
    QLabel* m_text;
    QPushButton* m_choose;
    Banner* m_banner;
    ProgressStrip* m_progress;
    LatestOnly m_reading;
    Task m_importTask;
};

} // namespace kfdesk::ui

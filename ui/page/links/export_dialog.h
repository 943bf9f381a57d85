#pragma once

#include "core/service/link_service.h"
#include "ui/support/retranslated.h"
#include "ui/support/ui_settings.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QPushButton;
class QRadioButton;

namespace kfdesk::ui {

/// Which links go into the CSV and how it is written. The options are remembered, the scope is not.
class ExportDialog : public Retranslated<QDialog>
{
    Q_OBJECT

public:
    enum class Scope { Selected, Filtered, All };
    struct Counts
    {
        int selected = 0;
        int filtered = 0;
        int all = 0;
        bool isFiltered = false;
    };

    ExportDialog(const Counts& counts, UiSettings& settings, QWidget* parent);

    Scope scope() const;
    service::CsvOptions options() const;

protected:
    void retranslate() override;

private:
    void rememberOptions();

    Counts m_counts;
    UiSettings& m_settings;
    QLabel* m_scopeTitle;
    QRadioButton* m_selected;
    QRadioButton* m_filtered;
    QRadioButton* m_all;
    QLabel* m_optionsTitle;
    QCheckBox* m_bom;
    QCheckBox* m_guard;
    QLabel* m_note;
    QPushButton* m_export;
    QPushButton* m_cancel;
};

} // namespace kfdesk::ui

#pragma once

#include "core/model/placement.h"
#include "ui/support/background.h"
#include "ui/support/retranslated.h"
#include "ui/window/page_context.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;

namespace kfdesk::ui {

class Banner;

/// Many placements at once: names typed or pasted one a line, or the first column of a CSV file. Each gets a state of
/// its own. Stays open with what was typed when they could not be made.
class BatchDialog : public Retranslated<QDialog>
{
    Q_OBJECT

public:
    BatchDialog(PageContext& context, const QString& suiteId, QWidget* parent);

    /// First cells of CSV, TSV or plain lines, without blanks around them; a header line is left out. Errors of
    /// CsvReader.
    static Result<QStringList> namesFrom(const QByteArray& text);

Q_SIGNALS:
    void created(int placements);

protected:
    void retranslate() override;

private:
    QWidget* makeMode();
    void openFile();
    void check();
    void create();

    PageContext& m_context;
    QString m_suiteId;
    QStringList m_names;
    QLabel* m_caption;
    QPlainTextEdit* m_lines;
    QPushButton* m_file;
    QLabel* m_modeCaption;
    QRadioButton* m_several;
    QRadioButton* m_single;
    QLabel* m_found;
    Banner* m_banner;
    QPushButton* m_create;
    QPushButton* m_cancel;
    LatestOnly m_reading;
    LatestOnly m_creating;
};

} // namespace kfdesk::ui

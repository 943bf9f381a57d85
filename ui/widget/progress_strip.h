#pragma once

#include "core/service/progress.h"
#include "ui/support/retranslated.h"

#include <QFrame>

class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace kfdesk::ui {

/// Long work in a strip above the footer: what, counts, cancel; afterwards the failures by name with "retry failed
/// only". Hidden while there is none.
class ProgressStrip : public Retranslated<QFrame>
{
    Q_OBJECT

public:
    explicit ProgressStrip(QWidget* parent = nullptr);
    void start(const QString& what); ///< "Synchronising corps"
    void update(const service::Progress& progress);
    /// Without failures the strip goes; with failures it stays until dismissed. `cancelled`: says so.
    void finish(const service::Progress& progress, bool cancelled = false);
    void finish(); ///< goes at once
    bool isRunning() const { return m_running; }
    const std::vector<service::ItemFailure>& failures() const { return m_progress.failures; }

Q_SIGNALS:
    void cancelRequested();
    void retryRequested(const std::vector<qint64>& localIds); ///< the failed ones

protected:
    void retranslate() override;

private:
    void refresh();
    QString summary() const;

    QString m_what;
    service::Progress m_progress;
    bool m_running = false;
    bool m_cancelled = false;
    QLabel* m_text;
    QProgressBar* m_bar;
    QPushButton* m_cancel;
    QPushButton* m_retry;
    QToolButton* m_dismiss;
    QListWidget* m_failures;
};

} // namespace kfdesk::ui

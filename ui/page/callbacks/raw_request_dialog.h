#pragma once

#include "core/service/error_text.h"
#include "core/service/event_service.h"
#include "ui/support/background.h"
#include "ui/support/retranslated.h"
#include "ui/window/page_context.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace kfdesk::ui {

class Banner;

/// The doctor: a raw callback that was pasted is checked with the component's own Token and key, and what is wrong with
/// it is named. Nothing is stored; of a request that holds only its type is shown.
class RawRequestDialog : public Retranslated<QDialog>
{
    Q_OBJECT

public:
    RawRequestDialog(PageContext& context, const QString& suiteId, QWidget* parent);

Q_SIGNALS:
    void actionRequested(kfdesk::service::ErrorAction action);

protected:
    void retranslate() override;

private:
    void check();
    void showVerdict(const callback::Diagnosis& diagnosis);

    PageContext& m_context;
    const QString m_suiteId;
    QLabel* m_intro;
    QPlainTextEdit* m_text;
    Banner* m_verdict;
    QPushButton* m_check;
    QPushButton* m_close;
    LatestOnly m_checking;
};

} // namespace kfdesk::ui

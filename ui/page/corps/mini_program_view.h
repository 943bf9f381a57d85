#pragma once

#include "core/model/component.h"
#include "core/service/corp_service.h"
#include "ui/support/retranslated.h"

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace kfdesk::ui {

class Clipboard;

/// The wx.openCustomerServiceChat call for a kf link: corpId is the one bound to the mini program (same subject as the
/// mini program), the link is the merchant's; they belong to different corps on purpose.
QString miniProgramCode(const QString& boundCorpId, const QString& url);

/// Code for the provider's mini programs to open a corp's kf accounts.
class MiniProgramView : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    explicit MiniProgramView(Clipboard& clipboard, QWidget* parent = nullptr);
    void set(const service::CorpDetail& detail, const QList<model::MiniProgram>& miniPrograms);

protected:
    void retranslate() override;

private:
    void showCode();

    QList<model::MiniProgram> m_miniPrograms;
    QLabel* m_programCaption;
    QComboBox* m_program;
    QLabel* m_linkCaption;
    QComboBox* m_link;
    QPlainTextEdit* m_code;
    QPushButton* m_copy;
    QLabel* m_hint;
};

} // namespace kfdesk::ui

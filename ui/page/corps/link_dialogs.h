#pragma once

#include "core/model/kf.h"
#include "ui/support/retranslated.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace kfdesk::ui {

class Clipboard;

/// Asks for scene and scene_param of a link with parameters (带参链接), checked as typed.
class NewLinkDialog : public Retranslated<QDialog>
{
    Q_OBJECT

public:
    NewLinkDialog(const model::KfAccount& account, QWidget* parent);

Q_SIGNALS:
    void wanted(qint64 accountId, const QString& scene, const QString& sceneParam);

protected:
    void retranslate() override;

private:
    void check();

    model::KfAccount m_account;
    QLabel* m_sceneCaption;
    QLineEdit* m_scene;
    QLabel* m_paramCaption;
    QLineEdit* m_param;
    QLabel* m_problem;
    QPushButton* m_make;
    QPushButton* m_cancel;
};

/// The QR code of one kf link, large enough to scan, with the link beneath it.
class LinkQrDialog : public QDialog
{
    Q_OBJECT

public:
    LinkQrDialog(Clipboard& clipboard, const model::KfLink& link, const QString& accountName, QWidget* parent);
};

} // namespace kfdesk::ui

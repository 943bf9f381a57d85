#pragma once

#include "core/model/placement.h"
#include "ui/support/background.h"
#include "ui/support/retranslated.h"
#include "ui/window/page_context.h"

class QCheckBox;
class QLabel;
class QPushButton;

namespace kfdesk::ui {

class Banner;
class QrView;

/// The QR code of one placement's invitation link, and what can be done with it: present, copy, save, print.
class InvitationPanel : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    InvitationPanel(PageContext& context, Banner& banner, QWidget* parent = nullptr);

    /// Shows the code of `link`; an empty link shows none.
    void setInvitation(const model::Placement& placement, const QString& link);

Q_SIGNALS:
    void presentRequested();
    void archiveRequested(bool archive); ///< or use again

protected:
    void retranslate() override;

private:
    void showPlacement();
    void copyImage();
    void savePng();
    void saveSvg();
    void print();
    void save(const QString& title, const QString& suffix, const QString& filter, const QByteArray& bytes);

    PageContext& m_context;
    Banner& m_banner;
    model::Placement m_placement;
    QString m_link;
    QrView* m_qr;
    QLabel* m_name;
    QLabel* m_hint;
    QPushButton* m_present;
    QCheckBox* m_wholeName; ///< of the corp, in the presentation
    QPushButton* m_copy;    // in the order that Tab goes
    QPushButton* m_print;
    QPushButton* m_png;
    QPushButton* m_svg;
    QPushButton* m_archive;
};

} // namespace kfdesk::ui

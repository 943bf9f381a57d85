#pragma once

#include "core/model/kf.h"
#include "ui/support/retranslated.h"
#include "ui/widget/layout.h"

#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace kfdesk::ui {

class Avatar;
class Clipboard;
class CopyField;
class IdLine;

/// One kf account of a corp: name, id, its links to copy, their QR codes, and a link with parameters to be made.
class AccountCard : public Retranslated<Card>
{
    Q_OBJECT

public:
    AccountCard(Clipboard& clipboard, const model::KfAccount& account, std::vector<model::KfLink> links,
                QWidget* parent);

Q_SIGNALS:
    void qrRequested(const kfdesk::model::KfLink& link, const QString& accountName);
    void linkRequested(const kfdesk::model::KfAccount& account);

protected:
    void retranslate() override;

private:
    struct LinkLine
    {
        QLabel* caption;
        CopyField* url;
    };
    void addLink(const model::KfLink& link);

    Clipboard& m_clipboard;
    model::KfAccount m_account;
    std::vector<model::KfLink> m_links;
    QLabel* m_name;
    QLabel* m_state;
    QWidget* m_who; // Tab goes through it before the buttons
    IdLine* m_id;
    QPushButton* m_qr;
    QPushButton* m_newLink;
    std::vector<LinkLine> m_lines;
};

} // namespace kfdesk::ui

#include "ui/page/corps/account_card.h"

#include "ui/support/theme.h"
#include "ui/widget/avatar.h"
#include "ui/widget/fields.h"
#include "ui/widget/id_line.h"
#include "ui/widget/wrap_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

constexpr int narrowestName = 144; // with the avatar

} // namespace

AccountCard::AccountCard(Clipboard& clipboard, const model::KfAccount& account, std::vector<model::KfLink> links,
                         QWidget* parent)
    : Retranslated<Card>(parent)
    , m_clipboard(clipboard)
    , m_account(account)
    , m_links(std::move(links))
    , m_name(makeLabel(this, "strong"))
    , m_state(makeLabel(this, "muted"))
    , m_who(new QWidget(this))
    , m_id(new IdLine(clipboard, m_who))
    , m_qr(new QPushButton(this))
    , m_newLink(new QPushButton(this))
{
    auto* avatar = new Avatar(4 * gridPx, this);
    avatar->set(account.name, account.openKfId);
    m_id->setText(account.openKfId);

    m_who->setMinimumWidth(narrowestName);
    auto* names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_name);
    names->addWidget(m_id);
    names->addWidget(m_state);
    auto* whoRow = new QHBoxLayout(m_who);
    whoRow->setContentsMargins(0, 0, 0, 0);
    whoRow->setSpacing(gridPx);
    whoRow->addWidget(avatar, 0, Qt::AlignTop);
    whoRow->addLayout(names, 1);
    auto* head = new WrapRow(gridPx);
    head->addWidget(m_who);
    head->addWidget(m_qr);
    head->addWidget(m_newLink);
    body()->addLayout(head);
    for (const model::KfLink& link : m_links)
        addLink(link);

    m_qr->setEnabled(!m_links.empty());
    m_newLink->setEnabled(account.authorized);
    m_state->setVisible(!account.authorized || m_links.empty());
    connect(m_qr, &QPushButton::clicked, this, [this] { Q_EMIT qrRequested(m_links.front(), m_account.name); });
    connect(m_newLink, &QPushButton::clicked, this, [this] { Q_EMIT linkRequested(m_account); });
    retranslate();
}

void AccountCard::addLink(const model::KfLink& link)
{
    auto* caption = makeLabel(this, "muted");
    caption->setVisible(!link.scene.isEmpty());
    auto* url = new CopyField(m_clipboard, this);
    url->setText(link.url);
    body()->addWidget(caption);
    body()->addWidget(url);
    m_lines.push_back({caption, url});
}

void AccountCard::retranslate()
{
    m_name->setText(m_account.name);
    m_id->setAccessibleLabel(tr("Id of the account %1").arg(m_account.name));
    m_state->setText(m_account.authorized ? tr("The link is being made…") : tr("No longer authorised by the corp"));
    m_qr->setText(tr("QR code"));
    m_newLink->setText(tr("With parameters…"));
    label(m_qr, QStringLiteral("accountQr"), tr("QR code of the link of %1").arg(m_account.name),
          tr("Large enough to scan, and to copy as an image"));
    label(m_newLink, QStringLiteral("accountNewLink"), tr("Make a link with parameters for %1").arg(m_account.name),
          tr("Tells your product where a consultation came from"));
    for (size_t i = 0; i < m_lines.size(); ++i) {
        const model::KfLink& link = m_links[i];
        //: "scene" is the parameter's name in WeCom's documents.
        m_lines[i].caption->setText(link.sceneParam.isEmpty()
                                        ? tr("scene %1").arg(link.scene)
                                        : tr("scene %1, parameter %2").arg(link.scene, link.sceneParam));
        m_lines[i].url->setAccessibleLabel(tr("Link of %1").arg(m_account.name));
    }
}

} // namespace kfdesk::ui

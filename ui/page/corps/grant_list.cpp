#include "ui/page/corps/grant_list.h"

#include "ui/support/formats.h"
#include "ui/widget/layout.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace kfdesk::ui {

GrantList::GrantList(const PlacementNames& names, const Clock& clock, QWidget* parent)
    : Retranslated<QWidget>(parent)
    , m_names(names)
    , m_clock(clock)
    , m_none(makeLabel(this, "muted"))
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(gridPx);
    m_column->addWidget(m_none);
    m_column->addStretch();
    retranslate();
}

void GrantList::set(const service::CorpDetail& detail)
{
    m_detail = detail;
    retranslate();
}

std::vector<GrantList::Authorisation> GrantList::authorisations() const
{
    std::vector<Authorisation> all;
    for (const model::Grant& grant : m_detail.grants) {
        const bool another = all.empty() || all.back().first.grantedAt != grant.grantedAt ||
                             all.back().first.state != grant.state || all.back().first.source != grant.source;
        if (another)
            all.push_back({grant, {}});
        all.back().accounts.append(accountName(grant.openKfId));
    }
    return all;
}

QString GrantList::accountName(const QString& openKfId) const
{
    for (const model::KfAccount& account : m_detail.accounts) {
        if (account.openKfId == openKfId)
            return account.name;
    }
    return shortId(openKfId);
}

QString GrantList::placeText(const model::Grant& grant) const
{
    if (const QString placement = m_names.name(grant.suiteId, grant.state); !placement.isEmpty())
        return placement;
    return grant.state.isEmpty() ? tr("Without state") : tr("Unknown state %1").arg(grant.state);
}

QString GrantList::sourceText(const QString& source)
{
    if (source == QLatin1String("create_auth"))
        return tr("First authorisation");
    if (source == QLatin1String("change_auth"))
        return tr("Authorisation changed");
    if (source == QLatin1String("import"))
        return tr("Imported");
    return tr("Assigned by hand");
}

Card* GrantList::makeCard(const Authorisation& authorisation)
{
    auto* card = new Card(this);
    card->setObjectName(QStringLiteral("grant"));
    auto* place = makeLabel(card, "strong", true);
    place->setText(placeText(authorisation.first));
    place->setToolTip(authorisation.first.state);
    auto* time = makeLabel(card, "muted");
    time->setWordWrap(false);
    time->setText(shortTime(authorisation.first.grantedAt, m_clock.nowMs()));
    time->setToolTip(fullTime(authorisation.first.grantedAt));
    auto* source = makeLabel(card, "muted");
    source->setText(sourceText(authorisation.first.source));
    source->setToolTip(authorisation.first.source);
    auto* accounts = makeLabel(card, nullptr, true);
    accounts->setText(QLocale().createSeparatedList(authorisation.accounts));

    auto* head = new QHBoxLayout;
    head->setSpacing(gridPx);
    head->addWidget(place, 1);
    head->addWidget(time, 0, Qt::AlignTop);
    card->body()->setSpacing(gridPx / 2);
    card->body()->addLayout(head);
    card->body()->addWidget(source);
    card->body()->addWidget(accounts);
    return card;
}

void GrantList::retranslate()
{
    for (Card* card : m_cards) {
        card->hide();
        card->deleteLater();
    }
    m_cards.clear();
    for (const Authorisation& authorisation : authorisations()) {
        m_cards.push_back(makeCard(authorisation));
        m_column->insertWidget(static_cast<int>(m_cards.size()), m_cards.back());
    }
    m_none->setText(tr("No authorisation on record."));
    m_none->setVisible(m_cards.empty());
}

} // namespace kfdesk::ui

#pragma once

#include "core/base/clock.h"
#include "core/service/corp_service.h"
#include "ui/page/corps/placement_names.h"
#include "ui/support/retranslated.h"

class QLabel;
class QVBoxLayout;

namespace kfdesk::ui {

class Card;

/// Authorisations of a corp, newest first: in which placement, when, how, and which kf accounts were chosen.
class GrantList : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    /// `names` and `clock` outlive it.
    GrantList(const PlacementNames& names, const Clock& clock, QWidget* parent = nullptr);
    void set(const service::CorpDetail& detail);

protected:
    void retranslate() override;

private:
    /// The grants of one authorisation, which differ in the account only.
    struct Authorisation
    {
        model::Grant first;
        QStringList accounts;
    };
    std::vector<Authorisation> authorisations() const;
    QString accountName(const QString& openKfId) const;
    QString placeText(const model::Grant& grant) const;
    static QString sourceText(const QString& source);
    Card* makeCard(const Authorisation& authorisation);

    const PlacementNames& m_names;
    const Clock& m_clock;
    service::CorpDetail m_detail;
    QLabel* m_none;
    QVBoxLayout* m_column;
    std::vector<Card*> m_cards;
};

} // namespace kfdesk::ui

#include "ui/page/callbacks/event_story.h"

#include "ui/support/formats.h"

#include <QCoreApplication>

namespace kfdesk::ui {

namespace {

class EventStory
{
    Q_DECLARE_TR_FUNCTIONS(EventStory)

public:
    EventStory(const service::EventDetail& detail, const std::optional<model::PurgeReceipt>& receipt)
        : m_event(detail.event)
        , m_receipt(receipt)
        , m_corp(detail.corpName.isEmpty() ? tr("A merchant") : detail.corpName)
        , m_placement(detail.placementName)
    {}

    QString text() const
    {
        switch (m_event.status) {
        case model::EventStatus::Pending:
            return pending();
        case model::EventStatus::Done:
            return done();
        case model::EventStatus::Unreadable:
            return tr("It passed every check, so it is from WeCom, but its text is no event that can be read. It is "
                      "kept as it came. If this happens often, report it with the support bundle.");
        case model::EventStatus::Unknown:
            return tr("KfDesk does not use events of this kind. It was answered and is kept.");
        case model::EventStatus::Failed:
        case model::EventStatus::Expired:
            break;
        }
        return {};
    }

private:
    QString pending() const
    {
        if (!m_event.errorId.isEmpty())
            return m_event.nextAttemptAt == 0 ? QString() : tr("KfDesk tries again by itself.");
        if (m_event.infoType == QLatin1String("create_auth"))
            return tr("A merchant has authorised. KfDesk is fetching the permanent code; the code that came lives ten "
                      "minutes.");
        return tr("KfDesk is working on it.");
    }

    QString done() const
    {
        if (m_event.infoType == QLatin1String("create_auth"))
            return authorised();
        if (m_event.infoType == QLatin1String("change_auth"))
            return changed();
        if (m_event.infoType == QLatin1String("cancel_auth"))
            return cancelled();
        if (m_event.infoType == QLatin1String("suite_ticket"))
            return tr("WeCom sent a new platform ticket. It is saved and valid for 30 minutes.");
        if (m_event.infoType == QLatin1String("reset_permanent_code"))
            return tr("WeCom replaced the permanent code of %1. The new one is saved.").arg(m_corp);
        if (m_event.infoType == QLatin1String("kf_msg_or_event"))
            return tr("A customer wrote to %1, or a consultation moved on. KfDesk notes that it came.").arg(m_corp);
        return {};
    }

    QString authorised() const
    {
        const QString who = m_placement.isEmpty() ? tr("%1 authorised.").arg(m_corp)
                                                  : tr("%1 authorised at “%2”.").arg(m_corp, m_placement);
        return who + QLatin1Char('\n') + accounts();
    }

    QString accounts() const
    {
        if (m_event.accountsAt == 0)
            return tr("Its kf accounts are being read.");
        if (m_event.linksAt == 0)
            return tr("%n kf accounts came with it; their links are being made.", nullptr, m_event.accountCount);
        return tr("%n kf accounts came with it; their links are ready.", nullptr, m_event.accountCount);
    }

    QString changed() const
    {
        if (m_event.accountsAt == 0)
            return tr("%1 changed what it authorises. Its kf accounts are being read.").arg(m_corp);
        return tr("%1 changed what it authorises: %2 kf accounts more, %3 fewer.")
            .arg(m_corp, count(m_event.accountsAdded), count(m_event.accountsRemoved));
    }

    QString cancelled() const
    {
        if (!m_receipt)
            return tr("The merchant cancelled the authorisation.");
        if (m_receipt->purgedAt == 0)
            return tr("The merchant cancelled the authorisation. All data about it are being deleted.");
        if (m_receipt->verifiedAt == 0)
            return tr("The merchant cancelled the authorisation. All data about it are deleted; every file of the "
                      "workspace is being searched for remains.");
        return tr("The merchant cancelled the authorisation. All data about it are deleted, and every file of the "
                  "workspace was searched: nothing is left.");
    }

    const model::Event& m_event;
    const std::optional<model::PurgeReceipt>& m_receipt;
    QString m_corp;
    QString m_placement;
};

} // namespace

QString eventStory(const service::EventDetail& detail, const std::optional<model::PurgeReceipt>& receipt)
{
    return EventStory(detail, receipt).text();
}

} // namespace kfdesk::ui

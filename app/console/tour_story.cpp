#include "app/console/tour_story.h"

#include "core/service/change_feed.h"
#include "core/service/component_service.h"
#include "core/service/corp_service.h"
#include "core/service/event_service.h"
#include "core/service/link_service.h"
#include "core/service/placement_service.h"
#include "core/service/workspace.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSemaphore>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kfdesk {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Tour)
};

constexpr int patienceMs = 60'000;
constexpr int merchants = 8;
constexpr int addressNotAllowed = 60020;

struct Place
{
    QString name;
    bool single;
};

std::vector<Place> places()
{
    return {{Words::tr("Flagship store, Nanshan"), true}, {Words::tr("Order page by QR code"), false},
            {Words::tr("Website chat button"), false},    {Words::tr("Mini program, “Me” tab"), false},
            {Words::tr("Booking page"), false},           {Words::tr("Course page"), true}};
}

bool isReady(const model::Corp& corp)
{
    return corp.linkCount > 0 && corp.status != model::CorpStatus::Syncing && corp.status != model::CorpStatus::Purging;
}

} // namespace

TourStory::TourStory(service::Workspace& workspace, QString control)
    : m_workspace(workspace)
    , m_control(std::move(control))
{}

Result<void> TourStory::makePlacements()
{
    KFDESK_TRY(const auto component, m_workspace.components().resolve({}));
    m_suiteId = component.suiteId;
    for (const Place& place : places()) {
        KFDESK_TRY(const auto placement, m_workspace.placements().add(m_suiteId, place.name, {}, place.single));
        m_states << placement.state;
    }
    return {};
}

Result<void> TourStory::letMerchantsCome()
{
    std::vector<QJsonObject> corps;
    for (int i = 0; i < merchants; ++i) {
        const qsizetype place = i % m_states.size();
        KFDESK_TRY(auto corp, authorise(m_states.at(place), 1 + i % 3));
        corps.push_back(std::move(corp));
    }
    KFDESK_CHECK(waitUntil(u"links of every corp"_s, [this] { return hasReadyCorps(merchants); }));
    KFDESK_CHECK(configureSomeLinks());
    QJsonArray fewer = corps.at(2).value(u"open_kfids"_s).toArray();
    fewer.removeLast();
    KFDESK_TRY([[maybe_unused]] const auto changed,
               control(u"change"_s, {{u"auth_corpid"_s, corps.at(2).value(u"auth_corpid"_s)},
                                     {u"open_kfids"_s, fewer},
                                     {u"state"_s, m_states.at(1)}}));
    KFDESK_TRY([[maybe_unused]] const auto cancelled,
               control(u"cancel"_s, {{u"auth_corpid"_s, corps.at(1).value(u"auth_corpid"_s)}}));
    KFDESK_CHECK(waitUntil(u"the purge"_s, [this] { return hasReadyCorps(merchants - 1); }));
    KFDESK_TRY([[maybe_unused]] const auto fault, control(u"fault"_s, {{u"endpoint"_s, u"get_permanent_code"_s},
                                                                       {u"errcode"_s, addressNotAllowed},
                                                                       {u"times"_s, 100}}));
    KFDESK_TRY([[maybe_unused]] const auto stuck, authorise(m_states.first(), 2));
    return waitUntil(u"the failing exchange"_s, [this] { return hasFailedTwice(addressNotAllowed); });
}

Result<QJsonObject> TourStory::control(const QString& action, const QJsonObject& body)
{
    net::HttpClientRequest request;
    request.url = QUrl(m_control + u'/' + action);
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    KFDESK_TRY(const auto answer, m_http.send(request));
    if (answer.status != 200)
        return fail(makeError(ErrorKind::Remote, u"tour.control"_s, QString::fromUtf8(answer.body)));
    return QJsonDocument::fromJson(answer.body).object();
}

Result<QJsonObject> TourStory::authorise(const QString& state, int accounts)
{
    return control(u"authorize"_s, {{u"state"_s, state}, {u"accounts"_s, accounts}});
}

Result<void> TourStory::waitUntil(const QString& what, const std::function<Result<bool>()>& reached)
{
    QSemaphore changes;
    const auto connection = QObject::connect(
        &m_workspace.changes(), &service::ChangeFeed::changed, &m_workspace.changes(),
        [&changes] { changes.release(); }, Qt::DirectConnection);
    const QDeadlineTimer deadline(patienceMs);
    Result<bool> done = reached();
    while (done && !*done && changes.tryAcquire(1, static_cast<int>(deadline.remainingTime())))
        done = reached();
    QObject::disconnect(connection);
    if (!done)
        return fail(done.error());
    if (!*done)
        return fail(makeError(ErrorKind::Internal, u"tour.timeout"_s, what));
    return {};
}

Result<bool> TourStory::hasReadyCorps(int count)
{
    KFDESK_TRY(const auto corps, m_workspace.corps().list(m_suiteId));
    return static_cast<int>(corps.size()) == count && std::all_of(corps.begin(), corps.end(), isReady);
}

/// From the second time on it counts as needing a person.
Result<bool> TourStory::hasFailedTwice(int code)
{
    KFDESK_TRY(const auto ids, m_workspace.events().ids({}));
    KFDESK_TRY(const auto events, m_workspace.events().rows(ids));
    return std::any_of(events.begin(), events.end(),
                       [code](const model::Event& e) { return e.errorCode == code && e.attempts >= 2; });
}

/// Two of three: the others are what the table's filter is for.
Result<void> TourStory::configureSomeLinks()
{
    KFDESK_TRY(auto ids, m_workspace.links().ids({}, {}, false));
    size_t place = 0;
    std::erase_if(ids, [&place](qint64) { return ++place % 3 == 0; });
    KFDESK_TRY([[maybe_unused]] const int changed, m_workspace.links().setConfigured(ids, true));
    return {};
}

} // namespace kfdesk

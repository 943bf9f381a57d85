#include "tests/service/order_story.h"

#include "core/sandbox/event_xml.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace kfdesk::test {

using namespace Qt::StringLiterals;
using model::CorpStatus;

namespace {

constexpr int merchants = 3;
constexpr int deepest = 2; ///< calls under way at a time

QByteArray field(const QByteArray& json, QLatin1String name)
{
    return QJsonDocument::fromJson(json).object().value(name).toString().toUtf8();
}

} // namespace

OrderStory::OrderStory(quint64 seed)
    : m_random(seed)
    , m_rig(seed, merchants)
{
    for (int i = 0; i < merchants; ++i) {
        const auto merchant = m_rig.world.takeNext();
        m_merchants.push_back({merchant->corpId, merchant->name, {}, 0});
    }
    m_rig.wecom.before = [this](const DirectWecom::Call& call) { return beforeCall(call); };
    m_rig.wecom.after = [this](const DirectWecom::Call& call, const QByteArray&) {
        if (call.endpoint == u"get_permanent_code")
            meanwhile();
    };
    m_rig.wecom.received = [this](const DirectWecom::Call& call, const QByteArray& answer) { onAnswer(call, answer); };
}

QString OrderStory::tell()
{
    const int length = 20 + number(40);
    for (int i = 0; i < length && m_wrong.isEmpty(); ++i) {
        try {
            step(0);
        } catch (const Crashed&) {
            restart();
        }
        m_depth = 0;
        m_running.clear();
        expectNow();
    }
    m_calm = true;
    for (const Callback& callback : m_callbacks) {
        if (!callback.delivered)
            m_rig.deliver(callback.xml);
    }
    expect(m_rig.settle(), u"the work comes to an end"_s);
    // All of it once more: nothing may move.
    for (const Callback& callback : m_callbacks)
        expect(!m_rig.deliver(callback.xml), u"a redelivery is a duplicate"_s);
    expect(m_rig.settle() && m_rig.dueEvents().empty(), u"redeliveries bring no work"_s);
    m_counts.callbacks = static_cast<int>(m_callbacks.size());
    m_counts.purges = static_cast<int>(m_rig.receipts().size());
    expectAtTheEnd();
    return m_wrong;
}

void OrderStory::step(int depth)
{
    ++m_counts.steps;
    const int what = number(100);
    if (what < 25)
        act();
    else if (what < 50)
        deliverOne();
    else if (what < 55)
        redeliverOne();
    else if (what < 85)
        work();
    else if (what < 97 || depth > 0)
        pass();
    else
        restart();
}

void OrderStory::act()
{
    Merchant& merchant = m_merchants[static_cast<size_t>(number(merchants))];
    if (chance(60))
        m_rig.clock.advance(1000 * (1 + number(5)));
    if (merchant.epochs.empty() || merchant.epochs.back().endTime != 0)
        return authorise(merchant);
    switch (number(8)) {
    case 0:
    case 1:
        return rescan(merchant);
    case 2:
    case 3:
    case 4:
        return change(merchant);
    case 5:
    case 6:
        return cancel(merchant);
    default:
        return reset(merchant);
    }
}

/// Two events of one second that say the same would be one event: then a second passes.
void OrderStory::add(const QByteArray& xml)
{
    m_sent.insert(xml);
    m_callbacks.push_back({xml, false});
}

void OrderStory::authorise(Merchant& merchant)
{
    waitForNextCode(merchant);
    const QString state = u"state%1"_s.arg(++m_states);
    merchant.epochs.push_back({});
    const QStringList chosen = someAccounts(merchant.corpId);
    const auto consent = m_rig.world.authorise(merchant.corpId, chosen);
    remember(consent->authCode, merchant, state);
    add(sandbox::event_xml::createAuth(m_rig.suiteId(), m_rig.seconds(), consent->authCode, state, chosen));
}

void OrderStory::rescan(Merchant& merchant)
{
    const QString state = u"state%1"_s.arg(++m_states);
    merchant.epochs.back().states.insert(state, m_rig.seconds());
    merchant.epochs.back().changed |= !isTie(merchant, m_rig.seconds());
    const QStringList chosen = someAccounts(merchant.corpId);
    m_rig.world.authorise(merchant.corpId, chosen);
    add(sandbox::event_xml::changeAuth(m_rig.suiteId(), m_rig.seconds(), merchant.corpId, state, chosen));
}

void OrderStory::change(Merchant& merchant)
{
    const QStringList kept = someAccounts(merchant.corpId);
    const QByteArray xml = sandbox::event_xml::changeAuth(m_rig.suiteId(), m_rig.seconds(), merchant.corpId, {}, kept);
    if (m_sent.contains(xml))
        return;
    merchant.epochs.back().changed |= !isTie(merchant, m_rig.seconds());
    m_rig.world.setAccounts(merchant.corpId, kept);
    add(xml);
}

void OrderStory::cancel(Merchant& merchant)
{
    const QByteArray xml = sandbox::event_xml::cancelAuth(m_rig.suiteId(), m_rig.seconds(), merchant.corpId);
    if (m_sent.contains(xml))
        return;
    merchant.epochs.back().endTime = m_rig.seconds();
    m_rig.world.cancel(merchant.corpId);
    add(xml);
}

void OrderStory::reset(Merchant& merchant)
{
    waitForNextCode(merchant);
    const QByteArray code = *m_rig.world.newAuthCode(merchant.corpId);
    remember(code, merchant, {});
    add(sandbox::event_xml::resetPermanentCode(m_rig.suiteId(), m_rig.seconds(), code));
}

void OrderStory::deliverOne()
{
    std::vector<size_t> waiting;
    for (size_t i = 0; i < m_callbacks.size(); ++i) {
        if (!m_callbacks[i].delivered)
            waiting.push_back(i);
    }
    if (waiting.empty())
        return;
    // Mostly in order, sometimes the newest first.
    const size_t which = chance(60) ? 0 : static_cast<size_t>(number(static_cast<int>(waiting.size())));
    Callback& callback = m_callbacks[waiting[which]];
    expect(m_rig.deliver(callback.xml), u"a new callback is stored"_s);
    callback.delivered = true;
}

void OrderStory::redeliverOne()
{
    if (m_callbacks.empty())
        return;
    const Callback& callback = m_callbacks[static_cast<size_t>(number(static_cast<int>(m_callbacks.size())))];
    if (!callback.delivered)
        return;
    ++m_counts.redeliveries;
    expect(!m_rig.deliver(callback.xml), u"a redelivery is a duplicate"_s);
}

void OrderStory::work()
{
    const auto events = m_rig.dueEvents();
    const auto syncs = m_rig.dueSyncs();
    const int choices = static_cast<int>(events.size() + syncs.size());
    if (choices == 0)
        return chance(30) ? m_rig.runPurges() : void();
    const auto choice = static_cast<size_t>(number(choices));
    const QString outer = m_running;
    m_running = choice < events.size() ? events[choice].infoType : QString();
    if (choice < events.size())
        m_rig.run(events[choice]);
    else
        m_rig.runSync(syncs[choice - events.size()]);
    m_running = outer;
}

void OrderStory::pass()
{
    constexpr int rarely = 4;
    m_rig.clock.advance(chance(rarely) ? 11 * 60'000 : 100 + number(10'000));
    m_rig.pushTicket();
}

void OrderStory::restart()
{
    ++m_counts.crashes;
    m_rig.restart();
}

/// While a call is on its way, the world goes on.
void OrderStory::meanwhile()
{
    if (m_calm || m_depth >= deepest || !chance(40))
        return;
    ++m_depth;
    for (int i = number(5); i > 0; --i)
        step(m_depth);
    --m_depth;
}

Fate OrderStory::beforeCall(const DirectWecom::Call& call)
{
    if (call.endpoint == u"get_permanent_code")
        expect(!m_answeredCodes.contains(field(call.body, "auth_code"_L1)), u"no code is exchanged twice"_s);
    // Whoever needs the token that is being fetched would wait, here for ever.
    const bool fetchesToken =
        call.endpoint == u"get_suite_token" || (call.endpoint == u"get_corp_token" && m_running != u"cancel_auth");
    if (!fetchesToken)
        meanwhile();
    const int fate = m_calm ? 100 : number(100);
    if (fate < 5)
        return Fate::Unreachable;
    if (fate < 9)
        return Fate::LostBefore;
    if (fate < 13)
        return Fate::LostAfter;
    return fate < 16 ? Fate::Crash : Fate::Answered;
}

void OrderStory::onAnswer(const DirectWecom::Call& call, const QByteArray& answer)
{
    const QByteArray permanentCode = field(answer, "permanent_code"_L1);
    if (call.endpoint != u"get_permanent_code" || permanentCode.isEmpty())
        return;
    const QByteArray authCode = field(call.body, "auth_code"_L1);
    const Code code = m_codes.value(authCode);
    Epoch& epoch = of(code.corpId).epochs[code.epoch];
    epoch.answered = true;
    if (!code.state.isEmpty()) {
        epoch.states.insert(code.state, code.time);
        epoch.begun = true;
    }
    m_answeredCodes.insert(authCode);
    m_permanentCodes.insert(permanentCode);
}

/// The newest permanent code has reached the product; otherwise what it holds is dead, and nobody can help it.
bool OrderStory::isCodeKnown(const Merchant& merchant) const
{
    return m_permanentCodes.contains(m_rig.world.find(merchant.corpId)->permanentCode);
}

/// Within one second, events of an authorisation and of the one before cannot be told apart.
bool OrderStory::isTie(const Merchant& merchant, qint64 time) const
{
    return std::any_of(merchant.epochs.begin(), merchant.epochs.end(),
                       [&](const Epoch& epoch) { return epoch.endTime == time; });
}

/// Holds at every moment between steps: whoever is authorised, and whose code has come, is there with that code.
void OrderStory::expectNow()
{
    for (const Merchant& merchant : m_merchants) {
        if (merchant.epochs.empty() || merchant.epochs.back().endTime != 0 || !merchant.epochs.back().answered)
            continue;
        const auto corp = m_rig.corp(merchant.corpId);
        expect(corp && corp->status != CorpStatus::Purging && corp->status != CorpStatus::Orphaned,
               u"a living authorisation is not purged"_s);
        if (isCodeKnown(merchant))
            expect(m_rig.permanentCode(merchant.corpId) == m_rig.world.find(merchant.corpId)->permanentCode,
                   u"the permanent code is the living one"_s);
    }
}

void OrderStory::expectAtTheEnd()
{
    expectNow();
    for (const Merchant& merchant : m_merchants) {
        if (merchant.epochs.empty())
            continue;
        if (merchant.epochs.back().endTime != 0)
            expectGone(merchant);
        else
            expectLiving(merchant);
    }
    for (const auto& receipt : m_rig.receipts())
        expect(receipt.verifiedAt != 0, u"every purge is verified"_s);
}

void OrderStory::expectLiving(const Merchant& merchant)
{
    const Epoch& epoch = merchant.epochs.back();
    const auto corp = m_rig.corp(merchant.corpId);
    if (!epoch.answered) {
        // Its code is lost or was too late. Somebody must see that, as soon as the corp's id is known.
        expect(!corp || corp->status == CorpStatus::Orphaned, u"without a code a corp is an orphan"_s);
        expect(corp || !epoch.changed, u"a corp that changed its authorisation and has no code is an orphan"_s);
        return;
    }
    if (!corp)
        return; // said already
    for (auto state = epoch.states.begin(); state != epoch.states.end(); ++state)
        expect(corp->states.contains(state.key()) || isTie(merchant, state.value()),
               u"%1 is tied to the corp"_s.arg(state.key()));
    for (const Epoch& old : merchant.epochs) {
        if (old.endTime == 0 || !epoch.begun)
            continue;
        for (auto state = old.states.begin(); state != old.states.end(); ++state)
            expect(!corp->states.contains(state.key()) || isTie(merchant, state.value()),
                   u"%1 of an ended authorisation is gone"_s.arg(state.key()));
    }
    if (!isCodeKnown(merchant))
        return; // its tokens cannot be renewed: what was read last may be old
    QStringList wanted = m_rig.world.find(merchant.corpId)->authorisedKfIds();
    QStringList authorised;
    QSet<qint64> withLink;
    for (const auto& link : m_rig.links(corp->id))
        withLink.insert(link.accountId);
    for (const auto& account : m_rig.accounts(corp->id)) {
        if (!account.authorized)
            continue;
        authorised << account.openKfId;
        expect(withLink.contains(account.id), u"every account has a link"_s);
    }
    wanted.sort();
    authorised.sort();
    expect(authorised == wanted, u"the accounts are WeCom's"_s);
    expect(corp->status == (wanted.isEmpty() ? CorpStatus::AwaitingAccounts : CorpStatus::Active),
           u"the corp is %1"_s.arg(model::toText(corp->status)));
}

void OrderStory::expectGone(const Merchant& merchant)
{
    expect(!m_rig.corp(merchant.corpId), u"a corp that left is gone"_s);
    const QStringList traces = m_rig.traces({merchant.corpId, merchant.name});
    expect(traces.isEmpty(), u"nothing of it is left: "_s + traces.join(u", "));
}

void OrderStory::expect(bool holds, const QString& what)
{
    if (!holds && m_wrong.isEmpty())
        m_wrong = u"not so: %1 (after %2 steps)"_s.arg(what).arg(m_counts.steps);
}

QStringList OrderStory::someAccounts(const QString& corpId)
{
    QStringList chosen;
    const auto merchant = m_rig.world.find(corpId);
    for (const auto& account : merchant->accounts) {
        if (chance(60))
            chosen << account.openKfId;
    }
    return chosen;
}

/// Which of two codes of one second is the later one, nobody could tell.
void OrderStory::waitForNextCode(Merchant& merchant)
{
    if (merchant.lastCodeTime == m_rig.seconds())
        m_rig.clock.advance(1000);
    merchant.lastCodeTime = m_rig.seconds();
}

void OrderStory::remember(const QByteArray& authCode, const Merchant& merchant, const QString& state)
{
    m_codes.insert(authCode, {merchant.corpId, merchant.epochs.size() - 1, state, m_rig.seconds()});
}

OrderStory::Merchant& OrderStory::of(const QString& corpId)
{
    return *std::find_if(m_merchants.begin(), m_merchants.end(),
                         [&](const Merchant& merchant) { return merchant.corpId == corpId; });
}

} // namespace kfdesk::test

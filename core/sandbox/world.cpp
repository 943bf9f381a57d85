#include "core/sandbox/world.h"

#include "core/crypto/random.h"

#include <algorithm>

namespace kfdesk::sandbox {

namespace {

constexpr qint64 authCodeLifeMs = 600'000;
constexpr int authCodeLength = 96; // document 90642 promises 64 to 512
constexpr int permanentCodeLength = 86;

bool hasAll(const Merchant& merchant, const QStringList& openKfIds)
{
    return std::all_of(openKfIds.begin(), openKfIds.end(), [&](const QString& id) { return merchant.account(id); });
}

} // namespace

World::World(int corps, int accountsEach, SeededText seeded, const Clock& clock)
    : m_accountsEach(accountsEach)
    , m_seeded(seeded)
    , m_names(seeded)
    , m_clock(clock)
    , m_count(corps)
{}

int World::corpCount() const
{
    const std::scoped_lock lock(m_mutex);
    return m_count;
}

std::optional<Merchant> World::find(const QString& corpId) const
{
    const std::scoped_lock lock(m_mutex);
    const auto index = m_byCorpId.constFind(corpId);
    return index == m_byCorpId.constEnd() ? std::nullopt : std::optional(m_touched.at(*index));
}

std::optional<Merchant> World::findByAuthorisation(qint64 authorisation) const
{
    const std::scoped_lock lock(m_mutex);
    const auto index = m_byAuthorisation.constFind(authorisation);
    return index == m_byAuthorisation.constEnd() ? std::nullopt : std::optional(m_touched.at(*index));
}

std::optional<Merchant> World::findByAccount(const QString& openKfId) const
{
    const std::scoped_lock lock(m_mutex);
    const auto index = m_byAccount.constFind(openKfId);
    return index == m_byAccount.constEnd() ? std::nullopt : std::optional(m_touched.at(*index));
}

std::vector<Merchant> World::search(const QString& text, int limit)
{
    const std::scoped_lock lock(m_mutex);
    std::vector<Merchant> found;
    for (int i = 0; i < m_count && static_cast<int>(found.size()) < limit; ++i) {
        if (nameOf(i).contains(text))
            found.push_back(at(i));
    }
    return found;
}

std::vector<Merchant> World::everAuthorised() const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<Merchant> found;
    for (const auto& [index, merchant] : m_touched) {
        if (merchant.hasAuthorised)
            found.push_back(merchant);
    }
    std::sort(found.begin(), found.end(), [](const Merchant& a, const Merchant& b) { return a.index < b.index; });
    return found;
}

Allowed<Merchant> World::takeNext()
{
    const std::scoped_lock lock(m_mutex);
    while (m_next < m_count) {
        Merchant& merchant = at(m_next++);
        if (!merchant.hasAuthorised)
            return merchant;
    }
    while (!m_cancelled.empty()) {
        Merchant& merchant = at(m_cancelled.front());
        m_cancelled.pop_front();
        if (merchant.authorisation == 0)
            return merchant;
    }
    return tl::unexpected(Refusal::NoCorpLeft);
}

Merchant World::named(const QString& name)
{
    const std::scoped_lock lock(m_mutex);
    for (int i = static_cast<int>(m_byName.size()); i < m_count; ++i)
        m_byName.insert(nameOf(i), i);
    if (const auto known = m_byName.constFind(name); known != m_byName.constEnd())
        return at(*known);

    const quint32 profile = m_seeded.number("profile", name) % static_cast<quint32>(MerchantNames::distinctNames);
    m_byName.insert(name, m_count);
    return insert(m_count++, name, name, static_cast<int>(profile));
}

Allowed<QStringList> World::chooseAccounts(const QString& corpId, int count)
{
    const std::scoped_lock lock(m_mutex);
    Merchant* merchant = byCorpId(corpId);
    if (!merchant)
        return tl::unexpected(Refusal::UnknownCorp);
    while (static_cast<int>(merchant->accounts.size()) < count)
        addAccount(*merchant);

    QStringList chosen;
    for (const bool authorised : {false, true}) {
        for (const KfAccount& account : merchant->accounts) {
            if (account.authorised == authorised && chosen.size() < count)
                chosen << account.openKfId;
        }
    }
    return chosen;
}

Allowed<Consent> World::authorise(const QString& corpId, const QStringList& openKfIds)
{
    const std::scoped_lock lock(m_mutex);
    Merchant* merchant = byCorpId(corpId);
    if (!merchant)
        return tl::unexpected(Refusal::UnknownCorp);
    if (!hasAll(*merchant, openKfIds))
        return tl::unexpected(Refusal::UnknownAccount);

    for (KfAccount& account : merchant->accounts)
        account.authorised = account.authorised || openKfIds.contains(account.openKfId);
    QByteArray authCode;
    if (merchant->authorisation == 0) {
        merchant->authorisation = ++m_lastAuthorisation;
        merchant->hasAuthorised = true;
        m_byAuthorisation.insert(merchant->authorisation, merchant->index);
        authCode = makeAuthCode(*merchant);
    }
    return Consent{*merchant, openKfIds, authCode};
}

Allowed<Merchant> World::setAccounts(const QString& corpId, const QStringList& openKfIds)
{
    const std::scoped_lock lock(m_mutex);
    Merchant* merchant = byCorpId(corpId);
    if (!merchant)
        return tl::unexpected(Refusal::UnknownCorp);
    if (merchant->authorisation == 0)
        return tl::unexpected(Refusal::NotAuthorised);
    if (!hasAll(*merchant, openKfIds))
        return tl::unexpected(Refusal::UnknownAccount);

    for (KfAccount& account : merchant->accounts)
        account.authorised = openKfIds.contains(account.openKfId);
    return *merchant;
}

Allowed<Merchant> World::cancel(const QString& corpId)
{
    const std::scoped_lock lock(m_mutex);
    Merchant* merchant = byCorpId(corpId);
    if (!merchant)
        return tl::unexpected(Refusal::UnknownCorp);
    if (merchant->authorisation == 0)
        return tl::unexpected(Refusal::NotAuthorised);

    m_byAuthorisation.remove(merchant->authorisation);
    m_cancelled.push_back(merchant->index);
    merchant->authorisation = 0;
    if (!merchant->permanentCode.isEmpty())
        merchant->deadCodes.insert(std::exchange(merchant->permanentCode, {}));
    for (KfAccount& account : merchant->accounts)
        account.authorised = false;
    return *merchant;
}

Allowed<QByteArray> World::newAuthCode(const QString& corpId)
{
    const std::scoped_lock lock(m_mutex);
    const Merchant* merchant = byCorpId(corpId);
    if (!merchant)
        return tl::unexpected(Refusal::UnknownCorp);
    if (merchant->authorisation == 0)
        return tl::unexpected(Refusal::NotAuthorised);
    return makeAuthCode(*merchant);
}

std::optional<Merchant> World::exchange(const QByteArray& authCode)
{
    const std::scoped_lock lock(m_mutex);
    const PendingCode pending = m_pendingCodes.take(authCode);
    const auto index = m_byAuthorisation.constFind(pending.authorisation);
    if (index == m_byAuthorisation.constEnd() || pending.expiresAt <= m_clock.monotonicMs())
        return std::nullopt;

    Merchant& merchant = at(*index);
    if (!merchant.permanentCode.isEmpty())
        merchant.deadCodes.insert(merchant.permanentCode);
    merchant.permanentCode = crypto::randomAlphanumeric(permanentCodeLength).toLatin1();
    ++merchant.exchanges;
    return merchant;
}

CodeCheck World::checkPermanentCode(const QString& corpId, const QByteArray& permanentCode) const
{
    const auto merchant = find(corpId);
    if (!merchant)
        return CodeCheck::NoAuthorisation;
    if (merchant->authorisation != 0 && merchant->permanentCode == permanentCode)
        return CodeCheck::Good;
    const bool related = merchant->authorisation != 0 || merchant->deadCodes.contains(permanentCode);
    return related ? CodeCheck::Dead : CodeCheck::NoAuthorisation;
}

Merchant& World::at(int index)
{
    if (const auto known = m_touched.find(index); known != m_touched.end())
        return known->second;
    return insert(index, u'#' + QString::number(index), m_names.corpName(index), index);
}

Merchant& World::insert(int index, const QString& key, const QString& name, int profile)
{
    Merchant merchant;
    merchant.index = index;
    merchant.key = key;
    merchant.profile = profile;
    merchant.name = name;
    merchant.corpId = QStringLiteral("wp") + m_seeded.alphanumeric("corp", key, 30);
    merchant.adminUserId = QStringLiteral("wo") + m_seeded.alphanumeric("admin", key, 30);
    merchant.industry = m_names.industry(profile);
    merchant.scale = m_names.scale(profile);
    for (int i = 0; i < m_accountsEach; ++i)
        addAccount(merchant);
    m_byCorpId.insert(merchant.corpId, index);
    return m_touched.emplace(index, std::move(merchant)).first->second;
}

QString World::nameOf(int index) const
{
    const auto known = m_touched.find(index);
    return known == m_touched.end() ? m_names.corpName(index) : known->second.name;
}

Merchant* World::byCorpId(const QString& corpId)
{
    const auto index = m_byCorpId.constFind(corpId);
    return index == m_byCorpId.constEnd() ? nullptr : &at(*index);
}

void World::addAccount(Merchant& merchant)
{
    const int n = static_cast<int>(merchant.accounts.size());
    const QString key = merchant.key % u'/' % QString::number(n);
    KfAccount account;
    account.openKfId = QStringLiteral("wk") + m_seeded.alphanumeric("kf", key, 30);
    account.name = m_names.accountName(merchant.profile, n);
    m_byAccount.insert(account.openKfId, merchant.index);
    merchant.accounts.push_back(std::move(account));
}

QByteArray World::makeAuthCode(const Merchant& merchant)
{
    const QByteArray code = crypto::randomAlphanumeric(authCodeLength).toLatin1();
    m_pendingCodes.insert(code, {merchant.authorisation, m_clock.monotonicMs() + authCodeLifeMs});
    return code;
}

} // namespace kfdesk::sandbox

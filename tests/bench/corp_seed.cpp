#include "tests/bench/corp_seed.h"

#include "core/service/corp_keys.h"
#include "core/store/corp_repository.h"
#include "core/store/kf_repository.h"
#include "tests/bench/seeded_workspace.h"

#include <array>

namespace kfdesk::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array towns{u"杭州", u"苏州", u"成都", u"武汉", u"西安", u"长沙", u"厦门", u"青岛", u"南昌", u"烟台"};
constexpr std::array words{u"晨光", u"湖畔", u"白鹭", u"紫荆", u"云舟", u"桃源", u"金穗", u"铜陵", u"明澈", u"万象"};
constexpr std::array trades{u"餐饮", u"服饰", u"酒店", u"日用品", u"商贸"};
constexpr qint64 firstDay = 1'780'000'000'000; // UTC ms
constexpr int states = 200;

template <typename Texts>
QStringView pick(const Texts& texts, int number)
{
    return QStringView(texts[static_cast<size_t>(number) % texts.size()]);
}

} // namespace

QString CorpSeed::random(int size)
{
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    QString text;
    text.reserve(size);
    for (int i = 0; i < size; ++i)
        text.append(QLatin1Char(letters[m_random() % 64]));
    return text;
}

QString CorpSeed::name()
{
    return u"%1%2%3%4号店"_s.arg(pick(towns, m_made), pick(words, m_made / 10), pick(trades, m_made / 100))
        .arg(m_made / 500 + 1);
}

model::Corp CorpSeed::add(store::Connection& db, int accounts)
{
    const QString state = u"shop%1"_s.arg(m_made % states);
    model::Corp corp;
    corp.suiteId = m_suiteId;
    corp.authCorpId = u"wp"_s + random(30);
    corp.name = name();
    corp.states = {state};
    corp.accountCount = accounts;
    corp.linkCount = accounts;
    corp.authorizedAt = firstDay + m_made;
    corp.lastEventAt = corp.authorizedAt;
    corp.lastSyncAt = corp.authorizedAt;
    corp.updatedAt = corp.authorizedAt;
    service::fillKeys(corp);
    corp.id = must(store::CorpRepository(db).insert(corp, {}));
    ++m_made;

    std::vector<model::KfLink> links;
    for (int i = 0; i < accounts; ++i) {
        model::KfAccount account;
        account.suiteId = m_suiteId;
        account.corpId = corp.id;
        account.openKfId = u"wk"_s + random(30);
        account.name = u"售前咨询%1"_s.arg(i);
        account.id = must(store::KfAccountRepository(db).insert(account));
        must(store::GrantRepository(db).add(
            {0, m_suiteId, corp.id, account.openKfId, state, corp.authorizedAt, u"create_auth"_s}));
        model::KfLink link;
        link.suiteId = m_suiteId;
        link.corpId = corp.id;
        link.accountId = account.id;
        link.url = u"https://work.weixin.qq.com/kfid/kfc%1?enc_scene=ENC%2"_s.arg(random(16), random(24));
        link.createdAt = corp.authorizedAt;
        link.updatedAt = corp.authorizedAt;
        links.push_back(std::move(link));
    }
    must(store::LinkRepository(db).insertMissing(corp.id, links));
    return corp;
}

} // namespace kfdesk::bench

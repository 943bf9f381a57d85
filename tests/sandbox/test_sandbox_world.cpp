#include "core/crypto/callback_cipher.h"
#include "core/sandbox/callback_cipher.h"
#include "core/sandbox/credentials.h"
#include "core/sandbox/event_xml.h"
#include "core/sandbox/world.h"
#include "tests/support/fake_clock.h"

#include <QSet>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::sandbox;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

namespace {

QStringList idsOf(const Merchant& merchant)
{
    QStringList ids{merchant.corpId, merchant.name, merchant.adminUserId, merchant.industry, merchant.scale};
    for (const KfAccount& account : merchant.accounts)
        ids << account.openKfId << account.name;
    return ids;
}

} // namespace

class TestSandboxWorld : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameSeedSameWorld();
    void idsDoNotDependOnTheOrderOfLooking();
    void namesAreDistinct();
    void idsHaveWeComsShapes();
    void aHundredThousandMerchantsAreMadeWhenLookedAt();
    void everyMerchantIsHandedOutOnce();
    void cancelledMerchantsComeLast();
    void authCodesLiveTenMinutesAndOnce();
    void ticketsLiveThirtyMinutes();
    void tokensAreAnsweredAgainUntilNearTheirEnd();
    void cipherAgreesWithTheProducts();
    void signatureAgreesWithThePublishedVector();
    void cdataCannotBeLeft();

private:
    FakeClock m_clock;
};

void TestSandboxWorld::sameSeedSameWorld()
{
    World one(50, 3, SeededText(7), m_clock);
    World same(50, 3, SeededText(7), m_clock);
    World other(50, 3, SeededText(8), m_clock);
    QCOMPARE(idsOf(*one.takeNext()), idsOf(*same.takeNext()));
    QVERIFY(idsOf(*one.takeNext()) != idsOf(*other.takeNext()));
    QCOMPARE(idsOf(one.named(u"测试商户"_s)), idsOf(same.named(u"测试商户"_s)));

    const SuiteCredentials suite{SeededText(7)};
    QCOMPARE(suite.encodingAesKey, SuiteCredentials(SeededText(7)).encodingAesKey);
    QVERIFY(suite.suiteSecret != SuiteCredentials(SeededText(8)).suiteSecret);
}

void TestSandboxWorld::idsDoNotDependOnTheOrderOfLooking()
{
    World forward(50, 3, SeededText(7), m_clock);
    World backward(50, 3, SeededText(7), m_clock);
    backward.named(u"先到的商户"_s);
    const Merchant late = backward.named(u"后到的商户"_s);
    QCOMPARE(idsOf(forward.named(u"后到的商户"_s)), idsOf(late));
    QCOMPARE(idsOf(*backward.takeNext()), idsOf(*forward.takeNext()));
}

void TestSandboxWorld::namesAreDistinct()
{
    const MerchantNames names(SeededText(1));
    QSet<QString> seen;
    for (int i = 0; i < MerchantNames::distinctNames; ++i)
        seen.insert(names.corpName(i));
    QCOMPARE(seen.size(), MerchantNames::distinctNames);
    QVERIFY(MerchantNames::distinctNames >= 100'000);
}

void TestSandboxWorld::idsHaveWeComsShapes()
{
    World world(1, 200, SeededText(1), m_clock);
    const Merchant merchant = *world.takeNext();
    QVERIFY(merchant.corpId.startsWith(u"wp"_s));
    QVERIFY(merchant.name.endsWith(u"有限公司"_s));
    for (const KfAccount& account : merchant.accounts) {
        QVERIFY(account.openKfId.startsWith(u"wk"_s) && account.openKfId.size() <= 64);
        QVERIFY(account.name.size() <= 16);
    }
    const SuiteCredentials suite{SeededText(1)};
    QCOMPARE(suite.encodingAesKey.size(), 43);
    QVERIFY(suite.token.size() <= 32);
    QVERIFY(crypto::CallbackKey::parse(suite.encodingAesKey).has_value());
}

void TestSandboxWorld::aHundredThousandMerchantsAreMadeWhenLookedAt()
{
    World world(100'000, 3, SeededText(1), m_clock);
    const QString last = MerchantNames(SeededText(1)).corpName(99'999);
    const auto found = world.search(last, 10);
    QCOMPARE(found.size(), 1u);
    QCOMPARE(found.front().index, 99'999);
    QCOMPARE(idsOf(world.named(last)), idsOf(found.front()));
    QCOMPARE(world.corpCount(), 100'000);
}

void TestSandboxWorld::everyMerchantIsHandedOutOnce()
{
    World world(3, 1, SeededText(1), m_clock);
    const auto second = world.search(MerchantNames(SeededText(1)).corpName(1), 1).front();
    QVERIFY(world.authorise(second.corpId, {}).has_value());
    QCOMPARE(world.takeNext()->index, 0);
    QCOMPARE(world.takeNext()->index, 2); // the second one has authorised meanwhile
    QVERIFY(world.takeNext() == tl::unexpected(Refusal::NoCorpLeft));
}

void TestSandboxWorld::cancelledMerchantsComeLast()
{
    World world(2, 1, SeededText(1), m_clock);
    const Merchant first = *world.takeNext();
    QVERIFY(world.authorise(first.corpId, {}).has_value());
    QVERIFY(world.cancel(first.corpId).has_value());
    QCOMPARE(world.takeNext()->index, 1);
    QCOMPARE(world.takeNext()->index, 0);
}

void TestSandboxWorld::authCodesLiveTenMinutesAndOnce()
{
    World world(3, 1, SeededText(1), m_clock);
    const auto consent = world.authorise(world.takeNext()->corpId, {});
    QVERIFY(consent->authCode.size() >= 64 && consent->authCode.size() <= 512);
    m_clock.advance(599'999);
    const auto merchant = world.exchange(consent->authCode);
    QVERIFY(merchant.has_value());
    QCOMPARE(world.checkPermanentCode(merchant->corpId, merchant->permanentCode), CodeCheck::Good);
    QVERIFY(!world.exchange(consent->authCode).has_value());

    const auto late = world.authorise(world.takeNext()->corpId, {});
    m_clock.advance(600'000);
    QVERIFY(!world.exchange(late->authCode).has_value());
}

void TestSandboxWorld::ticketsLiveThirtyMinutes()
{
    TicketBook tickets(m_clock);
    const QByteArray first = tickets.issue();
    m_clock.advance(1'799'999);
    const QByteArray second = tickets.issue();
    QVERIFY(tickets.isGood(first));
    m_clock.advance(1);
    QVERIFY(!tickets.isGood(first));
    QVERIFY(tickets.isGood(second));
    m_clock.jumpWall(10'000'000); // somebody sets the clock of this machine: WeCom does not care
    QVERIFY(tickets.isGood(second));
}

void TestSandboxWorld::tokensAreAnsweredAgainUntilNearTheirEnd()
{
    TokenBook tokens(m_clock);
    const auto first = tokens.issue(1);
    QCOMPARE(first.expiresIn, 7200);
    QVERIFY(tokens.issue(2).token != first.token);
    m_clock.advance(6'000'000);
    QCOMPARE(tokens.issue(1).token, first.token);
    QCOMPARE(tokens.issue(1).expiresIn, 1200);
    m_clock.advance(900'000);
    const auto second = tokens.issue(1);
    QVERIFY(second.token != first.token);
    QCOMPARE(tokens.check(first.token).state, TokenBook::State::Good);
    m_clock.advance(300'000);
    QCOMPARE(tokens.check(first.token).state, TokenBook::State::Expired);
    QCOMPARE(tokens.check(second.token).owner, 1);
    tokens.revoke(second.token);
    QCOMPARE(tokens.check(second.token).state, TokenBook::State::Unknown);
    QVERIFY(tokens.issue(1).token != second.token);
}

void TestSandboxWorld::cipherAgreesWithTheProducts()
{
    const SuiteCredentials suite{SeededText(3)};
    const sandbox::CallbackCipher cipher(suite.token, suite.encodingAesKey);
    const auto key = crypto::CallbackKey::parse(suite.encodingAesKey);
    for (int size = 0; size <= 70; ++size) { // every padding of 1 to 32
        const QByteArray message(size, 'm');
        const QByteArray encrypted = cipher.encrypt(message, u"wp收件"_s);
        QCOMPARE(QByteArray::fromBase64(encrypted).size() % 32, 0); // padded to 32, not to the cipher's 16
        const auto opened = crypto::openCallback(*key, encrypted);
        QVERIFY(opened.has_value());
        QCOMPARE(opened->message, message);
        QCOMPARE(opened->receiveId, QByteArray("wp收件"));
    }
}

void TestSandboxWorld::signatureAgreesWithThePublishedVector()
{
    const sandbox::CallbackCipher cipher("kfDemoToken2024", "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg");
    QCOMPARE(cipher.sign("1718000005", "n0nce555",
                         "NkQ0xBejso6Q1D6PTIoYSEeJmJbPIoz9mbOD8LBHGmdS/mX0aesZ5O2AfNFlp4VqfoppIcoIMV0Neo46nGmkiNqrSShd0"
                         "XhX2mcIWKV+kR6sfvicSJu/AYQfiWdM02uM"),
             QByteArray("70556cb34146cc70b84b158bd40c22145764e2da"));
}

void TestSandboxWorld::cdataCannotBeLeft()
{
    const QByteArray xml = event_xml::cancelAuth(u"ww1"_s, 1, u"a]]><Evil/>"_s);
    QVERIFY(!xml.contains("a]]><Evil/>"));
    QVERIFY(xml.contains("<![CDATA[a]]]]><![CDATA[><Evil/>]]>"));
}

QTEST_GUILESS_MAIN(TestSandboxWorld)
#include "test_sandbox_world.moc"

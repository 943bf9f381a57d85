#include "core/store/known_corps.h"
#include "tests/store/fixture.h"

#include <QTest>

#include <thread>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

namespace {

void setStatus(Connection& db, const QString& status)
{
    must(db.exec(u"UPDATE corp SET status = '%1'"_s.arg(status)));
}

void setStatusInATransaction(Connection& db, const QString& status)
{
    auto transaction = must(WriteTransaction::begin(db));
    setStatus(db, status);
    must(transaction.commit());
}

} // namespace

class TestKnownCorps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keepsWhatItFound();
    void noticesAnotherConnection();
    void noticesAnotherTransactionOfItsOwn();
    void noticesANewConnection();
    void doesNotKeepThatThereIsNone();
    void tellsSuitesApart();

private:
    /// As one group of callbacks: the corp's status as it is known, "" for none.
    QString group(const QString& suiteId = u"s1"_s, const QString& corpId = u"ww1"_s)
    {
        auto transaction = must(WriteTransaction::begin(db()));
        must(m_known.follow(db()));
        const auto standing = must(m_known.standing(db(), suiteId, corpId));
        must(transaction.commit());
        return standing ? model::toText(standing->status) : QString();
    }

    Connection& db() { return *must(m_workspace->database().connection()); }

    std::unique_ptr<Workspace> m_workspace;
    KnownCorps m_known;
};

void TestKnownCorps::init()
{
    m_workspace = std::make_unique<Workspace>();
    m_workspace->addCorp(u"晨光文具"_s, u"ww1"_s);
    QCOMPARE(group(), u"active"_s);
}

void TestKnownCorps::cleanup()
{
    m_workspace.reset();
}

void TestKnownCorps::keepsWhatItFound()
{
    setStatus(db(), u"changed"_s); // outside of a transaction: the one kind of write that is not noticed
    QCOMPARE(group(), u"active"_s);
    QCOMPARE(group(), u"active"_s);
}

void TestKnownCorps::noticesAnotherConnection()
{
    std::thread([this] { setStatusInATransaction(db(), u"purging"_s); }).join();
    QCOMPARE(group(), u"purging"_s);
}

void TestKnownCorps::noticesAnotherTransactionOfItsOwn()
{
    setStatusInATransaction(db(), u"changed"_s);
    QCOMPARE(group(), u"changed"_s);
}

void TestKnownCorps::noticesANewConnection()
{
    setStatus(db(), u"changed"_s);
    const Standpoint old = must(db().standpoint());
    m_workspace->database().closeConnection();
    while (must(db().standpoint()).transactions < old.transactions)
        const auto transaction = must(WriteTransaction::begin(db()));
    QCOMPARE(must(db().standpoint()).dataVersion, old.dataVersion); // so only its number tells them apart
    QCOMPARE(group(), u"changed"_s);
}

void TestKnownCorps::doesNotKeepThatThereIsNone()
{
    QCOMPARE(group(u"s1"_s, u"ww2"_s), QString());
    m_workspace->addCorp(u"远山文具"_s, u"ww2"_s); // not noticed either
    QCOMPARE(group(u"s1"_s, u"ww2"_s), u"active"_s);
}

void TestKnownCorps::tellsSuitesApart()
{
    QCOMPARE(group(u"s2"_s), QString());
    QCOMPARE(group(), u"active"_s);
}

QTEST_GUILESS_MAIN(TestKnownCorps)
#include "test_known_corps.moc"

#include "tests/sandbox/rig.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

namespace {

/// Values of the inputs with that type and name, in order.
QStringList inputs(const QString& html, const QString& type, const QString& name)
{
    const QRegularExpression input(u"<input type=\"%1\" name=\"%2\" value=\"([^\"]*)\""_s.arg(type, name));
    QStringList values;
    for (auto matches = input.globalMatch(html); matches.hasNext();)
        values << matches.next().captured(1);
    return values;
}

QByteArray form(const QList<QPair<QString, QString>>& fields)
{
    QByteArrayList items;
    for (const auto& [name, value] : fields)
        items << QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value).replace("%20", "+");
    return items.join('&');
}

} // namespace

class TestSandboxConsent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_rig = std::make_unique<Rig>(40, 3); }
    void cleanup() { m_rig.reset(); }

    void aMerchantAuthorisesThroughTheForms();
    void severalAccountsCanBeChosenWithoutMode();
    void oneAccountOnlyWithMode();
    void nothingChosenIsSaid();
    void scanningAgainUpdates();
    void merchantsAreFoundByName();
    void failedCallbacksAreSaid();
    void strangersAreTurnedAway_data();
    void strangersAreTurnedAway();
    void everythingIsEscaped();

private:
    QString page(const QString& query, int status = 200);
    QString submit(const QList<QPair<QString, QString>>& fields, int status = 200);
    QString link() const { return u"/compApp/"_s + m_rig->identity().suiteId; }
    /// Corp id of the first merchant on the page, and its accounts.
    QString firstMerchant() { return inputs(page(QString()), u"radio"_s, u"corp"_s).value(0); }
    QStringList accountsOf(const QString& corpId)
    {
        return inputs(page(u"?corp="_s + corpId), u"checkbox"_s, u"open_kfid"_s);
    }

    std::unique_ptr<Rig> m_rig;
};

QString TestSandboxConsent::page(const QString& query, int status)
{
    const auto answer = m_rig->get(link() + query);
    if (!answer || answer->status != status || answer->contentType != "text/html; charset=utf-8")
        qFatal("the consent page does not answer as expected");
    return QString::fromUtf8(answer->body);
}

QString TestSandboxConsent::submit(const QList<QPair<QString, QString>>& fields, int status)
{
    const auto answer = m_rig->post(link(), form(fields), "application/x-www-form-urlencoded");
    if (!answer || answer->status != status)
        qFatal("the consent form does not answer as expected");
    return QString::fromUtf8(answer->body);
}

void TestSandboxConsent::aMerchantAuthorisesThroughTheForms()
{
    const QString first = page(u"?state=shop42&mode=1"_s);
    QVERIFY(first.contains(u"沙箱"_s));
    QVERIFY(first.contains(u"<html lang=\"zh-CN\">"_s));
    QVERIFY(!first.contains(u"<script"_s));
    const QStringList merchants = inputs(first, u"radio"_s, u"corp"_s);
    QCOMPARE(merchants.size(), 30);

    const QString second = page(u"?state=%1&mode=%2&corp=%3"_s.arg(
        inputs(first, u"hidden"_s, u"state"_s).at(0), inputs(first, u"hidden"_s, u"mode"_s).at(0), merchants.at(4)));
    const QStringList accounts = inputs(second, u"radio"_s, u"open_kfid"_s);
    QCOMPARE(accounts.size(), 3);

    const QString third = submit({{u"state"_s, inputs(second, u"hidden"_s, u"state"_s).at(0)},
                                  {u"mode"_s, inputs(second, u"hidden"_s, u"mode"_s).at(0)},
                                  {u"corp"_s, inputs(second, u"hidden"_s, u"corp"_s).at(0)},
                                  {u"open_kfid"_s, accounts.at(1)}});
    QVERIFY(third.contains(u"<h1>授权成功</h1>"_s));
    const ReceivedCallback callback = m_rig->receiver.received().back();
    QCOMPARE(callback.event.type, u"create_auth"_s);
    QCOMPARE(callback.event.state, u"shop42"_s);
    QCOMPARE(callback.event.openKfIds, QStringList{accounts.at(1)});
    QVERIFY(page(QString()).contains(u"已授权"_s));
}

void TestSandboxConsent::severalAccountsCanBeChosenWithoutMode()
{
    const QString corp = firstMerchant();
    const QStringList accounts = accountsOf(corp);
    submit({{u"corp"_s, corp}, {u"open_kfid"_s, accounts.at(0)}, {u"open_kfid"_s, accounts.at(2)}});
    const ReceivedCallback callback = m_rig->receiver.received().back();
    QCOMPARE(callback.event.openKfIds, (QStringList{accounts.at(0), accounts.at(2)}));
    QVERIFY(!callback.message.contains("<State>"));
}

void TestSandboxConsent::oneAccountOnlyWithMode()
{
    const QString corp = firstMerchant();
    const QStringList accounts = accountsOf(corp);
    const QString again = submit(
        {{u"mode"_s, u"1"_s}, {u"corp"_s, corp}, {u"open_kfid"_s, accounts.at(0)}, {u"open_kfid"_s, accounts.at(2)}},
        400);
    QVERIFY(again.contains(u"role=\"alert\""_s));
    QVERIFY(m_rig->receiver.received().empty());
}

void TestSandboxConsent::nothingChosenIsSaid()
{
    const QString again = submit({{u"corp"_s, firstMerchant()}, {u"state"_s, u"shop42"_s}}, 400);
    QVERIFY(again.contains(u"请选择要授权的客服账号"_s));
    QCOMPARE(inputs(again, u"hidden"_s, u"state"_s), QStringList{u"shop42"_s});
    QVERIFY(m_rig->receiver.received().empty());
}

void TestSandboxConsent::scanningAgainUpdates()
{
    const QString corp = firstMerchant();
    const QStringList accounts = accountsOf(corp);
    submit({{u"corp"_s, corp}, {u"open_kfid"_s, accounts.at(0)}});
    const QString second = submit({{u"corp"_s, corp}, {u"open_kfid"_s, accounts.at(1)}});
    QVERIFY(second.contains(u"已更新授权"_s));
    QCOMPARE(m_rig->receiver.received().back().event.type, u"change_auth"_s);
}

void TestSandboxConsent::merchantsAreFoundByName()
{
    const QString name = m_rig->control(u"authorize"_s, {{u"corp_name"_s, u"独一无二商贸有限公司"_s}})
                             .value("auth_corpid"_L1)
                             .toString();
    const QString found = page(u"?q=%1"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(u"独一无二"_s))));
    QCOMPARE(inputs(found, u"radio"_s, u"corp"_s), QStringList{name});
    QVERIFY(page(u"?q=nothing"_s).contains(u"没有符合条件的企业"_s));
}

void TestSandboxConsent::failedCallbacksAreSaid()
{
    m_rig->receiver.answerNext({403, 403, 403});
    const QString corp = firstMerchant();
    const QString failed = submit({{u"corp"_s, corp}, {u"open_kfid"_s, accountsOf(corp).at(0)}});
    QVERIFY(failed.contains(u"<h1>授权失败</h1>"_s));
    QVERIFY(failed.contains(u"HTTP 403"_s));
}

void TestSandboxConsent::strangersAreTurnedAway_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("unknown suite") << u"/compApp/ww0000000000000000?state=a"_s;
    QTest::newRow("no suite") << u"/compApp/"_s;
    QTest::newRow("unknown merchant") << QString();
}

void TestSandboxConsent::strangersAreTurnedAway()
{
    QFETCH(QString, path);
    const auto answer = m_rig->get(path.isEmpty() ? link() + u"?corp=wpNobody"_s : path);
    QVERIFY(answer.has_value());
    QCOMPARE(answer->status, 404);
    QVERIFY(answer->body.contains("role=\"alert\""));
}

void TestSandboxConsent::everythingIsEscaped()
{
    const QString attack = u"\"><script>alert(1)</script>&'"_s;
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(attack));
    QVERIFY(!page(u"?state=%1&q=%1"_s.arg(encoded)).contains(u"<script"_s));

    const QString corp = m_rig->control(u"authorize"_s, {{u"corp_name"_s, attack}}).value("auth_corpid"_L1).toString();
    QVERIFY(!page(u"?q=alert"_s).contains(u"<script"_s));
    QVERIFY(!page(u"?corp=%1&state=%2"_s.arg(corp, encoded)).contains(u"<script"_s));
    const QString done = submit({{u"corp"_s, corp}, {u"state"_s, attack}, {u"open_kfid"_s, accountsOf(corp).at(0)}});
    QVERIFY(!done.contains(u"<script"_s));
    QCOMPARE(m_rig->receiver.received().back().event.state, attack); // what the form sent, not what the page shows
}

QTEST_GUILESS_MAIN(TestSandboxConsent)
#include "test_sandbox_consent.moc"

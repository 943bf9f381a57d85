#include "core/store/file_search.h"
#include "core/store/text_holders.h"
#include "tests/store/two_corps.h"

#include <QSet>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::store;
using namespace kfdesk::test;

class TestPurgeSubject : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void subjectsAreSealedAndDropped();
    void subjectsHoldEveryColumn();
    void subjectsTakeLinksApart();
    void seesTextsThatRowsHold();
    void seesTextsThatStaffWrote();
};

void TestPurgeSubject::subjectsAreSealedAndDropped()
{
    Workspace workspace;
    PurgeRepository purges(workspace.db());
    const PurgeSubject subject{QStringLiteral("s1"), canaryId, 7, {canaryId}, {canaryName, QStringLiteral("别名")}};
    const qint64 id = must(purges.begin(workspace.vault(), receiptOf(workspace.vault(), canaryId), subject));
    const auto read = must(purges.subject(workspace.vault(), id));
    QVERIFY(read);
    QVERIFY(*read == subject);
    QVERIFY(must(searchFiles(workspace.dir(), {canaryId, canaryName})).empty());
    must(purges.dropSubject(id));
    QVERIFY(!must(purges.subject(workspace.vault(), id)));
    QVERIFY(must(purges.find(id)));
}

/// A text in any column of any of the corp's rows is part of the subject, unless the column is known to tell nobody.
void TestPurgeSubject::subjectsHoldEveryColumn()
{
    const QSet<QString> telling{QStringLiteral("corp.auth_corpid"),
                                QStringLiteral("corp.name"),
                                QStringLiteral("corp.full_name"),
                                QStringLiteral("corp.logo_url"),
                                QStringLiteral("corp.corp_type"),
                                QStringLiteral("corp.industry"),
                                QStringLiteral("corp.scale"),
                                QStringLiteral("corp.states"),
                                QStringLiteral("corp.note"),
                                QStringLiteral("corp.search_key"),
                                QStringLiteral("corp.sort_key"),
                                QStringLiteral("kf_account.open_kfid"),
                                QStringLiteral("kf_account.name"),
                                QStringLiteral("kf_account.avatar_url"),
                                QStringLiteral("kf_link.url"),
                                QStringLiteral("kf_link.scene"),
                                QStringLiteral("kf_link.scene_param"),
                                QStringLiteral("kf_link_key.search_key"),
                                QStringLiteral("kf_link_key.corp_sort"),
                                QStringLiteral("kf_link_key.account_sort"),
                                QStringLiteral("kf_link_key.placement_sort"),
                                QStringLiteral("grant_record.open_kfid"),
                                QStringLiteral("grant_record.state"),
                                QStringLiteral("event.auth_corpid"),
                                QStringLiteral("event.state"),
                                QStringLiteral("token.auth_corpid")};
    TwoCorps corps;
    Connection& db = corps.workspace.db();
    const auto subject = [&] {
        const auto read = must(readPurgeSubject(db, TwoCorps::scopeOf(corps.victim)));
        return QStringList(read.ids + read.names);
    };
    QVERIFY(subject().contains(canaryId) && subject().contains(canaryName));
    QSet<QString> found;
    const QSet<QString> ofRows{QStringLiteral("corp"),        QStringLiteral("kf_account"),   QStringLiteral("kf_link"),
                               QStringLiteral("kf_link_key"), QStringLiteral("grant_record"), QStringLiteral("event"),
                               QStringLiteral("token"),       QStringLiteral("work_request"), QStringLiteral("change")};
    for (const Column& column : columnsOf(db)) {
        if (!ofRows.contains(column.table) || column.type != QStringLiteral("TEXT"))
            continue;
        const QString name = column.table + QLatin1Char('.') + column.name;
        const QString text = QStringLiteral("Planted%1x%2").arg(column.table, column.name);
        auto transaction = must(WriteTransaction::begin(db));
        must(db.exec(QStringLiteral("PRAGMA ignore_check_constraints = ON")));
        auto planted =
            must(db.prepare(QStringLiteral("UPDATE OR REPLACE %1 SET %2 = ?").arg(column.table, column.name)));
        const bool key = column.name == QStringLiteral("auth_corpid");
        // Ids are how the rows are found, so they stay; they are the subject's first text anyway.
        if (!key)
            must(planted.bind(text).exec());
        if (subject().contains(key ? canaryId : text))
            found.insert(name);
        planted.finish();
    }
    QCOMPARE(found - telling, QSet<QString>());
    QCOMPARE(telling - found, QSet<QString>());
}

void TestPurgeSubject::subjectsTakeLinksApart()
{
    TwoCorps corps;
    must(corps.workspace.db().exec(
        QStringLiteral("UPDATE kf_link SET url = 'https://work.weixin.qq.com/kfid/kfcCANARY01?enc_scene=ENCcanary02&"
                       "scene_param=a%3Db%20long' WHERE corp_id = %1 AND scene <> ''")
            .arg(corps.victim.id)));
    must(corps.workspace.db().exec(
        QStringLiteral(
            "UPDATE corp SET logo_url = 'https://p.qlogo.cn/bizmail/aVeryLongNameOfALogo/0', note = '一行\n第二行'"
            " WHERE id = %1")
            .arg(corps.victim.id)));
    const auto subject = must(readPurgeSubject(corps.workspace.db(), TwoCorps::scopeOf(corps.victim)));
    for (const char* id : {"kfcCANARY01", "ENCcanary02"})
        QVERIFY2(subject.ids.contains(QLatin1String(id)), id);
    QVERIFY(!subject.ids.contains(QStringLiteral("a%3Db%20long")));
    QVERIFY(!subject.ids.contains(QStringLiteral("work.weixin.qq.com")));
    for (const char* name : {"aVeryLongNameOfALogo", "一行", "第二行"})
        QVERIFY2(subject.names.contains(QString::fromUtf8(name)), name);
    QVERIFY(!subject.names.contains(QStringLiteral("p.qlogo.cn")));
    // Nothing of the other corp.
    for (const QString& text : QStringList(subject.ids + subject.names))
        QVERIFY2(!text.contains(QStringLiteral("wwStays")), qPrintable(text));
}

void TestPurgeSubject::seesTextsThatRowsHold()
{
    TwoCorps corps;
    Connection& db = corps.workspace.db();
    QVERIFY(must(isHeldByRows(db, canaryId)));
    QVERIFY(must(isHeldByRows(db, QStringLiteral("sync_due_at")))); // in the schema itself
    corps.purge(corps.victim);
    QVERIFY(!must(isHeldByRows(db, canaryId)));
    QVERIFY(!must(isHeldByRows(db, canaryName)));
    // Every text column is looked at, also those of tables to come.
    must(db.exec(QStringLiteral("CREATE TABLE later (id INTEGER PRIMARY KEY, words TEXT)")));
    must(db.exec(QStringLiteral("INSERT INTO later (words) VALUES ('%1')").arg(canaryId)));
    QVERIFY(must(isHeldByRows(db, canaryId)));
}

void TestPurgeSubject::seesTextsThatStaffWrote()
{
    TwoCorps corps;
    Connection& db = corps.workspace.db();
    QVERIFY(!must(isWrittenByStaff(db, canaryId)));
    must(db.exec(QStringLiteral("UPDATE corp SET note = '见 %1' WHERE id = %2").arg(canaryId).arg(corps.other.id)));
    QVERIFY(must(isWrittenByStaff(db, canaryId)));
    corps.workspace.addPlacement(canaryName, QStringLiteral("shop"));
    QVERIFY(must(isWrittenByStaff(db, canaryName)));
}

QTEST_GUILESS_MAIN(TestPurgeSubject)
#include "test_purge_subject.moc"

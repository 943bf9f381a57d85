#include "tests/ui/support/accessibility.h"
#include "tests/ui/support/page_rig.h"
#include "ui/page/invite/batch_dialog.h"
#include "ui/page/invite/invite_page.h"
#include "ui/table/table_view.h"

#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;

class TestBatchDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyAtOnceFromLinesAndFiles_data();
    void manyAtOnceFromLinesAndFiles();
    void manyAtOnceAreCreated();
    void faultyListIsNotCreated_data();
    void faultyListIsNotCreated();
};

void TestBatchDialog::manyAtOnceFromLinesAndFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("names");
    const QStringList two{u"南山店"_s, u"福田店"_s};
    QTest::newRow("lines") << QByteArray("南山店\n福田店\n") << two;
    QTest::newRow("Windows lines, blanks") << QByteArray("  南山店 \r\n\r\n福田店") << two;
    QTest::newRow("sheet") << QByteArray("南山店\tA1\n福田店\tB2") << two;
    QTest::newRow("CSV with a header") << QByteArray("\xef\xbb\xbf名称,地址\r\n南山店,x\r\n福田店,y\r\n") << two;
    QTest::newRow("quotes and commas") << QByteArray("\"Nanshan, west\",1\n\"The \"\"big\"\" one\",2")
                                       << QStringList{u"Nanshan, west"_s, u"The \"big\" one"_s};
    QTest::newRow("GB18030") << QByteArray("\xc4\xcf\xc9\xbd\xb5\xea\n\xb8\xa3\xcc\xef\xb5\xea\n") << two;
    QTest::newRow("guarded formula") << QByteArray("'=1+1\n") << QStringList{u"=1+1"_s};
    QTest::newRow("nothing") << QByteArray("\n\n") << QStringList();
}

void TestBatchDialog::manyAtOnceFromLinesAndFiles()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, names);
    const auto found = BatchDialog::namesFrom(text);
    QVERIFY(found);
    QCOMPARE(*found, names);
}

void TestBatchDialog::manyAtOnceAreCreated()
{
    PageRig rig;
    rig.show<InvitePage>();
    rig.find<QPushButton>("inviteBatch")->click();
    const QPointer<BatchDialog> dialog = rig.find<BatchDialog>("batchDialog");
    QVERIFY(dialog->isVisible());
    QVERIFY(!rig.find<QPushButton>("batchCreate")->isEnabled());
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"names.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("name\nA\nB\nC\nD\n");
    file.close();
    rig.prompts.files.push_back(file.fileName());
    rig.find<QPushButton>("batchFile")->click();
    QTRY_COMPARE(rig.find<QPlainTextEdit>("batchNames")->toPlainText(), u"A\nB\nC\nD"_s);
    QCOMPARE(rig.find<QPushButton>("batchCreate")->text(), u"Create 4"_s);
    rig.find<QRadioButton>("batchSingle")->click();
    QCOMPARE(withoutName(*dialog), QStringList());
    QCOMPARE(withoutDescription(*dialog), QStringList());
    rig.find<QPushButton>("batchCreate")->click();
    const auto* table = rig.find<TableView>("placementTable");
    QTRY_COMPARE(table->model()->rowCount(), 4);
    QTRY_VERIFY(!dialog);
    QSet<QString> states;
    const auto placements = *rig.service.workspace->placements().list(rig.service.suiteId());
    for (const auto& placement : placements) {
        QVERIFY(placement.single);
        states.insert(placement.state);
    }
    QCOMPARE(states.size(), 4);
}

void TestBatchDialog::faultyListIsNotCreated_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("a name too long") << u"A\n"_s + QString(101, u'b') << u"1 to 100"_s;
    QTest::newRow("an open quote") << u"A\n\"B\nC"_s << u"cannot be read"_s;
    QTest::newRow("too many") << u"x\n"_s.repeated(1001) << u"1,001"_s;
}

void TestBatchDialog::faultyListIsNotCreated()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    PageRig rig;
    rig.show<InvitePage>();
    rig.find<QPushButton>("inviteBatch")->click();
    rig.find<QPlainTextEdit>("batchNames")->setPlainText(text);
    QVERIFY(!rig.find<QPushButton>("batchCreate")->isEnabled());
    QVERIFY2(rig.find<QLabel>("batchFound")->text().contains(says), qPrintable(rig.find<QLabel>("batchFound")->text()));
}

QTEST_MAIN(TestBatchDialog)
#include "test_batch_dialog.moc"

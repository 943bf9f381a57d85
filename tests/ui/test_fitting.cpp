#include "ui/support/clipboard.h"
#include "ui/support/theme.h"
#include "ui/widget/banner.h"
#include "ui/widget/chip.h"
#include "ui/widget/flow_row.h"
#include "ui/widget/id_line.h"
#include "ui/widget/inset.h"
#include "ui/widget/wrap_row.h"

#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace kfdesk::ui;
using namespace Qt::StringLiterals;

/// What parts of a window do with the room they get.
class TestFitting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hiddenBannerTakesNoRoom();
    void longIdLeavesOutItsMiddle_data();
    void longIdLeavesOutItsMiddle();
    void buttonsStandBeneathWhereTheyDoNotFit();
    void buttonsFlowOverSeveralLines();
    void sentenceGrowsWithItsFont();

private:
    static Clipboard& clipboard()
    {
        static Clipboard ours(*QGuiApplication::clipboard());
        return ours;
    }
};

void TestFitting::hiddenBannerTakesNoRoom()
{
    QWidget page;
    auto* column = new QVBoxLayout(&page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* banner = new Banner(clipboard(), &page);
    auto* table = new QWidget(&page);
    column->addLayout(new Inset(banner));
    column->addWidget(table, 1);
    page.resize(400, 300);
    page.show();
    QTRY_COMPARE(table->geometry(), QRect(0, 0, 400, 300));
    banner->showMessage(Tone::Good, u"Done"_s, {});
    QTRY_COMPARE(banner->geometry().topLeft(), QPoint(Inset::sideAir, gridPx));
    QTRY_COMPARE(table->y(), banner->geometry().bottom() + 1 + gridPx);
    banner->clear();
    QTRY_COMPARE(table->y(), 0);
}

void TestFitting::longIdLeavesOutItsMiddle_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("room for all of it") << 600;
    QTest::newRow("too narrow") << 140;
}

void TestFitting::longIdLeavesOutItsMiddle()
{
    QFETCH(int, width);
    const Theme theme(*qApp);
    const QString id = u"wp2aWibzxMkhyudvEbEIyfp4DvI00000"_s;
    IdLine line(clipboard());
    line.setText(id);
    line.resize(width, 30);
    line.show();
    auto* copy = line.findChild<QToolButton*>(u"idLineCopy"_s);
    QVERIFY(QTest::qWaitForWindowExposed(&line));
    const auto* words = qobject_cast<QWidget*>(line.children().front());
    QCOMPARE(words->toolTip(), id);
    QCOMPARE(copy->x(), words->geometry().right() + 1); // right behind it
    QVERIFY(copy->geometry().right() < width);
    QCOMPARE(words->width() < words->sizeHint().width(), width < 400);
    copy->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), id);
    line.setText({});
    QVERIFY(!copy->isVisible());
}

void TestFitting::buttonsStandBeneathWhereTheyDoNotFit()
{
    QWidget card;
    auto* row = new WrapRow(gridPx);
    card.setLayout(row);
    row->setContentsMargins(0, 0, 0, 0);
    auto* name = new QWidget(&card);
    name->setMinimumSize(100, 30);
    auto* first = new QPushButton(u"QR code"_s, &card);
    auto* second = new QPushButton(u"With parameters…"_s, &card);
    for (QWidget* part : {name, static_cast<QWidget*>(first), static_cast<QWidget*>(second)})
        row->addWidget(part);
    const int buttons = first->sizeHint().width() + gridPx + second->sizeHint().width();

    card.resize(100 + gridPx + buttons, 200);
    card.show();
    QVERIFY(QTest::qWaitForWindowExposed(&card));
    QCOMPARE(name->width(), 100);
    QCOMPARE(second->geometry().right() + 1, card.width());
    QVERIFY(first->x() > name->geometry().right());

    card.resize(card.width() - 1, 200);
    QCOMPARE(name->width(), card.width());
    QCOMPARE(first->x(), 0);
    QVERIFY(first->y() > name->geometry().bottom());
    QCOMPARE(first->y(), second->y());
    QVERIFY(row->heightForWidth(card.width()) > row->heightForWidth(card.width() + 1));
}

void TestFitting::buttonsFlowOverSeveralLines()
{
    QWidget page;
    auto* row = new FlowRow(gridPx);
    auto* column = new QVBoxLayout(&page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addStretch();
    QList<QWidget*> buttons;
    for (int i = 0; i < 3; ++i) {
        auto* button = new QWidget(&page);
        button->setFixedSize(100, 32);
        buttons << button;
    }
    row->addWidget(buttons[1]);
    row->addWidget(buttons[2]);
    row->insertFirst(buttons[0]);
    page.resize(320, 200);
    page.show();
    QTRY_COMPARE(buttons[2]->pos(), QPoint(216, 0));
    page.resize(300, 200);
    QTRY_COMPARE(buttons[2]->pos(), QPoint(0, 40));
    QCOMPARE(buttons[1]->pos(), QPoint(108, 0));
    QCOMPARE(row->heightForWidth(300), 72);
    buttons[0]->hide();
    QTRY_COMPARE(buttons[2]->pos(), QPoint(108, 0));
    QCOMPARE(buttons[1]->pos(), QPoint(0, 0));
    QCOMPARE(row->heightForWidth(300), 32);
}

void TestFitting::sentenceGrowsWithItsFont()
{
    Chip mark;
    Chip sentence(nullptr, Chip::Style::Sentence);
    for (Chip* chip : {&mark, &sentence})
        chip->set(Tone::Good, Glyph::Check, u"Authorised"_s);
    QFont large = sentence.font();
    large.setPixelSize(48);
    sentence.setFont(large);
    mark.setFont(large);
    QCOMPARE(mark.sizeHint().height(), 24);
    QVERIFY(sentence.sizeHint().height() >= 48);
    QCOMPARE(sentence.minimumSizeHint().width(), 0); // elided rather than wider than the window
    QCOMPARE(mark.minimumSizeHint(), mark.sizeHint());
}

QTEST_MAIN(TestFitting)
#include "test_fitting.moc"

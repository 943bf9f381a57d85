#include "tests/ui/support/accessibility.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>
#include <QVBoxLayout>

using namespace kfdesk::ui::test;

namespace {

/// A field that keeps the Tab key for itself.
class Trap final : public QLineEdit
{
public:
    using QLineEdit::QLineEdit;

protected:
    bool event(QEvent* event) override
    {
        const bool isTab = event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Tab;
        return isTab || QLineEdit::event(event);
    }
};

/// A field that hands the focus on as soon as it comes.
class Shy final : public QLineEdit
{
public:
    using QLineEdit::QLineEdit;

protected:
    void focusInEvent(QFocusEvent*) override { focusNextChild(); }
};

struct Window
{
    QWidget widget;
    QVBoxLayout layout{&widget};

    template <typename W>
    W* add(const char* name)
    {
        auto* made = new W(&widget);
        made->setObjectName(QString::fromLatin1(name));
        layout.addWidget(made);
        return made;
    }
    bool show()
    {
        widget.show();
        widget.activateWindow();
        return QTest::qWaitForWindowActive(&widget);
    }
};

} // namespace

/// The helper itself: it finds what it is there to find.
class TestAccessibility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namelessControlsAreFound();
    void controlsWithoutPurposeAreFound();
    void tabOrderIsWalked();
    void whatTabMissesIsFound();
    void whatHoldsTabIsFound();
};

void TestAccessibility::namelessControlsAreFound()
{
    Window window;
    window.add<QPushButton>("bare");
    window.add<QPushButton>("worded")->setText(u"Save"_qs);
    window.add<QLineEdit>("field");
    auto* named = window.add<QLineEdit>("named");
    named->setAccessibleName(u"Name"_qs);
    named->setClearButtonEnabled(true);
    named->setText(u"text"_qs);
    auto* buddy = window.add<QLineEdit>("buddy");
    auto* caption = window.add<QLabel>("caption");
    caption->setText(u"Caption"_qs);
    caption->setBuddy(buddy);
    window.add<QTableWidget>("table");
    window.add<QPushButton>("hidden")->hide();
    QVERIFY(window.show());
    const QStringList found = withoutName(window.widget);
    QCOMPARE(found.size(), 3);
    QVERIFY(found.at(0).contains(u"bare"));
    QVERIFY(found.at(1).contains(u"field"));
    QVERIFY(found.at(2).contains(u"table"));
}

void TestAccessibility::controlsWithoutPurposeAreFound()
{
    Window window;
    window.add<QPushButton>("bare")->setText(u"Go"_qs);
    window.add<QPushButton>("tip")->setToolTip(u"Goes there"_qs);
    window.add<QCheckBox>("described")->setAccessibleDescription(u"Goes there"_qs);
    QVERIFY(window.show());
    const QStringList found = withoutDescription(window.widget);
    QCOMPARE(found.size(), 1);
    QVERIFY(found.front().contains(u"bare"));
}

void TestAccessibility::tabOrderIsWalked()
{
    Window window;
    window.add<QLineEdit>("one");
    window.add<QPushButton>("off")->setEnabled(false);
    window.add<QPushButton>("two");
    window.add<QCheckBox>("three");
    QVERIFY(window.show());
    QCOMPARE(tabOrder(window.widget), (QStringList{u"one"_qs, u"two"_qs, u"three"_qs}));
    QCOMPARE(unreachableByTab(window.widget), QStringList());
}

void TestAccessibility::whatTabMissesIsFound()
{
    Window window;
    window.add<QLineEdit>("one");
    window.add<Shy>("shy");
    window.add<QLineEdit>("two");
    QVERIFY(window.show());
    const QStringList found = unreachableByTab(window.widget);
    QCOMPARE(found.size(), 1);
    QVERIFY(found.front().contains(u"shy"));
}

void TestAccessibility::whatHoldsTabIsFound()
{
    Window window;
    window.add<QLineEdit>("one");
    window.add<Trap>("trap");
    window.add<QLineEdit>("beyond");
    QVERIFY(window.show());
    const QStringList found = unreachableByTab(window.widget);
    QCOMPARE(found.size(), 2);
    QCOMPARE(found.at(0), u"Tab is held by trap"_qs);
    QVERIFY(found.at(1).contains(u"beyond"));
}

QTEST_MAIN(TestAccessibility)
#include "test_accessibility.moc"

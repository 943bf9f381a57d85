#include "ui/support/dialog_prompts.h"

#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace Qt::StringLiterals;

/// The dialogs as a person has them; pages are tested with scripted answers instead.
class TestDialogPrompts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatCannotBeUndoneIsNotOneKeyAway();
    void theNameMustBeTyped();
    void manyChoicesAreAList();
    void aTextIsCheckedWhileTyping();
    void aSecretIsNotShown();
    void filesBeginInAFolderThatExists();
    void nothingHappensAfterTheParentIsGone();

private:
    template <typename Dialog>
    static Dialog* open(QWidget& parent)
    {
        auto* dialog = parent.findChild<Dialog*>();
        if (!dialog || !dialog->isVisible())
            qFatal("no dialog");
        return dialog;
    }
    static QPushButton* action(QWidget& parent) { return parent.findChild<QPushButton*>(u"promptAction"_s); }

    DialogPrompts m_prompts;
};

void TestDialogPrompts::whatCannotBeUndoneIsNotOneKeyAway()
{
    int agreed = 0;
    for (const bool destructive : {true, false}) {
        QWidget parent;
        m_prompts.confirm(&parent, {u"Stop?"_s, u"Callbacks are refused."_s, u"Stop"_s, destructive},
                          [&] { ++agreed; });
        QTest::keyClick(open<QMessageBox>(parent), Qt::Key_Return);
        QCOMPARE(agreed, destructive ? 0 : 1);
    }
    QWidget parent;
    m_prompts.confirm(&parent, {u"Stop?"_s, {}, u"Stop"_s, false}, [&] { ++agreed; });
    QTest::keyClick(open<QMessageBox>(parent), Qt::Key_Escape);
    QCOMPARE(agreed, 1);
}

void TestDialogPrompts::theNameMustBeTyped()
{
    QWidget parent;
    int agreed = 0;
    m_prompts.confirmTyped(&parent, {u"Purge"_s, u"All of it"_s, u"果然餐饮"_s, u"Purge"_s}, [&] { ++agreed; });
    auto* input = open<QDialog>(parent)->findChild<QLineEdit*>();
    QVERIFY(input->hasFocus() || parent.findChild<QDialog*>()->focusWidget() == input);
    for (const auto& [text, allowed] : {std::pair(u""_s, false), {u"果然"_s, false}, {u" 果然餐饮 "_s, true}}) {
        input->setText(text);
        QCOMPARE(action(parent)->isEnabled(), allowed);
    }
    input->setText(u"果然"_s);
    QTest::keyClick(input, Qt::Key_Return);
    QCOMPARE(agreed, 0);
    input->setText(u"果然餐饮"_s);
    QTest::mouseClick(action(parent), Qt::LeftButton);
    QCOMPARE(agreed, 1);
}

void TestDialogPrompts::manyChoicesAreAList()
{
    QWidget parent;
    int chosen = -1;
    m_prompts.choose(&parent, {u"Which?"_s, {}, {u"a"_s, u"b"_s, u"c"_s, u"d"_s}, 2},
                     [&](int index) { chosen = index; });
    auto* list = open<QDialog>(parent)->findChild<QListWidget*>();
    QCOMPARE(list->currentRow(), 2);
    list->setCurrentRow(3);
    QTest::mouseClick(action(parent), Qt::LeftButton);
    QCOMPARE(chosen, 3);
}

void TestDialogPrompts::aTextIsCheckedWhileTyping()
{
    for (const bool multiline : {false, true}) {
        QWidget parent;
        QString given;
        TextQuestion question{u"Note"_s, u"Note"_s, u"too long"_s, {}, u"Keep"_s, multiline};
        question.check = [](const QString& text) { return text.size() > 3 ? u"At most three"_s : QString(); };
        m_prompts.askText(&parent, question, [&](const QString& text) { given = text; });
        auto* dialog = open<QDialog>(parent);
        const auto says = [dialog](const QString& words) {
            const auto labels = dialog->findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [&](QLabel* label) { return label->text() == words; });
        };
        QVERIFY(says(u"At most three"_s));
        QVERIFY(!action(parent)->isEnabled());
        if (multiline)
            dialog->findChild<QPlainTextEdit*>()->setPlainText(u"abc"_s);
        else
            dialog->findChild<QLineEdit*>()->setText(u"abc"_s);
        QVERIFY(!says(u"At most three"_s));
        QTest::mouseClick(action(parent), Qt::LeftButton);
        QCOMPARE(given, u"abc"_s);
    }
}

void TestDialogPrompts::aSecretIsNotShown()
{
    QWidget parent;
    Secret given;
    m_prompts.askSecret(&parent, {u"Passphrase"_s, {}, u"Passphrase"_s, u"Unlock"_s},
                        [&](Secret secret) { given = std::move(secret); });
    auto* input = open<QDialog>(parent)->findChild<QLineEdit*>();
    QCOMPARE(input->echoMode(), QLineEdit::Password);
    QVERIFY(!action(parent)->isEnabled());
    QTest::keyClicks(input, u"hunter2"_s);
    QTest::mouseClick(action(parent), Qt::LeftButton);
    QVERIFY(given == Secret("hunter2"_L1));
    QCOMPARE(input->text(), QString());
}

void TestDialogPrompts::filesBeginInAFolderThatExists()
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QTemporaryDir home; // without a folder for documents
    qputenv("HOME", QFile::encodeName(home.path()));
    QTemporaryDir other;
    QString chosen;
    {
        QWidget parent;
        m_prompts.saveFile(&parent, {u"Export"_s, u"kf-links.csv"_s, u"CSV (*.csv)"_s},
                           [&](const QString& path) { chosen = path; });
        auto* dialog = open<QFileDialog>(parent);
        QCOMPARE(dialog->selectedFiles(), QStringList{home.filePath(u"kf-links.csv"_s)});
        dialog->setDirectory(other.path());
        dialog->selectFile(u"mine.csv"_s);
        static_cast<QDialog*>(dialog)->accept();
        QCOMPARE(chosen, other.filePath(u"mine.csv"_s));
    }
    QWidget parent;
    m_prompts.saveFile(&parent, {u"Export"_s, u"again.csv"_s, {}}, {});
    QCOMPARE(open<QFileDialog>(parent)->selectedFiles(),
             QStringList{other.filePath(u"again.csv"_s)}); // where they were
    QVERIFY(other.remove());
    QWidget later;
    m_prompts.saveFile(&later, {u"Export"_s, u"again.csv"_s, {}}, {});
    QCOMPARE(open<QFileDialog>(later)->selectedFiles(), QStringList{home.filePath(u"again.csv"_s)});
}

void TestDialogPrompts::nothingHappensAfterTheParentIsGone()
{
    int agreed = 0;
    auto parent = std::make_unique<QWidget>();
    m_prompts.confirm(parent.get(), {u"Stop?"_s, {}, u"Stop"_s, false}, [&] { ++agreed; });
    parent.reset();
    QCoreApplication::processEvents();
    QCOMPARE(agreed, 0);
}

QTEST_MAIN(TestDialogPrompts)
#include "test_dialog_prompts.moc"

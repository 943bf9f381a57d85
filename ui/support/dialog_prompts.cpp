#include "ui/support/dialog_prompts.h"

#include "ui/support/retranslated.h"
#include "ui/support/theme.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

constexpr int mostButtons = 3;

class PromptWords
{
    Q_DECLARE_TR_FUNCTIONS(Prompts)
};

/// A dialog with a text, an input and two buttons. Deletes itself when it closes.
class InputDialog final : public QDialog
{
public:
    InputDialog(QWidget* parent, const QString& title, const QString& text, const QString& actionText)
        : QDialog(parent)
        , m_body(new QVBoxLayout(this))
        , m_problem(new QLabel(this))
    {
        setAttribute(Qt::WA_DeleteOnClose);
        setWindowTitle(title);
        setMinimumWidth(440);
        m_body->setContentsMargins(24, 20, 24, 16);
        m_body->setSpacing(8);
        if (!text.isEmpty()) {
            auto* words = new QLabel(text, this);
            words->setWordWrap(true);
            m_body->addWidget(words);
        }
        auto* buttons = new QDialogButtonBox(this);
        m_action =
            buttons->addButton(actionText.isEmpty() ? PromptWords::tr("OK") : actionText, QDialogButtonBox::AcceptRole);
        m_action->setObjectName(QStringLiteral("promptAction"));
        auto* cancel = buttons->addButton(PromptWords::tr("Cancel"), QDialogButtonBox::RejectRole);
        cancel->setObjectName(QStringLiteral("promptCancel"));
        connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
        connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
        setKind(m_problem, "bad");
        m_problem->setWordWrap(true);
        m_body->addWidget(m_problem);
        m_body->addSpacing(8);
        m_body->addWidget(buttons);
    }

    void addInput(QWidget* input, const QString& name)
    {
        const int beforeProblem = m_body->indexOf(m_problem);
        if (!name.isEmpty()) {
            auto* words = new QLabel(name, this);
            words->setBuddy(input);
            m_body->insertWidget(beforeProblem, words);
        }
        label(input, QStringLiteral("promptInput"), name);
        m_body->insertWidget(m_body->indexOf(m_problem), input);
        input->setFocus();
    }

    void setProblem(const QString& problem, bool allowed)
    {
        m_problem->setText(problem);
        m_action->setEnabled(allowed);
    }

    QPushButton* action() const { return m_action; }

private:
    QVBoxLayout* m_body;
    QLabel* m_problem;
    QPushButton* m_action = nullptr;
};

QMessageBox* messageBox(QWidget* parent, const QString& title, const QString& text)
{
    auto* box = new QMessageBox(QMessageBox::Question, title, title, QMessageBox::NoButton, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(text);
    return box;
}

/// More choices than buttons have room for.
void chooseFromList(QWidget* parent, const ChoiceQuestion& question, std::function<void(int)> chosen)
{
    auto* dialog = new InputDialog(parent, question.title, question.text, PromptWords::tr("Choose"));
    setKind(dialog->action(), "primary");
    auto* list = new QListWidget(dialog);
    list->addItems(question.options);
    list->setCurrentRow(question.preferred);
    list->setMinimumHeight(240);
    dialog->addInput(list, QString());
    list->setAccessibleName(question.title);
    QObject::connect(list, &QListWidget::itemActivated, dialog, &QDialog::accept);
    QObject::connect(dialog, &QDialog::accepted, parent,
                     [list, chosen = std::move(chosen)] { chosen(list->currentRow()); });
    dialog->open();
}

/// Not every home has a folder for documents, and Qt's dialog does not mind a folder that is not there.
QString firstFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

void openFileDialog(QWidget* parent, const FileQuestion& question, QFileDialog::AcceptMode mode,
                    std::function<void(QString)> chosen)
{
    static QString folder;
    if (!QFileInfo(folder).isDir()) // not yet, or a stick that was pulled out
        folder = firstFolder();
    auto* dialog = new QFileDialog(parent, question.title, QString(), question.filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(mode);
    dialog->setFileMode(mode == QFileDialog::AcceptOpen ? QFileDialog::ExistingFile : QFileDialog::AnyFile);
    dialog->setDirectory(folder);
    if (!question.suggested.isEmpty())
        dialog->selectFile(question.suggested);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [chosen = std::move(chosen)](const QString& path) {
        folder = QFileInfo(path).path();
        chosen(path);
    });
    dialog->open();
}

} // namespace

void DialogPrompts::confirm(QWidget* parent, const Question& question, std::function<void()> agreed)
{
    QMessageBox* box = messageBox(parent, question.title, question.text);
    auto* action = box->addButton(question.actionText, QMessageBox::AcceptRole);
    auto* cancel = box->addButton(PromptWords::tr("Cancel"), QMessageBox::RejectRole);
    setKind(action, question.destructive ? "danger" : "primary");
    box->setDefaultButton(question.destructive ? cancel : action);
    box->setEscapeButton(cancel);
    QObject::connect(action, &QAbstractButton::clicked, parent, std::move(agreed));
    box->open();
}

void DialogPrompts::confirmTyped(QWidget* parent, const TypedQuestion& question, std::function<void()> agreed)
{
    auto* dialog = new InputDialog(parent, question.title, question.text, question.actionText);
    auto* input = new QLineEdit(dialog);
    dialog->addInput(input, PromptWords::tr("Type “%1” to confirm").arg(question.expected));
    setKind(dialog->action(), "danger");
    dialog->setProblem({}, false);
    QObject::connect(input, &QLineEdit::textChanged, dialog,
                     [dialog, expected = question.expected](const QString& text) {
                         dialog->setProblem({}, text.trimmed() == expected);
                     });
    QObject::connect(dialog, &QDialog::accepted, parent, std::move(agreed));
    dialog->open();
}

void DialogPrompts::choose(QWidget* parent, const ChoiceQuestion& question, std::function<void(int)> chosen)
{
    if (question.options.size() > mostButtons) {
        chooseFromList(parent, question, std::move(chosen));
        return;
    }
    QMessageBox* box = messageBox(parent, question.title, question.text);
    for (int i = 0; i < question.options.size(); ++i) {
        auto* button = box->addButton(question.options.at(i), QMessageBox::AcceptRole);
        QObject::connect(button, &QAbstractButton::clicked, parent, [chosen, i] { chosen(i); });
        if (i == question.preferred)
            box->setDefaultButton(button);
    }
    box->setEscapeButton(box->addButton(PromptWords::tr("Cancel"), QMessageBox::RejectRole));
    box->open();
}

void DialogPrompts::askText(QWidget* parent, const TextQuestion& question, std::function<void(QString)> given)
{
    auto* dialog = new InputDialog(parent, question.title, QString(), question.actionText);
    setKind(dialog->action(), "primary");
    std::function<QString()> read;
    const auto check = [dialog, rule = question.check](const QString& text) {
        const QString problem = rule ? rule(text) : QString();
        dialog->setProblem(problem, problem.isEmpty());
    };
    if (question.multiline) {
        auto* input = new QPlainTextEdit(question.initial, dialog);
        input->setPlaceholderText(question.placeholder);
        input->setTabChangesFocus(true);
        dialog->addInput(input, question.label);
        read = [input] { return input->toPlainText(); };
        QObject::connect(input, &QPlainTextEdit::textChanged, dialog, [check, read] { check(read()); });
    } else {
        auto* input = new QLineEdit(question.initial, dialog);
        input->setPlaceholderText(question.placeholder);
        dialog->addInput(input, question.label);
        read = [input] { return input->text(); };
        QObject::connect(input, &QLineEdit::textChanged, dialog, check);
    }
    check(question.initial);
    QObject::connect(dialog, &QDialog::accepted, parent, [read, given = std::move(given)] { given(read()); });
    dialog->open();
}

void DialogPrompts::askSecret(QWidget* parent, const SecretQuestion& question, std::function<void(Secret)> given)
{
    auto* dialog = new InputDialog(parent, question.title, question.text, question.actionText);
    setKind(dialog->action(), "primary");
    auto* input = new QLineEdit(dialog);
    input->setEchoMode(QLineEdit::Password);
    dialog->addInput(input, question.label);
    dialog->setProblem({}, false);
    QObject::connect(input, &QLineEdit::textChanged, dialog,
                     [dialog](const QString& text) { dialog->setProblem({}, !text.isEmpty()); });
    QObject::connect(dialog, &QDialog::accepted, parent, [input, given = std::move(given)] {
        QString typed = input->text();
        input->clear();
        Secret secret(typed);
        wipe(typed);
        given(std::move(secret));
    });
    dialog->open();
}

void DialogPrompts::saveFile(QWidget* parent, const FileQuestion& question, std::function<void(QString)> chosen)
{
    openFileDialog(parent, question, QFileDialog::AcceptSave, std::move(chosen));
}

void DialogPrompts::openFile(QWidget* parent, const FileQuestion& question, std::function<void(QString)> chosen)
{
    openFileDialog(parent, question, QFileDialog::AcceptOpen, std::move(chosen));
}

void DialogPrompts::openFolder(QWidget* parent, const QString& title, std::function<void(QString)> chosen)
{
    auto* dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
    dialog->open();
}

} // namespace kfdesk::ui

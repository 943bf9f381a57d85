#pragma once

#include "core/base/secret.h"

#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace kfdesk::ui {

struct Question
{
    QString title;
    QString text;
    QString actionText;       ///< on the button that does it: "Stop listening"
    bool destructive = false; ///< then the safe button has the focus and the action is not green
};

/// For what cannot be undone: the person types `expected` first.
struct TypedQuestion
{
    QString title;
    QString text;
    QString expected;
    QString actionText;
};

struct ChoiceQuestion
{
    QString title;
    QString text;
    QStringList options; ///< one button each; a Cancel button is added
    int preferred = 0;
};

struct TextQuestion
{
    QString title;
    QString label;
    QString initial;
    QString placeholder;
    QString actionText;
    bool multiline = false;
    /// Says in words what is wrong with the text as typed; empty = good. Optional.
    std::function<QString(const QString&)> check = {};
};

struct SecretQuestion
{
    QString title;
    QString text;
    QString label;
    QString actionText;
};

struct FileQuestion
{
    QString title;
    QString suggested; ///< file name; the folder is where the person last was, at first their documents
    QString filter;    ///< "CSV (*.csv)"
};

/// Questions to the person, behind an interface, so that tests answer them.
///
/// Nothing blocks: each method returns at once and the continuation runs when the person agrees. It never runs when the
/// person cancels or `parent` dies. GUI thread.
class Prompts
{
public:
    virtual ~Prompts() = default;
    virtual void confirm(QWidget* parent, const Question& question, std::function<void()> agreed) = 0;
    virtual void confirmTyped(QWidget* parent, const TypedQuestion& question, std::function<void()> agreed) = 0;
    virtual void choose(QWidget* parent, const ChoiceQuestion& question, std::function<void(int)> chosen) = 0;
    virtual void askText(QWidget* parent, const TextQuestion& question, std::function<void(QString)> given) = 0;
    virtual void askSecret(QWidget* parent, const SecretQuestion& question, std::function<void(Secret)> given) = 0;
    virtual void saveFile(QWidget* parent, const FileQuestion& question, std::function<void(QString)> chosen) = 0;
    virtual void openFile(QWidget* parent, const FileQuestion& question, std::function<void(QString)> chosen) = 0;
    virtual void openFolder(QWidget* parent, const QString& title, std::function<void(QString)> chosen) = 0;
};

} // namespace kfdesk::ui

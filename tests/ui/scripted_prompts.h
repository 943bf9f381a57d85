#pragma once

#include "ui/support/prompts.h"

#include <QString>

#include <deque>
#include <optional>

namespace kfdesk::ui::test {

/// Answers questions as told beforehand, at once; without an answer left, the person cancels. Keeps what was asked.
class ScriptedPrompts final : public Prompts
{
public:
    bool agrees = true;         ///< confirm() and confirmTyped()
    std::optional<int> choice;  ///< choose()
    std::deque<QString> texts;  ///< askText(), askSecret()
    std::deque<QString> files;  ///< saveFile(), openFile(), openFolder()
    std::vector<QString> asked; ///< titles
    Question lastQuestion;      ///< of confirm()
    TypedQuestion lastTyped;    ///< of confirmTyped()
    FileQuestion lastFile;      ///< of saveFile() and openFile()

    void confirm(QWidget*, const Question& question, std::function<void()> agreed) override
    {
        asked.push_back(question.title);
        lastQuestion = question;
        if (agrees)
            agreed();
    }
    void confirmTyped(QWidget*, const TypedQuestion& question, std::function<void()> agreed) override
    {
        asked.push_back(question.title);
        lastTyped = question;
        if (agrees)
            agreed();
    }
    void choose(QWidget*, const ChoiceQuestion& question, std::function<void(int)> chosen) override
    {
        asked.push_back(question.title);
        if (choice)
            chosen(*choice);
    }
    void askText(QWidget*, const TextQuestion& question, std::function<void(QString)> given) override
    {
        asked.push_back(question.title);
        answer(texts, given);
    }
    void askSecret(QWidget*, const SecretQuestion& question, std::function<void(Secret)> given) override
    {
        asked.push_back(question.title);
        answer(texts, [&given](const QString& text) { given(Secret(text)); });
    }
    void saveFile(QWidget*, const FileQuestion& question, std::function<void(QString)> chosen) override
    {
        asked.push_back(question.title);
        lastFile = question;
        answer(files, chosen);
    }
    void openFile(QWidget*, const FileQuestion& question, std::function<void(QString)> chosen) override
    {
        asked.push_back(question.title);
        lastFile = question;
        answer(files, chosen);
    }

    void openFolder(QWidget*, const QString& title, std::function<void(QString)> chosen) override
    {
        asked.push_back(title);
        answer(files, chosen);
    }

private:
    static void answer(std::deque<QString>& answers, const std::function<void(QString)>& given)
    {
        if (answers.empty())
            return;
        const QString next = answers.front();
        answers.pop_front();
        given(next);
    }
};

} // namespace kfdesk::ui::test

#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QStringList>

#include <span>

namespace kfdesk::ctl {

/// What one call of the program asks for: the command's own words and options, and the global ones.
class Arguments
{
public:
    Arguments() = default;
    Arguments(QStringList words, QHash<QString, QStringList> options)
        : m_words(std::move(words))
        , m_options(std::move(options))
    {}

    /// What follows the command and is no option.
    const QStringList& words() const { return m_words; }
    bool has(const char* option) const { return m_options.contains(QString::fromLatin1(option)); }
    /// Empty when it was not given.
    QString text(const char* option) const { return m_options.value(QString::fromLatin1(option)).value(0); }
    QStringList texts(const char* option) const { return m_options.value(QString::fromLatin1(option)); }
    int number(const char* option, int fallback) const { return has(option) ? text(option).toInt() : fallback; }

    bool json() const { return has("--json"); }
    QString suiteId() const { return text("--suite"); }

private:
    QStringList m_words;
    QHash<QString, QStringList> m_options;
};

/// Runs a command and returns the exit code; an error becomes exit code 1 and one line on stderr.
using Run = Result<int> (*)(const Arguments&);

/// One command: what it is called with, and what it does. Everything that can be checked without doing anything stands
/// here, so that a wrong call changes nothing.
struct Command
{
    const char* words;    ///< "corp import"
    const char* synopsis; ///< what follows, for the usage text
    Run run;
    std::span<const char* const> options = {};  ///< beside the global ones
    std::span<const char* const> required = {}; ///< subset of `options`
    int leastWords = 0;
    int mostWords = 0;
};

/// A wrong call: said on stderr, exit code 2.
struct UsageError
{
    QString text;
};

/// What parsing found: the command (null for --help and --version) and its arguments.
struct ParsedLine
{
    const Command* command = nullptr;
    Arguments arguments;
};

/// Options may stand anywhere, as `--name value` or `--name=value`; "--" ends them. `line` is without the program.
tl::expected<ParsedLine, UsageError> parseLine(const QStringList& line, std::span<const Command> commands);

/// The whole usage text.
QString usage(std::span<const Command> commands);

} // namespace kfdesk::ctl

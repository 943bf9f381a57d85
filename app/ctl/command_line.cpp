#include "app/ctl/command_line.h"

#include <algorithm>

namespace kfdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

enum class Kind { Flag, Text, Number };

/// Every option of every command: what it takes does not depend on the command, so that it may stand anywhere.
struct Option
{
    const char* name;
    Kind kind;
    int least = 0;
    int most = 0;
    bool repeatable = false;
};

constexpr int anyNumber = 1'000'000'000;

constexpr Option optionList[] = {
    {"--workspace", Kind::Text},
    {"--key-file", Kind::Text},
    {"--passphrase-file", Kind::Text},
    {"--json", Kind::Flag},
    {"--lang", Kind::Text},
    {"--suite", Kind::Text},
    {"--help", Kind::Flag},
    {"--version", Kind::Flag},
    {"--from", Kind::Text},
    {"--new-passphrase-file", Kind::Text},
    {"--bind", Kind::Text},
    {"--port", Kind::Number, 0, 65535},
    {"--tls-cert", Kind::Text},
    {"--tls-key", Kind::Text},
    {"--name", Kind::Text},
    {"--state", Kind::Text},
    {"--single", Kind::Flag},
    {"--qr", Kind::Text},
    {"--size", Kind::Number, 64, 8192},
    {"--corp", Kind::Text},
    {"--csv", Kind::Text},
    {"--pending", Kind::Flag},
    {"--url", Kind::Text, 0, 0, true},
    {"--account", Kind::Text},
    {"--scene", Kind::Text},
    {"--scene-param", Kind::Text},
    {"--status", Kind::Text},
    {"--type", Kind::Text},
    {"--limit", Kind::Number, 1, anyNumber},
    {"--show-plaintext", Kind::Flag},
    {"--token-file", Kind::Text},
    {"--aes-key-file", Kind::Text},
    {"--receive-id", Kind::Text},
    {"--query", Kind::Text},
    {"--body", Kind::Text},
};

constexpr const char* globalOptions[] = {
    "--workspace", "--key-file", "--passphrase-file", "--json", "--lang", "--suite", "--help", "--version",
};

const Option* findOption(const QString& name)
{
    const auto found = std::find_if(std::begin(optionList), std::end(optionList),
                                    [&](const Option& o) { return name == QLatin1String(o.name); });
    return found == std::end(optionList) ? nullptr : found;
}

bool contains(std::span<const char* const> names, const QString& name)
{
    return std::any_of(names.begin(), names.end(), [&](const char* n) { return name == QLatin1String(n); });
}

/// Splits a line into words and options.
class Splitter
{
public:
    explicit Splitter(const QStringList& line)
        : m_line(line)
    {}

    tl::expected<void, UsageError> run()
    {
        while (m_at < m_line.size()) {
            const QString token = m_line.at(m_at++);
            if (m_optionsEnded || !token.startsWith("--"_L1)) {
                words.append(token);
            } else if (token == "--"_L1) {
                m_optionsEnded = true;
            } else if (auto taken = takeOption(token); !taken) {
                return taken;
            }
        }
        return {};
    }

    QStringList words;
    QHash<QString, QStringList> options;

private:
    static tl::unexpected<UsageError> wrong(const QString& text) { return tl::unexpected(UsageError{text}); }

    tl::expected<void, UsageError> takeOption(const QString& token)
    {
        const QString name = token.section(u'=', 0, 0);
        const Option* option = findOption(name);
        if (!option)
            return wrong(u"unknown option %1"_s.arg(name));
        if (options.contains(name) && !option->repeatable)
            return wrong(u"%1 is given twice"_s.arg(name));
        QString value;
        if (option->kind == Kind::Flag) {
            if (token.contains(u'='))
                return wrong(u"%1 takes no value"_s.arg(name));
        } else if (token.contains(u'=')) {
            value = token.section(u'=', 1);
        } else if (m_at < m_line.size() && !m_line.at(m_at).startsWith("--"_L1)) {
            value = m_line.at(m_at++);
        } else {
            return wrong(u"%1 needs a value"_s.arg(name));
        }
        if (option->kind == Kind::Number && !isNumber(value, *option))
            return wrong(u"%1 takes a whole number of %2 to %3, not \"%4\""_s.arg(name)
                             .arg(option->least)
                             .arg(option->most)
                             .arg(value));
        options[name].append(value);
        return {};
    }

    static bool isNumber(const QString& text, const Option& option)
    {
        bool ok = false;
        const int number = text.toInt(&ok);
        return ok && number >= option.least && number <= option.most;
    }

    const QStringList& m_line;
    qsizetype m_at = 0;
    bool m_optionsEnded = false;
};

/// The command with the most words that the line begins with.
const Command* findCommand(const QStringList& words, std::span<const Command> commands)
{
    const Command* best = nullptr;
    qsizetype bestLength = 0;
    for (const Command& command : commands) {
        const QStringList own = QString::fromLatin1(command.words).split(u' ');
        if (own.size() > bestLength && words.mid(0, own.size()) == own) {
            best = &command;
            bestLength = own.size();
        }
    }
    return best;
}

QString faultOf(const Command& command, const Arguments& arguments, const QStringList& given)
{
    const QString name = QString::fromLatin1(command.words);
    for (const QString& option : given) {
        if (!contains(globalOptions, option) && !contains(command.options, option))
            return u"%1 does not take %2"_s.arg(name, option);
    }
    for (const char* option : command.required) {
        if (arguments.text(option).isEmpty())
            return u"%1 needs %2"_s.arg(name, QLatin1String(option));
    }
    if (arguments.words().size() < command.leastWords)
        return u"%1 needs %2"_s.arg(name, QString::fromUtf8(command.synopsis));
    if (arguments.words().size() > command.mostWords)
        return u"%1 does not take \"%2\""_s.arg(name, arguments.words().at(command.mostWords));
    if (arguments.has("--tls-cert") != arguments.has("--tls-key"))
        return u"give --tls-cert and --tls-key together"_s;
    if (arguments.has("--key-file") && arguments.has("--passphrase-file"))
        return u"give --key-file or --passphrase-file, not both"_s;
    return {};
}

} // namespace

tl::expected<ParsedLine, UsageError> parseLine(const QStringList& line, std::span<const Command> commands)
{
    Splitter split(line);
    if (auto done = split.run(); !done)
        return tl::unexpected(done.error());

    ParsedLine parsed;
    parsed.arguments = Arguments(split.words, split.options);
    if (const QString lang = parsed.arguments.text("--lang");
        parsed.arguments.has("--lang") && lang != "zh_CN"_L1 && lang != "en"_L1)
        return tl::unexpected(UsageError{u"--lang takes zh_CN or en, not \"%1\""_s.arg(lang)});
    if (parsed.arguments.has("--help") || parsed.arguments.has("--version"))
        return parsed;

    parsed.command = findCommand(split.words, commands);
    if (!parsed.command)
        return tl::unexpected(UsageError{split.words.isEmpty()
                                             ? u"a command is missing"_s
                                             : u"unknown command \"%1\""_s.arg(split.words.join(u' '))});
    const auto own = QString::fromLatin1(parsed.command->words).count(u' ') + 1;
    parsed.arguments = Arguments(split.words.mid(own), split.options);
    if (const QString fault = faultOf(*parsed.command, parsed.arguments, split.options.keys()); !fault.isEmpty())
        return tl::unexpected(UsageError{fault});
    return parsed;
}

QString usage(std::span<const Command> commands)
{
    QString text = u"usage: kfdeskctl [--workspace DIR] [--key-file FILE | --passphrase-file FILE] [--suite ID]\n"
                   "                 [--json] [--lang zh_CN|en] COMMAND …\n\n"_s;
    for (const Command& command : commands)
        text += u"  %1 %2\n"_s.arg(QLatin1String(command.words), QString::fromUtf8(command.synopsis))
                    .replace(u" \n"_s, u"\n"_s);
    return text + u"\nOptions may stand anywhere. Exit code 0: done, 1: failed, 2: wrong call.\n"_s;
}

} // namespace kfdesk::ctl

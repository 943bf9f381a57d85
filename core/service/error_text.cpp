#include "core/service/error_text.h"

#include "core/service/error_catalogue.h"
#include "core/service/wecom_errors.h"

#include <QCoreApplication>

namespace kfdesk::service {

namespace {

constexpr ErrorWords unknownCode{
    QT_TRANSLATE_NOOP("errors", "WeCom answered with a code KfDesk does not know"),
    QT_TRANSLATE_NOOP("errors",
                      "Look it up at https://open.work.weixin.qq.com/devtool/query?e={code}, or give the hint "
                      "to WeCom's support."),
};

constexpr ErrorWords unknownId{
    QT_TRANSLATE_NOOP("errors", "Something failed that KfDesk has no words for: {id}"),
    QT_TRANSLATE_NOOP("errors", "Try again; if it stays so, report it with the support bundle."),
    ErrorAction::Retry,
};

/// What stands for a value nobody knows, so that a sentence stays a sentence.
struct Substitute
{
    const char* name;
    const char* text;
};

constexpr Substitute substitutes[] = {
    {"ip", QT_TRANSLATE_NOOP("errors", "this machine's public address")},
    {"path", QT_TRANSLATE_NOOP("errors", "the file")},
    {"host", QT_TRANSLATE_NOOP("errors", "the server")},
    {"holder", QT_TRANSLATE_NOOP("errors", "another process")},
};

QString translated(const char* text)
{
    return QCoreApplication::translate("errors", text);
}

QString substituteFor(QStringView name)
{
    for (const Substitute& substitute : substitutes) {
        if (name == QLatin1String(substitute.name))
            return translated(substitute.text);
    }
    return QStringLiteral("–");
}

QString valueOf(QStringView name, const Error& error)
{
    if (name == u"detail")
        return error.detail;
    if (name == u"id")
        return error.id;
    if (name == u"code")
        return QString::number(error.code);
    return error.args.value(name.toString());
}

/// Replaces each {name} once; values are not searched for further placeholders.
QString filled(const QString& text, const Error& error)
{
    QString result;
    qsizetype at = 0;
    while (at < text.size()) {
        const auto open = text.indexOf(u'{', at);
        const auto close = open < 0 ? -1 : text.indexOf(u'}', open);
        if (close < 0)
            break;
        const QStringView name = QStringView(text).sliced(open + 1, close - open - 1);
        const QString value = valueOf(name, error);
        result += QStringView(text).sliced(at, open - at);
        result += value.isEmpty() ? substituteFor(name) : value;
        at = close + 1;
    }
    return result + QStringView(text).sliced(at);
}

const ErrorWords& wordsFor(const Error& error)
{
    if (const ErrorWords* words = findWords(error.id))
        return *words;
    if (!error.id.startsWith(u"wecom."))
        return unknownId;
    const ErrorWords* words = findWecomWords(error.code);
    return words ? *words : unknownCode;
}

/// SQLite's numbers mean nothing to those who read the sentence; the id says the same.
bool hasNumberForPeople(const Error& error)
{
    return error.code != 0 && !error.id.startsWith(u"store.");
}

} // namespace

ErrorText describe(const Error& error)
{
    const ErrorWords& words = wordsFor(error);
    ErrorText text;
    text.title = filled(translated(words.title), error);
    text.remedy = filled(translated(words.remedy), error);
    const bool numbered = hasNumberForPeople(error);
    text.code = numbered ? QString::number(error.code) : error.id;
    if (error.code != 0 && !numbered)
        text.code += QStringLiteral(" %1").arg(error.code);
    text.hint = error.args.value(QStringLiteral("hint"));
    text.action = words.action;
    text.ip = error.args.value(QStringLiteral("ip"));
    if (numbered)
        //: %1 is the cause of an error, %2 its number
        text.title = QCoreApplication::translate("errors", "%1 (%2)").arg(text.title, text.code);
    return text;
}

QString oneLine(const Error& error)
{
    const ErrorText text = describe(error);
    //: %1 is the cause of an error, %2 what to do about it
    return QCoreApplication::translate("errors", "%1. %2").arg(text.title, text.remedy);
}

} // namespace kfdesk::service

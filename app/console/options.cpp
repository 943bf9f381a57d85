#include "app/console/options.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace kfdesk {

namespace {

tl::unexpected<EarlyExit> stop(int exitCode, const QString& text)
{
    return tl::unexpected(EarlyExit{exitCode, text + u'\n'});
}

void addOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(u"The desktop console of a WeCom customer-service component."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({u"workspace"_s, u"Opens the workspace in this folder."_s, u"dir"_s});
    parser.addOption({u"key-file"_s, u"Unlocks it with this key file."_s, u"file"_s});
    parser.addOption({u"passphrase-file"_s, u"Unlocks it with the passphrase in this file."_s, u"file"_s});
    parser.addOption({u"sandbox"_s, u"Runs everything on a simulated WeCom; nothing is kept."_s});
    parser.addOption(
        {u"tour"_s, u"Goes through the sandbox and writes one picture a screen into this folder."_s, u"dir"_s});
    parser.addOption({u"lang"_s, u"Language of the console."_s, u"zh_CN|en"_s});
    parser.addOption({u"theme"_s, u"Colours of the console."_s, u"light|dark"_s});
}

tl::expected<store::SlotKey, EarlyExit> passphraseFrom(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return stop(1, u"kfdesk: cannot read the passphrase file %1: %2"_s.arg(path, file.errorString()));
    QByteArray bytes = file.readAll();
    const bool endsLine = bytes.endsWith('\n');
    store::Passphrase passphrase{Secret(QByteArrayView(bytes).chopped(endsLine ? 1 : 0))};
    wipe(bytes);
    return store::SlotKey(std::move(passphrase));
}

bool isOneOf(const QString& value, const QStringList& allowed)
{
    return value.isEmpty() || allowed.contains(value);
}

} // namespace

tl::expected<ConsoleOptions, EarlyExit> parseOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(arguments))
        return stop(2, u"kfdesk: "_s + parser.errorText());
    if (parser.isSet(u"help"_s))
        return stop(0, parser.helpText());
    if (parser.isSet(u"version"_s))
        return stop(0, u"kfdesk %1"_s.arg(QLatin1String(KFDESK_VERSION)));
    if (!parser.positionalArguments().isEmpty())
        return stop(2, u"kfdesk: unexpected argument %1"_s.arg(parser.positionalArguments().first()));
    if (parser.isSet(u"key-file"_s) && parser.isSet(u"passphrase-file"_s))
        return stop(2, u"kfdesk: give --key-file or --passphrase-file, not both"_s);

    ConsoleOptions options;
    options.tourFolder = parser.value(u"tour"_s);
    options.sandbox = parser.isSet(u"sandbox"_s) || !options.tourFolder.isEmpty();
    if (options.sandbox && parser.isSet(u"workspace"_s))
        return stop(2, u"kfdesk: the sandbox has a workspace of its own; leave out --workspace"_s);
    options.language = parser.value(u"lang"_s);
    options.theme = parser.value(u"theme"_s);
    if (!isOneOf(options.language, {u"zh_CN"_s, u"en"_s}))
        return stop(2, u"kfdesk: --lang is zh_CN or en"_s);
    if (!isOneOf(options.theme, {u"light"_s, u"dark"_s}))
        return stop(2, u"kfdesk: --theme is light or dark"_s);
    const QString workspace = parser.value(u"workspace"_s);
    options.workspace = workspace.isEmpty() ? service::Workspace::defaultDirectory() : QDir(workspace).absolutePath();
    if (parser.isSet(u"key-file"_s)) {
        options.key = store::KeyFile{parser.value(u"key-file"_s)};
    } else if (parser.isSet(u"passphrase-file"_s)) {
        auto passphrase = passphraseFrom(parser.value(u"passphrase-file"_s));
        if (!passphrase)
            return tl::unexpected(std::move(passphrase).error());
        options.key = *std::move(passphrase);
    }
    return options;
}

} // namespace kfdesk

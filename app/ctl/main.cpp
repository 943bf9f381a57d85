#include "app/ctl/commands.h"
#include "app/ctl/row_printer.h"
#include "app/ctl/session.h"
#include "core/base/log.h"
#include "core/base/secret.h"
#include "core/crypto/self_test.h"
#include "core/service/error_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

using namespace kfdesk;
using namespace Qt::StringLiterals;

namespace {

constexpr int exitFailed = 1;
constexpr int exitUsage = 2;

/// English is in the program; another language is taken when its texts are.
void installLanguage(QTranslator& translator, const QString& wanted)
{
    const bool chinese = QLocale().language() == QLocale::Chinese;
    const QString language = !wanted.isEmpty() ? wanted : (chinese ? u"zh_CN"_s : u"en"_s);
    if (translator.load(u":/i18n/kfdesk_%1.qm"_s.arg(language)))
        QCoreApplication::installTranslator(&translator);
}

int failed(const Error& error)
{
    ctl::note(u"kfdeskctl: "_s + service::oneLine(error));
    return exitFailed;
}

} // namespace

int main(int argc, char** argv)
{
    disableCoreDumps();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationVersion(QStringLiteral(KFDESK_VERSION));
    installLog({}, false);

    const auto parsed = ctl::parseLine(application.arguments().mid(1), ctl::commandTable());
    if (!parsed) {
        ctl::note(u"kfdeskctl: %1 (kfdeskctl --help lists the commands)"_s.arg(parsed.error().text));
        return exitUsage;
    }
    if (!parsed->command) {
        ctl::printLine(parsed->arguments.has("--version") ? u"kfdeskctl "_s + application.applicationVersion()
                                                          : ctl::usage(ctl::commandTable()).trimmed());
        return 0;
    }

    QTranslator translator;
    installLanguage(translator, parsed->arguments.text("--lang"));
    if (const auto tested = crypto::runSelfTest(); !tested)
        return failed(tested.error());
    const auto done = parsed->command->run(parsed->arguments);
    return done ? *done : failed(done.error());
}

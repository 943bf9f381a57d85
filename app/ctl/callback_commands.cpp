#include "app/ctl/commands.h"
#include "app/ctl/row_printer.h"
#include "app/ctl/session.h"
#include "core/callback/diagnosis.h"
#include "core/service/error_text.h"
#include "core/service/event_service.h"
#include "core/service/host.h"

#include <QJsonDocument>
#include <QtGlobal>

namespace kfdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

QByteArray rawQuery(const QString& text)
{
    return (text.startsWith(u'?') ? text.mid(1) : text).toUtf8();
}

/// A request without body is a verification of the URL.
Result<callback::RawRequest> requestOf(const Arguments& arguments)
{
    callback::RawRequest request;
    request.query = rawQuery(arguments.text("--query"));
    request.verification = !arguments.has("--body");
    if (!request.verification) {
        KFDESK_TRY(request.body, readInput(arguments.text("--body")));
    }
    return request;
}

int printVerdict(const callback::Diagnosis& diagnosis, const Error& error)
{
    const callback::CheckedRequest& checked = diagnosis.checked;
    const service::ErrorText words = service::describe(error);
    const QJsonObject verdict{{u"ok"_s, checked.ok()},
                              {u"step"_s, QLatin1String(toText(checked.step))},
                              {u"code"_s, checked.code},
                              {u"plaintext"_s, QString::fromUtf8(checked.message)},
                              {u"receive_id"_s, QString::fromUtf8(checked.receiveId)},
                              {u"to_user_name"_s, QString::fromUtf8(diagnosis.addressee)},
                              {u"cause"_s, QLatin1String(toText(diagnosis.cause))},
                              {u"explanation"_s, checked.ok() ? QString() : words.title},
                              {u"remedy"_s, checked.ok() ? QString() : words.remedy}};
    printLine(QString::fromUtf8(QJsonDocument(verdict).toJson(QJsonDocument::Compact)));
    if (checked.ok())
        return 0;
    note(u"kfdeskctl: "_s + service::oneLine(error));
    return 1;
}

/// One line of `callback ingest`. Error "import.line" when it is not an object with a query.
Result<callback::RawRequest> requestOfLine(const QByteArray& line, int number)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const QJsonValue query = object.value(u"query"_s);
    const QJsonValue body = object.value(u"body"_s);
    if (!query.isString() || !body.isString())
        return fail(makeError(
            ErrorKind::Input, u"import.line"_s, {},
            {{u"line"_s, QString::number(number)}, {u"reason"_s, query.isString() ? u"body"_s : u"query"_s}}));
    return callback::RawRequest{false, rawQuery(query.toString()), body.toString().toUtf8()};
}

QJsonObject resultRow(int line, const Result<bool>& stored)
{
    const QString word = !stored ? u"refused"_s : *stored ? u"stored"_s : u"duplicate"_s;
    return {{u"line"_s, line},
            {u"result"_s, word},
            {u"error"_s, stored ? QString() : stored.error().id},
            {u"code"_s, stored ? 0 : stored.error().code}};
}

} // namespace

Result<int> callbackCheck(const Arguments& arguments)
{
    KFDESK_TRY(Secret token, readSecret(arguments.text("--token-file")));
    KFDESK_TRY(const Secret encodedKey, readSecret(arguments.text("--aes-key-file")));
    KFDESK_TRY(const auto request, requestOf(arguments));
    auto key = crypto::CallbackKey::parse(encodedKey.view());
    if (!key) {
        // As the official library does, before anything else: no message can be read with it.
        callback::Diagnosis illegal;
        illegal.checked.step = callback::Step::Decrypt;
        illegal.checked.code = key.error().code;
        illegal.cause = callback::Cause::EncodingAesKey;
        return printVerdict(illegal, key.error());
    }
    const callback::SuiteKeys keys{{}, {}, std::move(token), *std::move(key)};
    const callback::ReceiveIdRule rule{arguments.has("--receive-id"), arguments.text("--receive-id").toUtf8()};
    const auto diagnosis = callback::diagnose(keys, request, rule);
    return printVerdict(diagnosis, callback::toError(diagnosis));
}

Result<int> callbackSelfTest(const Arguments& arguments)
{
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Read));
    KFDESK_TRY(const auto component, componentOf(*workspace, arguments));
    KFDESK_TRY(const auto result,
               workspace->host().publicSelfTest(component.suiteId, arguments.text("--url"), std::stop_token()));
    const service::ErrorText words = service::describe(result.error);
    printObject(arguments, {{u"ok"_s, result.ok},
                            {u"url"_s, result.url},
                            {u"cause"_s, result.error.id.section(u'.', 1)},
                            {u"code"_s, result.error.code},
                            {u"answer_ms"_s, result.answerMs},
                            {u"explanation"_s, result.ok ? QString() : words.title},
                            {u"remedy"_s, result.ok ? QString() : words.remedy}});
    if (result.ok)
        return 0;
    note(u"kfdeskctl: "_s + service::oneLine(result.error));
    return 1;
}

Result<int> callbackIngest(const Arguments& arguments)
{
    KFDESK_TRY(const QByteArray text, readInput(arguments.has("--from") ? arguments.text("--from") : u"-"_s));
    KFDESK_TRY(const auto workspace, openWorkspace(arguments, Access::Write));
    KFDESK_TRY(const auto component, componentOf(*workspace, arguments));
    RowPrinter rows(arguments, {{"line", QT_TRANSLATE_NOOP("ctl", "Line")},
                                {"result", QT_TRANSLATE_NOOP("ctl", "Result")},
                                {"error", QT_TRANSLATE_NOOP("ctl", "Error")}});
    int exitCode = 0;
    int number = 0;
    for (const QByteArray& line : text.split('\n')) {
        ++number;
        if (line.trimmed().isEmpty())
            continue;
        const auto stored = requestOfLine(line, number).and_then([&](const callback::RawRequest& request) {
            return workspace->events().ingest(component.suiteId, request);
        });
        rows.add(resultRow(number, stored));
        if (!stored) {
            note(u"kfdeskctl: %1: %2"_s.arg(number).arg(service::oneLine(stored.error())));
            exitCode = 1;
        }
    }
    rows.finish();
    return exitCode;
}

} // namespace kfdesk::ctl

#include "app/ctl/session.h"

#include "core/base/log.h"
#include "core/service/component_service.h"
#include "core/service/corp_service.h"

#include <QDir>
#include <QFile>

#include <cstdio>

namespace kfdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestInput = 64LL * 1024 * 1024;

Error unreadable(const QString& path, const QString& detail)
{
    return makeError(ErrorKind::Input, u"file.read"_s, detail, {{u"path"_s, path}});
}

} // namespace

const Clock& systemClock()
{
    static const SystemClock clock;
    return clock;
}

Result<std::optional<store::SlotKey>> keyOf(const Arguments& arguments)
{
    if (arguments.has("--key-file"))
        return store::SlotKey(store::KeyFile{arguments.text("--key-file")});
    if (!arguments.has("--passphrase-file"))
        return std::nullopt;
    KFDESK_TRY(Secret text, readSecret(arguments.text("--passphrase-file")));
    return store::SlotKey(store::Passphrase{std::move(text)});
}

Result<std::unique_ptr<service::Workspace>> openWorkspace(const Arguments& arguments, Access access)
{
    KFDESK_TRY(auto key, keyOf(arguments));
    KFDESK_TRY(auto workspace,
               service::Workspace::open({arguments.text("--workspace"), std::move(key), access == Access::Read},
                                        systemClock()));
    // Somebody who only reads leaves no trace, so only writers make the folder.
    const QString logs = workspace->directory() + u"/logs"_s;
    if (QDir(logs).exists() || (access == Access::Write && QDir().mkdir(logs)))
        installLog(logs, false);
    return workspace;
}

Result<model::ComponentSummary> componentOf(service::Workspace& workspace, const Arguments& arguments)
{
    return workspace.components().resolve(arguments.suiteId());
}

Result<model::Corp> corpNamed(service::Workspace& workspace, const Arguments& arguments, const QString& authCorpId)
{
    KFDESK_TRY(const auto all, workspace.corps().list(arguments.suiteId()));
    for (const model::Corp& corp : all) {
        if (corp.authCorpId == authCorpId)
            return corp;
    }
    return fail(makeError(ErrorKind::NotFound, u"corp.not_found"_s));
}

Result<QByteArray> readInput(const QString& path)
{
    QFile file(path);
    const bool opened = path == "-"_L1 ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return fail(unreadable(path, file.errorString()));
    // A pipe may hand out less than was asked for; the end is when nothing comes any more.
    QByteArray content;
    while (content.size() <= largestInput) {
        const QByteArray part = file.read(largestInput + 1 - content.size());
        if (part.isEmpty())
            break;
        content += part;
    }
    if (file.error() != QFileDevice::NoError || content.size() > largestInput)
        return fail(unreadable(path, file.errorString()));
    return content;
}

Result<Secret> readSecret(const QString& path)
{
    KFDESK_TRY(QByteArray content, readInput(path));
    Secret secret(QByteArrayView(content).trimmed());
    wipe(content);
    return secret;
}

void note(const QString& text)
{
    const QByteArray line = text.toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stderr);
}

} // namespace kfdesk::ctl

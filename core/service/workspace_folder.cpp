#include "core/service/workspace_folder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>

namespace kfdesk::service {

namespace {

constexpr int formatVersion = 1;
const QString sandboxWord = QStringLiteral("sandbox");
const QString productionWord = QStringLiteral("production");
const QString kindKey = QStringLiteral("kind");
const QString formatKey = QStringLiteral("format");

} // namespace

WorkspaceFolder::WorkspaceFolder(QString path)
    : m_path(QDir::cleanPath(QFileInfo(path).absoluteFilePath()))
{}

QString WorkspaceFolder::databasePath() const
{
    return m_path + QStringLiteral("/kfdesk.sqlite");
}

QString WorkspaceFolder::backupPath() const
{
    return m_path + QStringLiteral("/backups");
}

QString WorkspaceFolder::iniPath() const
{
    return m_path + QStringLiteral("/workspace.ini");
}

bool WorkspaceFolder::isWorkspace() const
{
    return QFileInfo::exists(iniPath());
}

Error WorkspaceFolder::error(const QString& id) const
{
    return makeError(ErrorKind::Config, id, {}, {{QStringLiteral("path"), m_path}});
}

/// Only its owner may look in.
Result<void> WorkspaceFolder::protect() const
{
    constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    constexpr auto others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    if ((QFile::permissions(m_path) & others) && !QFile::setPermissions(m_path, ownerOnly))
        return fail(error(QStringLiteral("workspace.folder")));
    return {};
}

Result<void> WorkspaceFolder::create()
{
    if (isWorkspace())
        return fail(error(QStringLiteral("workspace.exists")));
    if (!QDir().mkpath(m_path))
        return fail(error(QStringLiteral("workspace.folder")));
    return protect();
}

Result<void> WorkspaceFolder::declare(WorkspaceKind kind) const
{
    QSettings ini(iniPath(), QSettings::IniFormat);
    ini.setValue(formatKey, formatVersion);
    ini.setValue(kindKey, kind == WorkspaceKind::Sandbox ? sandboxWord : productionWord);
    ini.sync();
    if (ini.status() != QSettings::NoError)
        return fail(error(QStringLiteral("workspace.folder")));
    return {};
}

void WorkspaceFolder::discard()
{
    const QStringList files = {iniPath(), databasePath(), databasePath() + QStringLiteral("-wal"),
                               databasePath() + QStringLiteral("-shm")};
    for (const QString& file : files)
        QFile::remove(file);
}

Result<WorkspaceKind> WorkspaceFolder::open(bool readOnly)
{
    if (!isWorkspace())
        return fail(error(QStringLiteral("workspace.none")));
    if (!readOnly)
        KFDESK_CHECK(protect());
    const QSettings ini(iniPath(), QSettings::IniFormat);
    const int format = ini.value(formatKey).toInt();
    const QString kind = ini.value(kindKey).toString();
    if (format > formatVersion)
        return fail(makeError(ErrorKind::Config, QStringLiteral("store.newer_schema"), {},
                              {{QStringLiteral("have"), QString::number(format)},
                               {QStringLiteral("want"), QString::number(formatVersion)}}));
    if (ini.status() != QSettings::NoError || format < 1 || (kind != sandboxWord && kind != productionWord))
        return fail(error(QStringLiteral("workspace.folder")));
    return kind == sandboxWord ? WorkspaceKind::Sandbox : WorkspaceKind::Production;
}

} // namespace kfdesk::service

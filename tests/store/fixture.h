#pragma once

#include "core/model/corp.h"
#include "core/model/kf.h"
#include "core/store/database.h"
#include "core/store/vault.h"
#include "tests/support/fake_clock.h"

#include <QTemporaryDir>

#include <memory>
#include <source_location>
#include <unistd.h>

namespace kfdesk::test {

/// The value of a result that the test takes for granted; anything else ends the program with the error's id.
template <typename T>
T must(Result<T> result, std::source_location where = std::source_location::current())
{
    if (!result)
        qFatal("%s:%u: %s: %s", where.file_name(), where.line(), qPrintable(result.error().id),
               qPrintable(result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

/// The id of the error a result holds; empty when it holds none.
template <typename T>
QString errorId(const Result<T>& result)
{
    return result ? QString() : result.error().id;
}

constexpr uid_t nobody = 65534;

/// While it lives, permission bits count even when the tests run as root.
class WithoutPrivileges
{
public:
    WithoutPrivileges()
        : m_user(::geteuid())
    {
        if (m_user == 0 && ::seteuid(nobody) != 0)
            qFatal("cannot drop privileges");
    }
    ~WithoutPrivileges()
    {
        if (m_user == 0 && ::seteuid(0) != 0)
            qFatal("cannot take privileges back");
    }

private:
    uid_t m_user;
};

/// A workspace folder with a migrated store and a vault opened by a key file beside it.
class Workspace
{
public:
    Workspace();

    QString dir() const { return m_folder.filePath(QStringLiteral("workspace")); }
    QString databasePath() const { return dir() + QStringLiteral("/kfdesk.sqlite"); }
    QString keyFile() const { return m_folder.filePath(QStringLiteral("key")); }
    store::Database& database() { return *m_database; }
    store::Connection& db() { return *m_connection; }
    const store::Vault& vault() { return *m_vault; }
    FakeClock clock;

    /// One integer of a query without parameters; −1 without a row.
    qint64 number(const QString& sql);

    // Rows that other rows hang on; returned with their ids.
    model::Corp addCorp(const QString& name, const QString& authCorpId, const QString& suiteId = QStringLiteral("s1"));
    model::KfAccount addAccount(const model::Corp& corp, const QString& name, const QString& openKfId);
    model::KfLink addLink(const model::KfAccount& account, const QString& scene = {}, const QString& sceneParam = {});
    void addGrant(const model::KfAccount& account, const QString& state, qint64 grantedAt);
    qint64 addPlacement(const QString& name, const QString& state, const QString& suiteId = QStringLiteral("s1"));

private:
    QTemporaryDir m_folder;
    std::unique_ptr<store::Database> m_database;
    store::Connection* m_connection = nullptr;
    std::unique_ptr<store::Vault> m_vault;
};

} // namespace kfdesk::test

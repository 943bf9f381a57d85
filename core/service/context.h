#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/model/change.h"
#include "core/service/change_feed.h"
#include "core/service/own_changes.h"
#include "core/store/database.h"
#include "core/store/vault.h"

#include <QString>

#include <memory>
#include <mutex>
#include <vector>

namespace kfdesk::service {

/// What every service of a workspace shares. Thread-safe.
class Context
{
public:
    Context(store::Database& database, ChangeFeed& feed, const Clock& clock, QString directory, bool sandbox)
        : m_database(database)
        , m_feed(feed)
        , m_clock(clock)
        , m_directory(std::move(directory))
        , m_sandbox(sandbox)
    {}

    Result<store::Connection*> connection() { return m_database.connection(); }
    store::Database& database() { return m_database; }
    ChangeFeed& feed() { return m_feed; }
    const Clock& clock() const { return m_clock; }
    QString directory() const { return m_directory; }
    /// A sandbox workspace takes loopback components only, a production workspace none.
    bool isSandbox() const { return m_sandbox; }

    OwnChanges& ownChanges() { return m_ownChanges; }

    /// Error "vault.locked" (kind Config) while no key was given.
    Result<const store::Vault*> vault() const;
    /// The same, for changing its slots.
    Result<store::Vault*> openVault();
    /// Once: a vault is never taken away while the workspace lives, and a second one is dropped.
    void setVault(std::unique_ptr<store::Vault> vault);

private:
    store::Database& m_database;
    ChangeFeed& m_feed;
    const Clock& m_clock;
    QString m_directory;
    bool m_sandbox;
    OwnChanges m_ownChanges;
    mutable std::mutex m_vaultMutex;
    std::unique_ptr<store::Vault> m_vault;
};

/// A write transaction that announces its changes: to other processes within it, to this one after the commit.
class UnitOfWork
{
public:
    static Result<UnitOfWork> begin(Context& context);

    store::Connection& db() { return *m_connection; }
    /// Announced once, however often it is said.
    void changed(model::ChangeKind kind, qint64 localId);
    /// Nothing was written when it fails; a unit that is dropped without it rolls back.
    Result<void> commit();

private:
    UnitOfWork(Context& context, store::Connection& connection, store::WriteTransaction transaction);
    Context* m_context;
    store::Connection* m_connection;
    store::WriteTransaction m_transaction;
    std::vector<model::Change> m_changes;
};

} // namespace kfdesk::service

#include "core/service/context.h"

#include "core/store/bookkeeping_repository.h"

#include <algorithm>

namespace kfdesk::service {

namespace {

Error locked()
{
    return makeError(ErrorKind::Config, QStringLiteral("vault.locked"));
}

} // namespace

Result<const store::Vault*> Context::vault() const
{
    const std::lock_guard lock(m_vaultMutex);
    if (!m_vault)
        return fail(locked());
    return m_vault.get();
}

Result<store::Vault*> Context::openVault()
{
    const std::lock_guard lock(m_vaultMutex);
    if (!m_vault)
        return fail(locked());
    return m_vault.get();
}

void Context::setVault(std::unique_ptr<store::Vault> vault)
{
    const std::lock_guard lock(m_vaultMutex);
    if (!m_vault)
        m_vault = std::move(vault);
}

UnitOfWork::UnitOfWork(Context& context, store::Connection& connection, store::WriteTransaction transaction)
    : m_context(&context)
    , m_connection(&connection)
    , m_transaction(std::move(transaction))
{}

Result<UnitOfWork> UnitOfWork::begin(Context& context)
{
    KFDESK_TRY(store::Connection * connection, context.connection());
    KFDESK_TRY(auto transaction, store::WriteTransaction::begin(*connection));
    return UnitOfWork(context, *connection, std::move(transaction));
}

void UnitOfWork::changed(model::ChangeKind kind, qint64 localId)
{
    const model::Change change{kind, localId};
    if (std::find(m_changes.begin(), m_changes.end(), change) == m_changes.end())
        m_changes.push_back(change);
}

Result<void> UnitOfWork::commit()
{
    if (m_changes.empty())
        return m_transaction.commit();

    store::ChangeRepository table(*m_connection);
    for (const model::Change& change : m_changes)
        KFDESK_CHECK(table.append(change));
    KFDESK_TRY(const qint64 last, table.newest());
    const qint64 first = last - qint64(m_changes.size()) + 1;
    m_context->ownChanges().add(first, last);
    if (auto committed = m_transaction.commit(); !committed) {
        m_context->ownChanges().remove(first);
        return committed;
    }
    m_context->feed().publish(m_changes);
    return {};
}

} // namespace kfdesk::service

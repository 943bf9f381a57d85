#pragma once

#include "core/store/keychain.h"

#include <map>
#include <mutex>

namespace kfdesk::test {

/// A keychain in memory. `refusal`: what it answers to everything instead.
class MemoryKeeper final : public store::SecretKeeper
{
public:
    Result<Secret> read(const QString& name) override
    {
        const std::scoped_lock lock(m_mutex);
        if (!refusal.id.isEmpty())
            return fail(refusal);
        const auto found = entries.find(name);
        if (found == entries.end())
            return fail(makeError(ErrorKind::Config, QStringLiteral("vault.keychain_missing")));
        return found->second;
    }

    Result<void> write(const QString& name, const Secret& secret) override
    {
        const std::scoped_lock lock(m_mutex);
        if (!refusal.id.isEmpty())
            return fail(refusal);
        entries.insert_or_assign(name, forgetful ? Secret() : secret);
        return {};
    }

    Result<void> remove(const QString& name) override
    {
        const std::scoped_lock lock(m_mutex);
        if (!refusal.id.isEmpty())
            return fail(refusal);
        entries.erase(name);
        return {};
    }

    Error refusal;
    bool forgetful = false; ///< takes an entry and returns nothing
    std::map<QString, Secret> entries;

private:
    std::mutex m_mutex;
};

} // namespace kfdesk::test

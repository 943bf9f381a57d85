#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/store/database.h"
#include "core/store/vault.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace kfdesk::store {

/// One row of vault_slot: the data key wrapped under a key that a file or a passphrase gives.
struct VaultSlot
{
    qint64 id = 0;
    QString kind;
    QString label;
    QString parameters; ///< JSON: {"n","r","p","salt"} of scrypt; {} for a key file
    QByteArray rowKey;
    QByteArray sealedDataKey;
    qint64 createdAt = 0;
};

QString slotKind(const SlotKey& key); ///< "key_file" or "passphrase"

/// Wraps `dataKey`. Errors: those of readOrCreateKeyFile; "vault.weak_passphrase".
Result<VaultSlot> makeSlot(const SlotKey& key, const Secret& dataKey, const QString& workspaceDir, qint64 nowMs);

/// Tries one key on several slots; a key file is read once.
class SlotOpener
{
public:
    /// Errors: those of readKeyFile.
    static Result<SlotOpener> make(const SlotKey& key);
    /// The data key, or no value when this is not the slot's key. Errors "store.corrupt", "vault.cost".
    Result<std::optional<Secret>> open(const VaultSlot& slot) const;

private:
    explicit SlotOpener(Secret secret)
        : m_secret(std::move(secret))
    {}
    Secret m_secret; ///< bytes of the key file, or the passphrase
};

Result<std::vector<VaultSlot>> readSlots(Connection& connection);
Result<void> insertSlot(Connection& connection, const VaultSlot& slot);
/// False when there is a slot already: two founders at once make one vault.
Result<bool> insertFirstSlot(Connection& connection, const VaultSlot& slot);
Result<bool> deleteUnlessLast(Connection& connection, qint64 slotId);

} // namespace kfdesk::store

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

inline const QString keyFileKind = QStringLiteral("key_file");
inline const QString passphraseKind = QStringLiteral("passphrase");
inline const QString keychainKind = QStringLiteral("keychain");

/// One row of vault_slot: the data key wrapped under a key that a file, a passphrase or the keychain gives.
struct VaultSlot
{
    qint64 id = 0;
    QString kind;
    QString label;
    QString parameters; ///< JSON: {"n","r","p","salt"} of scrypt; {} for the others
    QByteArray rowKey;
    QByteArray sealedDataKey;
    qint64 createdAt = 0;
};

QString slotKind(const SlotKey& key);

/// Wraps `dataKey`. A keychain gets an entry, which forgetEntry() takes back when the slot cannot be stored.
/// Errors: those of readOrCreateKeyFile and SecretKeeper; "vault.weak_passphrase".
Result<VaultSlot> makeSlot(const SlotKey& key, const Secret& dataKey, const QString& workspaceDir, qint64 nowMs);
void forgetEntry(const SlotKey& key, const VaultSlot& slot);

/// Tries one key on several slots; a key file is read once, a keychain once a slot.
class SlotOpener
{
public:
    /// Errors: those of readKeyFile.
    static Result<SlotOpener> make(const SlotKey& key);
    /// The data key, or no value when this is not the slot's key. Errors "store.corrupt", "vault.cost", and those of
    /// SecretKeeper but "vault.keychain_missing".
    Result<std::optional<Secret>> open(const VaultSlot& slot) const;

private:
    explicit SlotOpener(Secret secret, std::shared_ptr<SecretKeeper> keeper = {})
        : m_secret(std::move(secret))
        , m_keeper(std::move(keeper))
    {}
    Secret m_secret; ///< bytes of the key file, or the passphrase
    std::shared_ptr<SecretKeeper> m_keeper;
};

Result<std::vector<VaultSlot>> readSlots(Connection& connection);
Result<void> insertSlot(Connection& connection, const VaultSlot& slot);
/// False when there is a slot already: two founders at once make one vault.
Result<bool> insertFirstSlot(Connection& connection, const VaultSlot& slot);
Result<bool> deleteUnlessLast(Connection& connection, qint64 slotId);

} // namespace kfdesk::store

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/store/database.h"
#include "core/store/keychain.h"

#include <QString>

#include <memory>
#include <variant>
#include <vector>

namespace kfdesk::store {

/// 32 bytes in base64, mode 0600, outside the workspace.
struct KeyFile
{
    QString path;
};

struct Passphrase
{
    Secret text; ///< UTF-8, at least 8 characters when a slot is made
};

/// The operating system keeps 32 random bytes, in base64, under a name that the slot remembers.
struct Keychain
{
    std::shared_ptr<SecretKeeper> keeper; ///< never null
};

/// What opens one slot.
using SlotKey = std::variant<KeyFile, Passphrase, Keychain>;

struct SlotInfo
{
    qint64 id = 0;
    QString kind;  ///< "key_file", "passphrase" or "keychain"
    QString label; ///< path of the key file, name of the keychain's entry; empty for a passphrase
    qint64 createdAt = 0;
};

/// What a sealed value is: part of its additional data, so that values cannot be moved between columns.
enum class Seal { Component, Ticket, SuiteToken, CorpToken, PermanentCode, EventPayload, PurgeSubject };

/// Holds the data key of a workspace and its subkeys (HKDF: sealing, dedupe, receipts, AuthCode index). Thread-safe
/// once made. Several slots may wrap the same key, so that a GUI and a headless service share a workspace.
class Vault
{
public:
    /// Founds the vault: makes a data key and its first slot. A key file that does not exist is created (0600).
    /// Errors: those of readKeyFile; "vault.exists"; "vault.weak_passphrase"; "vault.key_inside" (key file inside
    /// `workspaceDir`); "vault.key_write"; those of SecretKeeper.
    static Result<std::unique_ptr<Vault>> found(Connection& connection, const SlotKey& key, const QString& workspaceDir,
                                                const Clock& clock);
    /// Opens it with any fitting slot. Errors: "store.corrupt" and "vault.cost" (a passphrase slot whose parameters are
    /// malformed or beyond bounds), "vault.key_missing", "vault.key_permissions", "vault.key_format" (args
    /// path), "vault.wrong_key", "vault.wrong_passphrase", "vault.no_slot" (no slot of that kind), "vault.none"; those
    /// of SecretKeeper.
    static Result<std::unique_ptr<Vault>> unlock(Connection& connection, const SlotKey& key);

    static Result<std::vector<SlotInfo>> listSlots(Connection& connection);
    /// Adds a slot for the open data key. A key file that does not exist is created.
    Result<void> addSlot(Connection& connection, const SlotKey& key, const QString& workspaceDir, const Clock& clock);
    /// Errors "vault.last_slot", "vault.no_slot". With `keeper` the entry of a keychain slot goes too; what the
    /// keychain says to that does not matter: without its slot the entry opens nothing.
    Result<void> removeSlot(Connection& connection, qint64 slotId, SecretKeeper* keeper = nullptr);

    /// `rowKey` is client-generated and stored beside the value; errors of open() are those of crypto::Sealer.
    QByteArray seal(Seal what, QByteArrayView rowKey, QByteArrayView plaintext) const;
    Result<Secret> open(Seal what, QByteArrayView rowKey, QByteArrayView sealed) const;
    static QByteArray newRowKey(); ///< 16 random bytes

    QByteArray dedupeDigest(const QString& suiteId, QByteArrayView plaintext) const;   ///< 32 bytes
    QByteArray authCodeDigest(const QString& suiteId, QByteArrayView authCode) const;  ///< 32 bytes
    QByteArray receiptDigest(const QString& suiteId, const QString& authCorpId) const; ///< 32 bytes

    ~Vault();

private:
    explicit Vault(Secret dataKey);
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kfdesk::store

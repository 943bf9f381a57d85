#include "core/store/vault.h"

#include "core/crypto/digest.h"
#include "core/crypto/key_derivation.h"
#include "core/crypto/random.h"
#include "core/crypto/sealer.h"
#include "core/store/key_file.h"
#include "core/store/vault_slot.h"

#include <algorithm>

namespace kfdesk::store {

namespace {

constexpr qsizetype dataKeySize = 32;

QByteArrayView labelOf(Seal what)
{
    switch (what) {
    case Seal::Component:
        return "component";
    case Seal::Ticket:
        return "suite_ticket";
    case Seal::SuiteToken:
        return "suite_token";
    case Seal::CorpToken:
        return "corp_token";
    case Seal::PermanentCode:
        return "permanent_code";
    case Seal::EventPayload:
        return "event_payload";
    case Seal::PurgeSubject:
        return "purge_subject";
    }
    Q_UNREACHABLE();
}

/// HMAC of `suiteId` 0x00 `value`: ids hold no NUL, so two different pairs never give the same message.
QByteArray scopedDigest(const Secret& key, const QString& suiteId, QByteArrayView value)
{
    QByteArray message = suiteId.toUtf8();
    message.append('\0');
    message.append(value);
    const QByteArray digest = crypto::hmacSha256(key.view(), message);
    wipe(message);
    return digest;
}

Error vaultError(ErrorKind kind, const char* id)
{
    return makeError(kind, QLatin1String(id));
}

} // namespace

struct Vault::Private
{
    explicit Private(Secret key)
        : dataKey(std::move(key))
        , sealer(crypto::hkdf(dataKey, "kfdesk/seal/1"))
        , dedupeKey(crypto::hkdf(dataKey, "kfdesk/dedupe/1"))
        , authCodeKey(crypto::hkdf(dataKey, "kfdesk/auth_code/1"))
        , receiptKey(crypto::hkdf(dataKey, "kfdesk/receipt/1"))
    {}

    const Secret dataKey; ///< kept to wrap it in further slots
    const crypto::Sealer sealer;
    const Secret dedupeKey;
    const Secret authCodeKey;
    const Secret receiptKey;
};

Vault::Vault(Secret dataKey)
    : d(std::make_unique<Private>(std::move(dataKey)))
{}

Vault::~Vault() = default;

Result<std::unique_ptr<Vault>> Vault::found(Connection& connection, const SlotKey& key, const QString& workspaceDir,
                                            const Clock& clock)
{
    KFDESK_TRY(const auto present, readSlots(connection));
    if (!present.empty())
        return fail(vaultError(ErrorKind::Config, "vault.exists"));
    Secret dataKey = crypto::randomSecret(dataKeySize);
    KFDESK_TRY(const VaultSlot slot, makeSlot(key, dataKey, workspaceDir, clock.nowMs()));
    const auto inserted = insertFirstSlot(connection, slot);
    if (!inserted || !*inserted) {
        forgetEntry(key, slot);
        return inserted ? fail(vaultError(ErrorKind::Config, "vault.exists")) : fail(inserted.error());
    }
    return std::unique_ptr<Vault>(new Vault(std::move(dataKey)));
}

Result<std::unique_ptr<Vault>> Vault::unlock(Connection& connection, const SlotKey& key)
{
    KFDESK_TRY(const auto present, readSlots(connection));
    if (present.empty())
        return fail(vaultError(ErrorKind::Config, "vault.none"));
    const QString kind = slotKind(key);
    const bool fits = std::any_of(present.begin(), present.end(), [&](const VaultSlot& s) { return s.kind == kind; });
    if (!fits)
        return fail(vaultError(ErrorKind::Config, "vault.no_slot"));

    KFDESK_TRY(const SlotOpener opener, SlotOpener::make(key));
    for (const VaultSlot& slot : present) {
        if (slot.kind != kind)
            continue;
        KFDESK_TRY(auto dataKey, opener.open(slot));
        if (dataKey && dataKey->size() == dataKeySize)
            return std::unique_ptr<Vault>(new Vault(*std::move(dataKey)));
    }
    const bool byFile = std::holds_alternative<KeyFile>(key);
    if (std::holds_alternative<Keychain>(key))
        return fail(vaultError(ErrorKind::Config, "vault.keychain_missing"));
    Error error = vaultError(ErrorKind::Config, byFile ? "vault.wrong_key" : "vault.wrong_passphrase");
    if (byFile)
        error.args.insert(QStringLiteral("path"), std::get<KeyFile>(key).path);
    return fail(std::move(error));
}

Result<std::vector<SlotInfo>> Vault::listSlots(Connection& connection)
{
    KFDESK_TRY(const auto present, readSlots(connection));
    std::vector<SlotInfo> infos;
    for (const VaultSlot& slot : present)
        infos.push_back({slot.id, slot.kind, slot.label, slot.createdAt});
    return infos;
}

Result<void> Vault::addSlot(Connection& connection, const SlotKey& key, const QString& workspaceDir, const Clock& clock)
{
    KFDESK_TRY(const VaultSlot slot, makeSlot(key, d->dataKey, workspaceDir, clock.nowMs()));
    auto inserted = insertSlot(connection, slot);
    if (!inserted)
        forgetEntry(key, slot);
    return inserted;
}

Result<void> Vault::removeSlot(Connection& connection, qint64 slotId, SecretKeeper* keeper)
{
    KFDESK_TRY(const auto present, readSlots(connection));
    const auto slot =
        std::find_if(present.begin(), present.end(), [slotId](const VaultSlot& s) { return s.id == slotId; });
    KFDESK_TRY(const bool removed, deleteUnlessLast(connection, slotId));
    const bool exists = slot != present.end();
    if (removed) {
        if (keeper && exists && slot->kind == keychainKind)
            (void)keeper->remove(slot->label);
        return {};
    }
    return fail(
        vaultError(exists ? ErrorKind::Input : ErrorKind::NotFound, exists ? "vault.last_slot" : "vault.no_slot"));
}

QByteArray Vault::seal(Seal what, QByteArrayView rowKey, QByteArrayView plaintext) const
{
    return d->sealer.seal(labelOf(what), rowKey, plaintext);
}

Result<Secret> Vault::open(Seal what, QByteArrayView rowKey, QByteArrayView sealed) const
{
    return d->sealer.open(labelOf(what), rowKey, sealed);
}

QByteArray Vault::newRowKey()
{
    return crypto::randomBytes(16);
}

QByteArray Vault::dedupeDigest(const QString& suiteId, QByteArrayView plaintext) const
{
    return scopedDigest(d->dedupeKey, suiteId, plaintext);
}

QByteArray Vault::authCodeDigest(const QString& suiteId, QByteArrayView authCode) const
{
    return scopedDigest(d->authCodeKey, suiteId, authCode);
}

QByteArray Vault::receiptDigest(const QString& suiteId, const QString& authCorpId) const
{
    return scopedDigest(d->receiptKey, suiteId, authCorpId.toUtf8());
}

} // namespace kfdesk::store

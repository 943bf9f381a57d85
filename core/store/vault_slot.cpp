#include "core/store/vault_slot.h"

#include "core/crypto/key_derivation.h"
#include "core/crypto/random.h"
#include "core/crypto/sealer.h"
#include "core/store/key_file.h"
#include "core/store/rows.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace kfdesk::store {

namespace {

constexpr auto sealLabel = "vault_slot";
constexpr qsizetype saltSize = 16;
constexpr qsizetype shortestPassphrase = 8; ///< characters

constexpr qsizetype entrySize = 32; ///< bytes that a keychain keeps

/// A sealed data key cannot be moved to another slot or kind.
QByteArray boundTo(const VaultSlot& slot)
{
    return slot.rowKey + slot.kind.toLatin1();
}

QString toJson(const crypto::ScryptParameters& parameters)
{
    const QJsonObject json{{QStringLiteral("n"), static_cast<qint64>(parameters.n)},
                           {QStringLiteral("r"), static_cast<qint64>(parameters.r)},
                           {QStringLiteral("p"), static_cast<qint64>(parameters.p)},
                           {QStringLiteral("salt"), QString::fromLatin1(parameters.salt.toBase64())}};
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

/// Malformed parameters come out as zeroes and an empty salt, which are refused.
crypto::ScryptParameters fromJson(const QString& text)
{
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    const auto positive = [&json](const QString& key) { return qMax<qint64>(0, json.value(key).toInteger()); };
    crypto::ScryptParameters parameters;
    parameters.n = static_cast<quint64>(positive(QStringLiteral("n")));
    parameters.r = static_cast<quint32>(qMin<qint64>(positive(QStringLiteral("r")), 0xffff));
    parameters.p = static_cast<quint32>(qMin<qint64>(positive(QStringLiteral("p")), 0xffff));
    parameters.salt = QByteArray::fromBase64(json.value(QStringLiteral("salt")).toString().toLatin1());
    return parameters;
}

/// Key encryption key of a slot. The cost comes from the file, so crypto::scrypt() bounds it.
Result<Secret> wrappingKey(const QString& kind, const QString& parameters, const Secret& secret)
{
    if (kind == keyFileKind)
        return crypto::hkdf(secret, "kfdesk/slot/key_file/1");
    if (kind == keychainKind)
        return crypto::hkdf(secret, "kfdesk/slot/keychain/1");
    const crypto::ScryptParameters cost = fromJson(parameters);
    if (cost.salt.size() != saltSize)
        return fail(makeError(ErrorKind::Store, QStringLiteral("store.corrupt"), QStringLiteral("vault_slot")));
    return crypto::scrypt(secret, cost);
}

/// Keychains keep texts.
Secret inBase64(const Secret& bytes)
{
    QByteArray text = QByteArray(bytes.view().data(), bytes.size()).toBase64();
    Secret secret{QByteArrayView(text)};
    wipe(text);
    return secret;
}

/// Characters as a person counts them.
qsizetype characters(const Secret& text)
{
    QString decoded = QString::fromUtf8(text.view());
    const qsizetype count =
        std::count_if(decoded.cbegin(), decoded.cend(), [](QChar c) { return !c.isLowSurrogate(); });
    wipe(decoded);
    return count;
}

const QString insertSql = QStringLiteral("INSERT INTO vault_slot (kind, label, parameters, row_key, sealed_data_key, "
                                         "created_at) SELECT ?, ?, ?, ?, ?, ?");

} // namespace

QString slotKind(const SlotKey& key)
{
    if (std::holds_alternative<Keychain>(key))
        return keychainKind;
    return std::holds_alternative<KeyFile>(key) ? keyFileKind : passphraseKind;
}

Result<VaultSlot> makeSlot(const SlotKey& key, const Secret& dataKey, const QString& workspaceDir, qint64 nowMs)
{
    VaultSlot slot;
    slot.kind = slotKind(key);
    slot.rowKey = Vault::newRowKey();
    slot.createdAt = nowMs;
    Secret secret;
    if (const auto* file = std::get_if<KeyFile>(&key)) {
        KFDESK_TRY(secret, readOrCreateKeyFile(file->path, workspaceDir));
        slot.label = QFileInfo(file->path).absoluteFilePath();
        slot.parameters = QStringLiteral("{}");
    } else if (const auto* chain = std::get_if<Keychain>(&key)) {
        slot.label = QStringLiteral("workspace-") + QString::fromLatin1(slot.rowKey.toHex());
        slot.parameters = QStringLiteral("{}");
        secret = inBase64(crypto::randomSecret(entrySize));
        KFDESK_CHECK(chain->keeper->write(slot.label, secret));
        KFDESK_TRY(const Secret kept, chain->keeper->read(slot.label));
        if (!(kept == secret))
            return fail(makeError(ErrorKind::Config, QStringLiteral("vault.keychain_failed")));
    } else {
        secret = std::get<Passphrase>(key).text;
        if (characters(secret) < shortestPassphrase)
            return fail(makeError(ErrorKind::Input, QStringLiteral("vault.weak_passphrase")));
        crypto::ScryptParameters cost;
        cost.salt = crypto::randomBytes(saltSize);
        slot.parameters = toJson(cost);
    }
    KFDESK_TRY(Secret wrapping, wrappingKey(slot.kind, slot.parameters, secret));
    slot.sealedDataKey = crypto::Sealer(std::move(wrapping)).seal(sealLabel, boundTo(slot), dataKey.view());
    return slot;
}

void forgetEntry(const SlotKey& key, const VaultSlot& slot)
{
    if (const auto* chain = std::get_if<Keychain>(&key))
        (void)chain->keeper->remove(slot.label);
}

Result<SlotOpener> SlotOpener::make(const SlotKey& key)
{
    if (const auto* chain = std::get_if<Keychain>(&key))
        return SlotOpener(Secret(), chain->keeper);
    if (const auto* file = std::get_if<KeyFile>(&key)) {
        KFDESK_TRY(Secret secret, readKeyFile(file->path));
        return SlotOpener(std::move(secret));
    }
    return SlotOpener(std::get<Passphrase>(key).text);
}

Result<std::optional<Secret>> SlotOpener::open(const VaultSlot& slot) const
{
    Secret secret = m_secret;
    if (m_keeper) {
        auto kept = m_keeper->read(slot.label);
        if (!kept && kept.error().id == QLatin1String("vault.keychain_missing"))
            return std::optional<Secret>();
        KFDESK_TRY(secret, std::move(kept));
    }
    KFDESK_TRY(Secret wrapping, wrappingKey(slot.kind, slot.parameters, secret));
    auto dataKey = crypto::Sealer(std::move(wrapping)).open(sealLabel, boundTo(slot), slot.sealedDataKey);
    if (!dataKey)
        return std::optional<Secret>();
    return std::optional<Secret>(*std::move(dataKey));
}

Result<std::vector<VaultSlot>> readSlots(Connection& connection)
{
    KFDESK_TRY(Statement * rows, run(connection, QStringLiteral("SELECT id, kind, label, parameters, row_key, "
                                                                "sealed_data_key, created_at FROM vault_slot "
                                                                "ORDER BY id")));
    return readAll(*rows, [](Statement& s) {
        return VaultSlot{s.integer(0), s.text(1), s.text(2), s.text(3), s.blob(4), s.blob(5), s.integer(6)};
    });
}

Result<void> insertSlot(Connection& connection, const VaultSlot& slot)
{
    return change(connection, insertSql, slot.kind, slot.label, slot.parameters, slot.rowKey, slot.sealedDataKey,
                  slot.createdAt);
}

Result<bool> insertFirstSlot(Connection& connection, const VaultSlot& slot)
{
    KFDESK_TRY(Statement * insert,
               run(connection, QString(insertSql + QStringLiteral(" WHERE NOT EXISTS (SELECT 1 FROM vault_slot)")),
                   slot.kind, slot.label, slot.parameters, slot.rowKey, slot.sealedDataKey, slot.createdAt));
    return insert->changes() == 1;
}

Result<bool> deleteUnlessLast(Connection& connection, qint64 slotId)
{
    KFDESK_TRY(Statement * removal,
               run(connection,
                   QStringLiteral("DELETE FROM vault_slot WHERE id = ? AND (SELECT count(*) FROM vault_slot) > 1"),
                   slotId));
    return removal->changes() == 1;
}

} // namespace kfdesk::store

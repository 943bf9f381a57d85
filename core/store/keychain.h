#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QString>

#include <memory>

namespace kfdesk::store {

/// Port: the operating system's keychain (GNOME Keyring, KWallet …), a place for small secrets by name. Blocking, with
/// a deadline of its own; thread-safe.
///
/// Errors: "vault.keychain_none" (there is none), "vault.keychain_timeout" (it does not answer: no D-Bus, or it waits
/// for somebody to unlock it), "vault.keychain_denied", "vault.keychain_missing" (no such name),
/// "vault.keychain_failed" (detail).
class SecretKeeper
{
public:
    virtual ~SecretKeeper() = default;
    virtual Result<Secret> read(const QString& name) = 0;
    virtual Result<void> write(const QString& name, const Secret& secret) = 0;
    virtual Result<void> remove(const QString& name) = 0;
};

/// There is no asking whether a keychain works but by using it: writes, reads and deletes a throw-away entry.
Result<void> probeKeychain(SecretKeeper& keeper);

/// The keychain of this system by QtKeychain. One a process: make it where the program is put together. Nothing is
/// touched before the first use. Needs a QCoreApplication.
///
/// QtKeychain may stall without a D-Bus that answers, so it works on a thread of its own; what does not come within
/// `deadlineMs` is a timeout, and a thread that hangs is left behind when the program ends.
std::shared_ptr<SecretKeeper> makeSystemKeychain(int deadlineMs = 3000);

} // namespace kfdesk::store

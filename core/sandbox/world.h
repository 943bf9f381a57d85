#pragma once

#include "core/base/clock.h"
#include "core/sandbox/merchant.h"
#include "core/sandbox/merchant_names.h"
#include "core/sandbox/seeded_text.h"

#include <QHash>

#include <tl/expected.hpp>

#include <deque>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace kfdesk::sandbox {

/// Why something that a merchant was asked to do cannot be done.
enum class Refusal {
    UnknownCorp,
    UnknownAccount, ///< not an account of that merchant
    NotAuthorised,
    NoCorpLeft, ///< every merchant has authorised
};

template <typename T>
using Allowed = tl::expected<T, Refusal>;

/// What a merchant's consent led to.
struct Consent
{
    Merchant merchant;
    QStringList openKfIds; ///< chosen this time
    QByteArray authCode;   ///< empty when the corp had authorised before: then WeCom sends change_auth
};

enum class CodeCheck { Good, Dead, NoAuthorisation };

/// The merchants, their kf accounts and what they have authorised. Merchants come into being when somebody looks at
/// them, so a hundred thousand cost nothing at the start. Answers are copies. Thread-safe.
class World
{
public:
    World(int corps, int accountsEach, SeededText seeded, const Clock& clock);

    int corpCount() const;
    std::optional<Merchant> find(const QString& corpId) const;
    std::optional<Merchant> findByAuthorisation(qint64 authorisation) const;
    std::optional<Merchant> findByAccount(const QString& openKfId) const;
    /// Merchants whose name contains `text`, in order, at most `limit`.
    std::vector<Merchant> search(const QString& text, int limit);
    /// Those that authorise or have authorised, in order.
    std::vector<Merchant> everAuthorised() const;

    /// The next merchant that has not authorised, each handed out once; after the last one those that cancelled.
    Allowed<Merchant> takeNext();
    /// The merchant of that name; made when there is none.
    Merchant named(const QString& name);
    /// `count` accounts for a consent, those not yet authorised first; the merchant adds accounts when it has too few.
    Allowed<QStringList> chooseAccounts(const QString& corpId, int count);

    /// Consent on the link: authorises these accounts besides those authorised before.
    Allowed<Consent> authorise(const QString& corpId, const QStringList& openKfIds);
    /// The merchant edits the authorisation: afterwards exactly these accounts are authorised.
    Allowed<Merchant> setAccounts(const QString& corpId, const QStringList& openKfIds);
    /// Ends the authorisation: its permanent code, AuthCodes and tokens are dead.
    Allowed<Merchant> cancel(const QString& corpId);
    /// A new AuthCode; the permanent code changes when it is exchanged.
    Allowed<QByteArray> newAuthCode(const QString& corpId);

    /// Exchanges an AuthCode: once, within ten minutes. None = 40078.
    std::optional<Merchant> exchange(const QByteArray& authCode);
    CodeCheck checkPermanentCode(const QString& corpId, const QByteArray& permanentCode) const;

private:
    struct PendingCode
    {
        qint64 authorisation = 0;
        qint64 expiresAt = 0; ///< monotonic ms
    };

    // All of these expect m_mutex to be held.
    Merchant& at(int index);
    Merchant& insert(int index, const QString& key, const QString& name, int profile);
    QString nameOf(int index) const;
    Merchant* byCorpId(const QString& corpId);
    void addAccount(Merchant& merchant);
    QByteArray makeAuthCode(const Merchant& merchant);

    const int m_accountsEach;
    const SeededText m_seeded;
    const MerchantNames m_names;
    const Clock& m_clock;

    mutable std::mutex m_mutex;
    int m_count; ///< merchants that exist, touched or not
    int m_next = 0;
    qint64 m_lastAuthorisation = 0;
    std::unordered_map<int, Merchant> m_touched;
    std::deque<int> m_cancelled;
    QHash<QString, int> m_byCorpId;
    QHash<QString, int> m_byAccount;
    QHash<QString, int> m_byName; ///< filled when a name is first asked for
    QHash<qint64, int> m_byAuthorisation;
    QHash<QByteArray, PendingCode> m_pendingCodes;
};

} // namespace kfdesk::sandbox

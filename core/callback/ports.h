#pragma once

#include "core/base/secret.h"
#include "core/crypto/callback_cipher.h"
#include "core/wecom/event.h"

#include <QString>

#include <memory>
#include <vector>

namespace kfdesk::callback {

/// What is needed to check one suite's callbacks; immutable, shared with requests under way.
struct SuiteKeys
{
    QString suiteId;
    QString providerCorpId;
    Secret token;
    crypto::CallbackKey key;
};

/// Port: the suites we receive for. find() is called on the server's thread and must not block.
class SuiteDirectory
{
public:
    virtual ~SuiteDirectory() = default;
    /// Null when the suite is unknown.
    virtual std::shared_ptr<const SuiteKeys> find(const QString& suiteId) const = 0;
};

/// A callback that passed signature, decryption and receiveid.
struct AcceptedCallback
{
    QString suiteId;
    qint64 receivedAt = 0;      ///< UTC ms
    QByteArray plaintext;       ///< may hold an AuthCode or a ticket: sealed by the sink, never logged
    wecom::CallbackEvent event; ///< its head: see parseEventHead()
};

enum class CommitOutcome {
    Stored,    ///< on disk
    Duplicate, ///< was on disk already; answered like the first
    Failed,    ///< not on disk: answered 503, so that WeCom delivers again
};

/// Port: the durable inbox. One outcome per item, in order; all of a batch in one transaction. Blocking; called by the
/// inbox writer's thread only.
class InboxSink
{
public:
    virtual ~InboxSink() = default;
    virtual std::vector<CommitOutcome> commit(const std::vector<AcceptedCallback>& batch) = 0;
    /// Called from time to time after a batch that failed, while none comes: true when batches would be stored again.
    virtual bool hasRecovered() { return true; }
};

} // namespace kfdesk::callback

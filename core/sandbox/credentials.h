#pragma once

#include "core/base/clock.h"
#include "core/sandbox/token_book.h"

#include <QByteArray>
#include <QString>

#include <deque>
#include <mutex>

namespace kfdesk::sandbox {

class SeededText;

/// What the provider console shows for the simulated component; from the seed, so that a workspace fits the next run.
struct SuiteCredentials
{
    explicit SuiteCredentials(const SeededText& seeded);

    QString suiteId;        ///< ww + 16 hex
    QString providerCorpId; ///< ww + 16 hex
    QByteArray suiteSecret;
    QByteArray token;          ///< callback Token, 24 letters and digits
    QByteArray encodingAesKey; ///< 43 letters and digits
};

/// The suite_tickets WeCom has made. Each is good for 30 minutes, so that two lost pushes do no harm. Thread-safe.
class TicketBook
{
public:
    explicit TicketBook(const Clock& clock);

    QByteArray issue();
    bool isGood(const QByteArray& ticket) const;

private:
    struct Ticket
    {
        QByteArray value;
        qint64 expiresAt = 0; ///< monotonic ms
    };

    const Clock& m_clock;
    mutable std::mutex m_mutex;
    std::deque<Ticket> m_tickets; ///< oldest first
};

/// Everything secret that WeCom has given out, apart from what belongs to one merchant.
struct Credentials
{
    Credentials(const SeededText& seeded, const Clock& clock);

    const SuiteCredentials suite;
    TicketBook tickets;
    TokenBook suiteTokens; ///< one owner: 1
    TokenBook corpTokens;  ///< owner: the authorisation's number
};

} // namespace kfdesk::sandbox

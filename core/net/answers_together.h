#pragma once

#include <QtGlobal>

#include <memory>
#include <vector>

namespace kfdesk::net {

class HttpListener;

/// While one lives, the answers (HttpReply) given on its thread wait; at its end they go out together.
///
/// A server's thread that is woken by the first answer of a group takes that one alone, sleeps, and is woken for each
/// of the others. Made and destroyed on one thread, one at a time, and short-lived: it delays answers.
class AnswersTogether
{
public:
    AnswersTogether();
    ~AnswersTogether();
    Q_DISABLE_COPY_MOVE(AnswersTogether)

    /// Wakes the listener's thread now, or at the end of the one that lives on this thread.
    static void wakeOrKeep(std::shared_ptr<HttpListener> listener);

private:
    std::vector<std::shared_ptr<HttpListener>> m_kept;
};

} // namespace kfdesk::net

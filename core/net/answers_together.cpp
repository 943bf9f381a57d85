#include "core/net/answers_together.h"

#include "core/net/http_listener.h"

#include <utility>

namespace kfdesk::net {

namespace {

thread_local AnswersTogether* current = nullptr;

} // namespace

AnswersTogether::AnswersTogether()
{
    Q_ASSERT(!current);
    current = this;
}

AnswersTogether::~AnswersTogether()
{
    current = nullptr;
    for (const auto& listener : m_kept)
        listener->wake();
}

void AnswersTogether::wakeOrKeep(std::shared_ptr<HttpListener> listener)
{
    if (current)
        current->m_kept.push_back(std::move(listener));
    else
        listener->wake();
}

} // namespace kfdesk::net

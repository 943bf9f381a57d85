#pragma once

#include "core/store/event_repository.h"
#include "tests/store/fixture.h"

#include <functional>

namespace kfdesk::test {

inline store::NewEvent newEvent(const QString& type, const QByteArray& plaintext, qint64 eventTime = 100)
{
    store::NewEvent item;
    item.event.suiteId = QStringLiteral("s1");
    item.event.receivedAt = 1000;
    item.event.eventTime = eventTime;
    item.event.infoType = type;
    item.plaintext = plaintext;
    return item;
}

/// A store that remembers the events put into it.
struct Inbox
{
    Workspace workspace;
    store::EventRepository events{workspace.db()};

    /// As work has left it: what does not come with an event is written afterwards.
    qint64 add(store::NewEvent item, const std::function<void(model::Event&)>& change = {})
    {
        if (change)
            change(item.event);
        item.event.id = must(events.insert(workspace.vault(), item)).value();
        must(events.update(item.event));
        return item.event.id;
    }
};

inline std::vector<qint64> idsOf(const std::vector<model::Event>& events)
{
    std::vector<qint64> ids;
    for (const auto& event : events)
        ids.push_back(event.id);
    return ids;
}

} // namespace kfdesk::test

#include "core/model/event.h"

#include "core/model/text_enum.h"

namespace kfdesk::model {

namespace {

constexpr TextEnum<EventStatus, 6> eventStatusNames{{
    {EventStatus::Pending, "pending"},
    {EventStatus::Done, "done"},
    {EventStatus::Failed, "failed"},
    {EventStatus::Expired, "expired"},
    {EventStatus::Unreadable, "unreadable"},
    {EventStatus::Unknown, "unknown"},
}};

} // namespace

QString toText(EventStatus status)
{
    return textOf(eventStatusNames, status);
}

EventStatus eventStatusFromText(const QString& text)
{
    return valueOf(eventStatusNames, text, EventStatus::Failed);
}

} // namespace kfdesk::model

#pragma once

#include "core/model/purge_receipt.h"
#include "core/service/event_service.h"

#include <QString>

#include <optional>

namespace kfdesk::ui {

/// What happened, in a sentence or two for people who do not know the protocol. Empty when the event failed: then the
/// error says it.
QString eventStory(const service::EventDetail& detail, const std::optional<model::PurgeReceipt>& receipt);

} // namespace kfdesk::ui

#pragma once

#include "core/service/error_text.h"
#include "ui/window/page.h"

#include <optional>

namespace kfdesk::ui {

/// The page where an error is mended; none when that is done where the error stands, or by the window.
std::optional<Destination> destinationOf(service::ErrorAction action);

} // namespace kfdesk::ui

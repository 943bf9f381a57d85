#pragma once

#include "core/base/error.h"
#include "core/model/corp.h"
#include "core/model/event.h"

namespace kfdesk::ui {

/// The error that a record carries in its columns, ready to be worded. Its id is empty when there is none.
Error errorOf(const model::Event& event);
Error errorOf(const model::Corp& corp);

} // namespace kfdesk::ui

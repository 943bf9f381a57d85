#pragma once

#include "ui/window/page_spec.h"

namespace kfdesk {

/// The pages of the console in the order of the navigation.
ui::PageSpecs consolePages();

/// What stands there while there is no workspace.
ui::FirstStartFactory consoleFirstStart(ui::Clipboard& clipboard, ui::Prompts& prompts);

} // namespace kfdesk

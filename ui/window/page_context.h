#pragma once

#include "core/base/clock.h"

#include <memory>

namespace kfdesk::service {
class Workspace;
}

namespace kfdesk::store {
class SecretKeeper;
}

namespace kfdesk::ui {

class Clipboard;
class Language;
class Prompts;
class Theme;
class UiSettings;
class ListenerControl;

enum class PageId { Corps, Invite, Links, Callbacks, Settings };

/// What pages are built with. All of it outlives them.
struct PageContext
{
    service::Workspace& workspace;
    ListenerControl& listener;
    Prompts& prompts;
    Clipboard& clipboard;
    UiSettings& settings;
    Theme& theme;
    Language& language;
    const Clock& clock;
    std::shared_ptr<store::SecretKeeper> keychain = {}; ///< the system's, or none
};

} // namespace kfdesk::ui

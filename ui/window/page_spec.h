#pragma once

#include "ui/support/icons.h"
#include "ui/window/page_context.h"

#include <functional>
#include <vector>

class QWidget;

namespace kfdesk::ui {

class AppController;
class Page;

/// One entry of the navigation, in its order. Settings stands at the bottom.
struct PageSpec
{
    PageId id = PageId::Corps;
    Glyph glyph = Glyph::None;
    std::function<QString()> title;                    ///< translated
    std::function<Page*(PageContext&, QWidget*)> make; ///< on the first visit
};

using PageSpecs = std::vector<PageSpec>;

/// Builds what is shown while there is no workspace: it calls AppController::found() or startSandbox().
using FirstStartFactory = std::function<QWidget*(AppController&, QWidget*)>;

} // namespace kfdesk::ui

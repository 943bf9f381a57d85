#include "app/console/pages.h"

#include "ui/page/callbacks/callbacks_page.h"
#include "ui/page/corps/corps_page.h"
#include "ui/page/first_start/first_start_view.h"
#include "ui/page/invite/invite_page.h"
#include "ui/page/links/links_page.h"
#include "ui/page/settings/settings_page.h"

#include <QCoreApplication>

namespace kfdesk {

namespace {

class NavigationWords
{
    Q_DECLARE_TR_FUNCTIONS(Navigation)
};

template <typename P>
ui::PageSpec page(ui::PageId id, ui::Glyph glyph, std::function<QString()> title)
{
    return {id, glyph, std::move(title),
            [](ui::PageContext& context, QWidget* parent) -> ui::Page* { return new P(context, parent); }};
}

} // namespace

ui::PageSpecs consolePages()
{
    using ui::Glyph;
    using ui::PageId;
    return {
        page<ui::CorpsPage>(PageId::Corps, Glyph::Building, [] { return NavigationWords::tr("Authorised corps"); }),
        page<ui::InvitePage>(PageId::Invite, Glyph::Qr, [] { return NavigationWords::tr("Invite"); }),
        page<ui::LinksPage>(PageId::Links, Glyph::Link, [] { return NavigationWords::tr("Kf links"); }),
        page<ui::CallbacksPage>(PageId::Callbacks, Glyph::Inbox, [] { return NavigationWords::tr("Callback events"); }),
        page<ui::SettingsPage>(PageId::Settings, Glyph::Settings, [] { return NavigationWords::tr("Settings"); }),
    };
}

ui::FirstStartFactory consoleFirstStart(ui::Clipboard& clipboard, ui::Prompts& prompts)
{
    return [&clipboard, &prompts](ui::AppController& controller, QWidget* parent) -> QWidget* {
        return new ui::FirstStartView(controller, clipboard, prompts, parent);
    };
}

} // namespace kfdesk

#include "ui/window/error_destination.h"

namespace kfdesk::ui {

std::optional<Destination> destinationOf(service::ErrorAction action)
{
    Destination destination;
    switch (action) {
    case service::ErrorAction::PasteTicket:
        destination.page = PageId::Callbacks;
        return destination;
    case service::ErrorAction::ShowInvitation:
        destination.page = PageId::Invite;
        return destination;
    case service::ErrorAction::EditComponent:
        destination.page = PageId::Settings;
        destination.section = QStringLiteral("components");
        return destination;
    case service::ErrorAction::OpenListenerSettings:
        destination.page = PageId::Settings;
        destination.section = QStringLiteral("listener");
        return destination;
    case service::ErrorAction::None:
    case service::ErrorAction::Retry:
    case service::ErrorAction::CopyIp: // the banner copies by itself
    case service::ErrorAction::Unlock: // the window asks
        break;
    }
    return std::nullopt;
}

} // namespace kfdesk::ui

#pragma once

#include "core/base/error.h"

#include <QString>

namespace kfdesk::service {

/// What a person can do about an error: the button that a page offers.
enum class ErrorAction {
    None,
    Retry,
    CopyIp, ///< ErrorText::ip
    PasteTicket,
    EditComponent,
    ShowInvitation, ///< let the merchant authorise again
    OpenListenerSettings,
    Unlock,
};

/// An error in words: cause and remedy, whole sentences, in the language of the installed translator.
struct ErrorText
{
    QString title; ///< cause, one line, with WeCom's code where there is one: "出口 IP 不在服务商白名单（60020）"
    QString remedy; ///< what to do, one or two sentences
    QString code;   ///< "60020", "-40001", "vault.none", "store.busy 5": to copy
    QString hint;   ///< WeCom's hint for its support; empty when there is none
    ErrorAction action = ErrorAction::None;
    QString ip = {}; ///< CopyIp: the address to put on WeCom's list; empty when WeCom did not name it
};

/// Words any error. Unknown ids and codes get a true sentence with the code in it. Thread-safe.
ErrorText describe(const Error& error);

/// "title. remedy" in one line: what kfdeskctl prints.
QString oneLine(const Error& error);

} // namespace kfdesk::service

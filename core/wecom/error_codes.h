#pragma once

#include "core/base/error.h"

#include <QString>

namespace kfdesk::wecom {

inline constexpr int invalidAuthCode = 40078; ///< never one, used, or older than ten minutes

/// What follows from an errcode: decides retry, token refresh and corp status. Words are not here.
enum class CodeClass {
    Retry,   ///< R: busy or limited, try again later
    Token,   ///< T: refresh the token once, then try again
    Config,  ///< C: an operator must change a setting
    Auth,    ///< A: the corp must (re)authorise or change a setting
    Bug,     ///< B: bad input; trying again changes nothing
    Unknown, ///< not in the list of WeCom document 90313 as of 2024-04
};

CodeClass codeClass(int errcode);

/// True for the codes after which an authorisation is dead: 40084, 48004, 301007.
bool meansAuthorisationGone(int errcode);

/// The error for an answer: id "wecom.<errcode>", code, detail = errmsg without its tail, args hint, ip, endpoint.
/// errmsg is only shown, never interpreted (its text changes).
///
/// Kind: Limit for 45009 and 45033, Remote for the other retry and the token codes, Auth, Input (bug) and Config by
/// class; an unknown code is Config, because nobody may try it again without looking.
Error errorFromAnswer(int errcode, const QString& errmsg, const QString& endpoint);

} // namespace kfdesk::wecom

#pragma once

#include "core/service/error_text.h"

#include <QString>

#include <span>

namespace kfdesk::service {

/// The words of one error, English source text of context "errors" (QT_TRANSLATE_NOOP). Placeholders such as {path} are
/// filled from Error::args, {detail} from Error::detail.
struct ErrorWords
{
    const char* title;  ///< cause, one line, no full stop and no code: describe() adds it
    const char* remedy; ///< what to do: whole sentences
    ErrorAction action = ErrorAction::None;
};

struct CatalogueEntry
{
    const char* id;
    ErrorWords words;
};

/// Words for the ids of our own errors, by area. "wecom.<errcode>" stands in wecom_errors.h.
std::span<const CatalogueEntry> storageErrors();  ///< workspace, vault, seal, crypto, store, lease, files
std::span<const CatalogueEntry> inputErrors();    ///< input, component, placement, corp, link, event, import
std::span<const CatalogueEntry> doctorErrors();   ///< what the doctor finds in callbacks and in the way to us
std::span<const CatalogueEntry> exchangeErrors(); ///< network, listener, callbacks, unusable answers, tickets

/// Null when the id has no words.
const ErrorWords* findWords(const QString& id);

} // namespace kfdesk::service

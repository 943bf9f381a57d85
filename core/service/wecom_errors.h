#pragma once

#include "core/service/error_catalogue.h"

#include <span>

namespace kfdesk::service {

/// Errcodes that share their words: WeCom splits finer than what a person can do about it.
struct WecomErrorGroup
{
    std::span<const int> codes;
    ErrorWords words;
};

/// Every errcode of the official list (document 90313) that a component can meet, in groups.
std::span<const WecomErrorGroup> wecomErrors();

/// Null for a code that is not in the list.
const ErrorWords* findWecomWords(int errcode);

} // namespace kfdesk::service

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/model/component.h"

namespace kfdesk::store {

/// The configuration of a component as bytes to be sealed: pairs of key and value in QDataStream's Qt_6_0 form, keyed
/// by kfdeskctl's names. Not JSON: its strings would leave copies of the secrets that nobody could zero.
Secret encodeComponent(const model::Component& component);

/// Unknown keys are passed over, absent ones keep their defaults. Error "store.corrupt".
Result<model::Component> decodeComponent(const Secret& bytes);

} // namespace kfdesk::store

#pragma once

#include "core/model/corp.h"

namespace kfdesk::service {

/// Fills the corp's search and sort keys from its names, ids and note. The first call in a process opens ICU: make it
/// on a worker.
void fillKeys(model::Corp& corp);

} // namespace kfdesk::service

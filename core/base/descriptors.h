#pragma once

namespace kfdesk {

/// Raises the number of descriptors that this process may have open to `count`, or as near as the system allows.
void allowDescriptors(unsigned count);

} // namespace kfdesk

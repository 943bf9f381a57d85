#pragma once

namespace kfdesk {

/// Declares the calling thread the GUI thread. From then on mayBlock() is false there. Called once, by the GUI program.
void markGuiThread();

/// False on the GUI thread. Store and HTTP client assert on it: the window never waits for disk, network or a lock.
bool mayBlock();

} // namespace kfdesk

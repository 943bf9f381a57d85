#include "core/base/blocking.h"

namespace kfdesk {

namespace {

thread_local bool isGuiThread = false;

}

void markGuiThread()
{
    isGuiThread = true;
}

bool mayBlock()
{
    return !isGuiThread;
}

} // namespace kfdesk

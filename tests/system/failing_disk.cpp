// Preloaded into a program under test: lets chosen calls on chosen files fail, as a bad or full disk would.
//
//   KFDESK_FAILING_FILES   what the paths of the files begin with
//   KFDESK_FAILING_CALLS   a symbolic link; where it points to names the calls that fail and how: "write:28 sync:5".
//                          Calls: write, grow (writes beyond the end), sync, open, update (open for writing). No
//                          link: all is well.
//
// A link, since it can be replaced at once, and read without a descriptor, of which there may be none left.

#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

template <typename Function>
Function* original(const char* name)
{
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

/// The errno that this call is to fail with; 0 = let it be done.
int failureOf(const char* call)
{
    const char* link = ::getenv("KFDESK_FAILING_CALLS");
    char plan[256] = {};
    if (!link || ::readlink(link, plan, sizeof plan - 1) < 0)
        return 0;
    char wanted[32];
    std::snprintf(wanted, sizeof wanted, "%s:", call);
    const char* found = std::strstr(plan, wanted);
    return found ? std::atoi(found + std::strlen(wanted)) : 0;
}

bool isConcerned(const char* path)
{
    const char* prefix = ::getenv("KFDESK_FAILING_FILES");
    return prefix && std::strncmp(path, prefix, std::strlen(prefix)) == 0;
}

bool isConcerned(int descriptor)
{
    char self[64];
    std::snprintf(self, sizeof self, "/proc/self/fd/%d", descriptor);
    char path[PATH_MAX] = {};
    return ::readlink(self, path, sizeof path - 1) > 0 && isConcerned(path);
}

/// True, with errno set, when writing is to fail.
bool writingFails(int descriptor, off64_t end)
{
    if (!isConcerned(descriptor))
        return false;
    int number = failureOf("write");
    struct stat64 info = {};
    if (number == 0 && ::fstat64(descriptor, &info) == 0 && end > info.st_size)
        number = failureOf("grow");
    errno = number;
    return number != 0;
}

bool syncFails(int descriptor)
{
    const int number = isConcerned(descriptor) ? failureOf("sync") : 0;
    errno = number;
    return number != 0;
}

bool openFails(const char* path, int flags)
{
    if (!isConcerned(path))
        return false;
    int number = failureOf("open");
    if (number == 0 && (flags & O_ACCMODE) != O_RDONLY)
        number = failureOf("update");
    errno = number;
    return number != 0;
}

} // namespace

extern "C" {

ssize_t write(int descriptor, const void* data, size_t size)
{
    static auto* const real = original<ssize_t(int, const void*, size_t)>("write");
    return writingFails(descriptor, LLONG_MAX) ? -1 : real(descriptor, data, size);
}

ssize_t pwrite(int descriptor, const void* data, size_t size, off_t offset)
{
    static auto* const real = original<ssize_t(int, const void*, size_t, off_t)>("pwrite");
    return writingFails(descriptor, offset + static_cast<off_t>(size)) ? -1 : real(descriptor, data, size, offset);
}

ssize_t pwrite64(int descriptor, const void* data, size_t size, off64_t offset)
{
    static auto* const real = original<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
    return writingFails(descriptor, offset + static_cast<off64_t>(size)) ? -1 : real(descriptor, data, size, offset);
}

int fsync(int descriptor)
{
    static auto* const real = original<int(int)>("fsync");
    return syncFails(descriptor) ? -1 : real(descriptor);
}

int fdatasync(int descriptor)
{
    static auto* const real = original<int(int)>("fdatasync");
    return syncFails(descriptor) ? -1 : real(descriptor);
}

int open(const char* path, int flags, ...)
{
    static auto* const real = original<int(const char*, int, ...)>("open");
    va_list rest;
    va_start(rest, flags);
    const int mode = (flags & O_CREAT) != 0 ? va_arg(rest, int) : 0;
    va_end(rest);
    return openFails(path, flags) ? -1 : real(path, flags, mode);
}

int open64(const char* path, int flags, ...)
{
    static auto* const real = original<int(const char*, int, ...)>("open64");
    va_list rest;
    va_start(rest, flags);
    const int mode = (flags & O_CREAT) != 0 ? va_arg(rest, int) : 0;
    va_end(rest);
    return openFails(path, flags) ? -1 : real(path, flags, mode);
}
}

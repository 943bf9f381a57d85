#include "core/store/kept_descriptors.h"

#include <cerrno>
#include <fcntl.h>
#include <iterator>
#include <map>
#include <mutex>
#include <sys/stat.h>
#include <tuple>
#include <unistd.h>

namespace kfdesk::store {

namespace {

class KeptDescriptors
{
public:
    int open(const QByteArray& path, FileAccess access)
    {
        const std::scoped_lock lock(m_mutex);
        closeDeleted();
        struct stat info = {};
        if (::lstat(path.constData(), &info) != 0)
            return -1;
        const Identity identity(info.st_dev, info.st_ino, access);
        if (const auto found = m_descriptors.find(identity); found != m_descriptors.end())
            return found->second;
        const int mode = access == FileAccess::Read ? O_RDONLY : O_RDWR;
        const int descriptor = ::open(path.constData(), mode | O_CLOEXEC | O_NOFOLLOW);
        if (descriptor >= 0)
            m_descriptors.emplace(identity, descriptor);
        return descriptor;
    }

private:
    using Identity = std::tuple<dev_t, ino_t, FileAccess>;

    void closeDeleted()
    {
        for (auto it = m_descriptors.begin(); it != m_descriptors.end();) {
            struct stat info = {};
            const bool deleted = ::fstat(it->second, &info) == 0 && info.st_nlink == 0;
            if (deleted)
                ::close(it->second);
            it = deleted ? m_descriptors.erase(it) : std::next(it);
        }
    }

    std::mutex m_mutex;
    std::map<Identity, int> m_descriptors;
};

} // namespace

int keptDescriptor(const QByteArray& path, FileAccess access)
{
    static KeptDescriptors kept;
    return kept.open(path, access);
}

} // namespace kfdesk::store

#include "core/store/key_file.h"

#include "core/crypto/random.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kfdesk::store {

namespace {

constexpr qsizetype keySize = 32;
constexpr qsizetype longestFile = 1024; ///< far more than 44 characters and some blanks

Error keyError(const char* id, const QString& path, const QString& detail = {})
{
    return makeError(ErrorKind::Config, QLatin1String(id), detail, {{QStringLiteral("path"), path}});
}

/// Closes what was opened, on every way out.
class Descriptor
{
public:
    explicit Descriptor(int number)
        : m_number(number)
    {}
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return m_number; }

private:
    int m_number;
};

/// The bytes of the base64 text; empty when it is anything else than one key.
Secret decodeKey(QByteArrayView text)
{
    QByteArray trimmed = text.trimmed().toByteArray();
    auto decoded = QByteArray::fromBase64Encoding(trimmed, QByteArray::AbortOnBase64DecodingErrors);
    Secret key;
    if (decoded && decoded.decoded.size() == keySize)
        key = Secret(decoded.decoded);
    wipe(decoded.decoded);
    wipe(trimmed);
    return key;
}

bool writeAll(int descriptor, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), static_cast<size_t>(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.sliced(written);
    }
    return true;
}

/// The name of a new file survives a power cut only once its folder is on disk.
bool syncFolder(const QString& path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const Descriptor descriptor(::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return descriptor.get() >= 0 && ::fsync(descriptor.get()) == 0;
}

/// Written under another name and linked when it is whole: a process that dies in between leaves no half key behind
/// that would be refused ever after. link() also refuses a dangling symbolic link, so the file is born where its name
/// says.
Result<void> createKeyFile(const QString& path)
{
    const QByteArray name = QFile::encodeName(path);
    const QByteArray draft = name + ".new";
    ::unlink(draft.constData()); // of somebody who died
    const Descriptor descriptor(::open(draft.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (descriptor.get() < 0)
        return fail(keyError("vault.key_write", path, qt_error_string(errno)));
    const Secret key = crypto::randomSecret(keySize);
    QByteArray text = QByteArray::fromRawData(key.view().data(), key.size()).toBase64();
    text.append('\n');
    const bool written = writeAll(descriptor.get(), text) && ::fsync(descriptor.get()) == 0 &&
                         ::link(draft.constData(), name.constData()) == 0;
    const int number = errno;
    wipe(text);
    ::unlink(draft.constData());
    if (written && syncFolder(path))
        return {};
    return fail(keyError("vault.key_write", path, qt_error_string(written ? errno : number)));
}

/// Compares where things really are: a link into the workspace counts as inside.
bool isInside(const QString& path, const QString& workspaceDir)
{
    const QString workspace = QFileInfo(workspaceDir).canonicalFilePath();
    const QFileInfo file(path);
    const QString place =
        file.exists() ? file.canonicalFilePath() : QFileInfo(file.absolutePath()).canonicalFilePath() + u'/';
    return !workspace.isEmpty() && place.startsWith(workspace + u'/');
}

} // namespace

Result<Secret> readKeyFile(const QString& path)
{
    const Descriptor descriptor(
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (descriptor.get() < 0) {
        const bool forbidden = errno == EACCES || errno == EPERM;
        return fail(keyError(forbidden ? "vault.key_permissions" : "vault.key_missing", path, qt_error_string(errno)));
    }
    struct stat info = {};
    if (::fstat(descriptor.get(), &info) != 0 || !S_ISREG(info.st_mode))
        return fail(keyError("vault.key_format", path, QStringLiteral("not a regular file")));
    if ((info.st_mode & 077) != 0)
        return fail(keyError("vault.key_permissions", path,
                             QStringLiteral("mode %1").arg(info.st_mode & 0777, 4, 8, QLatin1Char('0'))));

    Secret text = Secret::ofSize(longestFile);
    qsizetype size = 0;
    while (size < longestFile) {
        const ssize_t got = ::read(descriptor.get(), text.data() + size, static_cast<size_t>(longestFile - size));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(keyError("vault.key_missing", path, qt_error_string(errno)));
        if (got == 0)
            break;
        size += got;
    }
    Secret key = size < longestFile ? decodeKey(text.view().first(size)) : Secret();
    if (key.isEmpty())
        return fail(keyError("vault.key_format", path, QStringLiteral("%1 bytes").arg(size)));
    return key;
}

Result<Secret> readOrCreateKeyFile(const QString& path, const QString& workspaceDir)
{
    if (isInside(path, workspaceDir))
        return fail(keyError("vault.key_inside", path));
    if (!QFileInfo::exists(path))
        KFDESK_CHECK(createKeyFile(path));
    return readKeyFile(path);
}

} // namespace kfdesk::store

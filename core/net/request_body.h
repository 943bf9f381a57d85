#pragma once

#include <QByteArray>
#include <QIODevice>

#include <algorithm>

namespace kfdesk::net {

/// The body of an outgoing request, handed to QNetworkAccessManager as a sequential device.
///
/// Qt asks for the body only when it has a connection to send it on, and rewinds the device before it sends a request
/// again. So the device knows what nobody else does: whether the request can have reached the server, and it can refuse
/// to be sent twice. A single-use body may still be rewound while nothing was taken from it: then nothing was sent.
class RequestBody final : public QIODevice
{
public:
    RequestBody(QByteArray bytes, bool singleUse, QObject* parent = nullptr)
        : QIODevice(parent)
        , m_bytes(std::move(bytes))
        , m_singleUse(singleUse)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool wasTaken() const { return m_taken; }

    bool isSequential() const override { return true; }
    bool atEnd() const override { return m_offset == m_bytes.size(); }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_offset; }
    bool reset() override
    {
        if (m_singleUse && m_taken)
            return false;
        m_offset = 0;
        return true;
    }

protected:
    qint64 readData(char* data, qint64 maxSize) override
    {
        if (atEnd())
            return -1;
        m_taken = true;
        const qint64 size = std::min(maxSize, bytesAvailable());
        std::copy_n(m_bytes.constData() + m_offset, size, data);
        m_offset += size;
        return size;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    const QByteArray m_bytes;
    const bool m_singleUse;
    qint64 m_offset = 0;
    bool m_taken = false;
};

} // namespace kfdesk::net

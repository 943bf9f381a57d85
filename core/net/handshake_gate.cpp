#include "core/net/handshake_gate.h"

namespace kfdesk::net {

namespace {

constexpr std::uint8_t changeCipherSpec = 20;
constexpr std::uint8_t handshake = 22;

} // namespace

bool HandshakeGate::admits(std::string_view bytes, bool messagesAreClear)
{
    for (const char character : bytes) {
        const auto byte = static_cast<std::uint8_t>(character);
        if (m_recordLeft == 0) {
            m_record[m_recordKnown++] = byte;
            if (m_recordKnown < m_record.size())
                continue;
            m_recordKnown = 0;
            m_recordLeft = std::size_t(m_record[3]) * 256 + m_record[4];
            // Also keeps out the hello of SSL 2, whose records are of another shape.
            if (!m_begun && m_record[0] != handshake)
                return false;
            m_begun = true;
            if (m_record[0] == changeCipherSpec && !messagesAreClear)
                m_encrypted = true;
            continue;
        }
        --m_recordLeft;
        if (m_record[0] == handshake && !m_encrypted && !admitsMessageByte(byte))
            return false;
    }
    return true;
}

bool HandshakeGate::admitsMessageByte(std::uint8_t byte)
{
    if (m_messageLeft > 0) {
        --m_messageLeft;
        return true;
    }
    m_message[m_messageKnown++] = byte;
    if (m_messageKnown < m_message.size())
        return true;
    m_messageKnown = 0;
    m_messageLeft = (std::size_t(m_message[1]) * 256 + m_message[2]) * 256 + m_message[3];
    return m_messageLeft <= longestMessage;
}

} // namespace kfdesk::net

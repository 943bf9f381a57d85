#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kfdesk::net {

/// Looks at what a TLS client sends during its handshake and refuses messages that say they are long.
///
/// OpenSSL makes room for a ClientHello as soon as its length is claimed, up to 128 KiB: thirteen bytes from a stranger
/// would cost as much as his whole request may. Real ones have less than 4 KiB. Everything but handshake messages in
/// the clear is passed over; records are only followed, checking them is OpenSSL's.
class HandshakeGate
{
public:
    static constexpr std::size_t longestMessage = 16 * 1024;

    /// False when the client is to be turned away. `messagesAreClear`: what comes behind a ChangeCipherSpec is not
    /// encrypted under the handshake's own record type (TLS 1.3).
    bool admits(std::string_view bytes, bool messagesAreClear);

private:
    bool admitsMessageByte(std::uint8_t byte);

    std::array<std::uint8_t, 5> m_record{};
    std::size_t m_recordKnown = 0;
    std::size_t m_recordLeft = 0;
    std::array<std::uint8_t, 4> m_message{};
    std::size_t m_messageKnown = 0;
    std::size_t m_messageLeft = 0;
    bool m_begun = false;
    bool m_encrypted = false;
};

} // namespace kfdesk::net

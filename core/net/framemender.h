// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <array>
#include <optional>

namespace neuro::net {

/// A close frame as the peer sent it.
struct CloseFrame
{
    QByteArray payload;

    /// Whether it is one at all: its payload is empty, or a code that may be sent (RFC 6455 section
    /// 7.4, and those that IANA has registered since) and a reason in UTF-8.
    bool isValid() const;
    /// Whether the fault is in the code, and not in the reason.
    bool hasValidCode() const;
    /// 1005, which is never sent, when there is none.
    int code() const;
    QByteArray reason() const { return payload.mid(2); }
};

/// Reads along with what a peer sends over a WebSocket (RFC 6455 section 5.2), and mends in place
/// what QtWebSockets 6.4 takes for a fault though it is none:
///
/// A text message in several frames may be cut anywhere (section 5.4); QtWebSockets wants each
/// frame to end between characters. It becomes a binary message, and isText() says what it was. The
/// close codes 1012 to 1014 are newer than QtWebSockets: they become 1001.
///
/// Knows nothing of sockets; what is no frame is left to whoever reads it.
class FrameMender
{
public:
    /// The next bytes from the peer, however they are cut.
    void mend(char *bytes, qsizetype size);

    /// Whether the latest binary message that has begun is one of text.
    bool isText() const { return m_isText; }
    /// The first one that came, to its end.
    const std::optional<CloseFrame> &closeFrame() const { return m_close; }

private:
    enum class Part { Opcode, Length, Extended, Mask, Payload };

    void mendHeader(char &byte);
    void begin(Part part);
    void mendPayload(char *bytes, qsizetype size);
    void endPayload();

    Part m_part = Part::Opcode;
    quint8 m_first = 0; ///< The first byte: opcode and flags.
    bool m_isMasked = false;
    int m_left = 0;        ///< Bytes of this part of the header.
    quint64 m_size = 0;    ///< Of the payload …
    quint64 m_payload = 0; ///< … and what is still to come of it.
    std::array<char, 4> m_mask = {};
    bool m_isText = false;
    QByteArray m_closing; ///< The payload of a close frame, as far as it has come.
    std::optional<CloseFrame> m_close;
};

} // namespace neuro::net

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/framemender.h"

#include <QtEndian>

#include <algorithm>

namespace neuro::net {

namespace {

// RFC 6455 section 5.2.
constexpr quint8 maskBit = 0x80;
constexpr quint8 opcodeBits = 0x0f;
constexpr quint8 textOpcode = 1;
constexpr quint8 binaryOpcode = 2;
/// Final, and without extensions.
constexpr quint8 closeByte = 0x88;
constexpr quint8 lengthOf16Bits = 126;
constexpr quint8 lengthOf64Bits = 127;
/// Of a control frame; one that is longer is none.
constexpr quint64 longestControl = 125;
constexpr qsizetype codeSize = 2;

constexpr int noCode = 1005;
constexpr int goingAway = 1001;
// Service restart, try again later, bad gateway.
constexpr int firstNewCode = 1012;
constexpr int lastNewCode = 1014;

bool mayBeSent(int code)
{
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= lastNewCode) ||
           (code >= 3000 && code <= 4999);
}

} // namespace

bool CloseFrame::hasValidCode() const
{
    return payload.isEmpty() || (payload.size() >= codeSize && mayBeSent(code()));
}

bool CloseFrame::isValid() const
{
    return hasValidCode() && reason().isValidUtf8();
}

int CloseFrame::code() const
{
    return payload.size() < codeSize ? noCode : qFromBigEndian<quint16>(payload.constData());
}

void FrameMender::mend(char *bytes, qsizetype size)
{
    while (size > 0) {
        qsizetype taken = 1;
        if (m_part == Part::Payload) {
            taken = static_cast<qsizetype>(std::min<quint64>(m_payload, quint64(size)));
            mendPayload(bytes, taken);
        } else {
            mendHeader(*bytes);
        }
        bytes += taken;
        size -= taken;
    }
}

void FrameMender::mendHeader(char &byte)
{
    const auto value = static_cast<quint8>(byte);
    switch (m_part) {
    case Part::Opcode:
        m_first = value;
        if ((value & opcodeBits) == textOpcode || (value & opcodeBits) == binaryOpcode)
            m_isText = value == textOpcode; // Not final, and without extensions.
        if (value == textOpcode)
            byte = static_cast<char>(binaryOpcode);
        return begin(Part::Length);
    case Part::Length:
        m_isMasked = (value & maskBit) != 0;
        m_size = value & ~maskBit;
        if (m_size < lengthOf16Bits)
            return begin(Part::Mask);
        m_left = m_size == lengthOf64Bits ? sizeof(quint64) : sizeof(quint16);
        m_size = 0;
        m_part = Part::Extended;
        return;
    case Part::Extended:
        m_size = m_size << 8 | value;
        if (--m_left == 0)
            begin(Part::Mask);
        return;
    case Part::Mask:
        m_mask[m_mask.size() - static_cast<std::size_t>(m_left)] = byte;
        if (--m_left == 0)
            begin(Part::Payload);
        return;
    case Part::Payload:
        break;
    }
}

/// Or what comes after it, if it is empty.
void FrameMender::begin(Part part)
{
    m_part = part;
    if (m_part == Part::Mask) {
        m_mask = {};
        m_left = static_cast<int>(m_mask.size());
        if (!m_isMasked)
            m_part = Part::Payload;
    }
    if (m_part != Part::Payload)
        return;
    m_payload = m_size;
    m_closing.clear();
    if (m_payload == 0)
        endPayload();
}

void FrameMender::mendPayload(char *bytes, qsizetype size)
{
    if (m_first == closeByte && m_size <= longestControl) {
        const qsizetype before = m_closing.size();
        for (qsizetype i = 0; i < size; ++i)
            m_closing += static_cast<char>(bytes[i] ^ m_mask[std::size_t((before + i) % 4)]);
        const int code = CloseFrame{m_closing}.code();
        // A payload is read in one piece.
        if (before == 0 && code >= firstNewCode && code <= lastNewCode)
            bytes[1] = static_cast<char>(bytes[1] ^ (code & 0xff) ^ (goingAway & 0xff));
    }
    m_payload -= quint64(size);
    if (m_payload == 0)
        endPayload();
}

void FrameMender::endPayload()
{
    m_part = Part::Opcode;
    if (m_first == closeByte && m_size <= longestControl && !m_close)
        m_close = CloseFrame{m_closing};
}

} // namespace neuro::net

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionlogreader.h"

#include "protocol/byteordermark.h"

#include <QIODevice>

#include <algorithm>
#include <utility>

namespace neuro::storage {

using protocol::Phrase;
using protocol::phrase;

SessionLogReader::SessionLogReader(QIODevice &device, qint64 bytes)
    : m_device(device)
    , m_left(bytes)
{
}

auto SessionLogReader::next() -> Step
{
    while (!m_isOver) {
        qint64 offset = m_position;
        switch (findLine()) {
        case Found::Failure:
            m_isOver = true;
            return Step::Failed;
        case Found::NoLine:
            m_isOver = true;
            return Step::End;
        case Found::Skipped:
            return Step::Skipped;
        case Found::TooLong:
            return fail(
                phrase(QT_TRANSLATE_NOOP("core", "is longer than %1 MiB"), maxLine / (1024 * 1024)),
                false);
        case Found::Line:
            break;
        }
        if (m_number == 1 && m_text.startsWith(protocol::byteOrderMark)) {
            m_text.remove(0, protocol::byteOrderMark.size());
            offset += protocol::byteOrderMark.size();
        }
        if (m_text.trimmed().isEmpty())
            continue;
        auto entry = readSessionEntry(m_text);
        if (!entry && !m_hasEnd)
            return fail(phrase(QT_TRANSLATE_NOOP("core", "is cut off: the log ends inside of it")),
                        true);
        if (!entry)
            return fail(entry.error(), false);
        m_line = {m_number, offset, m_text, std::move(entry).value()};
        return Step::Line;
    }
    return Step::End;
}

auto SessionLogReader::fail(const Phrase &detail, bool isCutOff) -> Step
{
    m_problem = {m_number, detail, isCutOff};
    return Step::Problem;
}

/// Fills m_text with the next line, without its end.
auto SessionLogReader::findLine() -> Found
{
    // Otherwise what follows is the rest of the line that the last step began to skip.
    const bool isNew = !m_isTooLong;
    m_text = QByteArray();
    m_hasEnd = false;
    qint64 size = 0;
    while (!m_hasEnd) {
        if (m_at == m_buffer.size()) {
            const qint64 wanted = std::min<qint64>(m_left, chunk);
            m_buffer = wanted > 0 ? m_device.read(wanted) : QByteArray();
            m_at = 0;
            m_left -= m_buffer.size();
            if (m_buffer.isEmpty() && wanted > 0 && !m_device.atEnd())
                return Found::Failure;
            if (m_buffer.isEmpty())
                break;
        }
        const qsizetype end = m_buffer.indexOf('\n', m_at);
        m_hasEnd = end >= 0;
        const qsizetype stop = m_hasEnd ? end : m_buffer.size();
        const QByteArrayView part = QByteArrayView(m_buffer).sliced(m_at, stop - m_at);
        m_at = m_hasEnd ? stop + 1 : stop;
        size += part.size() + (m_hasEnd ? 1 : 0);
        m_position += part.size() + (m_hasEnd ? 1 : 0);
        m_isTooLong = m_isTooLong || m_text.size() + part.size() > maxLine;
        if (m_isTooLong)
            m_text = QByteArray();
        else
            m_text.append(part);
        if (m_isTooLong && !m_hasEnd && size >= skipped)
            return Found::Skipped;
    }
    if (isNew && size == 0)
        return Found::NoLine;
    ++m_number;
    return std::exchange(m_isTooLong, false) ? Found::TooLong : Found::Line;
}

} // namespace neuro::storage

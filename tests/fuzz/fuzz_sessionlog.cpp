// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// Any bytes as a session log. What is read must come out of the recorder's own writer as a line
// that reads the same; what cannot be read must say why and where, and the reader must get to the
// end.

#include "storage/sessionlogformat.h"
#include "storage/sessionlogreader.h"

#include <QBuffer>

#include <cstdint>
#include <cstdlib>

using namespace neuro;
using storage::SessionLogReader;
using Step = storage::SessionLogReader::Step;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// Writes what the recorder would have written.
struct Rewriter
{
    QByteArray operator()(const storage::RecordedFrame &frame) const { return line(frame.event); }
    QByteArray operator()(const storage::SessionHeader &) const { return {}; }
    QByteArray operator()(const storage::UnknownLine &) const { return {}; }
    QByteArray operator()(const storage::DroppedLines &dropped) const
    {
        QByteArray out;
        storage::appendDroppedLine(out, dropped.at.wall, dropped.count, dropped.why);
        return out;
    }
    template <typename Event>
    QByteArray operator()(const Event &event) const
    {
        return line(event);
    }

private:
    static QByteArray line(const relay::RelayEvent &event)
    {
        QByteArray out;
        storage::appendLogLine(out, event, storage::SecretMask());
        return out;
    }
};

void requireSameWhenRewritten(const storage::SessionEntry &entry)
{
    const QByteArray once = std::visit(Rewriter(), entry);
    if (once.isEmpty())
        return;
    // Masking hides what looks like a secret; after that nothing changes any more.
    const auto read = storage::readSessionEntry(once);
    require(read.hasValue());
    const QByteArray twice = std::visit(Rewriter(), *read);
    const auto readAgain = storage::readSessionEntry(twice);
    require(readAgain.hasValue());
    require(read->index() == entry.index() && readAgain->index() == entry.index());
    require(std::visit(Rewriter(), *readAgain) == twice);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    QBuffer buffer;
    buffer.setData(reinterpret_cast<const char *>(data), static_cast<int>(size));
    require(buffer.open(QIODevice::ReadOnly));
    SessionLogReader reader(buffer);
    quint64 last = 0;
    for (;;) {
        switch (reader.next()) {
        case Step::Line:
            require(reader.line().number > last);
            last = reader.line().number;
            require(!reader.line().text.contains('\n'));
            requireSameWhenRewritten(reader.line().entry);
            break;
        case Step::Problem:
            require(reader.problem().number > last);
            last = reader.problem().number;
            require(!reader.problem().detail.isEmpty());
            break;
        case Step::Skipped:
        case Step::Failed:
            std::abort();
        case Step::End:
            require(reader.position() == static_cast<qint64>(size));
            return 0;
        }
    }
}

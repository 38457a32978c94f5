// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/outboxexport.h"

#include "storage/logline.h"
#include "storage/outboxproblem.h"
#include "storage/privatefolder.h"
#include "storage/targetfile.h"

#include <QByteArray>

using namespace Qt::Literals::StringLiterals;

namespace neuro::storage {

using namespace relay;
using protocol::Phrase;
using protocol::phrase;

namespace {

/// Read and written at once.
constexpr qsizetype pageRows = 500;
constexpr qint64 pageBytes = qint64(4) * 1024 * 1024;

const OutboxRow &rowOf(const OutboxRow &row)
{
    return row;
}

const OutboxRow &rowOf(const DroppedOutboxRow &dropped)
{
    return dropped.row;
}

void writeEnd(LogLine &, const OutboxRow &) {}

void writeEnd(LogLine &line, const DroppedOutboxRow &dropped)
{
    const auto cause = static_cast<std::size_t>(dropped.cause);
    line.word("why", QLatin1StringView(outboxDropCauseNames[cause]));
    line.time("at", dropped.droppedUs);
}

void writeRow(LogLine &line, const OutboxRow &row, QLatin1StringView state)
{
    line.numberAsText("id", static_cast<quint64>(row.id));
    line.text("destination", row.destination);
    line.word("state", state);
    line.word("type", QLatin1StringView(outboxKindNames[static_cast<std::size_t>(row.kind)]));
    line.text("name", row.name);
    line.time("created", row.createdUs);
    line.number("tries", static_cast<quint64>(row.tries));
    line.number("size", static_cast<quint64>(row.payload.size()));
    if (row.payload.isValidUtf8())
        line.text("text", row.payload);
    else
        line.base64("base64", row.payload);
}

Phrase writeError(const TargetFile &file)
{
    if (file.isRefused())
        return notRegularFile(file.fileName());
    return phrase(QT_TRANSLATE_NOOP("core", "%1: cannot be written: %2; choose another place"),
                  file.fileName(), file.errorString());
}

/// Writes the rows that `read` gives for an id to begin after; returns why not, or nothing.
template <typename Read>
Phrase writePages(TargetFile &file, const SecretMask &mask, QLatin1StringView state, qint64 &count,
                  const Read &read)
{
    for (qint64 afterId = 0;;) {
        const auto page = read(afterId);
        if (!page)
            return outboxProblem(page.error());
        if (page->isEmpty())
            return {};
        QByteArray lines;
        for (const auto &element : *page) {
            LogLine line(lines, mask, "row");
            writeRow(line, rowOf(element), state);
            writeEnd(line, element);
        }
        if (file.device().write(lines) != lines.size())
            return writeError(file);
        afterId = rowOf(page->last()).id;
        count += page->size();
    }
}

} // namespace

OutboxExport exportOutbox(OutboxStore &store, const QStringList &destinations,
                          const QString &target, const SecretMask &mask)
{
    OutboxExport result;
    // Everything else that is stored waits meanwhile.
    TargetFile file(target, SpecialFile::Refuse);
    if (!file.open(privateFile)) {
        result.error = writeError(file);
        return result;
    }
    for (const QString &destination : destinations) {
        result.error = writePages(file, mask, "waiting"_L1, result.waiting, [&](qint64 afterId) {
            return store.rows(destination, afterId, pageRows, pageBytes);
        });
        if (result.error.isEmpty()) {
            result.error =
                writePages(file, mask, "dropped"_L1, result.dropped, [&](qint64 afterId) {
                    return store.droppedRows(destination, afterId, pageRows, pageBytes);
                });
        }
        if (!result.error.isEmpty())
            return result;
    }
    if (!file.commit())
        result.error = writeError(file);
    return result;
}

} // namespace neuro::storage

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

#include <array>
#include <cstddef>

/// What the durable outbox holds and tells, as values that may cross threads. All times are
/// microseconds since 1970-01-01 UTC; all sizes are bytes.
namespace neuro::relay {

/// What a row is, which decides how long it may wait.
enum class OutboxKind {
    Context, ///< Told to Neuro: stale after minutes.
    Command, ///< A watcher's `cmd` for an integration: worth keeping for a day.
};
inline constexpr std::array outboxKindNames = {"context", "command"};
static_assert(outboxKindNames.size() == static_cast<std::size_t>(OutboxKind::Command) + 1);

/// A message that is to be kept until its destination is there.
struct NewOutboxRow
{
    /// Role and name of the destination, in the caller's spelling. Opaque, but never empty and
    /// never longer than OutboxLimits::destinationBytes.
    QString destination;
    QString name;       ///< Display name of the game or the sender.
    QByteArray payload; ///< Opaque; exactly these bytes come back.
    qint64 createdUs = 0;
    OutboxKind kind = OutboxKind::Context;

    /// What the row counts for: the payload and the name in UTF-8.
    qint64 bytes() const { return payload.size() + name.toUtf8().size(); }
    bool operator==(const NewOutboxRow &) const = default;
};

/// A message that is kept.
struct OutboxRow
{
    /// From 1, rising in the order of appending, over restarts too; never used twice in one run.
    qint64 id = 0;
    QString destination;
    QString name;
    QByteArray payload;
    qint64 createdUs = 0;
    int tries = 0;               ///< How often noteTry() was told of it, in earlier runs too.
    bool fromEarlierRun = false; ///< Was there when the outbox was opened.
    OutboxKind kind = OutboxKind::Context;

    bool operator==(const OutboxRow &) const = default;
};

/// How much may wait, for each destination by itself unless it says otherwise. What is exactly at a
/// limit stays. Every value is at least 1.
struct OutboxLimits
{
    static constexpr qint64 defaultRows = 10'000;
    static constexpr qint64 defaultBytes = 64 * 1024 * 1024;
    static constexpr qint64 defaultContextAgeMs = 10 * 60 * 1000;
    static constexpr qint64 defaultCommandAgeMs = 24 * 60 * 60 * 1000;
    static constexpr qint64 defaultDroppedAgeMs = 24 * 60 * 60 * 1000;
    static constexpr qint64 defaultDestinations = 1024;
    /// UTF-8 of the name of a destination.
    static constexpr qint64 destinationBytes = 1024;
    /// Destinations that are remembered although nothing waits for them.
    static constexpr qsizetype seenDestinations = 1024;

    qint64 rows = defaultRows;
    qint64 bytes = defaultBytes;
    qint64 contextAgeMs = defaultContextAgeMs;
    qint64 commandAgeMs = defaultCommandAgeMs;
    /// Destinations with rows, all together.
    qint64 destinations = defaultDestinations;
    /// What the limits above dropped is kept for an export, all destinations together, as long as
    /// it keeps these.
    qint64 droppedRows = defaultRows;
    qint64 droppedBytes = defaultBytes;
    qint64 droppedAgeMs = defaultDroppedAgeMs;

    bool operator==(const OutboxLimits &) const = default;
};

/// Which limit dropped a row.
enum class OutboxDropCause { Rows, Bytes, Age };
inline constexpr std::array outboxDropCauseNames = {"rows", "bytes", "age"};
static_assert(outboxDropCauseNames.size() == static_cast<std::size_t>(OutboxDropCause::Age) + 1);

/// Rows of one destination that one limit dropped.
struct OutboxDrop
{
    QString destination;
    OutboxDropCause cause = OutboxDropCause::Rows;
    QList<qint64> ids; ///< Oldest first.
    qint64 bytes = 0;

    bool operator==(const OutboxDrop &) const = default;
};

/// A dropped row that is still there to be exported. Its `fromEarlierRun` means nothing.
struct DroppedOutboxRow
{
    OutboxRow row;
    OutboxDropCause cause = OutboxDropCause::Rows;
    qint64 droppedUs = 0;

    bool operator==(const DroppedOutboxRow &) const = default;
};

/// What waits for one destination; perhaps nothing, for one that is only remembered.
struct OutboxCount
{
    QString destination;
    qint64 rows = 0;
    qint64 bytes = 0;
    qint64 oldestUs = 0;       ///< `createdUs` of the row that is next to be delivered; 0 if none.
    qint64 earlierRunRows = 0; ///< How many of `rows` are from an earlier run.
    qint64 droppedRows = 0;    ///< Dropped by a limit, still there to be exported.
    qint64 lastId = 0;         ///< Of the newest of `rows`; 0 if none.
    qint64 lastEarlierRunId = 0; ///< Of the newest of `earlierRunRows`; 0 if none.

    bool operator==(const OutboxCount &) const = default;
};

/// Why one row of a batch was not taken, while the others were.
struct OutboxRefusal
{
    enum class Cause {
        RowTooLarge,         ///< By itself over OutboxLimits::bytes.
        NoDestination,       ///< The destination is empty.
        DestinationTooLong,  ///< Over OutboxLimits::destinationBytes.
        TooManyDestinations, ///< A new one, over OutboxLimits::destinations.
    };

    qsizetype index = 0; ///< In the batch.
    Cause cause = Cause::RowTooLarge;
    QString destination;
    qint64 size = 0;  ///< What was asked for, in the unit of the limit.
    qint64 limit = 0; ///< What is allowed.

    /// English, for the log: what, how much, what to do.
    QString text() const;
    bool operator==(const OutboxRefusal &) const = default;
};

/// What became of a batch that was appended.
struct OutboxAppended
{
    QList<qint64> ids; ///< One for each row of the batch; 0 for a refused one.
    QList<OutboxRefusal> refused;
    /// What had to go, rows of the batch itself among it.
    QList<OutboxDrop> drops;

    bool operator==(const OutboxAppended &) const = default;
};

/// Why nothing was done. The window makes its own sentence of cause, file and particulars.
struct OutboxError
{
    enum class Cause {
        NotOpen,     ///< open() was not called, or failed.
        NoDriver,    ///< Qt's SQLite driver is not installed.
        DiskFull,    ///< Or the file has the size that it may have.
        Locked,      ///< Another program holds the file.
        Damaged,     ///< The file's content is broken; the next open() sets it aside.
        InputOutput, ///< The operating system could not read or write.
        NotWritable, ///< No permission, a folder in its place, read-only.
        Newer,       ///< Made by a newer version of this program.
        NotAnOutbox, ///< Some other program's database.
        Unexpected,  ///< Anything else that SQLite said.
    };

    Cause cause = Cause::Unexpected;
    QString file;        ///< Absolute path.
    QString particulars; ///< What SQLite or the operating system said; may be empty.

    /// English, for the log: file, reason, what to do.
    QString text() const;
    bool operator==(const OutboxError &) const = default;
};

} // namespace neuro::relay

Q_DECLARE_METATYPE(neuro::relay::OutboxRow)
Q_DECLARE_METATYPE(neuro::relay::OutboxError)

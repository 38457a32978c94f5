// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/framefilter.h"
#include "storage/sessionindex.h"

#include <QFile>
#include <QList>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace neuro::models {

/// How far a session log has been read, and what was found in it.
struct RecordingStatus
{
    qint64 size = 0; ///< Bytes of the log when it was opened.
    qint64 done = 0; ///< Bytes that were read.
    quint64 lines = 0;
    quint64 frames = 0;
    quint64 recordings = 0;
    quint64 missingLines = 0; ///< That the recorder could not write.
    quint64 unknownLines = 0; ///< That a newer version wrote.
    quint64 damagedLines = 0;
    bool isCutOff = false; ///< The last line has no end: it is being written, or was.
    QList<storage::SessionProblem> problems; ///< The first maxToldProblems of both.
    std::optional<qint64> first;             ///< Moments of its first and last line (µs, wall).
    std::optional<qint64> last;
    bool isOver = false;      ///< Nothing more is read by itself.
    bool isCancelled = false; ///< What follows `done` was not read, as was wished.
    /// What follows `done` was not read: SessionIndex::Limits are reached.
    bool isFull = false;
    protocol::Phrase error; ///< Why it ended, with the name of the file; empty while all is well.
};

/// Reads a session log for a view, without ever holding more of it than a batch: divides it into
/// parts first, and then reads the parts that are asked for. Lives in a thread of its own, where
/// everything is called; each call does little and goes on by itself, so that others get through.
class RecordingReader : public QObject
{
    Q_OBJECT

public:
    explicit RecordingReader(const storage::SessionIndex::Limits &limits = {});
    ~RecordingReader() override;

    /// Opens the log and begins to divide it; once.
    void open(const QString &path);
    /// Leaves the rest of the log. What was found stays.
    void cancel();
    /// Reads the part at `place` from its beginning: the first batch follows, and each further one
    /// when it is asked for with readOn(). `ticket` is passed back; a newer one replaces an older.
    void readPart(quint64 ticket, quint64 place);
    void readOn(quint64 ticket);
    /// Looks for the nearest part beside `place`, before it when `backwards`, with a frame that
    /// passes the filter. A newer search, or stopSearch(), ends an older one. Parts that are not
    /// found yet are not looked into.
    void search(quint64 ticket, const FrameFilter &filter, quint64 place, bool backwards);
    void stopSearch();
    /// Finds out who was there, and what waited, when the frame `seq` of the part at `place` had
    /// come, or at the end of the part: see RecordingMoment. A newer call replaces an older one.
    void readMoment(quint64 ticket, quint64 place, std::optional<quint64> seq);

    /// Events in a batch, and bytes of lines, after which it ends.
    static constexpr std::size_t batchEvents = 2000;
    static constexpr qint64 batchBytes = 1024 * 1024;
    /// How long the log is read before others have their turn, in milliseconds.
    static constexpr int turnMs = 30;

Q_SIGNALS:
    void statusChanged(const neuro::models::RecordingStatus &status);
    /// The next part, in their order: it is whole.
    void partFound(const neuro::storage::SessionPart &part);
    /// The first batch of a part begins with a snapshot; the last one tells the rows that wait in
    /// the outbox at its end. `error` ends it, with the name of the file: it cannot be read (any
    /// more) as it was.
    void batchRead(quint64 ticket, const neuro::relay::RelayEvents &events, bool isLast,
                   const neuro::protocol::Phrase &error,
                   const QList<neuro::relay::OutboxRow> &outbox);
    /// `place` of the part that was found; nothing: none of those told so far. `error`: why the
    /// search ended, with the name of the file: it cannot be read (any more) as it was.
    void searched(quint64 ticket, std::optional<quint64> place,
                  const neuro::protocol::Phrase &error);
    /// A part is being looked at.
    void searching(quint64 ticket, quint64 place);
    /// RecordingMoment::events() and outboxRows(), unless there is an `error`, with the name of the
    /// file: it cannot be read (any more) as it was.
    void momentRead(quint64 ticket, const neuro::relay::RelayEvents &events,
                    const neuro::protocol::Phrase &error,
                    const QList<neuro::relay::OutboxRow> &outbox);

private:
    struct Reading;
    struct Search;
    struct Moment;

    void divide();
    bool take(const storage::SessionLine &line);
    bool takeProblem(const storage::SessionProblem &problem);
    void tellWholeParts(bool isOver);
    void finish();
    void fail(const protocol::Phrase &error);
    void searchOn();
    bool goesOnSearching();
    bool beginSearched(quint64 place);
    void endSearch(std::optional<quint64> place, const protocol::Phrase &error = {});
    void momentOn();
    bool goesOnToMoment();

    storage::SessionIndex m_index;
    QFile m_log;                                         ///< For dividing it.
    QFile m_partLog;                                     ///< The same file for m_reading, …
    QFile m_searchLog;                                   ///< … for m_search, …
    QFile m_momentLog;                                   ///< … and for m_moment.
    std::unique_ptr<storage::SessionLogReader> m_reader; ///< Until the log is divided.
    std::size_t m_toldParts = 0;
    qint64 m_toldAt = 0;
    RecordingStatus m_status;
    std::unique_ptr<Reading> m_reading;
    std::unique_ptr<Search> m_search;
    bool m_isSearchQueued = false; ///< It goes on in a turn that is to come.
    std::unique_ptr<Moment> m_moment;
    bool m_isMomentQueued = false; ///< The same.
};

} // namespace neuro::models

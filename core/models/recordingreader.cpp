// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/recordingreader.h"

#include "models/recordingmoment.h"
#include "models/sessionexport.h"
#include "storage/sessionlogformat.h"

#include <QDeadlineTimer>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace neuro::models {

using protocol::Phrase;
using protocol::phrase;
using storage::SessionLogReader;
using storage::SessionPart;
using Step = storage::SessionLogReader::Step;

namespace {

/// How often progress is told, in parts of the log.
constexpr qint64 progressSteps = 200;
/// At the latest after so many bytes.
constexpr qint64 mostProgressBytes = 16 * 1024 * 1024;

/// A part of the log that is being read, from its beginning.
class PartReader
{
public:
    /// `log` outlives the reader; nobody else reads from it meanwhile.
    PartReader(QFile &log, const SessionPart &part)
        : m_lines(part.lines)
        , m_isThere(log.seek(part.offset))
        , m_reader(log, part.bytes)
    {
    }

    Step next()
    {
        const Step step = m_isThere ? m_reader.next() : Step::Failed;
        m_read += step == Step::Line ? 1 : 0;
        return step;
    }
    const storage::SessionLine &line() const { return m_reader.line(); }
    qint64 position() const { return m_reader.position(); }
    /// At its end: whether it is still what it was when the log was divided.
    bool isAsItWas() const { return m_read == m_lines; }

private:
    quint64 m_lines;
    bool m_isThere;
    SessionLogReader m_reader;
    quint64 m_read = 0;
};

Phrase changedError(const QString &path)
{
    return phrase(QT_TRANSLATE_NOOP("core", "%1: is no longer what it was when it was opened; "
                                            "close it and open it again"),
                  path);
}

} // namespace

struct RecordingReader::Reading
{
    quint64 ticket;
    PartReader part;
    storage::SessionReplay replay;
    relay::SnapshotEvent state;
    bool hasBegun = false;
};

struct RecordingReader::Search
{
    quint64 ticket = 0;
    FrameMatcher matcher;
    quint64 place = 0;
    bool isBackwards = false;
    std::unique_ptr<PartReader> part;
};

struct RecordingReader::Moment
{
    quint64 ticket;
    PartReader part;
    RecordingMoment moment;
};

RecordingReader::RecordingReader(const storage::SessionIndex::Limits &limits)
    : m_index(limits)
{
}

RecordingReader::~RecordingReader() = default;

void RecordingReader::open(const QString &path)
{
    const QFileInfo info(path);
    // Anything else might never begin, or never end.
    if (info.exists() && !info.isFile())
        return fail(
            phrase(QT_TRANSLATE_NOOP("core", "%1: is no file; choose a session log"), path));
    // Now, although most are only needed later: then another file may have taken the name.
    for (QFile *log : {&m_log, &m_partLog, &m_searchLog, &m_momentLog}) {
        log->setFileName(path);
        if (!log->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return fail(
                phrase(QT_TRANSLATE_NOOP("core", "%1: cannot be read: %2; choose another file"),
                       path, log->errorString()));
    }
    m_status.size = m_log.size();
    m_reader = std::make_unique<SessionLogReader>(m_log, m_status.size);
    Q_EMIT statusChanged(m_status);
    divide();
}

void RecordingReader::cancel()
{
    if (m_status.isOver)
        return;
    m_status.isCancelled = true;
    finish();
}

void RecordingReader::divide()
{
    if (m_status.isOver)
        return;
    const QDeadlineTimer turn(turnMs);
    while (!turn.hasExpired()) {
        bool goesOn = true;
        switch (m_reader->next()) {
        case Step::Line:
            goesOn = take(m_reader->line());
            break;
        case Step::Problem:
            goesOn = takeProblem(m_reader->problem());
            break;
        case Step::Skipped:
            m_status.done = m_reader->position();
            break;
        case Step::Failed:
            return fail(
                phrase(QT_TRANSLATE_NOOP("core", "%1: cannot be read: %2; choose another file"),
                       m_log.fileName(), m_log.errorString()));
        case Step::End:
            if (m_index.size() == 0)
                return fail(phrase(
                    QT_TRANSLATE_NOOP("core", "%1: is not a session log: it has no line of one"),
                    m_log.fileName()));
            goesOn = false;
            m_status.done = m_status.size;
            break;
        }
        if (m_status.isOver)
            return;
        if (!goesOn)
            return finish();
    }
    tellWholeParts(false);
    if (m_status.done - m_toldAt >= std::min(m_status.size / progressSteps, mostProgressBytes)) {
        m_toldAt = m_status.done;
        Q_EMIT statusChanged(m_status);
    }
    QMetaObject::invokeMethod(this, &RecordingReader::divide, Qt::QueuedConnection);
}

bool RecordingReader::take(const storage::SessionLine &line)
{
    const auto *header = std::get_if<storage::SessionHeader>(&line.entry);
    if (header && header->format != storage::sessionLogFormat) {
        fail(phrase(QT_TRANSLATE_NOOP("core", "%1: is a recording of format %2, and this program "
                                              "reads format %3; use a newer one"),
                    m_log.fileName(), header->format, storage::sessionLogFormat));
        return false;
    }
    if (!m_index.add(line, m_reader->position())) {
        m_status.isFull = true;
        return false;
    }
    m_status.done = m_reader->position();
    ++m_status.lines;
    m_status.recordings += header ? 1 : 0;
    m_status.frames += std::holds_alternative<storage::RecordedFrame>(line.entry) ? 1 : 0;
    m_status.unknownLines += std::holds_alternative<storage::UnknownLine>(line.entry) ? 1 : 0;
    if (const auto *dropped = std::get_if<storage::DroppedLines>(&line.entry))
        m_status.missingLines += dropped->count;
    if (const auto wall = storage::wallOf(line.entry)) {
        m_status.first = std::min(m_status.first.value_or(*wall), *wall);
        m_status.last = std::max(m_status.last.value_or(*wall), *wall);
    }
    return true;
}

bool RecordingReader::takeProblem(const storage::SessionProblem &problem)
{
    m_index.addDamagedLine(m_reader->position());
    m_status.done = m_reader->position();
    m_status.isCutOff = m_status.isCutOff || problem.isCutOff;
    m_status.damagedLines += problem.isCutOff ? 0 : 1;
    if (m_status.problems.size() < maxToldProblems)
        m_status.problems.append(problem);
    if (m_status.lines > 0 || m_status.damagedLines < maxLeadingProblems)
        return true;
    fail(phrase(QT_TRANSLATE_NOOP("core", "%1: is not a session log: its first %2 lines are not of "
                                          "one"),
                m_log.fileName(), m_status.damagedLines));
    return false;
}

void RecordingReader::tellWholeParts(bool isOver)
{
    const std::size_t size = m_index.size();
    const bool isLastWhole = size > 0 && (isOver || m_index.isPartFull());
    const std::size_t whole = size == 0 || isLastWhole ? size : size - 1;
    for (; m_toldParts < whole; ++m_toldParts)
        Q_EMIT partFound(m_index.part(m_toldParts));
}

void RecordingReader::finish()
{
    m_status.isOver = true;
    m_reader.reset();
    tellWholeParts(true);
    Q_EMIT statusChanged(m_status);
}

void RecordingReader::fail(const Phrase &error)
{
    m_status.error = error;
    finish();
}

void RecordingReader::readPart(quint64 ticket, quint64 place)
{
    if (place >= m_toldParts)
        return;
    m_reading.reset(new Reading{ticket, PartReader(m_partLog, m_index.part(place)), {}, {}, false});
    m_reading->state = m_index.stateBefore(place);
    m_reading->replay.restore(m_reading->state, m_index.pendingBefore(place));
    readOn(ticket);
}

void RecordingReader::readOn(quint64 ticket)
{
    if (!m_reading || m_reading->ticket != ticket)
        return;
    relay::RelayEvents events;
    if (!m_reading->hasBegun)
        events.emplace_back(m_reading->state);
    m_reading->hasBegun = true;
    const qint64 begin = m_reading->part.position();
    bool isLast = false;
    while (!isLast && events.size() < batchEvents &&
           m_reading->part.position() - begin < batchBytes) {
        const Step step = m_reading->part.next();
        if (step == Step::Line)
            m_reading->replay.take(m_reading->part.line().entry, events);
        isLast = step == Step::End || step == Step::Failed;
    }
    const bool isAsItWas = !isLast || m_reading->part.isAsItWas();
    QList<relay::OutboxRow> outbox;
    if (isLast) {
        outbox = m_reading->replay.outboxRows(RecordingMoment::maxOutboxRows);
        m_reading.reset();
    }
    Q_EMIT batchRead(ticket, events, isLast, isAsItWas ? Phrase() : changedError(m_log.fileName()),
                     outbox);
}

void RecordingReader::search(quint64 ticket, const FrameFilter &filter, quint64 place,
                             bool backwards)
{
    m_search.reset(new Search{ticket, FrameMatcher(filter), place, backwards, nullptr});
    // One turn at a time, whatever the number of searches.
    if (!m_isSearchQueued)
        searchOn();
}

void RecordingReader::stopSearch()
{
    m_search.reset();
}

/// Goes to the part beside the one that was looked at.
bool RecordingReader::beginSearched(quint64 place)
{
    const bool isEnd = m_search->isBackwards ? place == 0 : place + 1 >= m_toldParts;
    if (isEnd)
        return false;
    m_search->place = m_search->isBackwards ? place - 1 : place + 1;
    m_search->part = std::make_unique<PartReader>(m_searchLog, m_index.part(m_search->place));
    Q_EMIT searching(m_search->ticket, m_search->place);
    return true;
}

void RecordingReader::endSearch(std::optional<quint64> place, const Phrase &error)
{
    const auto ended = std::exchange(m_search, nullptr);
    Q_EMIT searched(ended->ticket, place, error);
}

/// Looks at one line, or at what stands in its place. False: the search is over.
bool RecordingReader::goesOnSearching()
{
    const Step step = m_search->part ? m_search->part->next() : Step::End;
    switch (step) {
    case Step::Line: {
        const auto *frame = std::get_if<storage::RecordedFrame>(&m_search->part->line().entry);
        if (!frame || !m_search->matcher.matches(frame->event))
            return true;
        endSearch(m_search->place);
        return false;
    }
    case Step::Problem:
    case Step::Skipped:
        return true;
    case Step::Failed:
    case Step::End:
        break;
    }
    if (m_search->part && (step == Step::Failed || !m_search->part->isAsItWas())) {
        endSearch(std::nullopt, changedError(m_log.fileName()));
        return false;
    }
    if (beginSearched(m_search->place))
        return true;
    endSearch(std::nullopt);
    return false;
}

void RecordingReader::searchOn()
{
    if (!m_search)
        return;
    const QDeadlineTimer turn(turnMs);
    while (!turn.hasExpired()) {
        if (!goesOnSearching())
            return;
    }
    m_isSearchQueued = true;
    const auto goOn = [this] {
        m_isSearchQueued = false;
        searchOn();
    };
    QMetaObject::invokeMethod(this, goOn, Qt::QueuedConnection);
}

void RecordingReader::readMoment(quint64 ticket, quint64 place, std::optional<quint64> seq)
{
    if (place >= m_toldParts)
        return;
    m_moment.reset(
        new Moment{ticket, PartReader(m_momentLog, m_index.part(place)),
                   RecordingMoment(m_index.stateBefore(place), m_index.pendingBefore(place), seq)});
    // One turn at a time, as with searches.
    if (!m_isMomentQueued)
        momentOn();
}

void RecordingReader::momentOn()
{
    if (!m_moment)
        return;
    const QDeadlineTimer turn(turnMs);
    while (!turn.hasExpired()) {
        if (!goesOnToMoment())
            return;
    }
    m_isMomentQueued = true;
    const auto goOn = [this] {
        m_isMomentQueued = false;
        momentOn();
    };
    QMetaObject::invokeMethod(this, goOn, Qt::QueuedConnection);
}

/// Looks at one line, or at what stands in its place. False: the moment has been told.
bool RecordingReader::goesOnToMoment()
{
    bool isAsItWas = true;
    switch (m_moment->part.next()) {
    case Step::Line:
        if (m_moment->moment.take(m_moment->part.line().entry))
            return true;
        break;
    case Step::Problem:
    case Step::Skipped:
        return true;
    case Step::End:
        isAsItWas = m_moment->part.isAsItWas() && m_moment->moment.isReached();
        break;
    case Step::Failed:
        isAsItWas = false;
        break;
    }
    const std::unique_ptr<Moment> read = std::move(m_moment);
    if (isAsItWas)
        Q_EMIT momentRead(read->ticket, read->moment.events(), {}, read->moment.outboxRows());
    else
        Q_EMIT momentRead(read->ticket, {}, changedError(m_log.fileName()), {});
    return false;
}

} // namespace neuro::models

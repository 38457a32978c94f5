// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/outboxrow.h"
#include "relay/relayevent.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <cstddef>
#include <deque>
#include <map>

namespace neuro::storage {

/// Which messages wait in the outbox, by the lines of a session log. The line that says that a
/// message waits names the frame that brought it and comes when the disk has it, so the texts of
/// the last frames are remembered until then. Logs of before tell no rows: of those only counts are
/// known, which are not kept here.
///
/// Pure; belongs to one thread. Bounded by what is below: what is beyond is not among the rows.
class OutboxReplay
{
public:
    /// The message of a row, or of a frame that may become one.
    struct Message
    {
        /// What is to be made of it for a row.
        enum class Form {
            Row,         ///< Nothing.
            Context,     ///< A game's.
            Integration, ///< A context of an integration, in whichever form.
            Remark,      ///< What an integration said that is no message of the API.
            Command,     ///< A watcher's, for an integration.
            Unknown,     ///< It is not known, or a row has it already.
        } form = Form::Unknown;
        QString sender; ///< Display name.
        QByteArray payload;
        qint64 created = 0; ///< Wall clock, µs.
    };
    struct Said
    {
        quint64 seq = 0; ///< Of the frame.
        bool isForUpstream = false;
        Message message;
    };

    /// What waited between two lines, for a replay that begins there, in as few bytes as may be.
    struct State
    {
        QList<relay::OutboxRow> rows; ///< By rising id.
        QList<Said> said;             ///< By rising `seq`.

        /// About how many bytes it takes.
        qint64 weight() const;
        /// Leaves out what is beyond the first `most` rows and a few frames for each of them.
        void cut(qsizetype most);
    };

    /// A frame that came in, was accepted, and is a text of at most SessionReplay::maxRead bytes.
    void hear(const relay::FrameEvent &frame);
    void take(const relay::OutboxEvent &event);
    /// Lines are missing that may have told what became of the rows.
    void forgetRows();

    /// The rows that are known to wait, by rising id: for each destination the first, up to its
    /// share of `most`, as a running relay shows them. `tries` and
    /// `fromEarlierRun` are not known. The payload of one whose text no line told is empty; else it
    /// is what the outbox had, or begins like it: a context of its `data.message` alone.
    QList<relay::OutboxRow> rows(qsizetype most = maxRows);
    /// With at most `most` rows. `isUpstreamAway`: what was said to it may become rows yet.
    State state(bool isUpstreamAway, qsizetype most = maxRows);
    void restore(const State &state);

    /// Rows that are remembered, and bytes of their messages.
    static constexpr qsizetype maxRows = 10'000;
    static constexpr qint64 maxRowBytes = 8LL * 1024 * 1024;
    /// Frames that are remembered, and bytes of their messages.
    static constexpr std::size_t maxSaid = 8192;
    static constexpr qint64 maxSaidBytes = 4LL * 1024 * 1024;
    /// Of the last of them, those that a state has.
    static constexpr std::size_t maxStateSaid = 512;
    /// Characters of a message that are remembered: more than a table shows of it.
    static constexpr qsizetype maxText = 1000;
    /// A message with more bytes is cut at once, others when somebody wants them.
    static constexpr qsizetype maxUncut = 2048;

private:
    struct Row
    {
        QString name;
        Message message;
    };
    using Queue = std::map<qint64, Row>;

    void add(const relay::OutboxEvent &event);
    Message messageOf(const relay::OutboxEvent &event);
    relay::OutboxRow finished(const QString &destination, qint64 id, Row &row);
    void forget(Queue &queue, Queue::iterator from, Queue::iterator to);

    std::map<QString, Queue> m_queues; ///< By destination; none is empty.
    qsizetype m_rows = 0;              ///< In all of them.
    qint64 m_rowBytes = 0;             ///< Of their messages.
    std::deque<Said> m_said;
    qint64 m_saidBytes = 0;
};

} // namespace neuro::storage

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/filtercompletion.h"
#include "models/framefilter.h"
#include "models/framestore.h"
#include "relay/relayevent.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QTimer>

#include <deque>
#include <map>
#include <vector>

namespace neuro::models {

/// One row per frame that passes the filter, oldest first. Bounded by its FrameStore.
class TrafficModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Delta, Direction, Peer, Command, Summary, Size, Latency, ColumnCount };
    enum Role {
        /// FrameStatus as int.
        StatusRole = Qt::UserRole + 1,
        /// relay::Direction as int.
        DirectionRole,
        /// relay::Door as int.
        DoorRole,
        MarkedRole,
        /// The frame's number in the store, as quint64: stable while the frame is remembered.
        NumberRole,
    };
    enum class FrameStatus { Normal, Refused, Warned, Success, Failure };

    explicit TrafficModel(FrameStore::Limits limits = {}, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Adds the frames of a batch in one insertion; evicts before, in one removal.
    void append(const relay::RelayEvents &batch);
    void clear();

    /// Shows other frames; the model is reset. When looking at a frame is costly, remembered frames
    /// and new ones are looked at by and by, the oldest first: see isScanning().
    void setFilter(const FrameFilter &filter);
    const FrameFilter &filter() const { return m_filter; }
    /// Whether there are frames that the filter has not looked at yet.
    bool isScanning() const { return m_scan.isActive(); }
    /// How long the filter may look at frames before the window has its turn.
    static constexpr int scanMs = 8;

    /// `row` is one of the model's.
    const relay::FrameEvent &frame(int row) const;
    /// Row of the frame with this number; -1 when it is filtered out or evicted. Logarithmic.
    int rowOf(quint64 number) const;
    /// The remembered frame, shown or not, with this FrameEvent::seq; nullptr: there is none.
    /// Valid until the next change of the model. Logarithmic.
    const relay::FrameEvent *frameWithSeq(quint64 seq) const;
    /// Row of the frame with this seq; -1 when it is filtered out or not remembered. Logarithmic.
    int rowOfSeq(quint64 seq) const;
    /// The first remembered frame that passes the one with this seq on, however much later: a
    /// message may have waited in the outbox. nullptr: none yet. Valid until the next change of the
    /// model.
    const relay::FrameEvent *forwardingOf(quint64 seq) const;
    /// Frames that are looked at one by one; those that come later are remembered by their origin.
    static constexpr quint64 forwardingSearch = 1000;
    /// Frames that are remembered, shown or not.
    qsizetype storedFrames() const { return m_store.size(); }

    /// The next row, `from` itself first and then around the end (the beginning when `backwards`),
    /// that holds `text` in its payload, game, command or refusal; -1: none, or nothing to find.
    /// Letter case is ignored.
    int find(const QString &text, int from, bool backwards) const;

    /// The games and commands of the newest frames, shown or not, and the commands that the
    /// protocol knows; sorted, each once.
    FilterVocabulary vocabulary() const;
    /// Frames that are looked at for it.
    static constexpr quint64 vocabularySearch = 20'000;
    /// Games, and commands beside those of the protocol, that it holds.
    static constexpr qsizetype vocabularySize = 500;

    void setMarked(int row, bool marked);
    /// Next marked row after `from`, around the end; -1: none.
    int nextMarked(int from) const;

Q_SIGNALS:
    /// The filter has looked at all frames that there are.
    void scanned();

private:
    /// What a row needs that has to be read from its payload.
    struct Digest
    {
        QString summary;
        FrameStatus status = FrameStatus::Normal;
    };

    quint64 numberOf(int row) const;
    /// Number of the first remembered frame whose seq is not below this one.
    quint64 firstFrom(quint64 seq) const;
    bool isMarked(quint64 number) const;
    const Digest &digest(quint64 number) const;
    QString display(int row, Column column) const;
    QString delta(int row) const;
    void makeRoom(qsizetype count, qint64 bytes);
    void scan();
    void insert(const std::vector<const relay::FrameEvent *> &frames);
    void noteLateForwarding(const relay::FrameEvent &frame, quint64 number);

    FrameStore m_store;
    FrameFilter m_filter;
    FrameMatcher m_matcher;
    bool m_filtering = false;
    QTimer m_scan;               ///< Runs while there are frames to look at, with a costly filter.
    quint64 m_scanned = 0;       ///< Number of the first frame that the filter has not looked at.
    std::deque<quint64> m_shown; ///< Numbers of the shown frames, ascending; unused without filter.
    std::deque<quint64> m_marked; ///< Ascending.
    /// Numbers of remembered frames that pass one on which came long before, by its seq.
    std::map<quint64, quint64> m_lateForwardings;
    mutable QCache<quint64, Digest> m_digests; ///< By number; of the rows that were looked at last.
};

} // namespace neuro::models

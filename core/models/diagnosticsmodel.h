// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/diagnosticmutes.h"
#include "models/diagnostictally.h"
#include "relay/relayevent.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QList>
#include <QStringList>

#include <utility>
#include <vector>

namespace neuro::models {

/// What the games do wrong: a row for each game and rule, in the order in which they first
/// happened, with how often and how it happened last. Games of one name share their rows.
///
/// A row is open until it is dismissed; it is open again when the same thing happens once more, or
/// when it is restored. A muted one is never open. Both go on counting. Bounded: when there are
/// more than rowsKept, those go that have not happened for the longest time, and are counted.
class DiagnosticsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Severity, Game, What, Detail, Count, Last, ColumnCount };
    enum Role {
        /// protocol::Severity as int.
        SeverityRole = Qt::UserRole + 1,
        /// The display name of the game; empty: whoever it was had not said one.
        GameRole,
        /// protocol::DiagnosticKey as int.
        KeyRole,
        /// The detail of the last time, whole as far as it is kept.
        DetailRole,
        /// How often it happened, as qint64.
        CountRole,
        /// When it happened first and last, as QDateTime.
        FirstRole,
        LastRole,
        /// FrameEvent::seq of the message that caused the last one, as quint64; 0: none did.
        SeqRole,
        DismissedRole,
        MutedRole,
        /// Whether all diagnostics of the game are muted.
        GameMutedRole,
        /// What to sort a column by.
        SortRole,
    };

    explicit DiagnosticsModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Takes the diagnostics of a batch. What came before a game had said its name becomes the
    /// game's when it says it.
    void apply(const relay::RelayEvents &batch);
    /// Forgets all rows; mutes stay.
    void clear();

    /// `rows` are the model's, in any order.
    void dismiss(const QList<int> &rows);
    void restore(const QList<int> &rows);
    /// The table, the tallies and mutesChanged() follow once, however many there are.
    void mute(const QList<DiagnosticMute> &mutes);
    /// As mute(). Those that are not there are passed over.
    void unmute(const QList<DiagnosticMute> &mutes);
    /// Replaces all mutes, by those of an earlier run for example.
    void setMutes(const QList<DiagnosticMute> &mutes);
    const DiagnosticMutes &mutes() const { return m_mutes; }

    /// Rows that are neither dismissed nor muted.
    int openRows() const { return m_open; }
    /// The games with open rows, and those that are muted altogether.
    const DiagnosticTallies &tallies() const { return m_tallies; }
    /// The games that have rows, in order of first occurrence.
    QStringList games() const;
    /// Rows that were let go because there were too many.
    qint64 dropped() const { return m_dropped; }
    /// All that there is to say about a row, for the clipboard; several lines.
    QString toText(int row) const;

    static constexpr int rowsKept = 2000;
    /// Characters of a detail that are kept.
    static constexpr int detailLength = 1000;

Q_SIGNALS:
    /// What openRows() and tallies() tell. At most once in each batch.
    void talliesChanged();
    void mutesChanged();
    void droppedChanged(qint64 dropped);

private:
    /// Game, and key as int.
    using RowId = std::pair<QString, int>;
    struct Row
    {
        QString game;
        protocol::DiagnosticKey key = protocol::DiagnosticKey::MessageInvalid;
        QString detail;
        qint64 count = 0;
        qint64 firstWall = 0; ///< µs since 1970 UTC.
        qint64 lastWall = 0;
        quint64 seq = 0;
        relay::PeerId peer = 0; ///< Whose doing it was; 0: that of several connections.
        quint64 turn = 0;       ///< Rises with each time that anything happens.
        bool isDismissed = false;
        bool isMuted = false;

        RowId id() const { return {game, static_cast<int>(key)}; }
        bool isOpen() const { return !isDismissed && !isMuted; }
    };
    /// What happened, row by row, in order of first occurrence.
    struct News
    {
        std::vector<Row> rows;
        QHash<RowId, std::size_t> places;
    };

    static void add(const Row &happened, Row *to);
    static void note(const Row &happened, News *news);
    News newsOf(const relay::RelayEvents &batch);
    void takeUnnamed(const QHash<relay::PeerId, QString> &names, News *news);
    void updateKnown(News *news);
    void makeRoom(std::vector<Row> *fresh);
    void removeMarked(const QList<bool> &isGoing);
    void insertFresh(std::vector<Row> fresh);
    void setDismissed(const QList<int> &rows, bool dismissed);
    void applyMutes();
    void updateTallies();
    void tellRows(int first, int last);
    QString display(const Row &row, Column column) const;
    QVariant sortValue(const Row &row, Column column) const;
    QString toolTip(const Row &row) const;

    std::vector<Row> m_rows;
    QHash<RowId, int> m_places;
    DiagnosticMutes m_mutes;
    DiagnosticTallies m_tallies;
    int m_open = 0;
    quint64 m_turns = 0;
    qint64 m_dropped = 0;
};

/// The name of a game for a cell or a sentence; words for one that has not said its name.
QString diagnosticGameText(const QString &game);

} // namespace neuro::models

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/recordedforces.h"
#include "models/recordingreader.h"
#include "models/relaymodels.h"

#include <QList>
#include <QObject>
#include <QThread>
#include <QTimer>

#include <optional>

namespace neuro::models {

/// A session log that is looked at: its parts, and the models of the one that is shown. Its
/// integrations and the forces that wait are those of one moment; all others hold the whole part.
/// The file is read in another thread, for which only the destructor waits, patienceMs at most.
/// Lives in the window's thread.
class Recording : public QObject
{
    Q_OBJECT

public:
    /// `limits`: of the parts. Begins to read the log at once, and shows its first part as soon as
    /// it is there.
    explicit Recording(const QString &path, const storage::SessionIndex::Limits &limits = {},
                       QObject *parent = nullptr);
    ~Recording() override;

    const QString &path() const { return m_path; }
    RelayModels *models() { return &m_models; }
    /// All of the part.
    RecordedForces *forces() { return &m_forces; }
    /// Those that waited at the moment.
    ForceModel *waiting() { return &m_waiting; }
    const RecordingStatus &status() const { return m_status; }
    /// Those that are known so far, in their order.
    const QList<storage::SessionPart> &parts() const { return m_parts; }
    /// Of the part that is shown or being read; -1: none yet.
    qsizetype place() const { return m_place; }
    /// Whether all of that part is in the models.
    bool isShown() const { return m_isShown; }
    bool isSearching() const { return m_isSearching; }
    /// The frame of the shown part after which integrations and waiting forces are shown as they
    /// were then; nothing: as at the end of the part.
    std::optional<quint64> moment() const { return m_moment; }
    /// When that was: wall clock, µs; steady moments in the models are on the same clock. 0: the
    /// part is not shown yet, or tells no time.
    qint64 momentWall() const { return m_momentWall; }

    /// Leaves the rest of the log that is not divided yet.
    void cancel();
    /// Shows another part; nothing for a place that there is not.
    void showPart(qsizetype place);
    /// Shows the nearest other part with a frame that passes the traffic's filter; searched() tells
    /// whether there is one, or failed() that not all could be looked into.
    void search(bool backwards);
    void stopSearch();
    /// Shows integrations and waiting forces as they were when the frame had come, and what
    /// followed from it at once, or at the end of the part. A little later: momentChanged() tells
    /// when, or failed().
    void showMoment(std::optional<quint64> frame);

    /// Whoever goes through the frames is not followed faster than this.
    static constexpr int momentDelayMs = 60;
    /// After so many milliseconds a file system that does not answer is left alone.
    static constexpr unsigned long patienceMs = 2000;

Q_SIGNALS:
    void statusChanged();
    void partsChanged();
    /// Another part is being shown: place() and isShown().
    void shownChanged();
    /// Integrations and waiting forces are shown anew: moment().
    void momentChanged();
    /// The part, or one that was looked into, could not be read as it was.
    void failed(const neuro::protocol::Phrase &error);
    void searching(qsizetype place);
    /// Nothing: none of parts(), to which more come until status().isOver.
    void searched(bool found);

private:
    void takeStatus(const RecordingStatus &status);
    void takePart(const storage::SessionPart &part);
    void takeBatch(quint64 ticket, const relay::RelayEvents &events, bool isLast,
                   const protocol::Phrase &error, const QList<relay::OutboxRow> &outbox);
    void takeSearched(quint64 ticket, std::optional<quint64> place, const protocol::Phrase &error);
    void showWaiting(const QList<relay::ForceEvent> &forces, qint64 wall);
    void askMoment();
    void takeMoment(quint64 ticket, const relay::RelayEvents &events, const protocol::Phrase &error,
                    const QList<relay::OutboxRow> &outbox);
    template <typename Call>
    void tellReader(Call call)
    {
        QMetaObject::invokeMethod(m_reader, std::move(call), Qt::QueuedConnection);
    }

    QString m_path;
    RelayModels m_models;
    RecordedForces m_forces;
    ForceModel m_waiting;
    RecordingStatus m_status;
    QList<storage::SessionPart> m_parts;
    qsizetype m_place = -1;
    bool m_isShown = false;
    bool m_isSearching = false;
    quint64 m_ticket = 0;       ///< Of the part that was asked for last.
    quint64 m_searchTicket = 0; ///< Of the last search.
    quint64 m_momentTicket = 0; ///< Of the moment that was asked for last.
    std::optional<quint64> m_moment;
    std::optional<quint64> m_wantedMoment;
    qint64 m_momentWall = 0;
    QTimer m_momentTimer;
    QThread *m_thread;
    RecordingReader *m_reader; ///< In m_thread, which deletes it.
};

} // namespace neuro::models

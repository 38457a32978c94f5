// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/relayconfig.h"
#include "net/backendserver.h"
#include "relay/outboxrow.h"
#include "relay/relaycommand.h"
#include "relay/relayevent.h"
#include "service/probedserver.h"
#include "service/statusdoor.h"
#include "storage/sessionrecorder.h"

#include <QMetaType>
#include <QObject>
#include <QString>
#include <QUrl>

#include <memory>
#include <optional>

namespace neuro::service {

/// How this run differs from the configuration.
struct RunOptions
{
    /// Record to this file; nothing: to the data folder when `recordToDataFolder`.
    std::optional<QString> recordFile;
    storage::ExistingFile existingRecord = storage::ExistingFile::Refuse;
    bool recordToDataFolder = false;
    QString dataFolder;
    /// Whether somebody listens to RelayService::events(); without, no event crosses threads.
    bool observed = true;
};

/// What the status bar shows; once a second.
struct ServiceStatistics
{
    double messagesPerSecond = 0;
    qint64 relayP50 = 0; ///< Nanoseconds a message spends in the relay.
    qint64 relayP99 = 0;
    qint64 uptimeMs = 0;
    quint64 frames = 0;
    quint64 skippedFrames = 0; ///< Frames that the observer missed.
    storage::RecorderStatus recording;
};

/// The relay as its users hold it: starts and stops the threads, takes commands, hands out events.
/// Lives in the thread of its user (the window's, or the main thread of a headless run); every
/// signal comes there. Nothing here blocks but stop().
class RelayService : public QObject
{
    Q_OBJECT

public:
    RelayService(config::RelayConfig config, RunOptions options, QObject *parent = nullptr);
    /// Stops.
    ~RelayService() override;

    /// Starts the storage thread (the recording opens first, so that it misses nothing), the
    /// intermediary's and the relay's. doorChanged() tells of the backend and the intermediary
    /// door, statusDoorChanged() of the third, once each, whether or not they open. Returns why
    /// RunOptions::recordFile cannot be written, or that a thread of an earlier run hangs, in which
    /// cases nothing was started; else nothing.
    QString start();
    /// Closes every connection with 1001, flushes the log, ends the threads, all within stopMs. One
    /// that hangs is left alone, with a warning: it cannot be ended, but what
    /// it uses stays valid, and this service does not start again before it has ended by itself.
    void stop();
    bool isRunning() const;

    /// Hands a command to the relay thread; returns the number that its OperatorEvent will carry.
    quint64 submit(const relay::RelayCommand &command);

    /// Closes the backend door and opens it elsewhere; a DoorEvent follows.
    void reopenBackend(const QString &host, quint16 port);
    /// Closes the backend door; games are disconnected. A DoorEvent follows.
    void closeBackend();
    /// Closes the intermediary door, if it is open, and opens it elsewhere; a DoorEvent follows.
    void reopenIntermediary(const QString &host, quint16 port);
    /// Decides about someone whom an AdmissionEvent named, at the door that it named.
    void admit(const QString &origin, const QString &address, net::Admission admission,
               relay::Door door = relay::Door::Backend);

    /// Drops upstream's connection, attempt or wait, and dials; an UpstreamEvent follows.
    void reconnectUpstream();
    /// Closes the connection to upstream and dials no more.
    void stopUpstream();

    /// Lets the running relay take another configuration, completed by config::completeConfig():
    /// tokens, deciders, limits, names and admissions count at once; see planFor() for what is
    /// closed and opened, or connected, anew, and what waits for the next start. What the operator
    /// set by hand (deciders, where a door listens) stays unless its setting changes. Also before
    /// start().
    void applyConfig(const config::RelayConfig &config);

    /// Asks who answers at an address where the backend door was to be opened, without a message to
    /// it; serverProbed() follows once, within net::ServerProbe::defaultTimeoutMs. An empty host,
    /// or one for all addresses, is this computer.
    void probeServer(const QString &host, quint16 port);
    /// Takes the server at `url` for upstream until this service is deleted, and opens the backend
    /// door on another port, as if the configuration said so.
    void useUpstream(const QUrl &url, quint16 backendPort);

    /// Reads what waits for whomever; outboxRows() follows, unless there is no outbox.
    void readOutbox();
    /// Deletes what waits for `destination`, as in relay::OutboxRow::destination; an OutboxEvent
    /// follows, also when nothing waited.
    void dropOutbox(const QString &destination);
    /// Writes what waits for whomever, and what limits dropped, to `path` as JSON Lines;
    /// outboxExported() follows, unless there is no outbox.
    void exportOutbox(const QString &path);

    /// Starts (to a new file of the data folder) or stops recording.
    void setRecording(bool on);
    /// Tells the log that the operator exported the recording to `path`.
    void noteExport(const QString &path);

    /// How the recording goes, up to a second late; after stop() how it ended, except that a
    /// storage thread that hangs leaves `recording` set.
    const storage::RecorderStatus &recordingStatus() const;

    /// What was given at last.
    const config::RelayConfig &config() const;
    const RunOptions &options() const;

    static constexpr int stopMs = 2000;
    /// Shortest time between two events() signals: about 60 a second.
    static constexpr int batchIntervalMs = 16;
    /// The same after a batch of more than `busyBatch` events: nobody reads rows that fast, and
    /// what a window spends its time on is painting.
    static constexpr int busyIntervalMs = 33;
    static constexpr std::size_t busyBatch = 64;
    static constexpr int intervalAfter(std::size_t events)
    {
        return events > busyBatch ? busyIntervalMs : batchIntervalMs;
    }

Q_SIGNALS:
    /// A batch, in order. `skippedFrames` were lost before it because the observer was too slow.
    void events(const neuro::relay::RelayEvents &batch, quint64 skippedFrames);
    /// The state of the backend or the intermediary door, also when the service is not observed.
    void doorChanged(const neuro::relay::DoorEvent &door);
    /// The state of the status door.
    void statusDoorChanged(const neuro::service::StatusDoor &door);
    /// config() is another one.
    void configApplied();
    void serverProbed(const neuro::service::ProbedServer &server);
    void statistics(const neuro::service::ServiceStatistics &statistics);
    /// The first messages that wait for each destination, oldest first; `waiting` counts all.
    void outboxRows(const QList<neuro::relay::OutboxRow> &rows, qint64 waiting);
    /// `error` is empty on success. `unsaved` names the file with what is only in memory, since the
    /// disk did not take it: beside `path`, or `path` itself while the outbox file cannot be read;
    /// empty when nothing is.
    void outboxExported(const QString &path, const neuro::protocol::Phrase &error,
                        const QString &unsaved);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace neuro::service

Q_DECLARE_METATYPE(neuro::service::ServiceStatistics)

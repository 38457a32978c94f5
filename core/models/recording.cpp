// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/recording.h"

namespace neuro::models {

namespace {

QList<relay::ForceEvent> openForces(const ForceModel &model)
{
    QList<relay::ForceEvent> forces;
    for (int row = 0; row < model.rowCount(); ++row)
        forces.append(model.force(row));
    return forces;
}

} // namespace

Recording::Recording(const QString &path, const storage::SessionIndex::Limits &limits,
                     QObject *parent)
    : QObject(parent)
    , m_path(path)
    , m_thread(new QThread)
    , m_reader(new RecordingReader(limits))
{
    m_thread->setObjectName(QStringLiteral("recording"));
    m_reader->moveToThread(m_thread);
    connect(m_thread, &QThread::finished, m_reader, &QObject::deleteLater);
    connect(m_reader, &RecordingReader::statusChanged, this, &Recording::takeStatus);
    connect(m_reader, &RecordingReader::partFound, this, &Recording::takePart);
    connect(m_reader, &RecordingReader::batchRead, this, &Recording::takeBatch);
    connect(m_reader, &RecordingReader::searched, this, &Recording::takeSearched);
    connect(m_reader, &RecordingReader::searching, this, [this](quint64 ticket, quint64 place) {
        if (ticket == m_searchTicket && m_isSearching)
            Q_EMIT searching(static_cast<qsizetype>(place));
    });
    connect(m_reader, &RecordingReader::momentRead, this, &Recording::takeMoment);
    m_momentTimer.setSingleShot(true);
    m_momentTimer.setInterval(momentDelayMs);
    connect(&m_momentTimer, &QTimer::timeout, this, &Recording::askMoment);
    m_thread->start();
    tellReader([reader = m_reader, path] { reader->open(path); });
}

Recording::~Recording()
{
    m_reader->disconnect(this);
    m_thread->quit();
    // A thread that hangs in a file system keeps what is its own.
    if (m_thread->wait(patienceMs))
        delete m_thread;
}

void Recording::cancel()
{
    tellReader([reader = m_reader] { reader->cancel(); });
}

void Recording::takeStatus(const RecordingStatus &status)
{
    m_status = status;
    Q_EMIT statusChanged();
}

void Recording::takePart(const storage::SessionPart &part)
{
    m_parts.append(part);
    Q_EMIT partsChanged();
    if (m_place < 0)
        showPart(0);
}

void Recording::showPart(qsizetype place)
{
    if (place < 0 || place >= m_parts.size())
        return;
    if (m_isSearching)
        stopSearch();
    m_place = place;
    m_isShown = false;
    ++m_ticket;
    ++m_momentTicket;
    m_momentTimer.stop();
    m_moment.reset();
    m_wantedMoment.reset();
    m_models.clear();
    m_forces.clear();
    showWaiting({}, 0);
    m_models.outboxRows()->showMoment({}, {}, 0);
    Q_EMIT shownChanged();
    tellReader([reader = m_reader, ticket = m_ticket, place] {
        reader->readPart(ticket, static_cast<quint64>(place));
    });
}

void Recording::takeBatch(quint64 ticket, const relay::RelayEvents &events, bool isLast,
                          const protocol::Phrase &error, const QList<relay::OutboxRow> &outbox)
{
    if (ticket != m_ticket)
        return;
    m_models.apply(events, 0);
    m_forces.apply(events);
    if (!isLast) {
        tellReader([reader = m_reader, ticket] { reader->readOn(ticket); });
        return;
    }
    // How long ago who is away left counts from the end of what is shown.
    if (const auto &last = m_parts[m_place].last)
        m_models.integrations()->tick(*last);
    showWaiting(openForces(*m_models.forces()), m_parts[m_place].last.value_or(0));
    m_models.outboxRows()->showMoment(outbox, m_models.outbox().queues,
                                      m_parts[m_place].last.value_or(0));
    m_isShown = true;
    Q_EMIT shownChanged();
    Q_EMIT momentChanged();
    if (m_isShown && m_wantedMoment)
        m_momentTimer.start();
    if (!error.isEmpty())
        Q_EMIT failed(error);
}

void Recording::showWaiting(const QList<relay::ForceEvent> &forces, qint64 wall)
{
    relay::SnapshotEvent state;
    state.forces = forces;
    m_momentWall = wall;
    m_waiting.apply({state});
}

void Recording::search(bool backwards)
{
    if (m_place < 0)
        return;
    m_isSearching = true;
    tellReader([reader = m_reader, ticket = ++m_searchTicket, filter = m_models.traffic()->filter(),
                place = m_place, backwards] {
        reader->search(ticket, filter, static_cast<quint64>(place), backwards);
    });
}

void Recording::stopSearch()
{
    m_isSearching = false;
    ++m_searchTicket;
    tellReader([reader = m_reader] { reader->stopSearch(); });
}

void Recording::showMoment(std::optional<quint64> frame)
{
    m_wantedMoment = frame;
    ++m_momentTicket; // What was asked for is no longer wanted.
    if (m_wantedMoment == m_moment)
        m_momentTimer.stop();
    else if (m_isShown)
        m_momentTimer.start();
}

void Recording::askMoment()
{
    tellReader(
        [reader = m_reader, ticket = m_momentTicket, place = m_place, frame = m_wantedMoment] {
            reader->readMoment(ticket, static_cast<quint64>(place), frame);
        });
}

void Recording::takeMoment(quint64 ticket, const relay::RelayEvents &events,
                           const protocol::Phrase &error, const QList<relay::OutboxRow> &outbox)
{
    if (ticket != m_momentTicket)
        return;
    if (!error.isEmpty()) {
        Q_EMIT failed(error);
        return;
    }
    m_moment = m_wantedMoment;
    m_models.integrations()->clear();
    m_models.integrations()->apply(events);
    const auto &state = std::get<relay::SnapshotEvent>(events.back());
    m_models.integrations()->tick(state.at.wall);
    showWaiting(state.forces, state.at.wall);
    m_models.outboxRows()->showMoment(outbox, state.outbox.queues, state.at.wall);
    Q_EMIT momentChanged();
}

void Recording::takeSearched(quint64 ticket, std::optional<quint64> place,
                             const protocol::Phrase &error)
{
    if (ticket != m_searchTicket || !m_isSearching)
        return;
    m_isSearching = false;
    if (place)
        showPart(static_cast<qsizetype>(*place));
    if (!error.isEmpty())
        Q_EMIT failed(error);
    else
        Q_EMIT searched(place.has_value());
}

} // namespace neuro::models

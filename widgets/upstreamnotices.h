// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"
#include "widgets/relaycontrols.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace neuro::ui {

class NoticeBar;

/// Turns what the operator must know of Neuro and of what is kept for her into notices: a
/// connection that does not come by itself, messages that would not survive a crash, messages of an
/// earlier run, messages that were lost, an integration's too.
class UpstreamNotices : public QObject
{
    Q_OBJECT

public:
    UpstreamNotices(NoticeBar *bar, RelayControls controls, QObject *parent = nullptr);

    void upstreamChanged(const relay::UpstreamEvent &upstream);
    void outboxChanged(const relay::OutboxHealthEvent &outbox);
    void outboxDropped(const relay::OutboxEvent &drop);
    /// Asks before it drops what waits for somebody.
    void askToDrop(const relay::OutboxPending &queue);
    /// Replaces the steady clock (microseconds, as Instant::mono).
    void setClock(std::function<qint64()> clock);

    /// Keys of the notices in the bar.
    static const QString upstreamKey;
    static const QString unverifiedKey;
    static const QString healthKey;
    static const QString earlierRunKey;
    static const QString dropsKey;
    static const QString dropKey;

Q_SIGNALS:
    /// "Export…" was chosen where lost messages are told of.
    void exportWanted();

private:
    void showProblem(const relay::UpstreamEvent &upstream);
    QString problemText() const;
    void showNextTry();
    void showUnverified(const relay::UpstreamEvent &upstream);
    void showHealth(const protocol::Phrase &problem);
    void showEarlierRun();
    QString earlierRunText() const;
    QString dropsText(const protocol::Phrase &why) const;
    static QString dropQuestion(const relay::OutboxPending &queue);
    void tick();

    NoticeBar *m_bar;
    RelayControls m_controls;
    std::function<qint64()> m_clock;
    QTimer m_timer;
    QTimer m_tryTimer; ///< While a notice counts down to the next try.
    relay::UpstreamEvent m_upstream;
    protocol::Phrase m_problem; ///< Of the connection, as the notice tells it.
    protocol::Phrase m_health;
    relay::OutboxHealthEvent m_outbox;
    QString m_asksToDrop;     ///< Whose messages the question is about.
    qint64 m_dropped = 0;     ///< Since the notice was last put away.
    QStringList m_droppedFor; ///< Whose they were, the first few of them.
    bool m_isUnverified = false;
};

/// How many messages wait for `destination`, as in relay::OutboxRow::destination.
qint64 pendingFor(const relay::OutboxHealthEvent &outbox, const QString &destination);

} // namespace neuro::ui

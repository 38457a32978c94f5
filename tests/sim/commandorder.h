// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/outboxrow.h"
#include "relay/types.h"

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QString>

#include <deque>
#include <map>
#include <unordered_map>

namespace neuro::sim {

/// The commands of watchers for integrations: what the relay must still deliver, in the order in
/// which it heard them. Every call that returns a text tells what is wrong; nothing when all is
/// well. Integrations are called by their destination in the outbox.
class CommandOrder
{
public:
    /// `{"n":7}` of the text of a command, or of a row; 0 when it has none.
    static quint64 numberOf(const QByteArray &text);

    /// The relay is about to hear of a command.
    quint64 begin() { return ++m_last; }
    QString kept(const QString &integration, quint64 number, quint64 ticket);
    void appended(quint64 ticket, qint64 row);
    void dropped(const QString &integration, const QList<qint64> &rows);
    void discardEarlierRun();
    /// A command goes to the connection that the integration has now.
    QString sent(const QString &integration, quint64 number);
    /// The integration has read it.
    void read(const QString &integration, quint64 number);
    /// The relay forgets rows that have arrived.
    QString removed(const QList<qint64> &rows);
    bool isOwn(qint64 row) const { return m_rows.contains(row); }
    void connectionLost(const QString &integration);
    /// The relay begins anew with what is in the outbox.
    QString restarted(const QList<relay::OutboxRow> &rows, const QSet<qint64> &untoldDrops);
    /// How many the outbox must hold for it.
    qint64 waiting(const QString &integration) const;

private:
    struct Command
    {
        quint64 number = 0;
        quint64 ticket = 0; ///< 0: it is in the outbox.
        qint64 row = 0;
        bool isSent = false; ///< On the connection of now.
        bool isRead = false;
        bool isFromEarlierRun = false;
    };
    struct Integration
    {
        std::deque<Command> commands; ///< That wait, or are under way.
        quint64 lastSent = 0;         ///< On the connection of now.
    };
    Command *find(const QString &integration, quint64 number);
    void forget(const QString &integration, qint64 row);

    quint64 m_last = 0;
    std::map<QString, Integration> m_integrations;
    std::unordered_map<quint64, QString> m_tickets;
    std::map<qint64, QString> m_rows;
    QSet<qint64> m_droppedAtOnce; ///< Of whose commit we have not heard.
};

} // namespace neuro::sim

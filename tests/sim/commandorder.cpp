// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "commandorder.h"

#include <algorithm>

namespace neuro::sim {

using namespace Qt::Literals::StringLiterals;

quint64 CommandOrder::numberOf(const QByteArray &text)
{
    const qsizetype at = text.indexOf("{\"n\":");
    const qsizetype end = text.indexOf('}', at);
    return at < 0 || end < 0 ? 0 : text.mid(at + 5, end - at - 5).toULongLong();
}

CommandOrder::Command *CommandOrder::find(const QString &integration, quint64 number)
{
    for (Command &command : m_integrations[integration].commands) {
        if (command.number == number)
            return &command;
    }
    return nullptr;
}

QString CommandOrder::kept(const QString &integration, quint64 number, quint64 ticket)
{
    if (number != m_last)
        return u"command %1 is kept, and nobody sent it"_s.arg(number);
    Command command;
    command.number = number;
    command.ticket = ticket;
    m_integrations[integration].commands.push_back(command);
    m_tickets[ticket] = integration;
    return {};
}

void CommandOrder::appended(quint64 ticket, qint64 row)
{
    const auto found = m_tickets.find(ticket);
    if (found == m_tickets.end())
        return;
    const QString integration = found->second;
    m_tickets.erase(found);
    std::deque<Command> &commands = m_integrations[integration].commands;
    const auto command = std::find_if(commands.begin(), commands.end(),
                                      [ticket](const Command &c) { return c.ticket == ticket; });
    if (row == 0 || m_droppedAtOnce.remove(row)) {
        commands.erase(command);
        return;
    }
    command->ticket = 0;
    command->row = row;
    m_rows[row] = integration;
}

void CommandOrder::forget(const QString &integration, qint64 row)
{
    std::erase_if(m_integrations[integration].commands,
                  [row](const Command &command) { return command.row == row; });
    m_rows.erase(row);
}

void CommandOrder::dropped(const QString &integration, const QList<qint64> &rows)
{
    for (const qint64 row : rows) {
        if (m_rows.contains(row))
            forget(integration, row);
        else
            m_droppedAtOnce.insert(row);
    }
}

void CommandOrder::discardEarlierRun()
{
    for (auto &[name, integration] : m_integrations) {
        for (const Command &command : integration.commands) {
            if (command.isFromEarlierRun)
                m_rows.erase(command.row);
        }
        std::erase_if(integration.commands,
                      [](const Command &command) { return command.isFromEarlierRun; });
    }
}

QString CommandOrder::sent(const QString &integration, quint64 number)
{
    Integration &target = m_integrations[integration];
    if (number <= target.lastSent)
        return u"command %1 comes after %2"_s.arg(number).arg(target.lastSent);
    target.lastSent = number;
    Command *command = find(integration, number);
    if (!command) {
        // At once: then nothing may wait before it.
        if (number != m_last)
            return u"command %1 is delivered once more"_s.arg(number);
        if (!target.commands.empty())
            return u"command %1 overtakes %2"_s.arg(number).arg(target.commands.front().number);
        return {};
    }
    if (command->ticket != 0)
        return u"command %1 is delivered from an outbox that has not got it"_s.arg(number);
    const auto first = std::find_if(target.commands.begin(), target.commands.end(),
                                    [](const Command &other) { return !other.isSent; });
    if (&*first != command)
        return u"command %1 overtakes %2"_s.arg(number).arg(first->number);
    command->isSent = true;
    return {};
}

void CommandOrder::read(const QString &integration, quint64 number)
{
    if (Command *command = find(integration, number))
        command->isRead = true;
}

QString CommandOrder::removed(const QList<qint64> &rows)
{
    for (const qint64 row : rows) {
        const auto found = m_rows.find(row);
        if (found == m_rows.end())
            return u"row %1 is removed and not known"_s.arg(row);
        const QString integration = found->second;
        for (const Command &command : m_integrations[integration].commands) {
            if (command.row == row && !command.isRead)
                return u"command %1 is forgotten, and was not read"_s.arg(command.number);
        }
        forget(integration, row);
    }
    return {};
}

void CommandOrder::connectionLost(const QString &integration)
{
    Integration &target = m_integrations[integration];
    target.lastSent = 0;
    for (Command &command : target.commands) {
        command.isSent = false;
        command.isRead = false;
    }
}

QString CommandOrder::restarted(const QList<relay::OutboxRow> &rows,
                                const QSet<qint64> &untoldDrops)
{
    QSet<qint64> there;
    for (const relay::OutboxRow &row : rows)
        there.insert(row.id);
    for (const auto &[row, integration] : m_rows) {
        if (!there.contains(row) && !untoldDrops.contains(row))
            return u"row %1 was kept, and is gone after a restart"_s.arg(row);
    }
    m_integrations.clear();
    m_tickets.clear();
    m_rows.clear();
    m_droppedAtOnce.clear();
    for (const relay::OutboxRow &row : rows) {
        Command command;
        command.number = numberOf(row.payload);
        command.row = row.id;
        command.isFromEarlierRun = true;
        m_integrations[row.destination].commands.push_back(command);
        m_rows[row.id] = row.destination;
    }
    return {};
}

qint64 CommandOrder::waiting(const QString &integration) const
{
    const auto found = m_integrations.find(integration);
    return found == m_integrations.end() ? 0 : qint64(found->second.commands.size());
}

} // namespace neuro::sim

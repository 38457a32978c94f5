// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionevents.h"

#include "storage/sessionlogformat.h"
#include "storage/sessionlogreader.h"

#include <QBuffer>
#include <QJsonObject>

namespace neuro::tests {

using namespace Qt::Literals::StringLiterals;

relay::Instant moment(qint64 micros)
{
    return {0, sessionStart + micros};
}

QByteArray logOf(const relay::RelayEvents &events)
{
    QByteArray log;
    for (const relay::RelayEvent &event : events)
        storage::appendLogLine(log, event, storage::SecretMask());
    return log;
}

QByteArray header()
{
    return storage::sessionHeaderLine(sessionStart, QJsonObject());
}

std::vector<storage::SessionEntry> entriesOf(const QByteArray &log)
{
    QBuffer buffer;
    buffer.setData(log);
    buffer.open(QIODevice::ReadOnly);
    storage::SessionLogReader reader(buffer);
    std::vector<storage::SessionEntry> entries;
    while (reader.next() == storage::SessionLogReader::Step::Line)
        entries.push_back(reader.line().entry);
    return entries;
}

relay::PeerEvent peer(relay::PeerId id, relay::PeerEvent::State state, relay::Door door)
{
    relay::PeerEvent event;
    event.at = moment(0);
    event.peer = id;
    event.door = door;
    event.state = state;
    event.address = u"127.0.0.1:50000"_s;
    return event;
}

relay::FrameEvent frame(quint64 seq, const QString &command, const QByteArray &data)
{
    relay::FrameEvent event;
    event.at = moment(static_cast<qint64>(seq));
    event.seq = seq;
    event.peer = 1;
    event.name = u"Chess"_s;
    event.command = command;
    event.payload = R"({"command":")" + command.toUtf8() + R"(","data":)" + data + '}';
    return event;
}

relay::RegistryEvent registry(const QStringList &names)
{
    relay::RegistryEvent event;
    event.at = moment(0);
    event.peer = 1;
    event.name = u"Chess"_s;
    for (const QString &name : names) {
        protocol::Action action;
        action.name = name;
        event.actions.append(action);
    }
    return event;
}

} // namespace neuro::tests

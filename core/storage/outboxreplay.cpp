// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/outboxreplay.h"

#include "protocol/integrationmessage.h"
#include "protocol/json.h"
#include "protocol/jsonwriter.h"
#include "protocol/watchermessage.h"
#include "relay/forwarding.h"
#include "relay/upstreamlink.h"
#include "storage/sessionreplay.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace neuro::storage {

using namespace Qt::Literals::StringLiterals;
using protocol::JsonDocument;
using protocol::JsonValue;
using Message = OutboxReplay::Message;

namespace {

/// Frames for each row that a state keeps when it is cut.
constexpr qsizetype rowsPerFrame = 8;

QString cutText(QString text)
{
    if (text.size() <= OutboxReplay::maxText)
        return text;
    text.truncate(OutboxReplay::maxText - 1);
    if (text.back().isHighSurrogate())
        text.chop(1);
    return text + QChar(0x2026);
}

/// What a view finds the text of a context in.
QByteArray contextOf(const QString &text)
{
    QByteArray json;
    protocol::JsonWriter writer(json);
    writer.beginObject().key("data").beginObject().key("message").text(cutText(text));
    writer.endObject().endObject();
    return json;
}

QByteArray prefixed(const QString &sender, const QString &text)
{
    return contextOf(relay::forwarding::prefixOf(sender) + text);
}

/// The API's `context`; nothing of what is another message, or lost its form when secrets were
/// masked.
QByteArray contextOf(const QString &sender, const QByteArray &json)
{
    const auto document = JsonDocument::parse(json);
    const JsonValue message =
        document ? document->root().member("data").member("message") : JsonValue();
    return message.isString() ? prefixed(sender, message.toString()) : QByteArray();
}

QByteArray integrationContext(const Message &message)
{
    // The relay that recorded it may have had wider limits.
    protocol::Limits limits;
    limits.gameName = SessionReplay::maxRead;
    const auto decoded =
        protocol::decodeIntegrationMessage(message.payload, message.sender, limits);
    const auto *known =
        decoded ? std::get_if<protocol::IntegrationGameMessage>(&decoded.value()) : nullptr;
    return known ? contextOf(message.sender, known->text) : QByteArray();
}

QByteArray command(const Message &message)
{
    const auto decoded = protocol::decodeWatcherMessage(message.payload);
    const auto *known = decoded ? std::get_if<protocol::TargetCommand>(&decoded.value()) : nullptr;
    if (!known)
        return {};
    const QByteArray text = protocol::commandFromWatcher(message.sender, known->command);
    return text.size() <= OutboxReplay::maxText ? text : cutText(QString::fromUtf8(text)).toUtf8();
}

QByteArray payloadOf(const Message &message)
{
    switch (message.form) {
    case Message::Form::Row:
        return message.payload;
    case Message::Form::Context:
        return contextOf(message.sender, message.payload);
    case Message::Form::Integration:
        return integrationContext(message);
    case Message::Form::Remark:
        return prefixed(message.sender, QString::fromUtf8(message.payload));
    case Message::Form::Command:
        return command(message);
    case Message::Form::Unknown:
        return {};
    }
    Q_UNREACHABLE();
    return {};
}

/// Makes of it what a row has.
void finish(Message &message)
{
    if (message.form == Message::Form::Row || message.form == Message::Form::Unknown)
        return;
    message.payload = payloadOf(message);
    message.form = message.payload.isEmpty() ? Message::Form::Unknown : Message::Form::Row;
}

Message::Form formOf(const relay::FrameEvent &frame)
{
    const bool isIntegrations = frame.door == relay::Door::Intermediary;
    if (frame.command == "context"_L1)
        return isIntegrations ? Message::Form::Integration : Message::Form::Context;
    if (isIntegrations && frame.command.isEmpty())
        return Message::Form::Remark;
    if (isIntegrations && frame.command == "target"_L1)
        return Message::Form::Command;
    return Message::Form::Unknown;
}

/// Whether the rows are all the messages that it is about.
bool tellsAll(const relay::OutboxEvent &event)
{
    qint64 left = event.count;
    for (const relay::RowRange &range : event.rows) {
        if (range.last - range.first >= left)
            return true;
        left -= range.last - range.first + 1;
    }
    return left <= 0;
}

/// The relay's own words, as the outbox had them.
QByteArray ownWords(const QByteArray &text)
{
    if (text.size() <= OutboxReplay::maxText)
        return text;
    const auto document = JsonDocument::parse(text);
    const JsonValue message =
        document ? document->root().member("data").member("message") : JsonValue();
    return message.isString() ? contextOf(message.toString())
                              : cutText(QString::fromUtf8(text)).toUtf8();
}

} // namespace

qint64 OutboxReplay::State::weight() const
{
    // A place in an array, and the memory of a text.
    constexpr qint64 heap = 32;
    qint64 bytes = 0;
    for (const relay::OutboxRow &row : rows)
        bytes += static_cast<qint64>(sizeof(row)) + heap + row.payload.size();
    for (const Said &one : said)
        bytes += static_cast<qint64>(sizeof(one)) + heap + one.message.payload.size();
    return bytes;
}

void OutboxReplay::State::cut(qsizetype most)
{
    if (rows.size() > most)
        rows = QList<relay::OutboxRow>(rows.cbegin(), rows.cbegin() + most);
    if (const qsizetype frames = most / rowsPerFrame; said.size() > frames)
        said = QList<Said>(said.cend() - frames, said.cend());
}

void OutboxReplay::hear(const relay::FrameEvent &frame)
{
    const Message::Form form = formOf(frame);
    if (form == Message::Form::Unknown)
        return;
    Said &said = m_said.emplace_back(Said{frame.seq, form != Message::Form::Command,
                                          Message{form, frame.name, frame.payload, frame.at.wall}});
    if (said.message.payload.size() > maxUncut)
        finish(said.message);
    m_saidBytes += said.message.payload.size();
    while (m_said.size() > maxSaid || m_saidBytes > maxSaidBytes) {
        m_saidBytes -= m_said.front().message.payload.size();
        m_said.pop_front();
    }
}

void OutboxReplay::take(const relay::OutboxEvent &event)
{
    const bool isNew = event.state == relay::OutboxEvent::State::Queued ||
                       event.state == relay::OutboxEvent::State::InMemory;
    if (isNew && !event.rows.isEmpty())
        add(event);
    const auto found = m_queues.find(event.destination);
    if (found == m_queues.end())
        return;
    Queue &queue = found->second;
    if (!isNew) {
        for (const relay::RowRange &range : event.rows)
            forget(queue, queue.lower_bound(range.first), queue.upper_bound(range.last));
    }
    // What no line tells of went, as the rows do, from the front. Where all are told the count says
    // nothing more, and in logs of before it may be too low: when a limit dropped a row that had
    // arrived, it was subtracted twice.
    const auto waiting = static_cast<std::size_t>(std::max<qint64>(event.pending, 0));
    if (!tellsAll(event) && queue.size() > waiting)
        forget(queue, queue.begin(),
               std::next(queue.begin(), static_cast<qint64>(queue.size() - waiting)));
    if (queue.empty())
        m_queues.erase(found);
}

/// A line tells of one new row.
void OutboxReplay::add(const relay::OutboxEvent &event)
{
    const qint64 id = event.rows.first().first;
    Message message = messageOf(event);
    const qint64 bytes = message.payload.size();
    if (m_rows >= maxRows || m_rowBytes + bytes > maxRowBytes)
        return;
    Queue &queue = m_queues[event.destination];
    const QString name = event.name.isEmpty() && event.origin != 0 ? message.sender : event.name;
    if (queue.try_emplace(id, Row{name, std::move(message)}).second) {
        ++m_rows;
        m_rowBytes += bytes;
    }
}

OutboxReplay::Message OutboxReplay::messageOf(const relay::OutboxEvent &event)
{
    if (event.origin == 0) {
        const bool isKnown = !event.text.isEmpty();
        return {isKnown ? Message::Form::Row : Message::Form::Unknown,
                {},
                ownWords(event.text),
                event.created != 0 ? event.created : event.at.wall};
    }
    const auto said = std::lower_bound(m_said.begin(), m_said.end(), event.origin,
                                       [](const Said &one, quint64 seq) { return one.seq < seq; });
    if (said == m_said.end() || said->seq != event.origin)
        return {Message::Form::Unknown, {}, {}, event.at.wall};
    m_saidBytes -= said->message.payload.size();
    Message message = said->message;
    said->message.form = Message::Form::Unknown;
    said->message.payload.clear();
    return message;
}

void OutboxReplay::forget(Queue &queue, Queue::iterator from, Queue::iterator to)
{
    while (from != to) {
        --m_rows;
        m_rowBytes -= from->second.message.payload.size();
        from = queue.erase(from);
    }
}

void OutboxReplay::forgetRows()
{
    m_queues.clear();
    m_rows = 0;
    m_rowBytes = 0;
}

QList<relay::OutboxRow> OutboxReplay::rows(qsizetype most)
{
    // Those with few rows first: what they leave of their share is for the others.
    std::vector<std::pair<const QString *, Queue *>> queues;
    for (auto &[destination, queue] : m_queues)
        queues.emplace_back(&destination, &queue);
    std::stable_sort(queues.begin(), queues.end(), [](const auto &a, const auto &b) {
        return a.second->size() < b.second->size();
    });
    QList<relay::OutboxRow> rows;
    for (std::size_t i = 0; i < queues.size() && rows.size() < most; ++i) {
        const auto others = static_cast<qsizetype>(queues.size() - i);
        qsizetype share = std::max<qsizetype>((most - rows.size()) / others, 1);
        for (auto &[id, row] : *queues[i].second) {
            if (share-- == 0)
                break;
            rows.append(finished(*queues[i].first, id, row));
        }
    }
    std::sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    return rows;
}

relay::OutboxRow OutboxReplay::finished(const QString &destination, qint64 id, Row &row)
{
    m_rowBytes -= row.message.payload.size();
    finish(row.message);
    m_rowBytes += row.message.payload.size();
    if (m_rowBytes > maxRowBytes) { // The sender's name has become a part of it.
        m_rowBytes -= row.message.payload.size();
        row.message.payload.clear();
        row.message.form = Message::Form::Unknown;
    }
    relay::OutboxRow told;
    told.id = id;
    told.destination = destination;
    told.name = row.name;
    told.payload = row.message.payload;
    told.createdUs = row.message.created;
    told.kind = destination == relay::UpstreamLink::destination() ? relay::OutboxKind::Context
                                                                  : relay::OutboxKind::Command;
    return told;
}

OutboxReplay::State OutboxReplay::state(bool isUpstreamAway, qsizetype most)
{
    State state;
    state.rows = rows(most);
    // What is not on the disk soon was not to be kept.
    const std::size_t first = m_said.size() - std::min(m_said.size(), maxStateSaid);
    for (std::size_t i = first; i < m_said.size(); ++i) {
        if (m_said[i].isForUpstream && !isUpstreamAway)
            continue;
        Message &message = m_said[i].message;
        m_saidBytes -= message.payload.size();
        finish(message);
        m_saidBytes += message.payload.size();
        if (message.form == Message::Form::Row)
            state.said.append(m_said[i]);
    }
    return state;
}

void OutboxReplay::restore(const State &state)
{
    *this = OutboxReplay();
    for (const relay::OutboxRow &row : state.rows) {
        const auto form = row.payload.isEmpty() ? Message::Form::Unknown : Message::Form::Row;
        m_queues[row.destination].try_emplace(
            row.id, Row{row.name, Message{form, row.name, row.payload, row.createdUs}});
        ++m_rows;
        m_rowBytes += row.payload.size();
    }
    for (const Said &said : state.said) {
        m_saidBytes += said.message.payload.size();
        m_said.push_back(said);
    }
}

} // namespace neuro::storage

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/hostilemessages.h"

#include "protocol/brokensample.h"
#include "protocol/codec.h"
#include "protocol/jsonwriter.h"
#include "protocol/sampledata.h"

#include <QStringList>

namespace neuro::relay {

using protocol::JsonWriter;

namespace {

constexpr qint64 minute = 60'000 * microsPerMs;

QString actionCommand()
{
    return QStringLiteral("action");
}

QByteArray actionText(const QString &id, const QString &name,
                      const std::optional<QByteArray> &data = {})
{
    return protocol::encode(protocol::ActionRequest{id, name, data});
}

/// An `action` whose `data` is written by `fill`.
template <typename Fill>
QByteArray actionWith(Fill fill)
{
    QByteArray out;
    JsonWriter writer(out);
    writer.beginObject().key("command").text(actionCommand()).key("data");
    fill(writer);
    writer.endObject();
    return out;
}

} // namespace

void HostileMessages::apply(const std::optional<HostileNeuro> &settings)
{
    if (settings == m_settings)
        return;
    m_settings = settings;
    m_random = protocol::SplitMix64(settings ? settings->seed : 0);
    if (!isOn(Kind::Unregistered))
        m_unregistered.clear();
}

int HostileMessages::perMinute(Kind kind) const
{
    if (!m_settings)
        return 0;
    switch (kind) {
    case Kind::Malformed:
        return m_settings->malformed;
    case Kind::Unknown:
        return m_settings->unknown;
    case Kind::Unregistered:
        return m_settings->unregistered;
    }
    Q_UNREACHABLE();
    return 0;
}

qint64 HostileMessages::drawPause(Kind kind)
{
    const qint64 mean = minute / perMinute(kind);
    return mean / 2 + below(mean + 1);
}

auto HostileMessages::make(Kind kind, PeerId peer, const ActionTable &actions, const QString &id,
                           qint64 now) -> std::optional<Message>
{
    switch (kind) {
    case Kind::Malformed:
        return malformed(actions, id);
    case Kind::Unknown:
        return Message{actionText(id, unknownName(actions)), actionCommand(), id};
    case Kind::Unregistered:
        return unregistered(peer, actions, id, now);
    }
    Q_UNREACHABLE();
    return std::nullopt;
}

auto HostileMessages::malformed(const ActionTable &actions, const QString &id) -> Message
{
    const QString name = anyName(actions);
    // In half of the cases it is the data of an action, which games check least.
    if (m_random.coin()) {
        if (const auto message = againstTheSchema(actions, id))
            return *message;
    }
    switch (below(10)) {
    case 0: {
        const QByteArray whole = actionText(id, name);
        return {whole.first(1 + below(whole.size() - 1)), {}, {}};
    }
    case 1: {
        static constexpr std::array texts = {"[]", "null", "\"action\"", "42", "{}"};
        return {texts[static_cast<std::size_t>(below(texts.size()))], {}, {}};
    }
    case 2:
        return {R"({"command":"action"})", actionCommand(), {}};
    case 3:
        return {actionWith([&](JsonWriter &writer) {
                    writer.beginObject().key("name").text(name).endObject();
                }),
                actionCommand(),
                {}};
    case 4:
        return {actionWith([&](JsonWriter &writer) {
                    writer.beginObject().key("id").text(id).endObject();
                }),
                actionCommand(), id};
    case 5:
        return {actionWith([&](JsonWriter &writer) {
                    writer.beginObject().key("id").number(17).key("name").text(name).endObject();
                }),
                actionCommand(),
                {}};
    case 6:
        return {actionWith([&](JsonWriter &writer) {
                    writer.beginObject().key("id").text(id).key("name").beginArray();
                    writer.text(name).endArray().endObject();
                }),
                actionCommand(), id};
    case 7:
        return {actionWith([&](JsonWriter &writer) {
                    writer.beginObject().key("id").text(id).key("name").text(name);
                    writer.key("data").beginObject().endObject().endObject();
                }),
                actionCommand(), id};
    case 8:
        return {R"({"command":["action"],"data":7})", {}, {}};
    default:
        return {actionText(id, name, QByteArray(R"({"broken":)")), actionCommand(), id};
    }
}

auto HostileMessages::againstTheSchema(const ActionTable &actions, const QString &id)
    -> std::optional<Message>
{
    if (actions.size() == 0)
        return std::nullopt;
    const protocol::Action &action = actions.actions().at(below(actions.size()));
    const quint64 seed = m_random.next();
    const qsizetype first = below(protocol::breakageNames.size());
    if (!action.takesData())
        return std::nullopt;
    for (std::size_t i = 0; i < protocol::breakageNames.size(); ++i) {
        const auto how = static_cast<protocol::Breakage>((static_cast<std::size_t>(first) + i) %
                                                         protocol::breakageNames.size());
        if (const auto data = protocol::brokenSample(actions.schema(action.name), how, seed))
            return Message{actionText(id, action.name, *data), actionCommand(), id};
    }
    return std::nullopt;
}

auto HostileMessages::unregistered(PeerId peer, const ActionTable &actions, const QString &id,
                                   qint64 now) -> std::optional<Message>
{
    QList<Unregistered> &remembered = m_unregistered[peer];
    remembered.removeIf([&](const Unregistered &each) {
        const bool isOld = now - each.since > limits::justUnregisteredMicros;
        return isOld || actions.contains(each.action.name); // Or it is registered again.
    });
    if (remembered.isEmpty()) {
        m_unregistered.erase(peer);
        return std::nullopt;
    }
    const protocol::Action &action = remembered.at(below(remembered.size())).action;
    std::optional<QByteArray> data;
    if (action.takesData()) {
        const auto sample =
            protocol::randomSample(protocol::ActionSchema::compile(action.schema), m_random.next());
        data = sample ? *sample : QByteArray("{}");
    }
    return Message{actionText(id, action.name, data), actionCommand(), id};
}

QString HostileMessages::unknownName(const ActionTable &actions)
{
    // One that is nearly right is worse than one that is not.
    if (actions.size() > 0 && m_random.coin()) {
        const QString name = anyName(actions);
        const QStringList similar{name.chopped(1), name.toUpper(), name + u'_'};
        for (const QString &each : similar) {
            if (!each.isEmpty() && !actions.wasEverRegistered(each))
                return each;
        }
    }
    QString name;
    do {
        name = QStringLiteral("no_such_action_") + QString::number(m_random.below(1'000'000));
    } while (actions.wasEverRegistered(name));
    return name;
}

QString HostileMessages::anyName(const ActionTable &actions)
{
    return actions.size() > 0 ? actions.actions().at(below(actions.size())).name
                              : QStringLiteral("act");
}

void HostileMessages::noteUnregistered(PeerId peer, const protocol::Action &action, qint64 now)
{
    if (!isOn(Kind::Unregistered))
        return;
    QList<Unregistered> &remembered = m_unregistered[peer];
    remembered.removeIf([&](const Unregistered &each) { return each.action.name == action.name; });
    remembered.append({action, now});
    if (remembered.size() > limits::justUnregistered)
        remembered.removeFirst();
}

qsizetype HostileMessages::remembered() const
{
    qsizetype all = 0;
    for (const auto &[peer, actions] : m_unregistered)
        all += actions.size();
    return all;
}

} // namespace neuro::relay

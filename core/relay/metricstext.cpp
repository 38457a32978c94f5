// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/hubmessage.h"
#include "protocol/jsonwriter.h"
#include "relay/statustext.h"
#include "relay/upstreamlink.h"

#include <QByteArrayView>

#include <initializer_list>
#include <map>
#include <utility>

/// What Prometheus reads: counters and gauges in base units, as its conventions name them.
namespace neuro::relay {

namespace {

using Label = std::pair<const char *, QByteArray>;
using Labels = QList<Label>;

/// Writes the text format 0.0.4. The samples of a metric follow its family().
class MetricsWriter
{
public:
    enum class Type { Counter, Gauge, Histogram };

    explicit MetricsWriter(QByteArray &out)
        : m_out(out)
    {
    }

    /// `help` must need no escape.
    void family(const char *name, Type type, const char *help)
    {
        m_name = name;
        m_out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        m_out.append("# TYPE ").append(name).append(' ').append(word(type)).append('\n');
    }
    void sample(const Labels &labels, quint64 value, const char *suffix = "")
    {
        begin(labels, suffix);
        m_out.append(QByteArray::number(value)).append('\n');
    }
    /// Microseconds, as seconds.
    void seconds(const Labels &labels, qint64 micros, const char *suffix = "")
    {
        begin(labels, suffix);
        protocol::JsonWriter(m_out).seconds(micros); // JSON spells numbers alike.
        m_out.append('\n');
    }
    void histogram(const Labels &labels, const DurationHistogram &histogram)
    {
        Labels bucketLabels = labels;
        bucketLabels.emplaceBack("le", QByteArray());
        for (std::size_t bucket = 0; bucket < DurationHistogram::bounds.size(); ++bucket) {
            bucketLabels.last().second = boundText(DurationHistogram::bounds[bucket]);
            sample(bucketLabels, histogram.upTo(bucket), "_bucket");
        }
        bucketLabels.last().second = "+Inf";
        sample(bucketLabels, histogram.count(), "_bucket");
        seconds(labels, histogram.sum(), "_sum");
        sample(labels, histogram.count(), "_count");
    }

private:
    static const char *word(Type type)
    {
        switch (type) {
        case Type::Counter:
            return "counter";
        case Type::Gauge:
            return "gauge";
        case Type::Histogram:
            return "histogram";
        }
        Q_UNREACHABLE();
        return "";
    }

    /// "0.005", "2.5", "10".
    static QByteArray boundText(qint64 micros)
    {
        constexpr double microsPerSecond = 1e6;
        return QByteArray::number(static_cast<double>(micros) / microsPerSecond);
    }

    void begin(const Labels &labels, const char *suffix)
    {
        m_out.append(m_name).append(suffix);
        if (!labels.isEmpty())
            m_out.append('{');
        for (qsizetype i = 0; i < labels.size(); ++i) {
            m_out.append(i > 0 ? "," : "").append(labels[i].first).append("=\"");
            appendEscaped(labels[i].second);
            m_out.append('"');
        }
        m_out.append(labels.isEmpty() ? " " : "} ");
    }

    void appendEscaped(QByteArrayView value)
    {
        for (const char c : value) {
            if (c == '\n')
                m_out.append("\\n");
            else if (c == '"' || c == '\\')
                m_out.append('\\').append(c);
            else
                m_out.append(c);
        }
    }

    QByteArray &m_out;
    const char *m_name = "";
};

using Type = MetricsWriter::Type;

template <std::size_t N>
QByteArray bytesOf(std::size_t index, const std::array<const char *, N> &names)
{
    return QByteArray(names[index]);
}

/// Every type that typeOf() gives, so that a series is there before the first of them comes.
std::map<QString, int> connectionsByType(const RelayMirror &mirror)
{
    std::map<QString, int> types = clientsByType(mirror);
    for (const PeerRole role : {PeerRole::Game, PeerRole::Integration, PeerRole::Watcher})
        types.try_emplace(QString(nameOf(role, peerRoleNames)), 0);
    for (const char *type : protocol::hubClientTypeNames)
        types.try_emplace(QString::fromLatin1(type), 0);
    return types;
}

void writeRelay(MetricsWriter &metrics, const RelayMirror &mirror, Instant now)
{
    metrics.family("neuro_relay_build_info", Type::Gauge, "Always 1; the label is the version.");
    metrics.sample({{"version", NEURO_RELAY_VERSION}}, 1);
    metrics.family("neuro_relay_uptime_seconds", Type::Gauge, "How long the relay has run.");
    metrics.seconds({}, now.mono - mirror.started().mono);
    metrics.family("neuro_relay_connections", Type::Gauge, "Open connections by what they are.");
    for (const auto &[type, count] : connectionsByType(mirror))
        metrics.sample({{"type", type.toUtf8()}}, static_cast<quint64>(count));
    metrics.family("neuro_relay_upstream_connected", Type::Gauge,
                   "1 while the real Neuro is connected.");
    metrics.sample({}, mirror.upstream().state == UpstreamEvent::State::Connected ? 1 : 0);
    metrics.family("neuro_relay_forces_open", Type::Gauge, "Forces that are not over.");
    metrics.sample({}, mirror.forces().size());
}

void writeTraffic(MetricsWriter &metrics, const RelayMirror &mirror)
{
    metrics.family("neuro_relay_messages_total", Type::Counter,
                   "WebSocket messages by door and direction, as seen from the relay.");
    for (std::size_t door = 0; door < doorNames.size(); ++door) {
        const auto &messages = mirror.messagesAt(static_cast<Door>(door));
        for (std::size_t direction = 0; direction < directionNames.size(); ++direction) {
            metrics.sample({{"door", doorNames[door]}, {"direction", directionNames[direction]}},
                           messages[direction]);
        }
    }
    metrics.family("neuro_relay_uncounted_messages_total", Type::Counter,
                   "Messages that are missing in the other figures: there were too many at once.");
    metrics.sample({}, mirror.skippedFrames());
    metrics.family("neuro_relay_registrations_refused_total", Type::Counter,
                   "Registrations of integrations, watchers and hub clients that were refused.");
    for (std::size_t reason = 0; reason < mirror.refusals().size(); ++reason) {
        metrics.sample({{"reason", RegistrationRefusedEvent::reasonNames[reason]}},
                       mirror.refusals()[reason]);
    }
}

void writeOutbox(MetricsWriter &metrics, const RelayMirror &mirror)
{
    metrics.family("neuro_relay_outbox_pending_messages", Type::Gauge,
                   "Messages that wait for a destination.");
    std::map<QString, qint64> queues = mirror.queues();
    queues.try_emplace(UpstreamLink::destination(), 0);
    for (const auto &[destination, pending] : queues)
        metrics.sample({{"destination", destination.toUtf8()}}, static_cast<quint64>(pending));
    metrics.family("neuro_relay_outbox_messages_total", Type::Counter,
                   "What became of messages in the outbox.");
    for (std::size_t state = 0; state < OutboxEvent::stateNames.size(); ++state) {
        metrics.sample({{"state", OutboxEvent::stateNames[state]}}, mirror.outboxMessages()[state]);
    }
}

/// The metrics of single games: `write(labels, counters)` for each.
template <typename Write>
void forEachGame(const RelayMirror &mirror, Write write)
{
    for (const auto &[key, counters] : mirror.games()) {
        write(Labels{{"game", key.second.toUtf8()},
                     {"role", bytesOf(static_cast<std::size_t>(key.first), peerRoleNames)}},
              counters);
    }
}

Labels with(Labels labels, const char *key, const char *value)
{
    labels.emplaceBack(key, value);
    return labels;
}

void writeGameMessages(MetricsWriter &metrics, const RelayMirror &mirror)
{
    metrics.family("neuro_relay_game_messages_total", Type::Counter,
                   "Messages of a game by direction, as seen from the relay.");
    forEachGame(mirror, [&](const Labels &game, const GameCounters &counters) {
        metrics.sample(with(game, "direction", "in"), counters.messages.in);
        metrics.sample(with(game, "direction", "out"), counters.messages.out);
    });
    metrics.family("neuro_relay_game_message_bytes_total", Type::Counter,
                   "Bytes of these messages.");
    forEachGame(mirror, [&](const Labels &game, const GameCounters &counters) {
        metrics.sample(with(game, "direction", "in"), counters.messages.bytesIn);
        metrics.sample(with(game, "direction", "out"), counters.messages.bytesOut);
    });
    metrics.family("neuro_relay_game_refused_messages_total", Type::Counter,
                   "Messages of a game that were refused.");
    forEachGame(mirror, [&](const Labels &game, const GameCounters &counters) {
        metrics.sample(game, counters.messages.refused);
    });
}

void writeGameDecisions(MetricsWriter &metrics, const RelayMirror &mirror)
{
    metrics.family("neuro_relay_game_forces_total", Type::Counter,
                   "Forces of a game that are over, by how they ended.");
    forEachGame(mirror, [&](const Labels &game, const GameCounters &counters) {
        for (std::size_t state = 0; state < forceStateNames.size(); ++state) {
            if (isOver(static_cast<ForceState>(state)))
                metrics.sample(with(game, "outcome", forceStateNames[state]),
                               counters.forces[state]);
        }
    });
    metrics.family("neuro_relay_game_force_failed_answers_total", Type::Counter,
                   "Answers to forces that the game refused.");
    forEachGame(mirror, [&](const Labels &game, const GameCounters &counters) {
        metrics.sample(game, counters.failedAnswers);
    });
    metrics.family("neuro_relay_game_actions_total", Type::Counter,
                   "Actions that were sent to a game and are over, by how they ended.");
    forEachGame(mirror, [&](const Labels &game, const GameCounters &counters) {
        for (std::size_t state = 0; state < actionStateNames.size(); ++state) {
            if (static_cast<ActionState>(state) != ActionState::Sent)
                metrics.sample(with(game, "outcome", actionStateNames[state]),
                               counters.actions[state]);
        }
    });
    metrics.family("neuro_relay_game_action_duration_seconds", Type::Histogram,
                   "From an action to the result that the game gave.");
    forEachGame(mirror, [&](const Labels &game, const GameCounters &counters) {
        metrics.histogram(game, counters.actionDuration);
    });
}

void writeGameConnections(MetricsWriter &metrics, const RelayMirror &mirror, Instant now)
{
    metrics.family("neuro_relay_game_connections", Type::Gauge, "Open connections of a game.");
    forEachGame(mirror, [&](const Labels &game, const GameCounters &counters) {
        metrics.sample(game, static_cast<quint64>(counters.connections));
    });
    metrics.family("neuro_relay_game_uptime_seconds", Type::Gauge,
                   "How long a game has been connected; 0 while it is away.");
    forEachGame(mirror, [&](const Labels &game, const GameCounters &counters) {
        metrics.seconds(game, counters.connections > 0 ? now.mono - counters.connectedAt.mono : 0);
    });
    metrics.family("neuro_relay_game_reconnects_total", Type::Counter,
                   "Connections of a game after its first one.");
    forEachGame(mirror, [&](const Labels &game, const GameCounters &counters) {
        metrics.sample(game, counters.reconnects());
    });
}

} // namespace

QByteArray metricsText(const RelayMirror &mirror, Instant now)
{
    QByteArray text;
    MetricsWriter metrics(text);
    writeRelay(metrics, mirror, now);
    writeTraffic(metrics, mirror);
    writeOutbox(metrics, mirror);
    writeGameMessages(metrics, mirror);
    writeGameDecisions(metrics, mirror);
    writeGameConnections(metrics, mirror, now);
    return text;
}

} // namespace neuro::relay

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

/// What diagnostics cost. Messages go through one relay, from the socket to the window's mailbox
/// and to the session log on disk, and the games are in another process (bench_load.cpp). Counted
/// is the CPU time of the whole relay.
///
/// Conversations (loadconversation.h) are what games say that behave well: more than 10,000
/// messages a run, of 16 games at once. They are measured with all diagnostics on, as those cannot
/// be switched off. What a relay without them would cost ("off") is computed: the same, without the
/// time of what is done for diagnostics only. That is played through alone, for every kind of
/// message as often as it comes in a conversation (diagnosticchecks.h). So both figures are of the
/// same run, and nothing else differs between them; a second relay, built without the checks, would
/// be another program. But code that runs alone finds the caches warm: in the relay it takes
/// somewhat longer than computed.
///
/// What diagnostics cost that are raised is measured with contexts of 200 bytes: some that raise
/// none, and, in turns with them, some that raise one or three each.

#include "bench/diagnosticchecks.h"
#include "bench/loadconversation.h"
#include "bench/measure.h"
#include "bench/measuredrelay.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

using namespace neuro::bench;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int games = 16;
constexpr int inFlight = 16;

/// One process of games, and what its runs have cost.
class Load
{
public:
    Load(MeasuredRelay &relay, const QStringList &arguments)
        : m_relay(relay)
        , m_process(arguments)
    {
    }

    /// Gives an order that is not measured.
    void prepare(const QByteArray &order) { m_process.order(order); }

    /// Gives an order that makes the games send so many messages, and with the relay's own so many
    /// frames; notes the microseconds of CPU that each of the messages costs.
    void measure(const QByteArray &order, quint64 messages, quint64 frames)
    {
        const quint64 diagnostics = m_relay.observedDiagnostics();
        const qint64 begin = processCpu();
        m_process.order(order);
        m_relay.waitForFrames(frames);
        m_costs.push_back(static_cast<double>(processCpu() - begin) / 1000.0 /
                          static_cast<double>(messages));
        m_diagnostics = m_relay.observedDiagnostics() - diagnostics;
    }

    double cost() const { return median(m_costs); }
    /// That the last run has raised.
    quint64 diagnostics() const { return m_diagnostics; }

private:
    MeasuredRelay &m_relay;
    LoadProcess m_process;
    std::vector<double> m_costs;
    quint64 m_diagnostics = 0;
};

/// Games that send contexts of one kind.
class ContextLoad : public Load
{
public:
    ContextLoad(MeasuredRelay &relay, const QString &kind)
        : Load(relay, {kind, QString::number(relay.port()), QString::number(games),
                       QString::number(inFlight)})
    {
        // A startup and its acknowledgement each.
        relay.waitForFrames(2 * games);
    }

    /// So many contexts of each game.
    void run(int perGame)
    {
        const auto contexts = static_cast<quint64>(games) * static_cast<quint64>(perGame);
        measure("run "_ba + QByteArray::number(perGame), contexts, contexts);
    }
};

/// Games that play matches. They start up in every run, so each is another game in each.
class ConversationLoad : public Load
{
public:
    explicit ConversationLoad(MeasuredRelay &relay)
        : Load(relay, {u"conversations"_s, QString::number(relay.port())})
    {
    }

    void run(int matches)
    {
        // That they connect is no message, and would make the checks' share seem smaller.
        prepare("meet "_ba + QByteArray::number(games));
        const auto messages = static_cast<quint64>(games * messagesOf(matches));
        // The acknowledgement of the startup, and an action for each force.
        const auto answers = static_cast<quint64>(games * (1 + matches * turnsPerMatch));
        measure("play "_ba + QByteArray::number(matches), messages, messages + answers);
    }
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const Options options = readOptions(argc, argv);
    MeasuredRelay relay;
    ConversationLoad conversations(relay);
    ContextLoad plain(relay, u"flood"_s);
    ContextLoad odd(relay, u"odd"_s);
    ContextLoad worst(relay, u"worst"_s);
    const int rounds = options.quick ? 1 : 11;
    const int matches = options.quick ? 3 : 25;
    const int perGame = options.quick ? 160 : 4000;
    for (int round = 0; round < rounds; ++round) {
        conversations.run(matches);
        for (ContextLoad *load : {&plain, &odd, &worst})
            load->run(perGame);
    }
    // Faster than people play: that contexts and registrations come too often is told once for each
    // game, and again where the machine has paused.
    constexpr quint64 floods = 4 * games;
    const auto contexts = static_cast<quint64>(games) * static_cast<quint64>(perGame);
    if (conversations.diagnostics() > floods || plain.diagnostics() > floods ||
        odd.diagnostics() < contexts || worst.diagnostics() < 3 * contexts)
        qFatal("not the diagnostics that were meant: %llu, %llu, %llu, %llu",
               static_cast<unsigned long long>(conversations.diagnostics()),
               static_cast<unsigned long long>(plain.diagnostics()),
               static_cast<unsigned long long>(odd.diagnostics()),
               static_cast<unsigned long long>(worst.diagnostics()));

    const double on = conversations.cost();
    const double checks = DiagnosticChecks().cost(options.quick ? 5 : 2000, matches);
    Table mixed("CPU per message of a conversation, 16 games");
    mixed.ratio("diagnostics on, and off", "us", on, on - checks, 1.3);
    Table flooded("CPU per context of 200 bytes, 16 games");
    flooded.ratio("one raised by each, and none", "us", odd.cost(), plain.cost(), 2.0);
    flooded.ratio("three raised by each, and none", "us", worst.cost(), plain.cost(), 3.0);
    return std::max(mixed.exitCode(options), flooded.exitCode(options));
}

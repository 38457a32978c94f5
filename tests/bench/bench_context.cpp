// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

/// What a context of 200 bytes costs in the relay, from the socket to the window's mailbox and to
/// the session log on disk, against a QWebSocketServer that only counts messages. Both servers are
/// in this process and take turns; the senders are in another one (bench_load.cpp tells how they
/// know that a context was handled). Counted is the CPU time of the whole process: relay thread,
/// storage thread, and the observer's.

#include "bench/bareserver.h"
#include "bench/measure.h"
#include "bench/measuredrelay.h"

#include <QCoreApplication>

#include <memory>
#include <vector>

using namespace neuro::bench;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int senders = 16;

struct Costs
{
    double relay = 0; ///< Microseconds of CPU per context.
    double bare = 0;
};

template <typename Work>
double microsPerMessage(quint64 messages, Work work)
{
    const qint64 begin = processCpu();
    work();
    return static_cast<double>(processCpu() - begin) / 1000.0 / static_cast<double>(messages);
}

Costs measure(MeasuredRelay &relay, BareServer &bare, int inFlight, int perSender, int rounds)
{
    const auto startLoad = [inFlight](quint16 port) {
        return std::make_unique<LoadProcess>(QStringList{u"flood"_s, QString::number(port),
                                                         QString::number(senders),
                                                         QString::number(inFlight)});
    };
    const auto toRelay = startLoad(relay.port());
    const auto toBare = startLoad(bare.port());
    // A startup and its acknowledgement each.
    relay.waitForFrames(2 * senders);
    const QByteArray order = "run "_ba + QByteArray::number(perSender);
    const auto total = static_cast<quint64>(senders) * static_cast<quint64>(perSender);

    std::vector<double> relayCosts;
    std::vector<double> bareCosts;
    for (int round = 0; round < rounds; ++round) {
        const quint64 before = bare.messages();
        bareCosts.push_back(microsPerMessage(total, [&] { toBare->order(order); }));
        if (bare.messages() != before + total)
            qFatal("the bare server missed messages");
        relayCosts.push_back(microsPerMessage(total, [&] {
            toRelay->order(order);
            relay.waitForFrames(total);
        }));
    }
    return {median(relayCosts), median(bareCosts)};
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const Options options = readOptions(argc, argv);
    MeasuredRelay relay;
    BareServer bare(BareServer::Answer::None);
    const int rounds = options.quick ? 1 : 11;

    Table table("CPU per context of 200 bytes, 16 senders");
    const Costs many = measure(relay, bare, 16, options.quick ? 160 : 4000, rounds);
    table.ratio("16 in flight per sender", "us", many.relay, many.bare, 3.0);
    const Costs one = measure(relay, bare, 1, options.quick ? 20 : 1500, rounds);
    table.ratio("1 in flight per sender", "us", one.relay, one.bare, 1.5);
    return table.exitCode(options);
}

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

/// How long a game waits: it sends a force, the decider `first` answers at once, the game sends the
/// result. Against a bare echo of as many frames on the same kind of sockets. The game is another
/// process; relay and echo take turns in blocks, so that a busy machine slows both.

#include "bench/bareserver.h"
#include "bench/measure.h"
#include "bench/measuredrelay.h"

#include <QCoreApplication>

#include <vector>

using namespace neuro::bench;
using namespace Qt::Literals::StringLiterals;

namespace {

void append(std::vector<double> &times, const QByteArray &nanoseconds)
{
    for (const QByteArray &time : nanoseconds.simplified().split(' '))
        times.push_back(static_cast<double>(time.toLongLong()) / 1e6);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const Options options = readOptions(argc, argv);
    MeasuredRelay relay;
    BareServer echo(BareServer::Answer::EverySecond);
    LoadProcess load({u"trips"_s, QString::number(relay.port()), QString::number(echo.port())});

    const int blocks = options.quick ? 2 : 100;
    const QByteArray count = QByteArray::number(options.quick ? 20 : 100);
    std::vector<double> relayTimes;
    std::vector<double> echoTimes;
    load.order("echo "_ba + count);
    load.order("relay "_ba + count);
    for (int block = 0; block < blocks; ++block) {
        append(echoTimes, load.order("echo "_ba + count));
        append(relayTimes, load.order("relay "_ba + count));
    }

    Table table("Force, answer, result: round trip");
    const double p50 = percentile(relayTimes, 0.5);
    const double p99 = percentile(relayTimes, 0.99);
    const double echoP50 = percentile(echoTimes, 0.5);
    const double echoP99 = percentile(echoTimes, 0.99);
    table.ratio("median", "ms", p50, echoP50, 2.5);
    table.ratio("99th percentile", "ms", p99, echoP99, 3.0);
    table.difference("median, added by the relay", "ms", p50, echoP50, 0.15);
    table.difference("99th percentile, added by the relay", "ms", p99, echoP99, 0.5);
    return table.exitCode(options);
}

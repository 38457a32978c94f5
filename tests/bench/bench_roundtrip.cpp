// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

/// How long a game waits: it sends a force, the decider `first` answers at once, the game sends the
/// result. Against a bare echo of as many frames on the same kind of sockets. The game is another
/// process; relay and echo take turns in blocks, so that a busy machine slows both.
///
/// Where the processes run decides more than what they do: waking a thread on another core that is
/// idle costs some 100 µs in a virtual machine, ten times as much as the whole trip on one core,
/// and the system puts a server that works for less than about 10 µs a message on its client's
/// core, and one that works longer on another one. (An echo that only spins for 12 µs becomes ten
/// times as slow.) So both servers are measured on the same cores: once with the game on the
/// relay's own, once with the game on another. What the system chooses by itself is printed, not
/// judged.

#include "bench/bareserver.h"
#include "bench/measure.h"
#include "bench/measuredrelay.h"

#include <QCoreApplication>
#include <QThread>

#include <cstdio>
#include <vector>

using namespace neuro::bench;
using namespace Qt::Literals::StringLiterals;

namespace {

void append(std::vector<double> &times, const QByteArray &nanoseconds)
{
    for (const QByteArray &time : nanoseconds.simplified().split(' '))
        times.push_back(static_cast<double>(time.toLongLong()) / 1e6);
}

struct Times
{
    std::vector<double> relay; ///< Milliseconds.
    std::vector<double> echo;
};

Times measure(LoadProcess &load, bool quick)
{
    const int blocks = quick ? 2 : 100;
    const QByteArray count = QByteArray::number(quick ? 20 : 100);
    Times times;
    load.order("echo "_ba + count);
    load.order("relay "_ba + count);
    for (int block = 0; block < blocks; ++block) {
        append(times.echo, load.order("echo "_ba + count));
        append(times.relay, load.order("relay "_ba + count));
    }
    return times;
}

void judge(Table &table, const Times &times)
{
    const double p50 = percentile(times.relay, 0.5);
    const double p99 = percentile(times.relay, 0.99);
    const double echoP50 = percentile(times.echo, 0.5);
    const double echoP99 = percentile(times.echo, 0.99);
    table.ratio("median", "ms", p50, echoP50, 2.5);
    table.ratio("99th percentile", "ms", p99, echoP99, 3.0);
    table.difference("median, added by the relay", "ms", p50, echoP50, 0.15);
    table.difference("99th percentile, added by the relay", "ms", p99, echoP99, 0.5);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const Options options = readOptions(argc, argv);
    MeasuredRelay relay;
    BareServer echo(BareServer::Answer::EverySecond);
    LoadProcess load({u"trips"_s, QString::number(relay.port()), QString::number(echo.port())});

    const int cores = QThread::idealThreadCount(); // Before it is told of one core only.
    bool isExceeded = false;
    const auto run = [&](const char *title) {
        Table table(title);
        judge(table, measure(load, options.quick));
        isExceeded = isExceeded || table.exitCode(options) != 0;
    };
    pinToCore(0, 0);
    pinToCore(load.processId(), 0);
    run("Round trip, game on the relay's core");
    if (cores > 1) {
        pinToCore(load.processId(), 1);
        run("Round trip, game on another core");
    }
    pinToCore(0, -1);
    pinToCore(load.processId(), -1);
    const Times free = measure(load, options.quick);
    std::printf("\nLeft to the system: median %.3f ms, echo %.3f ms; 99th percentile %.3f ms, echo "
                "%.3f ms\n",
                percentile(free.relay, 0.5), percentile(free.echo, 0.5),
                percentile(free.relay, 0.99), percentile(free.echo, 0.99));
    return isExceeded ? 1 : 0;
}

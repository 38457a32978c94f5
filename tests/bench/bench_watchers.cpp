// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

/// What games feel of those who only look: the round trip of a force, an action and its result
/// (decider `first`) while 200 watchers are told of everything, against a relay that nobody
/// watches; and while `/health`, `/stats` and `/metrics` are asked ten times a second each, against
/// the same relay left alone. Games and watchers are other processes. What is compared takes turns
/// in blocks, so that a busy machine slows both; a block begins when all watchers have read
/// everything.

#include "bench/measure.h"
#include "bench/measuredrelay.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTcpSocket>
#include <QTimer>

#include <cstdio>
#include <vector>

using namespace neuro::bench;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int watchers = 200;
/// Between two trips. A hundred decisions a second are more than any stream has seen.
constexpr int pauseMs = 10;
constexpr int pollMs = 100;
/// Watchers that get nothing for so long have read everything.
constexpr int quietMs = 50;

/// Asks for the status pages like somebody who has opened the dashboard, and Prometheus.
class StatusPoller : public QObject
{
public:
    explicit StatusPoller(quint16 port)
        : m_port(port)
    {
        connect(&m_timer, &QTimer::timeout, this, [this] {
            for (const char *path : {"/health", "/stats", "/metrics"})
                ask(path);
        });
    }

    void start() { m_timer.start(pollMs); }
    void stop()
    {
        m_timer.stop();
        waitUntil("the last status answers", [this] { return m_answers == m_questions; });
    }
    int answers() const { return m_answers; }

private:
    void ask(const char *path)
    {
        ++m_questions;
        auto *socket = new QTcpSocket(this);
        connect(socket, &QTcpSocket::disconnected, this, [this, socket, path] {
            if (!socket->readAll().startsWith("HTTP/1.1 200"))
                qFatal("%s was not answered", path);
            ++m_answers;
            socket->deleteLater();
        });
        socket->connectToHost(u"127.0.0.1"_s, m_port);
        socket->write("GET "_ba + path +
                      " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    }

    const quint16 m_port;
    QTimer m_timer;
    int m_questions = 0;
    int m_answers = 0;
};

void append(std::vector<double> &times, const QByteArray &nanoseconds)
{
    for (const QByteArray &time : nanoseconds.simplified().split(' '))
        times.push_back(static_cast<double>(time.toLongLong()) / 1e6);
}

/// Waits until the watchers have got everything; returns how much that was, over all of them.
qint64 settle(LoadProcess &watching)
{
    qint64 messages = -1;
    for (;;) {
        const qint64 before = std::exchange(messages, watching.order("count").toLongLong());
        if (messages == before)
            return messages;
        QEventLoop quiet;
        QTimer::singleShot(quietMs, &quiet, &QEventLoop::quit);
        quiet.exec();
    }
}

struct Plan
{
    int blocks;
    QByteArray trips; ///< Of one block.
    int total() const { return blocks * trips.toInt(); }
};

void report(Table &table, const char *what, const std::vector<double> &measured,
            const std::vector<double> &alone, double limit)
{
    std::printf("%s: median %.3f ms, alone %.3f ms\n", what, percentile(measured, 0.5),
                percentile(alone, 0.5));
    table.ratio("  99th percentile", "ms", percentile(measured, 0.99), percentile(alone, 0.99),
                limit);
}

void measureWatchers(Table &table, const Plan &plan)
{
    MeasuredRelay alone;
    MeasuredRelay watched;
    LoadProcess watching(
        {QString::number(watched.intermediaryPort()), watched.token(), QString::number(watchers)},
        QStringLiteral(BENCH_WATCH));
    LoadProcess load({u"trips"_s, QString::number(watched.port()), QString::number(alone.port())});
    load.order("pause " + QByteArray::number(pauseMs));
    load.order("relay " + plan.trips);
    load.order("echo " + plan.trips);
    const qint64 toldBefore = settle(watching);
    std::vector<double> withWatchers;
    std::vector<double> without;
    for (int block = 0; block < plan.blocks; ++block) {
        append(without, load.order("echo " + plan.trips));
        append(withWatchers, load.order("relay " + plan.trips));
        settle(watching);
    }
    const double told = static_cast<double>(settle(watching) - toldBefore);
    const double perTrip = told / watchers / plan.total();
    if (perTrip < 1)
        qFatal("watchers were told %.2f events a trip: the work was not done", perTrip);
    std::printf("%d watchers, %.1f events a trip for each\n", watchers, perTrip);
    report(table, "watched", withWatchers, without, 1.5);
}

void measurePolling(Table &table, const Plan &plan)
{
    MeasuredRelay relay;
    StatusPoller poller(relay.statusPort());
    LoadProcess load({u"trips"_s, QString::number(relay.port())});
    load.order("pause " + QByteArray::number(pauseMs));
    load.order("relay " + plan.trips);
    std::vector<double> polled;
    std::vector<double> without;
    for (int block = 0; block < plan.blocks; ++block) {
        append(without, load.order("relay " + plan.trips));
        poller.start();
        append(polled, load.order("relay " + plan.trips));
        poller.stop();
    }
    std::printf("%d status requests were answered\n", poller.answers());
    report(table, "polled", polled, without, 1.2);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const Options options = readOptions(argc, argv);
    const Plan plan = options.quick ? Plan{2, "20"} : Plan{30, "40"};
    Table table("Round trip, with those who look on");
    measureWatchers(table, plan);
    measurePolling(table, plan);
    return table.exitCode(options);
}

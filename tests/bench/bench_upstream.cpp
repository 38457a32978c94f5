// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

/// What the way to Neuro costs: contexts of 200 bytes from 16 games through the relay (with its
/// window's mailbox and its session log) to Neuro, against a QWebSocketServer that only counts
/// them; and an action of Neuro's with its result, through the relay, against a game that is
/// connected to Neuro directly. Neuro and the games are other processes (bench_neuro.cpp); counted
/// is the CPU time of this one.

#include "bench/bareserver.h"
#include "bench/measure.h"
#include "bench/measuredrelay.h"
#include "service/hungthread.h"

#include <QCoreApplication>
#include <QThread>
#include <QTimer>
#include <QWebSocket>

#include <memory>
#include <optional>
#include <vector>

using namespace neuro::bench;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int senders = 16;
constexpr int window = 16;
constexpr int stallMs = 200;
/// Of a context: into the relay, and out of it.
constexpr quint64 framesPerContext = 2;
/// That the relay is to pass on, at least.
constexpr double contextsPerSecond = 100'000;

QByteArray numbered(const char *order, qint64 number)
{
    return QByteArray(order) + ' ' + QByteArray::number(number);
}

/// A relay with Neuro behind it and games before it.
struct Stage
{
    /// Each game has `inFlight` contexts under way.
    Stage(MeasuredRelay::Recording recording, int inFlight)
        : neuro({QString::number(senders), QString::number(inFlight)}, QStringLiteral(BENCH_NEURO))
        , relay(neuro.greeting().toUShort(), recording)
    {
        neuro.order(numbered("relay", relay.port()));
    }

    LoadProcess neuro;
    MeasuredRelay relay;
};

/// The least that a game can be: answers each action at once.
class DirectGame : public QObject
{
public:
    explicit DirectGame(quint16 port)
    {
        connect(&m_socket, &QWebSocket::connected, this, [this] {
            m_socket.sendTextMessage(
                u"{\"command\":\"actions/register\",\"game\":\"Direct\",\"data\":{\"actions\":["
                "{\"name\":\"play\",\"description\":\"Plays a card\"}]}}"_s);
        });
        connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
            const QString key = u"\"id\":\""_s;
            const qsizetype begin = text.indexOf(key) + key.size();
            const QStringView id =
                QStringView(text).sliced(begin, text.indexOf(u'"', begin) - begin);
            m_socket.sendTextMessage(
                u"{\"command\":\"action/result\",\"game\":\"Direct\",\"data\":{"
                "\"id\":\"" %
                id % u"\",\"success\":true}}");
        });
        m_socket.open(QUrl(u"ws://127.0.0.1:%1"_s.arg(port)));
    }

private:
    QWebSocket m_socket;
};

void append(std::vector<double> &times, const QByteArray &nanoseconds)
{
    for (const QByteArray &time : nanoseconds.simplified().split(' '))
        times.push_back(static_cast<double>(time.toLongLong()) / 1e6);
}

/// What each round of the same work took.
struct Rounds
{
    std::vector<double> cpuMicros; ///< Of this process, for one message.
    std::vector<double> perSecond; ///< Messages that arrived, by the clock on the wall.
};

/// `send` returns when all messages have arrived, `settle` when what is behind them (the window's
/// mailbox, the log's last write, which waits for more to write) is done, too.
template <typename Send, typename Settle>
void measureRound(Rounds &rounds, quint64 messages, Send send, Settle settle)
{
    const auto count = static_cast<double>(messages);
    const qint64 begin = wallTime();
    const qint64 cpuBegin = processCpu();
    send();
    rounds.perSecond.push_back(count * 1e9 / static_cast<double>(wallTime() - begin));
    settle();
    rounds.cpuMicros.push_back(static_cast<double>(processCpu() - cpuBegin) / 1e3 / count);
}

void measureContexts(Table &table, Stage &stage, const Options &options)
{
    BareServer bare(BareServer::Answer::None);
    LoadProcess toBare({u"flood"_s, QString::number(bare.port()), QString::number(senders),
                        QString::number(window)});
    const int perSender = options.quick ? 160 : 4000;
    const auto total = static_cast<quint64>(senders) * static_cast<quint64>(perSender);
    Rounds relay;
    Rounds bareFanIn;
    for (int round = 0; round < (options.quick ? 1 : 11); ++round) {
        measureRound(
            bareFanIn, total, [&] { toBare.order(numbered("run", perSender)); }, [] {});
        measureRound(
            relay, total, [&] { stage.neuro.order(numbered("flood", perSender)); },
            [&] { stage.relay.waitForFrames(framesPerContext * total); });
    }
    const double cpu = median(relay.cpuMicros);
    const double bareCpu = median(bareFanIn.cpuMicros);
    table.ratio("CPU per context, against a bare fan-in", "us", cpu, bareCpu, 4.0);
    table.value("CPU per context", "us", cpu, bareCpu, 6.0);
    // Games and Neuro included: they share the cores with the relay.
    table.rate("contexts per second, by the clock", "/s", median(relay.perSecond),
               median(bareFanIn.perSecond), contextsPerSecond);
}

void judgeTrips(Table &table, Stage &stage, const Options &options, const char *where)
{
    const int count = options.quick ? 20 : 100;
    std::vector<double> relayed;
    std::vector<double> direct;
    stage.neuro.order(numbered("relayed", count));
    stage.neuro.order(numbered("direct", count));
    for (int block = 0; block < (options.quick ? 2 : 100); ++block) {
        append(direct, stage.neuro.order(numbered("direct", count)));
        append(relayed, stage.neuro.order(numbered("relayed", count)));
    }
    const double p50 = percentile(relayed, 0.5);
    const double p99 = percentile(relayed, 0.99);
    std::printf("action and result, %s\n", where);
    table.ratio("  median", "ms", p50, percentile(direct, 0.5), 3.0);
    table.difference("  median, added by the relay", "ms", p50, percentile(direct, 0.5), 0.15);
    table.difference("  99th percentile, added by the relay", "ms", p99, percentile(direct, 0.99),
                     0.4);
}

/// On the same cores for both ways, for the reason that bench_roundtrip.cpp tells.
void measureTrips(Table &table, Stage &stage, const Options &options)
{
    const int cores = QThread::idealThreadCount(); // Before it is told of one core only.
    pinToCore(0, 0);
    pinToCore(stage.neuro.processId(), 0);
    judgeTrips(table, stage, options, "Neuro and games on the relay's core:");
    if (cores > 1) {
        pinToCore(stage.neuro.processId(), 1);
        judgeTrips(table, stage, options, "Neuro and games on another core:");
    }
    pinToCore(0, -1);
    pinToCore(stage.neuro.processId(), -1);
}

/// Another game floods the relay, the log records all of it, and the disk stalls again and again.
void measureUnderLoad(Table &table, Stage &stage, const Options &options)
{
    LoadProcess flood(
        {u"flood"_s, QString::number(stage.relay.port()), u"1"_s, QString::number(window)});
    std::optional<neuro::testing::HungThread> stall;
    QTimer disk;
    int stalls = 0;
    QObject::connect(&disk, &QTimer::timeout, &disk, [&] {
        if (stall) {
            stall.reset();
            return;
        }
        stall.emplace("storage");
        stalls += stall->isHung() ? 1 : 0;
    });
    disk.start(stallMs);
    const int perOrder = options.quick ? 800 : 20'000;
    const int count = options.quick ? 50 : 250;
    std::vector<double> times;
    std::vector<double> direct; // On the same busy machine.
    flood.begin(numbered("run", perOrder));
    while (times.size() < (options.quick ? 200U : 20'000U) || stalls == 0) {
        append(direct, stage.neuro.order(numbered("direct", count)));
        append(times, stage.neuro.order(numbered("relayed", count)));
        if (flood.hasAnswered()) {
            flood.waitForLine();
            flood.begin(numbered("run", perOrder));
        }
    }
    waitUntil("the flood's end", [&flood] { return flood.hasAnswered(); });
    flood.waitForLine();
    disk.stop();
    stall.reset();
    table.value("the same while a game floods, 99.9th", "ms", percentile(times, 0.999),
                percentile(direct, 0.999), 5.0);
    std::printf("    (the storage thread stood still %d times, %d ms each)\n", stalls, stallMs);
}

void measureMemory(Table &table, const Options &options)
{
    constexpr double mebi = 1024.0 * 1024.0;
    // Few in flight: bursts fill mailboxes, whose memory stays.
    Stage stage(MeasuredRelay::Recording::Off, 2);
    const int perOrder = options.quick ? 160 : 2'500;
    const auto send = [&] {
        stage.neuro.order(numbered("flood", perOrder));
        stage.relay.waitForFrames(framesPerContext * senders * static_cast<quint64>(perOrder));
    };
    send(); // Buffers and heaps grow to what they need.
    const qint64 before = residentBytes();
    const int orders = options.quick ? 1 : 25; // A million contexts together.
    for (int i = 0; i < orders; ++i)
        send();
    table.value("memory after 1,000,000 contexts, added", "MB",
                static_cast<double>(residentBytes() - before) / mebi, 0, 10.0);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const Options options = readOptions(argc, argv);
    Table table("Games, relay, Neuro");
    // First: what others leave behind would hide what it takes.
    measureMemory(table, options);
    Stage stage(MeasuredRelay::Recording::On, window);
    // Startup, acknowledgement and registration frames come whenever they come.
    measureContexts(table, stage, options);
    const DirectGame game(stage.neuro.greeting().toUShort());
    stage.neuro.order("game");
    measureTrips(table, stage, options);
    measureUnderLoad(table, stage, options);
    return table.exitCode(options);
}

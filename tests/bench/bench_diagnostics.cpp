// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

/// What diagnostics cost. Contexts of 200 bytes go through one relay (from the socket to the
/// window's mailbox and to the session log on disk): some that raise no diagnostic, and, in turns
/// with them, some that raise one or three each. The senders are in another process
/// (bench_load.cpp). Counted is the CPU time of the whole process.
///
/// Diagnostics cannot be switched off. So what a relay without them would cost is what this one
/// costs, without the time of the checks themselves, which are run alone for that.

#include "bench/loadsender.h"
#include "bench/measure.h"
#include "bench/measuredrelay.h"
#include "protocol/objectreader.h"
#include "relay/burst.h"

#include <QCoreApplication>

#include <array>
#include <vector>

using namespace neuro::bench;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int senders = 16;
constexpr int inFlight = 16;

class Load
{
public:
    Load(MeasuredRelay &relay, const QString &kind)
        : m_relay(relay)
        , m_process({kind, QString::number(relay.port()), QString::number(senders),
                     QString::number(inFlight)})
    {
        // A startup and its acknowledgement each.
        m_relay.waitForFrames(2 * senders);
    }

    /// Sends so many contexts from each; notes the microseconds of CPU that one costs.
    void run(int perSender)
    {
        const auto total = static_cast<quint64>(senders) * static_cast<quint64>(perSender);
        const quint64 diagnostics = m_relay.observedDiagnostics();
        const qint64 begin = processCpu();
        m_process.order("run "_ba + QByteArray::number(perSender));
        m_relay.waitForFrames(total);
        m_costs.push_back(static_cast<double>(processCpu() - begin) / 1000.0 /
                          static_cast<double>(total));
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

/// Microseconds of CPU that the checks of one context take: what the codec looks for besides what
/// it reads anyway, and what the engine looks for.
double checkCost(int times)
{
    using neuro::protocol::FindingList;
    using neuro::protocol::ObjectReader;
    static constexpr std::array<QByteArrayView, 3> envelope = {"command", "game", "data"};
    static constexpr std::array<QByteArrayView, 3> members = {"message", "silent", "main_thread"};
    const auto document =
        neuro::protocol::JsonDocument::parse(contextText("Bench 100", Contexts::Plain));
    const neuro::protocol::JsonValue root = document->root();
    const neuro::protocol::JsonValue data = root.member("data");
    const QString text = data.member("message").toString();
    neuro::relay::Burst<10> burst;
    int found = 0;
    const qint64 begin = threadCpu();
    for (int i = 0; i < times; ++i) {
        FindingList findings;
        ObjectReader(root, {}).warnAboutOthers(envelope, findings);
        ObjectReader(data, {"data"}).warnAboutOthers(members, findings);
        found += QStringView(text).trimmed().startsWith(u'{') ? 1 : 0;
        found += text.startsWith(u"# "_s) ? 1 : 0;
        found += burst.note(qint64(i) * 1'000'000, 1000) ? 1 : 0;
        found += document->firstDuplicateKey().isEmpty() ? 0 : 1;
        found += findings.take().isEmpty() ? 0 : 1;
    }
    const qint64 end = threadCpu();
    if (found != 0)
        qFatal("%d findings where there is nothing to find", found);
    return static_cast<double>(end - begin) / 1000.0 / times;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const Options options = readOptions(argc, argv);
    MeasuredRelay relay;
    Load plain(relay, u"flood"_s);
    Load odd(relay, u"odd"_s);
    Load worst(relay, u"worst"_s);
    const int rounds = options.quick ? 1 : 11;
    const int perSender = options.quick ? 160 : 4000;
    for (int round = 0; round < rounds; ++round) {
        for (Load *load : {&plain, &odd, &worst})
            load->run(perSender);
    }
    // Beside those, a flood of contexts is told of once for each sender.
    const auto contexts = static_cast<quint64>(senders) * static_cast<quint64>(perSender);
    if (plain.diagnostics() > senders || odd.diagnostics() < contexts ||
        worst.diagnostics() < 3 * contexts)
        qFatal("not the diagnostics that were meant: %llu, %llu, %llu",
               static_cast<unsigned long long>(plain.diagnostics()),
               static_cast<unsigned long long>(odd.diagnostics()),
               static_cast<unsigned long long>(worst.diagnostics()));

    const double checks = checkCost(options.quick ? 1000 : 1'000'000);
    Table table("CPU per context of 200 bytes, 16 senders");
    table.ratio("with all checks, and with none", "us", plain.cost(), plain.cost() - checks, 1.3);
    table.ratio("one raised by each, and none", "us", odd.cost(), plain.cost(), 2.0);
    table.ratio("three raised by each, and none", "us", worst.cost(), plain.cost(), 3.0);
    return table.exitCode(options);
}

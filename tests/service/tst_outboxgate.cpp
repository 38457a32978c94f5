// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/outboxgate.h"

#include <QTest>

using namespace neuro::relay;
using namespace Qt::StringLiterals;

using neuro::service::OutboxGate;
using Refused = OutboxGate::RefusedMessages;

namespace {

class Gate : public OutboxGate
{
public:
    void fill(const QString &destination)
    {
        for (int i = 0; i < 3; ++i)
            put(destination, large);
    }
    void put(const QString &destination, const QByteArray &payload = "x")
    {
        keep({++lastTicket, {destination, {}, payload, 1, OutboxKind::Context}});
    }

    quint64 lastTicket = 0;
    /// Three of it are nearly all that one destination may have.
    const QByteArray large = QByteArray(OutboxGate::destinationBytes / 3 - 1000, 'x');
};

} // namespace

/// What waits for a disk that hangs.
class TestOutboxGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatDoesNotFitCostsNoMemory()
    {
        Gate gate;
        gate.fill(u"upstream"_s);
        for (int i = 0; i < 100'000; ++i)
            gate.put(u"upstream"_s, gate.large);
        const auto requests = gate.takeRequests();
        QCOMPARE(requests.size(), std::size_t(4));
        const auto refused = std::get<Refused>(requests.back());
        QCOMPARE(refused.firstTicket, quint64(4));
        QCOMPARE(refused.count, 100'000);
        QCOMPARE(refused.destination, u"upstream"_s);
        // All of that has been taken.
        gate.put(u"upstream"_s, gate.large);
        QVERIFY(std::holds_alternative<KeepInOutbox>(gate.takeRequests().at(0)));
    }

    void whoWasHereIsOneRequest()
    {
        Gate gate;
        int woken = 0;
        gate.connectStorage([&woken] { ++woken; });
        gate.remember({u"integration:Clock"_s});
        gate.remember({u"integration:Spotify"_s});
        gate.put(u"integration:Spotify"_s);
        gate.remember({u"integration:Clock"_s});
        QCOMPARE(woken, 1);
        auto requests = gate.takeRequests();
        QCOMPARE(requests.size(), std::size_t(2));
        QCOMPARE(std::get<OutboxGate::Seen>(requests.front()).destinations,
                 (QStringList{u"integration:Spotify"_s, u"integration:Clock"_s}));
        QVERIFY(std::holds_alternative<KeepInOutbox>(requests.back()));
        QVERIFY(gate.takeRequests().empty());
        // However many they are.
        for (int i = 0; i < 2 * OutboxLimits::seenDestinations; ++i)
            gate.remember({u"integration:%1"_s.arg(i)});
        QCOMPARE(woken, 2);
        requests = gate.takeRequests();
        QCOMPARE(requests.size(), std::size_t(1));
        const QStringList last = std::get<OutboxGate::Seen>(requests.front()).destinations;
        QCOMPARE(last.size(), OutboxLimits::seenDestinations);
        QCOMPARE(last.first(), u"integration:%1"_s.arg(OutboxLimits::seenDestinations));
    }

    /// Answers must come in the order of the questions.
    void everythingKeepsItsPlace()
    {
        Gate gate;
        gate.fill(u"upstream"_s);
        gate.put(u"upstream"_s, gate.large); // 4
        gate.fetch({1, u"upstream"_s, 0, 10, 10});
        gate.put(u"upstream"_s, gate.large); // 5
        gate.put(u"upstream"_s, gate.large);
        gate.put(u"integration:Clock"_s);    // 7
        gate.put(u"upstream"_s, gate.large); // 8
        gate.fill(u"integration:Clock"_s);
        gate.put(u"integration:Clock"_s, gate.large); // 12
        gate.put(u"upstream"_s, gate.large);          // 13
        const auto requests = gate.takeRequests();
        QStringList told;
        for (const OutboxGate::Request &request : requests) {
            if (const auto *refused = std::get_if<Refused>(&request))
                told.append(u"%1+%2 %3"_s.arg(refused->firstTicket)
                                .arg(refused->count)
                                .arg(refused->destination));
            else if (const auto *kept = std::get_if<KeepInOutbox>(&request))
                told.append(u"kept %1"_s.arg(kept->ticket));
            else
                told.append(u"fetch"_s);
        }
        QCOMPARE(told, (QStringList{u"kept 1"_s, u"kept 2"_s, u"kept 3"_s, u"4+1 upstream"_s,
                                    u"fetch"_s, u"5+2 upstream"_s, u"kept 7"_s, u"8+1 upstream"_s,
                                    u"kept 9"_s, u"kept 10"_s, u"kept 11"_s,
                                    u"12+1 integration:Clock"_s, u"13+1 upstream"_s}));
    }
};

QTEST_GUILESS_MAIN(TestOutboxGate)
#include "tst_outboxgate.moc"

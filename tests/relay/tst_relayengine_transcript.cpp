// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

using Kind = TranscriptEvent::Kind;

/// Upstream and one game.
class Stage : public EngineFixture
{
public:
    Stage()
        : EngineFixture(withUpstream())
    {
        connectUpstream();
        chess = connectGame(u"Chess"_s, {u"move"_s, u"resign"_s});
        takeUp();
        events.clear();
    }

    /// "whose kind: text (detail)" of each entry so far.
    QStringList take()
    {
        static constexpr std::array kinds = {"context", "query", "action",
                                             "result",  "added", "removed"};
        QStringList lines;
        for (const TranscriptEvent &entry : all<TranscriptEvent>()) {
            QString line = entry.isRelays ? u"relay"_s : entry.game;
            if (entry.isRelays && !entry.game.isEmpty())
                line += u" for "_s + entry.game;
            line += u' ' + QString::fromLatin1(kinds[static_cast<std::size_t>(entry.kind)]);
            if (!entry.success)
                line += u" failed"_s;
            line += u": "_s + entry.text;
            lines.append(entry.detail.isEmpty() ? line : line + u" ("_s + entry.detail + u')');
        }
        events.clear();
        return lines;
    }

    PeerId chess = 0;
};

} // namespace

/// What Neuro is told, the relay's own words among it.
class TestRelayEngineTranscript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void actionsCarryTheirDescriptions()
    {
        Stage f;
        f.registerActions(f.chess, {u"castle"_s, u"move"_s, u"draw"_s});
        QCOMPARE(f.take(),
                 QStringList{u"Chess added: castle, draw (castle: does it\ndraw: does it)"_s});
    }

    void aStartupAndADeparture()
    {
        Stage f;
        f.send(f.chess, "startup");
        QCOMPARE(f.take(), (QStringList{u"Chess removed: move, resign"_s,
                                        u"relay for Chess context: Chess connected"_s}));
        f.registerActions(f.chess, {u"move"_s});
        f.take();
        f.disconnect(f.chess);
        QCOMPARE(f.take(), QStringList{u"Chess removed: move"_s});
        f.disconnect(f.connectGame(u"Go"_s));
        QCOMPARE(f.take(), QStringList{u"relay for Go context: Go connected"_s});
    }

    void whatTheOperatorDecides()
    {
        Stage f;
        f.force(f.chess, {u"move"_s});
        f.take();
        f.execute(AnswerForce{1, u"move"_s, {}, false});
        QCOMPARE(f.take(),
                 (QStringList{u"relay for Chess context: [Chess] The operator decided: move"_s,
                              u"Chess action: move"_s}));
    }

    void answersInTheGamesPlace()
    {
        Stage f;
        f.act("u1", "chess--move");
        f.take();
        f.advance(18'000);
        QCOMPARE(
            f.take(),
            QStringList{u"relay for Chess result failed: Chess did not answer in time. (move)"_s});
        f.act("u2", "chess--move");
        f.take();
        f.act("u2", "chess--resign");
        QCOMPARE(
            f.take(),
            QStringList{u"relay for Chess result failed: This id is pending already. (resign)"_s});
        f.act("u3", "chess--fly");
        QCOMPARE(f.take(),
                 QStringList{u"relay result failed: Unknown action: chess--fly (chess--fly)"_s});
        f.receive(f.upstream, R"({"command":"action","data":{"id":"u4","name":7}})");
        QCOMPARE(f.take().size(), 1);
        f.receive(f.upstream, R"({"command":"action","data":{"name":"chess--move"}})");
        QCOMPARE(f.take(), QStringList()); // Nobody to answer.
        f.disconnect(f.chess);
        QCOMPARE(f.take(), (QStringList{u"Chess removed: move, resign"_s,
                                        u"relay for Chess result: Chess disconnected before it "
                                        "gave a result. (move)"_s}));
    }

    void whatIsDecidedAlready()
    {
        Stage f;
        f.force(f.chess, {u"move"_s});
        f.execute(DropForce{1});
        f.take();
        f.act("u1", "chess--move");
        QCOMPARE(f.take(), QStringList{u"relay for Chess result: already decided (move)"_s});
    }

    /// Only a context waits for upstream.
    void nothingElseIsSaidToNobody()
    {
        Stage f;
        f.act("u1", "chess--move");
        f.disconnectUpstream();
        f.take();
        f.advance(18'000);
        f.send(f.chess, "startup");
        QCOMPARE(f.take(), (QStringList{u"Chess removed: move, resign"_s,
                                        u"relay for Chess context: Chess connected"_s}));
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineTranscript)
#include "tst_relayengine_transcript.moc"

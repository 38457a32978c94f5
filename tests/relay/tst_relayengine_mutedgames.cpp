// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"
#include "relay/restrictions.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

/// The names in the `actions/register` messages among `texts`.
QStringList registeredIn(const QList<QByteArray> &texts)
{
    QStringList names;
    for (const QByteArray &text : texts) {
        const QJsonObject message = QJsonDocument::fromJson(text).object();
        if (message.value("command"_L1).toString() != "actions/register"_L1)
            continue;
        for (const QJsonValue &action : message.value("data"_L1)["actions"_L1].toArray())
            names.append(action.toObject().value("name"_L1).toString());
    }
    return names;
}

} // namespace

/// The games that the settings keep from Neuro.
class TestRelayEngineMutedGames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSettingsMuteFromTheBeginning()
    {
        EngineSettings settings = withUpstream({{Decider::Upstream, 0}, {Decider::Operator, 0}});
        settings.mutedGames = {u"Chess"_s};
        EngineFixture f(settings);
        f.connectUpstream();
        const PeerId chess = f.connectGame(u"Chess"_s, {u"move"_s, u"resign"_s});
        f.takeUp();
        f.execute(TakeSnapshot{});
        const QList<RestrictionEvent> kept = f.all<SnapshotEvent>().last().restrictions;
        QCOMPARE(kept.size(), 1);
        QVERIFY(kept.first().isMuted && kept.first().game == u"Chess"_s);
        f.send(chess, "context", R"({"message":"secret","silent":true})");
        f.registerActions(chess, {u"castle"_s});
        QVERIFY(f.takeUp().isEmpty());
        f.force(chess, {u"castle"_s});
        QCOMPARE(f.all<ForceEvent>().last().decider, std::optional(Decider::Operator));
        // The operator may hear it all the same, until the next start.
        QCOMPARE(f.execute(MuteGame{u"Chess"_s, false}).code, CommandError::None);
        QCOMPARE(registeredIn(f.takeUp()),
                 (QStringList{u"chess--move"_s, u"chess--resign"_s, u"chess--castle"_s}));
        f.engine.setSettings(settings, f.now);
        f.advance(0);
        QVERIFY(f.takeUp().isEmpty()); // The list is the same.
    }

    void otherSettingsMuteOthers()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        f.connectGame(u"Chess"_s, {u"move"_s, u"resign"_s});
        QCOMPARE(f.execute(MuteGame{u"Go"_s}).code, CommandError::None);
        f.takeUp();
        EngineSettings settings = f.engine.settings();
        settings.mutedGames = {u"Chess"_s, u"Uno"_s};
        f.events.clear();
        f.engine.setSettings(settings, f.now);
        f.advance(0);
        const QList<QByteArray> up = f.takeUp();
        QCOMPARE(up.size(), 1);
        QVERIFY(up.first().contains("actions/unregister") && up.first().contains("chess--resign"));
        QCOMPARE(f.all<RestrictionEvent>().size(), 2);
        settings.mutedGames = {u"Uno"_s};
        f.engine.setSettings(settings, f.now);
        f.advance(0);
        QCOMPARE(registeredIn(f.takeUp()), (QStringList{u"chess--move"_s, u"chess--resign"_s}));
        f.execute(TakeSnapshot{});
        QStringList muted;
        for (const RestrictionEvent &restriction : f.all<SnapshotEvent>().last().restrictions) {
            if (restriction.isMuted)
                muted.append(restriction.game);
        }
        QCOMPARE(muted, (QStringList{u"Go"_s, u"Uno"_s})); // The operator's stays.
    }

    void theSettingsHaveRoomForTheirs()
    {
        EngineFixture f;
        for (std::size_t i = 0; i < limits::restrictedGames; ++i)
            f.execute(BlockGame{QString::number(i)});
        EngineSettings settings;
        settings.mutedGames = {u"Chess"_s};
        f.engine.setSettings(settings, f.now);
        f.execute(TakeSnapshot{});
        QCOMPARE(f.all<SnapshotEvent>().last().restrictions.size(),
                 static_cast<qsizetype>(limits::restrictedGames) + 1);
        QCOMPARE(f.execute(MuteGame{u"Go"_s}).code, CommandError::TooManyKept);
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineMutedGames)
#include "tst_relayengine_mutedgames.moc"

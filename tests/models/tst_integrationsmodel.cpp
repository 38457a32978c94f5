// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/integrationsmodel.h"

#include "models/events.h"
#include "models/gameitem.h"
#include "models/modeltext.h"

#include <QAbstractItemModelTester>
#include <QObject>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace neuro;
using namespace neuro::tests;
using models::IntegrationsModel;
using protocol::DiagnosticKey;

class TestIntegrationsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<IntegrationsModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    }
    void cleanup() { m_tester.reset(); }
    void gamesAndTheirActions();
    void unnamedPeersAreNotShown();
    void registryChangesAreMinimal();
    void reorderedActionsMove();
    void sameNameTwice();
    void rates();
    void troubles();
    void awayAndBack();
    void replacedConnection();
    void awayGamesAreBounded();
    void snapshot();
    void roles();
    void counts();
    void labels();
    void integrationsAndWatchers();
    void anIntegrationWithMessagesWaitingStays();
    void messagesOfAnEarlierRun();
    void anIntegrationIsNoGameOfItsName();
    void integrationsInASnapshot();
    void awayIntegrationsAreBounded();
    void randomOperations();

private:
    void addGame(relay::PeerId peer, const QString &name, const QString &gameId,
                 const QStringList &actions = {})
    {
        m_model->apply({connected(peer), named(peer, name, gameId), registry(peer, actions)});
    }
    QStringList lines() const { return modelLines(*m_model); }

    std::unique_ptr<IntegrationsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestIntegrationsModel::gamesAndTheirActions()
{
    relay::RegistryEvent actions = registry(1, {});
    actions.actions = {actionWithData(u"shoot"_s), action(u"look_around"_s, "{}")};
    m_model->apply(
        {connected(1), named(1, u"Buckshot Roulette"_s, u"buckshot-roulette"_s), actions});
    addGame(2, u"Tic Tac Toe"_s, u"tic-tac-toe"_s, {u"play"_s});
    QCOMPARE(lines(), (QStringList{u"Buckshot Roulette | "_s, u"  shoot | {…}"_s,
                                   u"  look_around | "_s, u"Tic Tac Toe | "_s, u"  play | "_s}));
}

void TestIntegrationsModel::unnamedPeersAreNotShown()
{
    m_model->apply({connected(1), numbered(1)});
    relay::PeerEvent upstream = named(2, u"Neuro"_s, u"neuro"_s);
    upstream.door = relay::Door::Upstream;
    m_model->apply({upstream});
    QCOMPARE(m_model->rowCount(), 0);
    m_model->apply({named(1, u"Game A"_s, u"game-a"_s)});
    QCOMPARE(lines(), QStringList{u"Game A | "_s});
    m_model->apply({connected(3), disconnected(3)});
    QCOMPARE(m_model->rowCount(), 1);
}

void TestIntegrationsModel::registryChangesAreMinimal()
{
    addGame(1, u"Game A"_s, u"game-a"_s, {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s});
    const QModelIndex game = m_model->index(0, 0);
    const QPersistentModelIndex c = m_model->index(2, 0, game);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->apply({registry(1, {u"c"_s, u"e"_s, u"f"_s, u"g"_s})});
    QCOMPARE(removed.size(), 2);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(c.row(), 0);
    QCOMPARE(c.data().toString(), u"c"_s);
    QCOMPARE(modelLines(*m_model, {0}),
             (QStringList{u"Game A"_s, u"  c"_s, u"  e"_s, u"  f"_s, u"  g"_s}));

    relay::RegistryEvent redefined = registry(1, {u"c"_s, u"e"_s, u"f"_s, u"g"_s});
    redefined.actions[1] = actionWithData(u"e"_s);
    m_model->apply({redefined});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_model->index(1, 1, game).data().toString(), u"{…}"_s);
}

void TestIntegrationsModel::reorderedActionsMove()
{
    addGame(1, u"Game A"_s, u"game-a"_s, {u"a"_s, u"b"_s, u"c"_s});
    const QPersistentModelIndex a = m_model->index(0, 0, m_model->index(0, 0));
    m_model->apply({registry(1, {u"c"_s, u"new"_s, u"b"_s, u"a"_s, u"c"_s})});
    QCOMPARE(modelLines(*m_model, {0}),
             (QStringList{u"Game A"_s, u"  c"_s, u"  new"_s, u"  b"_s, u"  a"_s}));
    QCOMPARE(a.row(), 3);
}

void TestIntegrationsModel::sameNameTwice()
{
    addGame(1, u"Game B"_s, u"game-b"_s, {u"one"_s});
    addGame(2, u"Game B"_s, u"game-b-2"_s, {u"two"_s});
    QCOMPARE(modelLines(*m_model, {0}),
             (QStringList{u"Game B"_s, u"  one"_s, u"Game B (2)"_s, u"  two"_s}));
    QCOMPARE(m_model->index(1, 0).data(IntegrationsModel::GameRole).toString(), u"Game B"_s);
    // Each comes back to its own item.
    m_model->apply({disconnected(1), disconnected(2)});
    addGame(3, u"Game B"_s, u"game-b-2"_s);
    QCOMPARE(lines(), (QStringList{u"Game B | away 0:00"_s, u"Game B (2) | "_s}));
}

void TestIntegrationsModel::rates()
{
    addGame(1, u"Game A"_s, u"game-a"_s);
    for (int i = 0; i < 30; ++i)
        m_model->apply({numbered(i, i * 300 * ms)});
    QCOMPARE(lines(), QStringList{u"Game A | "_s});
    m_model->tick(startWall() + 9 * seconds);
    QCOMPARE(lines(), QStringList{u"Game A | 3/s"_s});
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->tick(startWall() + 9 * seconds + 1);
    QCOMPARE(changed.size(), 0);
    m_model->tick(startWall() + 17 * seconds);
    QCOMPARE(lines(), QStringList{u"Game A | 0.3/s"_s});
    m_model->tick(startWall() + 60 * seconds);
    QCOMPARE(lines(), QStringList{u"Game A | "_s});
}

void TestIntegrationsModel::troubles()
{
    addGame(1, u"Game A"_s, u"game-a"_s);
    const QModelIndex game = m_model->index(0, 0);
    QVERIFY(!game.data(IntegrationsModel::SeverityRole).isValid());
    m_model->setDiagnostics({{u"Game A"_s, {0, 0, 1, DiagnosticKey::ContextJson, false}}});
    QCOMPARE(game.data(IntegrationsModel::TroubleRole).toInt(), 0);
    QCOMPARE(game.data(IntegrationsModel::SeverityRole).toInt(), int(protocol::Severity::Info));
    QCOMPARE(game.data(IntegrationsModel::PresenceRole).toInt(),
             int(IntegrationsModel::Presence::Connected));
    m_model->setDiagnostics({{u"Game A"_s, {1, 1, 1, DiagnosticKey::MessageInvalid, false}},
                             {u"Game B"_s, {0, 1, 0, DiagnosticKey::ResultSlow, false}}});
    QCOMPARE(lines(), QStringList{u"Game A | ⚠ 2"_s});
    QCOMPARE(game.data(IntegrationsModel::PresenceRole).toInt(),
             int(IntegrationsModel::Presence::Trouble));
    QCOMPARE(game.data(IntegrationsModel::SeverityRole).toInt(), int(protocol::Severity::Error));
    QCOMPARE(game.data(Qt::AccessibleTextRole).toString(),
             u"Game A, connected, 2 warnings and errors"_s);
    QVERIFY(game.data(Qt::ToolTipRole).toString().contains(u"Worst: Message refused (error)"_s));
    addGame(2, u"Game B"_s, u"game-b"_s);
    QCOMPARE(lines(), (QStringList{u"Game A | ⚠ 2"_s, u"Game B | ⚠ 1"_s}));

    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setDiagnostics({{u"Game B"_s, {0, 0, 0, std::nullopt, true}}});
    QCOMPARE(lines(), (QStringList{u"Game A | "_s, u"Game B | "_s}));
    QCOMPARE(changed.size(), 2);
    QVERIFY(m_model->index(1, 0).data(IntegrationsModel::DiagnosticsMutedRole).toBool());
    QVERIFY(
        m_model->index(1, 0).data(Qt::ToolTipRole).toString().contains(u"diagnostics are muted"_s));
    m_model->setDiagnostics({{u"Game B"_s, {0, 0, 0, std::nullopt, true}}});
    QCOMPARE(changed.size(), 2);
}

void TestIntegrationsModel::awayAndBack()
{
    addGame(1, u"Game A"_s, u"game-a"_s, {u"a"_s});
    addGame(2, u"Game B"_s, u"game-b"_s);
    const QPersistentModelIndex game = m_model->index(0, 0);
    m_model->apply({disconnected(1, 5 * seconds, u"crashed"_s)});
    QCOMPARE(lines(), (QStringList{u"Game A | away 0:00"_s, u"Game B | "_s}));
    QCOMPARE(game.data(IntegrationsModel::PeerRole).toULongLong(), 0ULL);
    QCOMPARE(game.data(IntegrationsModel::PresenceRole).toInt(),
             int(IntegrationsModel::Presence::Away));
    QVERIFY(game.data(Qt::ToolTipRole).toString().contains(u"Left: crashed"_s));
    m_model->tick(startWall() + 47 * seconds);
    QCOMPARE(game.data(Qt::AccessibleTextRole).toString(), u"Game A, away 0:42"_s);

    addGame(3, u"Game A"_s, u"game-a"_s, {u"b"_s});
    QCOMPARE(lines(), (QStringList{u"Game A | "_s, u"  b | "_s, u"Game B | "_s}));
    QCOMPARE(game.row(), 0);
    QCOMPARE(game.data(IntegrationsModel::PeerRole).toULongLong(), 3ULL);
}

void TestIntegrationsModel::replacedConnection()
{
    addGame(1, u"Game A"_s, u"game-a"_s, {u"a"_s});
    addGame(2, u"Game A"_s, u"game-a"_s, {u"b"_s});
    QCOMPARE(lines(), (QStringList{u"Game A | "_s, u"  b | "_s}));
    m_model->apply({disconnected(1)});
    QCOMPARE(lines(), (QStringList{u"Game A | "_s, u"  b | "_s}));
    // A game of its own at first, which then takes over the id.
    addGame(3, u"Game A"_s, u"game-a-2"_s);
    m_model->apply({named(3, u"Game A"_s, u"game-a"_s), disconnected(2)});
    QCOMPARE(lines(), QStringList{u"Game A | "_s});
    QCOMPARE(m_model->index(0, 0).data(IntegrationsModel::PeerRole).toULongLong(), 3ULL);
}

void TestIntegrationsModel::awayGamesAreBounded()
{
    constexpr int games = IntegrationsModel::awayGames + 2;
    for (int i = 1; i <= games; ++i) {
        const QString name = u"game"_s + QString::number(i);
        addGame(relay::PeerId(i), name, name);
    }
    for (int i = games; i >= 1; --i)
        m_model->apply({disconnected(relay::PeerId(i), (games - i) * seconds)});
    QCOMPARE(m_model->rowCount(), IntegrationsModel::awayGames);
    // The last two were the first to leave.
    QCOMPARE(m_model->index(0, 0).data().toString(), u"game1"_s);
    QCOMPARE(m_model->index(games - 3, 0).data().toString(), u"game64"_s);
}

void TestIntegrationsModel::snapshot()
{
    addGame(1, u"Gone"_s, u"gone"_s, {u"a"_s});
    addGame(2, u"Here"_s, u"here"_s, {u"b"_s, u"c"_s});
    addGame(3, u"Empty"_s, u"empty"_s, {u"d"_s});
    const QPersistentModelIndex c = m_model->index(1, 0, m_model->index(1, 0));
    relay::SnapshotEvent snapshot;
    snapshot.at = moment(3 * seconds);
    snapshot.peers = {named(2, u"Here"_s, u"here"_s), named(3, u"Empty"_s, u"empty"_s),
                      connected(4), named(5, u"New"_s, u"new"_s)};
    snapshot.registries = {registry(2, {u"c"_s, u"e"_s}), registry(5, {u"f"_s})};
    m_model->apply({snapshot});
    QCOMPARE(lines(), (QStringList{u"Gone | away 0:00"_s, u"Here | "_s, u"  c | "_s, u"  e | "_s,
                                   u"Empty | "_s, u"New | "_s, u"  f | "_s}));
    QCOMPARE(c.row(), 0);
    m_model->apply({named(4, u"Late"_s, u"late"_s)});
    QCOMPARE(m_model->rowCount(), 5);
}

void TestIntegrationsModel::roles()
{
    relay::RegistryEvent actions = registry(1, {u"look"_s});
    actions.actions.append(actionWithData(u"shoot"_s));
    actions.actions.last().description = u"<b>Bang</b>"_s;
    m_model->apply({connected(1), named(1, u"Game A"_s, u"game-a"_s), actions});
    const QModelIndex game = m_model->index(0, 0);
    const QModelIndex shoot = m_model->index(1, 0, game);
    QCOMPARE(game.data(IntegrationsModel::KindRole).toInt(),
             int(IntegrationsModel::ItemKind::Game));
    QVERIFY(game.data(Qt::ToolTipRole).toString().contains(u"Connected from 127.0.0.1:50000"_s));
    QCOMPARE(shoot.data(IntegrationsModel::KindRole).toInt(),
             int(IntegrationsModel::ItemKind::Action));
    QCOMPARE(shoot.data(IntegrationsModel::ActionRole).toString(), u"shoot"_s);
    QCOMPARE(shoot.data(IntegrationsModel::GameRole).toString(), u"Game A"_s);
    QCOMPARE(shoot.data(IntegrationsModel::PeerRole).toULongLong(), 1ULL);
    QVERIFY(shoot.data(IntegrationsModel::TakesDataRole).toBool());
    QVERIFY(!shoot.siblingAtRow(0).data(IntegrationsModel::TakesDataRole).toBool());
    QVERIFY(shoot.data(Qt::ToolTipRole).toString().contains(u"&lt;b&gt;Bang"_s));
    QCOMPARE(shoot.data(Qt::AccessibleTextRole).toString(), u"shoot, takes data"_s);
    QCOMPARE(m_model->action(shoot)->description, u"<b>Bang</b>"_s);
    QVERIFY(!m_model->action(game));
    QVERIFY(!m_model->action({}));
}

void TestIntegrationsModel::counts()
{
    QSignalSpy changed(m_model.get(), &IntegrationsModel::countsChanged);
    addGame(1, u"A"_s, u"a"_s, {u"x"_s, u"y"_s});
    addGame(2, u"B"_s, u"b"_s, {u"z"_s});
    QCOMPARE(changed.size(), 2);
    QCOMPARE(m_model->connectedGames(), 2);
    QCOMPARE(m_model->registeredActions(), 3);
    m_model->apply({numbered(1)});
    QCOMPARE(changed.size(), 2);
    m_model->apply({disconnected(1)});
    QCOMPARE(changed.size(), 3);
    QCOMPARE(m_model->connectedGames(), 1);
    QCOMPARE(m_model->registeredActions(), 1);
}

void TestIntegrationsModel::labels()
{
    using models::gameLabel;
    QCOMPARE(gameLabel(u"Game B"_s, u"game-b"_s), u"Game B"_s);
    QCOMPARE(gameLabel(u"Game B"_s, u"game-b-12"_s), u"Game B (12)"_s);
    QCOMPARE(gameLabel(u"Game 2"_s, u"game-2"_s), u"Game 2"_s);
    QCOMPARE(gameLabel(u"Game 2"_s, u"game-2-2"_s), u"Game 2 (2)"_s);
    QCOMPARE(gameLabel(u"ゲーム"_s, u"game-3"_s), u"ゲーム (3)"_s);
    QCOMPARE(gameLabel(u"Two\nlines"_s, QString()), u"Two lines"_s);
    QCOMPARE(models::spanText(-5), u"0:00"_s);
    QCOMPARE(models::spanText(725 * seconds), u"12:05"_s);
    QCOMPARE(models::spanText(3661 * seconds), u"1:01:01"_s);
    QCOMPARE(models::rateText(0), QString());
    QCOMPARE(models::rateText(0.2), u"0.2/s"_s);
    QCOMPARE(models::rateText(128.4), u"128/s"_s);
}

void TestIntegrationsModel::integrationsAndWatchers()
{
    QSignalSpy counts(m_model.get(), &IntegrationsModel::countsChanged);
    m_model->apply({watcher(1, u"neuroos"_s, true), integration(2, u"Spotify"_s),
                    registry(2, {u"skip"_s}), watcher(3, u"logger"_s)});
    addGame(4, u"Game A"_s, u"game-a"_s);
    m_model->apply({hubClient(5, u"overlay"_s, u"observer"_s)});
    QCOMPARE(
        lines(),
        (QStringList{u"Spotify | integration"_s, u"  skip | "_s, u"Game A | "_s,
                     u"Watchers and clients of the hub | "_s, u"neuroos | neuro-os · enhanced"_s,
                     u"logger | neuro-os · standard"_s, u"overlay | hub · observer"_s}));
    QCOMPARE(m_model->connectedGames(), 2);
    QCOMPARE(m_model->connectedIntegrations(), 1);
    QCOMPARE(m_model->connectedWatchers(), 2);
    QCOMPARE(m_model->connectedHubClients(), 1);
    QCOMPARE(counts.size(), 3);

    const QModelIndex heading = m_model->index(2, 0);
    QCOMPARE(heading.data(IntegrationsModel::KindRole).toInt(),
             int(IntegrationsModel::ItemKind::Heading));
    QVERIFY(!heading.flags().testFlag(Qt::ItemIsSelectable));
    QVERIFY(heading.siblingAtRow(3).flags().testFlag(Qt::ItemIsSelectable));
    QCOMPARE(m_model->rowCount(heading), 0);
    const auto rights = [this](int row) {
        return m_model->index(row, 0).data(Qt::AccessibleDescriptionRole).toString();
    };
    QVERIFY(rights(3).contains(u"speak to Neuro directly"_s));
    QVERIFY(!rights(4).contains(u"Neuro"_s));
    QVERIFY(rights(5).contains(u"say nothing"_s));
    QVERIFY(m_model->index(3, 0).data(Qt::ToolTipRole).toString().contains(u"127.0.0.1:50000"_s));
    QVERIFY(m_model->index(0, 0).data(Qt::ToolTipRole).toString().contains(u"commands of"_s));
    QCOMPARE(m_model->index(0, 0).data(Qt::AccessibleTextRole).toString(),
             u"Spotify, registered integration, connected"_s);

    // Once told to be another, it is; the heading goes with the last.
    m_model->apply({watcher(3, u"logger"_s, true), disconnected(1)});
    QSignalSpy changes(m_model.get(), &IntegrationsModel::dataChanged);
    m_model->apply({disconnected(5)});
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.at(0).at(0).toModelIndex(), m_model->index(2, 0));
    QCOMPARE(counts.size(), 5);
    QCOMPARE(lines().sliced(3), (QStringList{u"Watchers | "_s, u"logger | neuro-os · enhanced"_s}));
    QCOMPARE(m_model->rowCount(), 4);
    m_model->apply({hubClient(6, u"overlay"_s, u"observer"_s), disconnected(3)});
    QCOMPARE(lines().sliced(3),
             (QStringList{u"Clients of the hub | "_s, u"overlay | hub · observer"_s}));
    QCOMPARE(m_model->connectedWatchers(), 0);
    m_model->apply({disconnected(6)});
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(m_model->connectedHubClients(), 0);
}

void TestIntegrationsModel::anIntegrationWithMessagesWaitingStays()
{
    m_model->apply(
        {integration(1, u"Spotify"_s), registry(1, {u"skip"_s}), integration(2, u"Lights"_s)});
    const QPersistentModelIndex spotify = m_model->index(0, 0);
    m_model->apply({queued(u"integration:Spotify"_s, 1), disconnected(1, 2 * seconds),
                    disconnected(2, 2 * seconds)});
    QCOMPARE(lines(), QStringList{u"Spotify | away 0:00 · 1 waiting"_s});
    m_model->apply({queued(u"integration:Spotify"_s, 3, 5 * seconds), queued(u"upstream"_s, 7)});
    m_model->tick(startWall() + 44 * seconds);
    QCOMPARE(lines(), QStringList{u"Spotify | away 0:42 · 3 waiting"_s});
    QCOMPARE(spotify.data(IntegrationsModel::WaitingRole).toLongLong(), 3);
    QCOMPARE(spotify.data(Qt::AccessibleTextRole).toString(),
             u"Spotify, registered integration, away 0:42, 3 messages wait for it"_s);
    QVERIFY(spotify.data(Qt::ToolTipRole)
                .toString()
                .contains(u"3 messages wait for it, for at least 0:44."_s));

    // Back, it is the same item; away again it stays until nothing waits.
    m_model->apply({integration(3, u"Spotify"_s)});
    QCOMPARE(lines(), QStringList{u"Spotify | integration · 3 waiting"_s});
    QVERIFY(spotify.isValid());
    m_model->apply({disconnected(3)});
    QCOMPARE(m_model->rowCount(), 1);
    m_model->apply({queued(u"integration:Spotify"_s, 0)});
    QCOMPARE(m_model->rowCount(), 0);
}

void TestIntegrationsModel::messagesOfAnEarlierRun()
{
    relay::OutboxHealthEvent health;
    health.at = moment(0);
    health.queues = {{u"integration:Spotify"_s, 2}, {u"upstream"_s, 4}};
    m_model->apply({health});
    QCOMPARE(lines(), QStringList{u"Spotify | away · 2 waiting"_s});
    QCOMPARE(m_model->connectedGames(), 0);
    m_model->apply({integration(1, u"Spotify"_s)});
    QCOMPARE(lines(), QStringList{u"Spotify | integration · 2 waiting"_s});
    health.queues.removeFirst();
    m_model->apply({health});
    QCOMPARE(lines(), QStringList{u"Spotify | integration"_s});
    health.queues = {{u"integration:Lights"_s, 1}};
    m_model->apply({health});
    QCOMPARE(m_model->rowCount(), 2);
    health.queues.clear();
    m_model->apply({health});
    QCOMPARE(lines(), QStringList{u"Spotify | integration"_s});
}

void TestIntegrationsModel::anIntegrationIsNoGameOfItsName()
{
    addGame(1, u"Spotify"_s, u"spotify"_s);
    m_model->apply({disconnected(1)});
    relay::PeerEvent name = integration(2, u"Spotify"_s);
    name.state = relay::PeerEvent::State::Named;
    name.gameId = u"spotify-2"_s;
    m_model->apply({integration(2, u"Spotify"_s), name});
    QCOMPARE(lines(), (QStringList{u"Spotify | away 0:00"_s, u"Spotify (2) | integration"_s}));
    addGame(3, u"Spotify"_s, u"spotify"_s);
    QCOMPARE(lines(), (QStringList{u"Spotify | "_s, u"Spotify (2) | integration"_s}));
}

void TestIntegrationsModel::integrationsInASnapshot()
{
    m_model->apply({integration(1, u"Gone"_s), integration(2, u"Waited for"_s),
                    watcher(3, u"Left"_s), watcher(4, u"Here"_s)});
    relay::SnapshotEvent snapshot;
    snapshot.at = moment(0);
    snapshot.peers = {watcher(4, u"Here"_s), watcher(5, u"New"_s)};
    snapshot.outbox.queues = {{u"integration:Waited for"_s, 5}};
    snapshot.outbox.at = moment(0);
    m_model->apply({queued(u"integration:Waited for"_s, 1), snapshot});
    QCOMPARE(lines(),
             (QStringList{u"Waited for | away 0:00 · 5 waiting"_s, u"Watchers | "_s,
                          u"Here | neuro-os · standard"_s, u"New | neuro-os · standard"_s}));
    snapshot.peers.clear();
    snapshot.outbox.queues.clear();
    m_model->apply({snapshot});
    QCOMPARE(m_model->rowCount(), 0);
}

void TestIntegrationsModel::awayIntegrationsAreBounded()
{
    relay::OutboxHealthEvent health;
    for (int i = 0; i < IntegrationsModel::awayIntegrations + 50; ++i)
        health.queues.append({u"integration:"_s + QString::number(i), 1});
    m_model->apply({health});
    QCOMPARE(m_model->rowCount(), IntegrationsModel::awayIntegrations);
    // They take no place of games that have left.
    addGame(1, u"Game A"_s, u"game-a"_s);
    m_model->apply({disconnected(1)});
    QCOMPARE(m_model->rowCount(), IntegrationsModel::awayIntegrations + 1);
}

/// Against a map of what is connected and registered.
void TestIntegrationsModel::randomOperations()
{
    QRandomGenerator random(20'260'115);
    QMap<relay::PeerId, QString> live;
    QMap<relay::PeerId, QStringList> registered;
    relay::PeerId lastPeer = 0;
    const auto randomActions = [&random] {
        QStringList names;
        for (int i = random.bounded(8); i > 0; --i) {
            const QString name = QString(QChar(u'a' + random.bounded(12)));
            if (!names.contains(name))
                names.append(name);
        }
        return names;
    };
    const auto randomPeer = [&] {
        return live.keys().at(random.bounded(int(live.size())));
    };
    for (int round = 0; round < 2000; ++round) {
        const int what = random.bounded(6);
        if (what == 0 || live.isEmpty()) {
            const QString id = u"game-"_s + QString::number(random.bounded(100));
            if (!live.values().contains(id)) {
                live.insert(++lastPeer, id);
                registered.insert(lastPeer, {});
                m_model->apply({connected(lastPeer), named(lastPeer, id, id)});
            }
        } else if (what == 1) {
            const relay::PeerId peer = randomPeer();
            live.remove(peer);
            registered.remove(peer);
            m_model->apply({disconnected(peer, round * ms)});
        } else if (what == 2) {
            m_model->tick(startWall() + round * ms);
        } else {
            const relay::PeerId peer = randomPeer();
            registered[peer] = randomActions();
            m_model->apply({registry(peer, registered[peer])});
        }
        QMap<relay::PeerId, QStringList> shown;
        int away = 0;
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const QModelIndex game = m_model->index(row, 0);
            const auto peer = game.data(IntegrationsModel::PeerRole).toULongLong();
            QStringList actions;
            for (int child = 0; child < m_model->rowCount(game); ++child)
                actions.append(m_model->index(child, 0, game).data().toString());
            if (peer != 0)
                shown.insert(peer, actions);
            else
                ++away;
        }
        QCOMPARE(shown, registered);
        QVERIFY(away <= IntegrationsModel::awayGames);
    }
    QVERIFY(lastPeer > 100);
}

QTEST_GUILESS_MAIN(TestIntegrationsModel)
#include "tst_integrationsmodel.moc"

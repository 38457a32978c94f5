// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/events.h"
#include "models/integrationsmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace neuro;
using namespace neuro::models;
using namespace neuro::tests;
using relay::RestrictionEvent;
using relay::ShutdownEvent;

namespace {

using Model = IntegrationsModel;

RestrictionEvent restriction(const QString &game)
{
    RestrictionEvent event;
    event.at = moment(0);
    event.game = game;
    return event;
}

RestrictionEvent muted(const QString &game)
{
    RestrictionEvent event = restriction(game);
    event.isMuted = true;
    return event;
}

RestrictionEvent blocked(const QString &game)
{
    RestrictionEvent event = restriction(game);
    event.isBlocked = true;
    return event;
}

ShutdownEvent shutdown(relay::PeerId peer, ShutdownEvent::State state)
{
    return {moment(0), peer, state};
}

} // namespace

/// What the tree of games shows of what the operator does to them.
class TestRestrictedGames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<Model>();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        relay::RegistryEvent registry;
        registry.peer = 1;
        registry.actions = {action(u"wait"_s), actionWithData(u"play"_s)};
        m_model->apply({connected(1), named(1, u"Chess"_s, u"chess"_s), registry});
    }
    void cleanup() { m_tester.reset(); }

    void aMutedGameSaysSo()
    {
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->apply({muted(u"Chess"_s), muted(u"Go"_s)});
        QVERIFY(!changed.isEmpty());
        QCOMPARE(m_model->rowCount(), 1);
        QVERIFY(game().data(Model::KeptFromNeuroRole).toBool());
        QVERIFY(!game().data(Model::BlockedRole).toBool());
        QCOMPARE(status(), u"muted"_s);
        QVERIFY(game().data(Qt::AccessibleTextRole).toString().contains(u"muted"_s));
        QVERIFY(game().data(Qt::ToolTipRole).toString().contains(u"Muted: "_s));
        m_model->apply({restriction(u"Chess"_s)});
        QVERIFY(!game().data(Model::KeptFromNeuroRole).toBool());
        QCOMPARE(status(), QString());
        // One that comes later is muted from the start.
        m_model->apply({connected(2), named(2, u"Go"_s, u"go"_s)});
        QVERIFY(m_model->index(1, 0).data(Model::KeptFromNeuroRole).toBool());
    }

    void aHiddenActionSaysSo()
    {
        RestrictionEvent event = restriction(u"Chess"_s);
        event.hiddenActions = {u"play"_s};
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->apply({event});
        QVERIFY(std::any_of(changed.begin(), changed.end(), [this](const QList<QVariant> &change) {
            return change.first().toModelIndex().parent() == game();
        }));
        const QModelIndex wait = m_model->index(0, 0, game());
        const QModelIndex play = m_model->index(1, 0, game());
        QVERIFY(!wait.data(Model::KeptFromNeuroRole).toBool());
        QVERIFY(play.data(Model::KeptFromNeuroRole).toBool());
        QCOMPARE(play.siblingAtColumn(Model::Status).data().toString(), u"hidden · {…}"_s);
        QVERIFY(play.data(Qt::AccessibleTextRole).toString().contains(u"hidden from Neuro"_s));
        QVERIFY(game().data(Qt::ToolTipRole).toString().contains(u"1 action is hidden"_s));
        QCOMPARE(status(), QString()); // That of the game is about the game.
    }

    void aBlockedGameStaysUntilItIsAllowed()
    {
        m_model->apply({blocked(u"Chess"_s), disconnected(1)});
        QCOMPARE(status(), u"blocked"_s);
        QVERIFY(game().data(Model::BlockedRole).toBool());
        // Its attempts change nothing.
        m_model->apply({connected(2), named(2, u"Chess"_s, u"chess"_s), disconnected(2)});
        QCOMPARE(m_model->rowCount(), 1);
        QCOMPARE(game().data(Model::PeerRole).toULongLong(), 0);
        // Neither do games that leave after it.
        for (relay::PeerId peer = 3; peer < 3 + 2 * Model::awayGames; ++peer) {
            const QString name = QString::number(peer);
            m_model->apply({connected(peer), named(peer, name, name), disconnected(peer)});
        }
        QCOMPARE(m_model->rowCount(), Model::awayGames + 1);
        QCOMPARE(game().data(Model::GameRole).toString(), u"Chess"_s);
        m_model->apply({restriction(u"Chess"_s)});
        QVERIFY(!game().data(Model::BlockedRole).toBool());
        QCOMPARE(m_model->rowCount(), Model::awayGames);
    }

    void aBlockedIntegrationStaysUntilItIsAllowed()
    {
        m_model->apply({integration(2, u"Spotify"_s), blocked(u"Spotify"_s), disconnected(2)});
        QCOMPARE(m_model->rowCount(), 2);
        QVERIFY(m_model->index(1, 0).data(Model::BlockedRole).toBool());
        m_model->apply({restriction(u"Spotify"_s)});
        QCOMPARE(m_model->rowCount(), 1);
    }

    void shutdownIsFollowed()
    {
        using State = ShutdownEvent::State;
        m_model->apply({shutdown(1, State::Asked)});
        QCOMPARE(status(), u"asked to end"_s);
        m_model->apply({shutdown(1, State::Ordered), shutdown(7, State::Asked)});
        QCOMPARE(status(), u"told to end"_s);
        m_model->apply({shutdown(1, State::Ready)});
        QCOMPARE(status(), u"ready to end"_s);
        QVERIFY(game().data(Qt::ToolTipRole).toString().contains(u"shutdown/ready"_s));
        m_model->apply({disconnected(1)});
        QVERIFY(!status().contains(u"end"_s));
    }

    void aSnapshotReplacesWhatWasKnown()
    {
        m_model->apply({muted(u"Chess"_s), shutdown(1, ShutdownEvent::State::Asked)});
        relay::SnapshotEvent snapshot;
        snapshot.at = moment(0);
        snapshot.peers = {named(1, u"Chess"_s, u"chess"_s), named(2, u"Go"_s, u"go"_s)};
        snapshot.restrictions = {blocked(u"Uno"_s), muted(u"Go"_s)};
        snapshot.shutdowns = {shutdown(2, ShutdownEvent::State::Ready)};
        m_model->apply({snapshot});
        QCOMPARE(m_model->rowCount(), 3); // There is something to allow Uno with.
        QCOMPARE(status(), QString());
        QVERIFY(m_model->index(1, Model::Status).data().toString().contains(u"muted"_s));
        QVERIFY(m_model->index(1, Model::Status).data().toString().contains(u"ready to end"_s));
        QCOMPARE(m_model->index(2, 0).data(Model::GameRole).toString(), u"Uno"_s);
        QCOMPARE(m_model->index(2, Model::Status).data().toString(), u"blocked"_s);
    }

private:
    QModelIndex game() const { return m_model->index(0, 0); }
    QString status() const { return m_model->index(0, Model::Status).data().toString(); }

    std::unique_ptr<Model> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(TestRestrictedGames)
#include "tst_restrictedgames.moc"

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/forcemodel.h"

#include "models/events.h"
#include "models/modeltext.h"

#include <QAbstractItemModelTester>
#include <QObject>
#include <QSignalSpy>
#include <QTest>

using namespace neuro;
using namespace neuro::tests;
using models::ForceModel;
using protocol::Priority;
using relay::ForceState;

class TestForceModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<ForceModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    }
    void cleanup() { m_tester.reset(); }
    void orderedByPriorityThenAge();
    void changesStayInTheirRow();
    void endedForcesLeave();
    void snapshotReplaces();
    void roles();

private:
    std::unique_ptr<ForceModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestForceModel::orderedByPriorityThenAge()
{
    m_model->apply({force(2, u"second"_s), force(1, u"first"_s)});
    m_model->apply(
        {force(3, u"urgent"_s, Priority::Critical), force(4, u"soon"_s, Priority::Medium)});
    QCOMPARE(modelLines(*m_model), (QStringList{u"Game A: urgent"_s, u"Game A: soon"_s,
                                                u"Game A: first"_s, u"Game A: second"_s}));
    QCOMPARE(m_model->rowOf(1), 2);
    QCOMPARE(m_model->rowOf(9), -1);
    QCOMPARE(m_model->force(0).id, 3u);
}

void TestForceModel::changesStayInTheirRow()
{
    m_model->apply({force(1, u"a"_s), force(2, u"b"_s)});
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    relay::ForceEvent failed = in(force(2, u"b"_s), ForceState::Failed);
    failed.lastFailure = u"no beer"_s;
    m_model->apply({failed});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(m_model->force(1).lastFailure, u"no beer"_s);
}

void TestForceModel::endedForcesLeave()
{
    QList<relay::ForceId> ended;
    connect(m_model.get(), &ForceModel::forceEnded, this, [&](const relay::ForceEvent &force) {
        QCOMPARE(m_model->rowOf(force.id), -1);
        ended.append(force.id);
    });
    m_model->apply(
        {force(1, u"a"_s), force(2, u"b"_s), force(3, u"c"_s), force(4, u"d"_s), force(5, u"e"_s)});
    m_model->apply(
        {in(force(2, u"b"_s), ForceState::Succeeded), in(force(4, u"d"_s), ForceState::Dropped),
         in(force(1, u"a"_s), ForceState::Withdrawn), in(force(3, u"c"_s), ForceState::Timeout),
         in(force(9, u"stranger"_s), ForceState::Succeeded)});
    QCOMPARE(ended, (QList<relay::ForceId>{2, 4, 1, 3}));
    QCOMPARE(modelLines(*m_model), QStringList{u"Game A: e"_s});
    // All in one batch: it never stays.
    m_model->apply({force(6, u"f"_s), in(force(6, u"f"_s), ForceState::Withdrawn)});
    QCOMPARE(m_model->rowCount(), 1);
}

void TestForceModel::snapshotReplaces()
{
    m_model->apply({force(1, u"stale"_s), force(2, u"kept"_s), force(3, u"stale too"_s)});
    QSignalSpy ended(m_model.get(), &ForceModel::forceEnded);
    const QPersistentModelIndex kept = m_model->index(1);
    relay::SnapshotEvent snapshot;
    snapshot.forces = {in(force(2, u"kept"_s), ForceState::Held), force(4, u"new"_s)};
    m_model->apply({snapshot});
    QCOMPARE(modelLines(*m_model), (QStringList{u"Game A: kept"_s, u"Game A: new"_s}));
    QCOMPARE(kept.row(), 0);
    QCOMPARE(kept.data(ForceModel::StateRole).toInt(), int(ForceState::Held));
    QCOMPARE(ended.size(), 0);
}

void TestForceModel::roles()
{
    m_model->apply({force(1, u"What\n now?"_s, Priority::High)});
    const QModelIndex index = m_model->index(0);
    QCOMPARE(index.data().toString(), u"Game A: What now?"_s);
    QCOMPARE(index.data(ForceModel::IdRole).toULongLong(), 1ULL);
    QCOMPARE(index.data(ForceModel::GameRole).toString(), u"Game A"_s);
    QCOMPARE(index.data(ForceModel::StateRole).toInt(), int(ForceState::Asked));
    QCOMPARE(index.data(ForceModel::PriorityRole).toInt(), int(Priority::High));
    QCOMPARE(index.data(Qt::AccessibleTextRole).toString(),
             u"Game A: What now? (priority high, asked)"_s);

    relay::ForceEvent queued = in(force(1, u"What now?"_s, Priority::High), ForceState::Waiting);
    queued.decider = relay::Decider::Upstream;
    m_model->apply({queued});
    QCOMPARE(index.data(Qt::AccessibleTextRole).toString(),
             u"Game A: What now? (priority high, waits for its turn with Neuro)"_s);
}

QTEST_GUILESS_MAIN(TestForceModel)
#include "tst_forcemodel.moc"

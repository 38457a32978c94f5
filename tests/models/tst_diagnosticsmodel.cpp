// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/diagnosticsmodel.h"

#include "models/diagnosticsfilter.h"
#include "models/events.h"
#include "models/modeltext.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QObject>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace neuro;
using namespace neuro::tests;
using models::DiagnosticsFilter;
using models::DiagnosticsModel;
using protocol::DiagnosticKey;
using protocol::Severity;

namespace {

const QString gameA = u"Game A"_s;
const QString gameB = u"Game B"_s;

/// Game, what, detail, count, last.
QStringList lines(const QAbstractItemModel &model)
{
    return modelLines(model,
                      {DiagnosticsModel::Game, DiagnosticsModel::What, DiagnosticsModel::Detail,
                       DiagnosticsModel::Count, DiagnosticsModel::Last});
}

} // namespace

class TestDiagnosticsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init();
    void aRowForEachGameAndRule();
    void onceForEachBatch();
    void namesThatComeLater();
    void namesOfSeveralConnections();
    void hostileTexts();
    void dismissedUntilItHappensAgain();
    void mutedForAGame();
    void manyAreMutedAtOnce();
    void allOfAGameMuted();
    void mutesAreBounded();
    void oldestRowsGo();
    void moreThanFitAtOnce();
    void tallies();
    void asText();
    void filters();
    void sorts();

private:
    void happen(const QString &game, DiagnosticKey key, qint64 at = 0)
    {
        m_model->apply({diagnosticOf(game, key, {}, at)});
    }
    bool flag(int row, int role) const { return m_model->index(row, 0).data(role).toBool(); }

    std::unique_ptr<DiagnosticsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestDiagnosticsModel::init()
{
    m_tester.reset();
    m_model = std::make_unique<DiagnosticsModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
}

void TestDiagnosticsModel::aRowForEachGameAndRule()
{
    m_model->apply({diagnosticOf(gameA, DiagnosticKey::MessageInvalid, u"data.query"_s, 0, 5),
                    diagnosticOf(gameB, DiagnosticKey::MessageInvalid, u"data.name"_s, 0, 6),
                    diagnosticOf(gameA, DiagnosticKey::ContextJson, u"{}"_s, 1 * seconds, 7)});
    m_model->apply(
        {diagnosticOf(gameA, DiagnosticKey::MessageInvalid, u"data.id"_s, 4 * seconds, 9)});
    QCOMPARE(lines(*m_model), (QStringList{
                                  u"Game A | Message refused | data.id | 2 | 17:31:06"_s,
                                  u"Game B | Message refused | data.name | 1 | 17:31:02"_s,
                                  u"Game A | Context is JSON | {} | 1 | 17:31:03"_s,
                              }));
    const QModelIndex first = m_model->index(0, 0);
    QCOMPARE(first.data(Qt::AccessibleTextRole).toString(), u"error"_s);
    QCOMPARE(first.data(DiagnosticsModel::SeqRole).toULongLong(), 9ULL);
    QCOMPARE(first.data(DiagnosticsModel::FirstRole).toDateTime().time(), QTime(17, 31, 2));
    QVERIFY(first.data(Qt::ToolTipRole).toString().contains(u"message/invalid"_s));
    QCOMPARE(m_model->games(), (QStringList{gameA, gameB}));
    QCOMPARE(m_model->openRows(), 3);
}

void TestDiagnosticsModel::onceForEachBatch()
{
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy tallies(m_model.get(), &DiagnosticsModel::talliesChanged);
    relay::RelayEvents batch;
    for (int i = 0; i < 100; ++i) {
        batch.emplace_back(diagnosticOf(gameA, DiagnosticKey::ResultSlow));
        batch.emplace_back(diagnosticOf(gameB, DiagnosticKey::ContextFlood));
    }
    m_model->apply(batch);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(tallies.size(), 1);
    m_model->apply(batch);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(tallies.size(), 1);
    QCOMPARE(m_model->index(1, DiagnosticsModel::Count).data().toString(), u"200"_s);
    m_model->apply({numbered(1)});
    QCOMPARE(changed.size(), 1);
}

/// What a game does before its first understood message is its own nevertheless.
void TestDiagnosticsModel::namesThatComeLater()
{
    m_model->apply({connected(1), diagnosticOf({}, DiagnosticKey::MessageInvalid, u"one"_s, 0, 1),
                    diagnosticOf({}, DiagnosticKey::MessageBinary, u"two"_s, 0, 2)});
    QCOMPARE(lines(*m_model).value(0),
             u"(without a name) | Message refused | one | 1 | 17:31:02"_s);
    m_model->dismiss({1});
    m_model->apply({named(1, gameA, u"game-a"_s),
                    diagnosticOf(gameA, DiagnosticKey::MessageInvalid, u"three"_s, 0, 3)});
    QCOMPARE(lines(*m_model), (QStringList{u"Game A | Message refused | three | 2 | 17:31:02"_s,
                                           u"Game A | Binary message | two | 1 | 17:31:02"_s}));
    QVERIFY(flag(1, DiagnosticsModel::DismissedRole));

    // The name comes in the same batch, and its rows are there from an earlier connection.
    m_model->apply({connected(2),
                    diagnosticOf({}, DiagnosticKey::MessageInvalid, u"four"_s, 0, 4, 2),
                    named(2, gameA, u"game-a"_s)});
    QCOMPARE(lines(*m_model).value(0), u"Game A | Message refused | four | 3 | 17:31:02"_s);
    QCOMPARE(m_model->rowCount(), 2);
}

void TestDiagnosticsModel::namesOfSeveralConnections()
{
    m_model->apply({diagnosticOf({}, DiagnosticKey::MessageInvalid, {}, 0, 1, 1),
                    diagnosticOf({}, DiagnosticKey::MessageInvalid, {}, 0, 2, 2)});
    // Nobody can tell any more which of them it was.
    m_model->apply({named(1, gameA, u"game-a"_s)});
    QCOMPARE(lines(*m_model),
             QStringList{u"(without a name) | Message refused |  | 2 | 17:31:02"_s});
}

void TestDiagnosticsModel::hostileTexts()
{
    const QString name = u"<b>two\nlines</b>"_s;
    m_model->apply({diagnosticOf(name, DiagnosticKey::ContextHeading, QString(5000, u'x'))});
    QCOMPARE(m_model->index(0, DiagnosticsModel::Game).data().toString(), u"<b>two lines</b>"_s);
    QCOMPARE(m_model->index(0, 0).data(DiagnosticsModel::DetailRole).toString().size(),
             DiagnosticsModel::detailLength);
    QVERIFY(m_model->index(0, DiagnosticsModel::Detail).data().toString().size() <
            DiagnosticsModel::detailLength);
}

void TestDiagnosticsModel::dismissedUntilItHappensAgain()
{
    happen(gameA, DiagnosticKey::ResultSlow);
    happen(gameA, DiagnosticKey::ContextJson);
    m_model->dismiss({0, 1});
    QCOMPARE(m_model->openRows(), 0);
    QVERIFY(flag(0, DiagnosticsModel::DismissedRole));
    happen(gameA, DiagnosticKey::ResultSlow);
    QVERIFY(!flag(0, DiagnosticsModel::DismissedRole));
    QCOMPARE(m_model->index(0, 0).data(DiagnosticsModel::CountRole).toLongLong(), 2);
    QCOMPARE(m_model->openRows(), 1);
    m_model->restore({0, 1});
    QCOMPARE(m_model->openRows(), 2);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->restore({0, 1});
    QCOMPARE(changed.size(), 0);
}

void TestDiagnosticsModel::mutedForAGame()
{
    QSignalSpy mutes(m_model.get(), &DiagnosticsModel::mutesChanged);
    happen(gameA, DiagnosticKey::ResultSlow);
    happen(gameB, DiagnosticKey::ResultSlow);
    m_model->mute({{gameA, DiagnosticKey::ResultSlow}});
    QVERIFY(flag(0, DiagnosticsModel::MutedRole));
    QVERIFY(!flag(1, DiagnosticsModel::MutedRole));
    happen(gameA, DiagnosticKey::ResultSlow);
    QCOMPARE(m_model->openRows(), 1);
    QCOMPARE(m_model->index(0, 0).data(DiagnosticsModel::CountRole).toLongLong(), 2);
    m_model->mute({{gameA, DiagnosticKey::ResultSlow}});
    QCOMPARE(mutes.size(), 1);
    m_model->unmute({{gameA, DiagnosticKey::ResultSlow}});
    QCOMPARE(mutes.size(), 2);
    QCOMPARE(m_model->openRows(), 2);

    m_model->setMutes({{gameB, DiagnosticKey::ResultSlow}, {u"Game C"_s, std::nullopt}});
    QCOMPARE(m_model->openRows(), 1);
    happen(u"Game C"_s, DiagnosticKey::MessageInvalid);
    QVERIFY(flag(2, DiagnosticsModel::MutedRole));
    QCOMPARE(m_model->openRows(), 1);
}

/// What follows of a mute takes the time of the whole table.
void TestDiagnosticsModel::manyAreMutedAtOnce()
{
    QList<models::DiagnosticMute> all;
    for (int i = 0; i < models::DiagnosticMutes::kept; ++i) {
        all.append({u"Game %1"_s.arg(i), DiagnosticKey::ResultSlow});
        happen(all.constLast().game, DiagnosticKey::ResultSlow);
    }
    QSignalSpy mutes(m_model.get(), &DiagnosticsModel::mutesChanged);
    QSignalSpy tallies(m_model.get(), &DiagnosticsModel::talliesChanged);
    QSignalSpy rows(m_model.get(), &DiagnosticsModel::dataChanged);
    m_model->mute(all);
    QCOMPARE(m_model->openRows(), 0);
    QCOMPARE(m_model->mutes().list(), all);
    for (const QSignalSpy *spy : {&mutes, &tallies, &rows})
        QCOMPARE(spy->size(), 1);
    m_model->mute(all); // There already.
    QCOMPARE(mutes.size(), 1);
    m_model->unmute(all);
    QCOMPARE(m_model->openRows(), int(all.size()));
    for (const QSignalSpy *spy : {&mutes, &tallies, &rows})
        QCOMPARE(spy->size(), 2);
    m_model->unmute(all);
    QCOMPARE(mutes.size(), 2);
}

void TestDiagnosticsModel::allOfAGameMuted()
{
    m_model->mute({{gameA, DiagnosticKey::ResultSlow}});
    m_model->mute({{gameA, std::nullopt}});
    QCOMPARE(m_model->mutes().list(), QList{(models::DiagnosticMute{gameA, std::nullopt})});
    m_model->mute({{gameA, DiagnosticKey::ContextJson}}); // Is muted already.
    QCOMPARE(m_model->mutes().list().size(), 1);
    happen(gameA, DiagnosticKey::ContextJson);
    QVERIFY(flag(0, DiagnosticsModel::MutedRole));
    QVERIFY(flag(0, DiagnosticsModel::GameMutedRole));
    QVERIFY(m_model->tallies().value(gameA).isMuted);
    m_model->unmute({{gameA, std::nullopt}});
    QVERIFY(!flag(0, DiagnosticsModel::MutedRole));
    QCOMPARE(m_model->openRows(), 1);
}

void TestDiagnosticsModel::mutesAreBounded()
{
    models::DiagnosticMutes mutes;
    for (int i = 0; i <= models::DiagnosticMutes::kept; ++i)
        QVERIFY(mutes.add({QString::number(i), DiagnosticKey::ResultSlow}));
    QCOMPARE(mutes.list().size(), models::DiagnosticMutes::kept);
    QVERIFY(!mutes.covers(u"0"_s, DiagnosticKey::ResultSlow));
    QVERIFY(mutes.covers(u"1"_s, DiagnosticKey::ResultSlow));
    QVERIFY(!mutes.covers(u"1"_s, DiagnosticKey::ResultTimeout));
    QVERIFY(!mutes.remove({u"0"_s, DiagnosticKey::ResultSlow}));
    QVERIFY(mutes.remove({u"1"_s, DiagnosticKey::ResultSlow}));
}

void TestDiagnosticsModel::oldestRowsGo()
{
    QSignalSpy dropped(m_model.get(), &DiagnosticsModel::droppedChanged);
    relay::RelayEvents full;
    for (int i = 0; i < DiagnosticsModel::rowsKept; ++i)
        full.emplace_back(diagnosticOf(QString::number(i), DiagnosticKey::ResultSlow));
    m_model->apply(full);
    QCOMPARE(m_model->rowCount(), DiagnosticsModel::rowsKept);
    happen(u"0"_s, DiagnosticKey::ResultSlow); // The first row is not the oldest any more.
    m_model->apply({diagnosticOf(gameA, DiagnosticKey::ResultSlow),
                    diagnosticOf(gameB, DiagnosticKey::ResultSlow)});
    QCOMPARE(m_model->rowCount(), DiagnosticsModel::rowsKept);
    QCOMPARE(m_model->dropped(), 2);
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(m_model->games().first(2), (QStringList{u"0"_s, u"3"_s}));
    // Places moved with the rows.
    happen(u"3"_s, DiagnosticKey::ResultSlow);
    QCOMPARE(m_model->index(1, 0).data(DiagnosticsModel::CountRole).toLongLong(), 2);
}

void TestDiagnosticsModel::moreThanFitAtOnce()
{
    happen(gameA, DiagnosticKey::ResultSlow);
    relay::RelayEvents flood;
    for (int i = 0; i < DiagnosticsModel::rowsKept + 10; ++i)
        flood.emplace_back(diagnosticOf(QString::number(i), DiagnosticKey::ResultSlow));
    m_model->apply(flood);
    QCOMPARE(m_model->rowCount(), DiagnosticsModel::rowsKept);
    QCOMPARE(m_model->dropped(), 11);
    QCOMPARE(m_model->games().first(), u"10"_s);
}

void TestDiagnosticsModel::tallies()
{
    happen(gameA, DiagnosticKey::ContextJson);
    QCOMPARE(m_model->tallies().value(gameA),
             (models::DiagnosticTally{0, 0, 1, DiagnosticKey::ContextJson, false}));
    happen(gameA, DiagnosticKey::ResultSlow);
    happen(gameA, DiagnosticKey::ContextFlood);
    QCOMPARE(m_model->tallies().value(gameA),
             (models::DiagnosticTally{0, 2, 1, DiagnosticKey::ResultSlow, false}));
    happen(gameA, DiagnosticKey::MessageInvalid);
    QCOMPARE(m_model->tallies().value(gameA),
             (models::DiagnosticTally{1, 2, 1, DiagnosticKey::MessageInvalid, false}));
    m_model->dismiss({3});
    QCOMPARE(m_model->tallies().value(gameA).worst, DiagnosticKey::ResultSlow);
    m_model->dismiss({0, 1, 2});
    QVERIFY(!m_model->tallies().contains(gameA));
}

void TestDiagnosticsModel::asText()
{
    m_model->apply({diagnosticOf(gameA, DiagnosticKey::ForceEmpty, u"data.action_names"_s)});
    const QString text = m_model->toText(0);
    QVERIFY2(text.startsWith(u"Game A: Force without actions\nforce/empty, error, counted 1, "_s),
             qPrintable(text));
    QVERIFY2(text.contains(u"\ndata.action_names\n"_s), qPrintable(text));
    QVERIFY2(text.contains(u"SPECIFICATION.md#force-actions\n"_s), qPrintable(text));
}

void TestDiagnosticsModel::filters()
{
    DiagnosticsFilter filter(m_model.get());
    const QAbstractItemModelTester tester(&filter,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto shown = [&filter] {
        return modelLines(filter, {DiagnosticsModel::Game, DiagnosticsModel::What});
    };
    happen(gameA, DiagnosticKey::ContextJson);
    happen(gameB, DiagnosticKey::ResultSlow);
    happen(gameA, DiagnosticKey::ForceEmpty);
    QCOMPARE(shown(), (QStringList{u"Game A | Force without actions"_s, u"Game B | Slow result"_s,
                                   u"Game A | Context is JSON"_s}));
    filter.setGame(gameA);
    QCOMPARE(shown(),
             (QStringList{u"Game A | Force without actions"_s, u"Game A | Context is JSON"_s}));
    filter.setLeastSeverity(Severity::Warning);
    QCOMPARE(shown(), QStringList{u"Game A | Force without actions"_s});
    filter.setGame(std::nullopt);
    QCOMPARE(shown().size(), 2);
    m_model->dismiss({2});
    m_model->mute({{gameB, DiagnosticKey::ResultSlow}});
    QVERIFY(shown().isEmpty());
    filter.setShowsAll(true);
    QCOMPARE(shown().size(), 2);
    filter.setShowsAll(false);
    happen(gameA, DiagnosticKey::ForceEmpty);
    happen(gameB, DiagnosticKey::ResultSlow);
    QCOMPARE(shown(), QStringList{u"Game A | Force without actions"_s});
    // What comes back comes back to its place.
    happen(gameB, DiagnosticKey::ResultTimeout);
    const QStringList both{u"Game A | Force without actions"_s, u"Game B | No result in time"_s};
    QCOMPARE(shown(), both);
    m_model->dismiss({2});
    m_model->restore({2});
    QCOMPARE(shown(), both);
}

void TestDiagnosticsModel::sorts()
{
    DiagnosticsFilter filter(m_model.get());
    const auto games = [&filter] {
        return modelLines(filter, {DiagnosticsModel::Game});
    };
    happen(u"b"_s, DiagnosticKey::ResultSlow, 3 * seconds);
    happen(u"C"_s, DiagnosticKey::ResultSlow, 1 * seconds);
    for (int i = 0; i < 12; ++i)
        happen(u"a"_s, DiagnosticKey::ContextJson, 2 * seconds);
    for (int i = 0; i < 3; ++i)
        happen(u"C"_s, DiagnosticKey::ResultSlow, 1 * seconds);
    filter.sort(DiagnosticsModel::Game, Qt::AscendingOrder);
    QCOMPARE(games(), (QStringList{u"a"_s, u"b"_s, u"C"_s}));
    filter.sort(DiagnosticsModel::Count, Qt::DescendingOrder);
    QCOMPARE(games(), (QStringList{u"a"_s, u"C"_s, u"b"_s}));
    filter.sort(DiagnosticsModel::Last, Qt::DescendingOrder);
    QCOMPARE(games(), (QStringList{u"b"_s, u"a"_s, u"C"_s}));
    happen(u"C"_s, DiagnosticKey::ResultSlow, 9 * seconds);
    QCOMPARE(games(), (QStringList{u"C"_s, u"b"_s, u"a"_s}));
}

QTEST_GUILESS_MAIN(TestDiagnosticsModel)
#include "tst_diagnosticsmodel.moc"

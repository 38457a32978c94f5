// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/transcriptmodel.h"

#include "models/events.h"
#include "models/modeltext.h"

#include <QAbstractItemModelTester>
#include <QObject>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <deque>

using namespace neuro;
using namespace neuro::tests;
using models::TranscriptModel;
using Kind = relay::TranscriptEvent::Kind;

class TestTranscriptModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<TranscriptModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    }
    void cleanup() { m_tester.reset(); }
    void readsAsLines();
    void roles();
    void game();
    void games();
    void markdown();
    void operatorsOwnWords();
    void relaysOwnWords();
    void isBounded();
    void isBoundedByBytes();
    void clears();
    void randomOperations();

private:
    static relay::RelayEvents contexts(const QString &game, int count)
    {
        relay::RelayEvents batch;
        for (int i = 0; i < count; ++i)
            batch.push_back(told(Kind::Context, game, QString::number(i)));
        return batch;
    }

    std::unique_ptr<TranscriptModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestTranscriptModel::readsAsLines()
{
    relay::TranscriptEvent silent = told(Kind::Context, u"Game A"_s, u"A door\ncreaks."_s);
    silent.silent = true;
    relay::TranscriptEvent failed = told(Kind::Result, u"Game A"_s, QString());
    failed.success = false;
    m_model->append({
        told(Kind::ActionsAdded, u"Game A"_s, u"shoot, use_item"_s),
        silent,
        numbered(1),
        told(Kind::Context, u"Game B"_s, u"Hello."_s),
        told(Kind::Query, u"Game A"_s, u"Your turn."_s, u"## Table\n- beer"_s),
        told(Kind::Action, u"Game A"_s, u"use_item"_s, u"{\"item\":\"beer\"}"_s),
        told(Kind::Result, u"Game A"_s, u"You drank."_s),
        failed,
        told(Kind::ActionsRemoved, u"Game A"_s, u"shoot"_s),
    });
    QCOMPARE(modelLines(*m_model), (QStringList{
                                       u"Game A offers: shoot, use_item"_s,
                                       u"Game A (silent): A door creaks."_s,
                                       u"Game B: Hello."_s,
                                       u"Game A asks: Your turn.  ## Table - beer"_s,
                                       u"Neuro to Game A: use_item  {\"item\":\"beer\"}"_s,
                                       u"Game A, ok: You drank."_s,
                                       u"Game A, failed"_s,
                                       u"Game A withdraws: shoot"_s,
                                   }));
}

void TestTranscriptModel::roles()
{
    relay::TranscriptEvent entry = told(Kind::Query, u"Game A"_s, u"Well\n?"_s, u"state"_s);
    entry.silent = true;
    m_model->append({entry});
    const QModelIndex index = m_model->index(0);
    QCOMPARE(index.data(TranscriptModel::KindRole).toInt(), int(Kind::Query));
    QCOMPARE(index.data(TranscriptModel::GameRole).toString(), u"Game A"_s);
    QCOMPARE(index.data(TranscriptModel::TextRole).toString(), u"Well\n?"_s);
    QCOMPARE(index.data(TranscriptModel::DetailRole).toString(), u"state"_s);
    QVERIFY(index.data(TranscriptModel::SilentRole).toBool());
    QVERIFY(index.data(TranscriptModel::SuccessRole).toBool());
    QCOMPARE(index.data(TranscriptModel::TimeRole).toDateTime().time(), QTime(17, 31, 2));
}

void TestTranscriptModel::game()
{
    m_model->append(
        {told(Kind::Context, u"Game A"_s, u"1"_s), told(Kind::Context, u"Game B"_s, u"2"_s)});
    m_model->setGame(u"Game B"_s);
    QCOMPARE(modelLines(*m_model), QStringList{u"Game B: 2"_s});
    m_model->append({told(Kind::Context, u"Game A"_s, u"3"_s)});
    m_model->append({told(Kind::Context, u"Game B"_s, u"4"_s)});
    QCOMPARE(modelLines(*m_model), (QStringList{u"Game B: 2"_s, u"Game B: 4"_s}));
    m_model->setGame(std::nullopt);
    QCOMPARE(modelLines(*m_model),
             (QStringList{u"Game A: 1"_s, u"Game B: 2"_s, u"Game A: 3"_s, u"Game B: 4"_s}));
}

void TestTranscriptModel::games()
{
    QSignalSpy changed(m_model.get(), &TranscriptModel::gamesChanged);
    m_model->append({told(Kind::Context, u"Z"_s, u"1"_s), told(Kind::Context, u"A"_s, u"2"_s),
                     told(Kind::Context, u"Z"_s, u"3"_s)});
    QCOMPARE(m_model->games(), (QStringList{u"Z"_s, u"A"_s}));
    m_model->append({told(Kind::Context, u"A"_s, u"4"_s)});
    QCOMPARE(changed.size(), 1);
    relay::RelayEvents many;
    for (int i = 0; i < 2 * TranscriptModel::gamesLimit; ++i)
        many.push_back(told(Kind::Context, QString::number(i), {}));
    m_model->append(many);
    QCOMPARE(m_model->games().size(), TranscriptModel::gamesLimit);
}

void TestTranscriptModel::markdown()
{
    m_model->append({
        told(Kind::Context, u"Game *A*"_s, u"One.\nTwo."_s),
        told(Kind::Query, u"B"_s, u"Well?"_s, u"# State"_s),
        told(Kind::Action, u"B"_s, u"use_item"_s, u"{\"note\":\"```\"}"_s),
        told(Kind::Result, u"B"_s, QString()),
    });
    QCOMPARE(m_model->toMarkdown(-5, 99).split(u'\n'), (QStringList{
                                                           u"17:31:02 **Game \\*A\\***"_s,
                                                           {},
                                                           u"> One."_s,
                                                           u"> Two."_s,
                                                           {},
                                                           u"17:31:02 **B asks**"_s,
                                                           {},
                                                           u"> Well?"_s,
                                                           {},
                                                           u"> # State"_s,
                                                           {},
                                                           u"17:31:02 **Neuro to B**"_s,
                                                           {},
                                                           u"> use\\_item"_s,
                                                           {},
                                                           u"````json"_s,
                                                           u"{\"note\":\"```\"}"_s,
                                                           u"````"_s,
                                                           {},
                                                           u"17:31:02 **B, ok**"_s,
                                                           {},
                                                           {},
                                                       }));
    QCOMPARE(m_model->toMarkdown(3, 3), u"17:31:02 **B, ok**\n\n"_s);
    QCOMPARE(m_model->toMarkdown(3, 2), QString());
}

void TestTranscriptModel::operatorsOwnWords()
{
    relay::TranscriptEvent said = told(Kind::Context, QString(), u"Two minutes left."_s);
    said.silent = true;
    m_model->append({said});
    const QModelIndex entry = m_model->index(0);
    QCOMPARE(entry.data().toString(), u"Operator (silent): Two minutes left."_s);
    QCOMPARE(entry.data(TranscriptModel::SpeakerRole).toString(), u"Operator"_s);
    QVERIFY(m_model->toMarkdown(0, 0).contains(u"**Operator (silent)**"_s));
    QCOMPARE(m_model->games(), QStringList());
}

void TestTranscriptModel::relaysOwnWords()
{
    relay::TranscriptEvent remark = told(Kind::Context, u"Game A"_s, u"Game A connected"_s);
    remark.isRelays = true;
    remark.silent = true;
    relay::TranscriptEvent timeout =
        told(Kind::Result, u"Game A"_s, u"Game A did not answer in time."_s, u"shoot"_s);
    timeout.isRelays = true;
    timeout.success = false;
    relay::TranscriptEvent unknown = timeout;
    unknown.game.clear();
    unknown.text = u"Unknown action: fly"_s;
    unknown.detail = u"fly"_s;
    m_model->append({remark, timeout, unknown,
                     told(Kind::ActionsAdded, u"Game A"_s, u"shoot"_s, u"shoot: Fires once"_s)});
    QCOMPARE(modelLines(*m_model),
             (QStringList{
                 u"Relay for Game A (silent): Game A connected"_s,
                 u"Relay for Game A, failed: Game A did not answer in time.  shoot"_s,
                 u"Relay, failed: Unknown action: fly  fly"_s,
                 u"Game A offers: shoot  shoot: Fires once"_s,
             }));
    QCOMPARE(m_model->index(0).data(TranscriptModel::SpeakerRole).toString(),
             u"Relay for Game A"_s);
    QCOMPARE(m_model->games(), QStringList{u"Game A"_s});
    QVERIFY(m_model->toMarkdown(3, 3).contains(u"> shoot: Fires once"_s));
    m_model->setGame(u"Game A"_s);
    QCOMPARE(m_model->rowCount(), 3);
}

void TestTranscriptModel::isBounded()
{
    // The tester looks at every row after every change.
    m_tester.reset();
    m_model->append(contexts(u"Old"_s, 1));
    m_model->append(contexts(u"Game A"_s, TranscriptModel::limit - 1));
    QCOMPARE(m_model->rowCount(), TranscriptModel::limit);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    m_model->append(contexts(u"Game B"_s, 1));
    QCOMPARE(removed.size(), 1);
    QCOMPARE(m_model->rowCount(), TranscriptModel::limit * 9 / 10 + 1);
    QCOMPARE(m_model->games(), (QStringList{u"Game A"_s, u"Game B"_s}));
    m_model->append(contexts(u"Game C"_s, 2 * TranscriptModel::limit));
    QCOMPARE(m_model->rowCount(), TranscriptModel::limit);
    QCOMPARE(m_model->index(0).data(TranscriptModel::TextRole).toString(),
             QString::number(TranscriptModel::limit));
    QCOMPARE(m_model->games(), QStringList{u"Game C"_s});
}

void TestTranscriptModel::isBoundedByBytes()
{
    m_tester.reset();
    constexpr qsizetype characters = 8 * 1024 * 1024 / qsizetype(sizeof(QChar));
    const auto large = [](const QString &game) {
        return told(Kind::Context, game, QString(characters, u'x'));
    };
    for (int i = 0; i < 12; ++i)
        m_model->append({large(u"A"_s)});
    QVERIFY(m_model->rowCount() <= TranscriptModel::bytesLimit / (8 * 1024 * 1024));
    QVERIFY(m_model->rowCount() >= 6);
    relay::RelayEvents batch;
    for (int i = 0; i < 12; ++i)
        batch.push_back(large(u"B"_s));
    m_model->append(batch);
    QCOMPARE(m_model->rowCount(), int(TranscriptModel::bytesLimit / (8 * 1024 * 1024)));
    QCOMPARE(m_model->games(), QStringList{u"B"_s});
    m_model->clear();
    m_model->append(contexts(u"C"_s, 100));
    QCOMPARE(m_model->rowCount(), 100);
}

void TestTranscriptModel::clears()
{
    m_model->append(contexts(u"Game A"_s, 3));
    m_model->clear();
    QCOMPARE(m_model->rowCount(), 0);
    QVERIFY(m_model->games().isEmpty());
}

/// Against a plain list, with batches large enough to evict.
void TestTranscriptModel::randomOperations()
{
    QRandomGenerator random(20'260'115);
    const QStringList games{u"A"_s, u"B"_s, u"C"_s};
    std::optional<QString> game;
    QStringList all;
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    for (int round = 0; round < 60; ++round) {
        if (random.bounded(3) == 0) {
            game = random.bounded(2) ? std::optional(games[random.bounded(3)]) : std::nullopt;
            m_model->setGame(game);
        }
        relay::RelayEvents batch;
        const int count = random.bounded(2500);
        for (int i = 0; i < count; ++i) {
            const QString &name = games[random.bounded(3)];
            batch.push_back(told(Kind::Context, name, QString::number(all.size())));
            all.append(name + QString::number(all.size()));
        }
        m_model->append(batch);
        // What is shown must be the end of what was told to the game.
        QStringList expected;
        for (auto entry = all.rbegin();
             entry != all.rend() && expected.size() < m_model->rowCount(); ++entry) {
            if (!game || entry->startsWith(*game))
                expected.prepend(*entry);
        }
        QStringList shown;
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const QModelIndex index = m_model->index(row);
            shown.append(index.data(TranscriptModel::GameRole).toString() +
                         index.data(TranscriptModel::TextRole).toString());
        }
        QCOMPARE(shown, expected);
        if (!game)
            QVERIFY(shown.size() >= std::min<qsizetype>(all.size(), TranscriptModel::limit / 2));
    }
    QVERIFY(removed.size() > 5);
}

QTEST_GUILESS_MAIN(TestTranscriptModel)
#include "tst_transcriptmodel.moc"

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/enginesettings.h"
#include "relay/gameids.h"

#include <QTest>

using namespace neuro::relay;
using namespace Qt::StringLiterals;

class TestGameIds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void baseOf_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("id");
        QTest::newRow("words") << u"Buckshot Roulette"_s << u"buckshot-roulette"_s;
        QTest::newRow("runs of others") << u"  A -- B!!  "_s << u"a-b"_s;
        QTest::newRow("Japanese") << u"紫の手札"_s << u"game"_s;
        QTest::newRow("mixed") << u"Pokémon™ Violet: 紫 🎮"_s << u"pok-mon-violet"_s;
        QTest::newRow("empty") << QString() << u"game"_s;
        QTest::newRow("digits") << u"2048"_s << u"2048"_s;
    }

    void baseOf()
    {
        QFETCH(QString, name);
        QTEST(GameIds::baseOf(name), "id");
    }

    void everyGameIsDistinct()
    {
        GameIds ids;
        QSet<QString> seen;
        for (int i = 0; i < 300; ++i)
            seen.insert(ids.acquire(u"Same"_s, 0));
        QCOMPARE(seen.size(), 300);
        QVERIFY(seen.contains(u"same"_s));
        QVERIFY(seen.contains(u"same-300"_s));
    }

    /// A game may be called like a secret.
    void anIdIsMadeOfWhatIsShown()
    {
        GameIds ids;
        QCOMPARE(ids.acquire(u"S3cret Chess"_s, u"*** Chess"_s, 0), u"chess"_s);
        QCOMPARE(ids.acquire(u"S3cret"_s, u"***"_s, 0), u"game"_s);
        ids.release(u"game"_s, 100);
        QCOMPARE(ids.acquire(u"Other"_s, u"***"_s, 50), u"game-2"_s);
        QCOMPARE(ids.acquire(u"S3cret"_s, u"***"_s, 50), u"game"_s);
    }

    void reservationOutlivesAGap()
    {
        GameIds ids;
        const QString a = ids.acquire(u"game a"_s, 0);
        const QString b = ids.acquire(u"Game A"_s, 0);
        QCOMPARE(b, u"game-a-2"_s);
        ids.release(a, 10);
        ids.release(b, 1000);
        // The first one's reservation is over; the second keeps its own identifier all the same.
        QCOMPARE(ids.acquire(u"Game A"_s, 500), b);
        QCOMPARE(ids.reserved(500), 0);
    }

    void reservationsAreLimited()
    {
        GameIds ids;
        for (int i = 0; i < limits::reservedGameIds + 500; ++i)
            ids.release(ids.acquire(QString::number(i), 0), 1000 + i);
        ids.acquire(u"one more"_s, 0);
        QVERIFY(ids.reserved(0) <= limits::reservedGameIds);
        // The oldest went first.
        QCOMPARE(ids.acquire(QString::number(limits::reservedGameIds + 499), 0),
                 QString::number(limits::reservedGameIds + 499));
    }
};

QTEST_GUILESS_MAIN(TestGameIds)
#include "tst_gameids.moc"

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/gameids.h"
#include "relay/upstreamnames.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace neuro::relay;
using namespace Qt::Literals::StringLiterals;

class tst_UpstreamNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesBothWays();
    void keepsANameUntilItIsRemoved();
    void cleansNames_data();
    void cleansNames();
    void separatesWhatCleaningMakesAlike();
    void isNotFooledByDashes();
    void namesOnCollision();
    void namesNever();
    void keepsThreeHundredGamesApart_data();
    void keepsThreeHundredGamesApart();
    void forgets();
    void keepsWhatWasRemovedForItsGame();
    void keepsSoMuchAndNoMore();
};

void tst_UpstreamNames::namesBothWays()
{
    UpstreamNames names;
    QCOMPARE(names.add(1, u"chess"_s, u"move"_s, Naming::Always), u"chess--move"_s);
    QCOMPARE(names.add(2, u"chess-2"_s, u"move"_s, Naming::Always), u"chess-2--move"_s);
    QCOMPARE(names.nameOf(2, u"move"_s), u"chess-2--move"_s);
    QCOMPARE(names.find(u"chess--move"_s), (UpstreamNames::Target{1, u"move"_s}));
    QCOMPARE(names.find(u"move"_s), std::nullopt);
    QCOMPARE(names.nameOf(3, u"move"_s), QString());
    QCOMPARE(names.nameOf(1, u"resign"_s), QString());
}

void tst_UpstreamNames::keepsANameUntilItIsRemoved()
{
    UpstreamNames names;
    names.add(1, u"chess"_s, u"move"_s, Naming::Always);
    QCOMPARE(names.add(1, u"other"_s, u"move"_s, Naming::Never), u"chess--move"_s);
    QCOMPARE(names.size(), 1);
    QCOMPARE(names.remove(1, u"move"_s), u"chess--move"_s);
    QCOMPARE(names.remove(1, u"move"_s), QString());
    QCOMPARE(names.add(1, u"chess"_s, u"move"_s, Naming::Never), u"move"_s);
}

void tst_UpstreamNames::cleansNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("clean");
    QTest::newRow("fine") << u"a-z_09"_s << u"a-z_09"_s;
    QTest::newRow("capitals") << u"PlayCard"_s << u"_lay_ard"_s;
    QTest::newRow("spaces") << u"play card"_s << u"play_card"_s;
    QTest::newRow("Japanese") << u"出す"_s << u"__"_s;
    QTest::newRow("empty") << QString() << u"action"_s;
}

void tst_UpstreamNames::cleansNames()
{
    QFETCH(const QString, name);
    QFETCH(const QString, clean);
    QCOMPARE(UpstreamNames::cleaned(name), clean);
}

void tst_UpstreamNames::separatesWhatCleaningMakesAlike()
{
    UpstreamNames names;
    QCOMPARE(names.add(1, u"g"_s, u"play card"_s, Naming::Always), u"g--play_card"_s);
    QCOMPARE(names.add(1, u"g"_s, u"play.card"_s, Naming::Always), u"g--play_card-2"_s);
    QCOMPARE(names.add(1, u"g"_s, u"play_card"_s, Naming::Always), u"g--play_card-3"_s);
    QCOMPARE(names.find(u"g--play_card-2"_s), (UpstreamNames::Target{1, u"play.card"_s}));
}

void tst_UpstreamNames::isNotFooledByDashes()
{
    // "a" + "b--c" and "a--b" + "c" would be spelled alike; a table does not care.
    UpstreamNames names;
    QCOMPARE(names.add(1, u"a"_s, u"b--c"_s, Naming::Always), u"a--b--c"_s);
    QCOMPARE(names.add(2, u"a--b"_s, u"c"_s, Naming::Always), u"a--b--c-2"_s);
    QCOMPARE(names.find(u"a--b--c"_s), (UpstreamNames::Target{1, u"b--c"_s}));
    QCOMPARE(names.find(u"a--b--c-2"_s), (UpstreamNames::Target{2, u"c"_s}));
}

void tst_UpstreamNames::namesOnCollision()
{
    UpstreamNames names;
    QCOMPARE(names.add(1, u"chess"_s, u"move"_s, Naming::OnCollision), u"move"_s);
    QCOMPARE(names.add(2, u"go"_s, u"move"_s, Naming::OnCollision), u"go--move"_s);
    names.remove(1, u"move"_s);
    QCOMPARE(names.nameOf(2, u"move"_s), u"go--move"_s); // Upstream knows it by that.
    names.releaseAll();
    QCOMPARE(names.add(3, u"draughts"_s, u"move"_s, Naming::OnCollision), u"move"_s);
}

void tst_UpstreamNames::namesNever()
{
    UpstreamNames names;
    QCOMPARE(names.add(1, u"chess"_s, u"move"_s, Naming::Never), u"move"_s);
    QCOMPARE(names.add(2, u"go"_s, u"move"_s, Naming::Never), u"move-2"_s);
}

void tst_UpstreamNames::keepsThreeHundredGamesApart_data()
{
    QTest::addColumn<Naming>("naming");
    QTest::newRow("always") << Naming::Always;
    QTest::newRow("on collision") << Naming::OnCollision;
    QTest::newRow("never") << Naming::Never;
}

void tst_UpstreamNames::keepsThreeHundredGamesApart()
{
    QFETCH(const Naming, naming);
    GameIds ids;
    UpstreamNames names;
    const QRegularExpression allowed(u"^[a-z0-9_-]+$"_s);
    QSet<QString> seen;
    const QStringList games = {u"Chess"_s, u"CHESS"_s, u"chess"_s, u"将棋"_s, u"囲碁"_s, u"--"_s};
    for (PeerId peer = 1; peer <= 300; ++peer) {
        const QString &game = games[static_cast<qsizetype>(peer) % games.size()];
        const QString id = ids.acquire(game, 0);
        for (const QString &action : {u"move"_s, u"Move"_s, u"打つ"_s}) {
            const QString name = names.add(peer, id, action, naming);
            QVERIFY2(allowed.match(name).hasMatch(), qPrintable(name));
            QVERIFY2(!seen.contains(name), qPrintable(name));
            seen.insert(name);
            QCOMPARE(names.find(name), (UpstreamNames::Target{peer, action}));
        }
    }
    QCOMPARE(names.size(), 900);
}

void tst_UpstreamNames::forgets()
{
    UpstreamNames names;
    names.add(1, u"a"_s, u"x"_s, Naming::Always);
    names.add(1, u"a"_s, u"y"_s, Naming::Always);
    names.add(2, u"b"_s, u"x"_s, Naming::Always);
    names.removeAll(1);
    QCOMPARE(names.size(), 1);
    QCOMPARE(names.find(u"a--x"_s), std::nullopt);
    QCOMPARE(names.nameOf(2, u"x"_s), u"b--x"_s);
    names.removeAll(2);
    names.removeAll(3);
    QCOMPARE(names.size(), 0);
}

void tst_UpstreamNames::keepsWhatWasRemovedForItsGame()
{
    UpstreamNames names;
    names.add(1, u"chess"_s, u"move"_s, Naming::Never);
    names.add(1, u"chess"_s, u"resign"_s, Naming::Never);
    names.remove(1, u"move"_s);
    QCOMPARE(names.lastRemoved(), 1);
    QCOMPARE(names.find(u"move"_s), std::nullopt);
    QCOMPARE(names.add(2, u"go"_s, u"move"_s, Naming::Never), u"move-2"_s);
    // Whatever connection its game has; but not for another action of it.
    QCOMPARE(names.add(3, u"chess"_s, u"move"_s, Naming::Never), u"move"_s);
    QCOMPARE(names.leaving(), 0);
    names.removeAll(3);
    names.remove(1, u"resign"_s);
    QCOMPARE(names.leaving(), 2);
    names.release(1); // Of the time before it came back.
    QCOMPARE(names.leaving(), 2);
    names.release(2);
    QCOMPARE(names.leaving(), 1);
    QCOMPARE(names.add(4, u"cards"_s, u"move"_s, Naming::Never), u"move"_s);
    QCOMPARE(names.add(4, u"cards"_s, u"resign"_s, Naming::Never), u"resign-2"_s);
}

void tst_UpstreamNames::keepsSoMuchAndNoMore()
{
    UpstreamNames names;
    const auto limit = static_cast<int>(UpstreamNames::leavingNames);
    for (int i = 0; i <= limit; ++i) {
        const QString action = QString::number(i);
        names.add(1, u"chess"_s, action, Naming::Never);
        names.remove(1, action);
    }
    QCOMPARE(names.leaving(), limit);
    QCOMPARE(names.add(2, u"go"_s, u"0"_s, Naming::Never), u"0"_s);
    QCOMPARE(names.add(2, u"go"_s, u"1"_s, Naming::Never), u"1-2"_s);
}

QTEST_GUILESS_MAIN(tst_UpstreamNames)
#include "tst_upstreamnames.moc"

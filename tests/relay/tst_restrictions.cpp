// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/restrictions.h"

#include <QTest>

using namespace neuro::relay;
using namespace Qt::StringLiterals;

class TestRestrictions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void belongToOneName()
    {
        Restrictions kept;
        QVERIFY(kept.setMuted(u"Chess"_s, true));
        QVERIFY(kept.setHidden(u"Go"_s, u"pass"_s, true));
        QVERIFY(kept.setHidden(u"Go"_s, u"cheat"_s, true));
        QVERIFY(kept.setBlocked(u""_s, true)); // A game may be called so.
        QVERIFY(kept.isMuted(u"Chess"_s));
        QVERIFY(!kept.isMuted(u"chess"_s));
        QVERIFY(kept.isKeptFromNeuro(u"Chess"_s, u"anything"_s));
        QVERIFY(!kept.isHidden(u"Chess"_s, u"anything"_s));
        QVERIFY(kept.isKeptFromNeuro(u"Go"_s, u"pass"_s));
        QVERIFY(!kept.isKeptFromNeuro(u"Go"_s, u"place"_s));
        QVERIFY(kept.isBlocked(u""_s));
        const RestrictionEvent of = kept.of(u"Go"_s, {1, 2});
        QCOMPARE(of.at, (Instant{1, 2}));
        QCOMPARE(of.hiddenActions, (QStringList{u"cheat"_s, u"pass"_s}));
        QVERIFY(of.isAny() && !of.isMuted && !of.isBlocked);
        QCOMPARE(kept.all({}).size(), 3);
    }

    void whatIsTakenBackTakesNoPlace()
    {
        Restrictions kept;
        for (int i = 0; i < 3 * static_cast<int>(limits::restrictedGames); ++i) {
            const QString game = QString::number(i);
            QVERIFY(kept.setMuted(game, true));
            QVERIFY(kept.setBlocked(game, true));
            QVERIFY(kept.setHidden(game, u"a"_s, true));
            QVERIFY(kept.setMuted(game, false));
            QVERIFY(kept.setBlocked(game, false));
            QVERIFY(kept.of(game, {}).isAny());
            QVERIFY(kept.setHidden(game, u"a"_s, false));
            QVERIFY(!kept.of(game, {}).isAny());
        }
        QVERIFY(kept.all({}).isEmpty());
    }

    void areBounded()
    {
        Restrictions kept;
        for (int i = 0; i < static_cast<int>(limits::restrictedGames); ++i)
            QVERIFY(kept.setMuted(QString::number(i), true));
        QVERIFY(!kept.hasRoomFor(u"more"_s));
        QVERIFY(!kept.setMuted(u"more"_s, true));
        QVERIFY(!kept.setBlocked(u"more"_s, true));
        QVERIFY(!kept.setHidden(u"more"_s, u"a"_s, true));
        QVERIFY(kept.setMuted(u"more"_s, false)); // It is not.
        QVERIFY(kept.setBlocked(u"7"_s, true));   // It has its place already.
        for (int i = 0; i < limits::hiddenActions; ++i)
            QVERIFY(kept.setHidden(u"7"_s, QString::number(i), true));
        QVERIFY(!kept.setHidden(u"7"_s, u"more"_s, true));
        QVERIFY(kept.setHidden(u"7"_s, u"3"_s, true));
        QCOMPARE(kept.of(u"7"_s, {}).hiddenActions.size(), limits::hiddenActions);
    }
};

QTEST_GUILESS_MAIN(TestRestrictions)
#include "tst_restrictions.moc"

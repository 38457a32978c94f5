// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configreader.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using relay::Decider;
using relay::DeciderSettings;

using Deciders = QList<DeciderSettings>;

class TestDeciderList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
};

void TestDeciderList::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Deciders>("deciders");
    QTest::addColumn<QString>("formatted");
    QTest::newRow("one") << u"operator"_s << Deciders{{Decider::Operator, 0}} << u"operator"_s;
    QTest::newRow("all") << u"upstream:60,operator:30,random,first"_s
                         << Deciders{{Decider::Upstream, 60'000},
                                     {Decider::Operator, 30'000},
                                     {Decider::Random, 0},
                                     {Decider::First, 0}}
                         << u"upstream:60,operator:30,random,first"_s;
    QTest::newRow("spaces") << u" operator : 30 , first "_s
                            << Deciders{{Decider::Operator, 30'000}, {Decider::First, 0}}
                            << u"operator:30,first"_s;
    QTest::newRow("fraction") << u"operator:0.25"_s << Deciders{{Decider::Operator, 250}}
                              << u"operator:0.25"_s;
    QTest::newRow("longest") << u"operator:86400"_s << Deciders{{Decider::Operator, 86'400'000}}
                             << u"operator:86400"_s;
}

void TestDeciderList::reads()
{
    QFETCH(QString, text);
    QFETCH(Deciders, deciders);
    const auto result = config::parseDeciders(text);
    QVERIFY2(result.hasValue(), qPrintable(result ? QString() : result.error().english()));
    QCOMPARE(*result, deciders);
    QTEST(config::formatDeciders(*result), "formatted");
}

void TestDeciderList::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");
    QTest::newRow("empty")
        << QString()
        << u"names no decider; the deciders are upstream, watchers, operator, random, first"_s;
    QTest::newRow("unknown")
        << u"operator,cat"_s
        << u"\"cat\" is no decider; the deciders are upstream, watchers, operator, random, first"_s;
    QTest::newRow("gap")
        << u"operator,,first"_s
        << u"\"\" is no decider; the deciders are upstream, watchers, operator, random, first"_s;
    QTest::newRow("case")
        << u"Operator"_s
        << u"\"Operator\" is no decider; the deciders are upstream, watchers, operator, random, first"_s;
    QTest::newRow("twice") << u"first,operator,first"_s
                           << u"names \"first\" twice; each decider is asked once"_s;
    const auto limit = [](const QString &found) {
        return u"the time limit of \"operator\" must be a number of seconds from 0.001 to 86400, "
               u"not "
               "\"%1\"; without a limit write the name alone"_s.arg(found);
    };
    QTest::newRow("zero") << u"operator:0"_s << limit(u"0"_s);
    QTest::newRow("negative") << u"operator:-5"_s << limit(u"-5"_s);
    QTest::newRow("word") << u"operator:soon"_s << limit(u"soon"_s);
    QTest::newRow("unit") << u"operator:30 s"_s << limit(u"30 s"_s);
    QTest::newRow("nothing") << u"operator:"_s << limit(QString());
    QTest::newRow("infinite") << u"operator:inf"_s << limit(u"inf"_s);
    QTest::newRow("too long") << u"operator:86401"_s << limit(u"86401"_s);
}

void TestDeciderList::refuses()
{
    QFETCH(QString, text);
    const auto result = config::parseDeciders(text);
    QVERIFY(!result);
    QTEST(result.error().english(), "error");
}

QTEST_GUILESS_MAIN(TestDeciderList)
#include "tst_deciderlist.moc"

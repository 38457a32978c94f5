// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/linedifference.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using config::DifferenceLine;
using Kind = DifferenceLine::Kind;

namespace {

QString printed(const QByteArray &from, const QByteArray &to, int context = 3)
{
    return config::printedDifference(config::lineDifference(from, to, context));
}

} // namespace

class TestLineDifference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void prints_data();
    void prints();
    void tellsKinds();
    void endsWithLargeTexts();
};

void TestLineDifference::prints_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &from, const QByteArray &to,
                        const QString &expected) {
        QTest::newRow(name) << from << to << expected;
    };
    row("equal", "a\nb\n", "a\nb\n", {});
    row("both empty", "", "", {});
    row("new", "", "a\nb\n", u"@@ -0,0 +1,2 @@\n+a\n+b\n"_s);
    row("gone", "a\n", "", u"@@ -1 +0,0 @@\n-a\n"_s);
    row("changed", "a\nb\nc\n", "a\nx\nc\n", u"@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"_s);
    row("added", "a\nc\n", "a\nb\nc\n", u"@@ -1,2 +1,3 @@\n a\n+b\n c\n"_s);
    row("line break alone", "a\nb", "a\nb\n", u"@@ -1,2 +1,2 @@\n a\n-b\n+b\n"_s);
    row("another line break", "a\r\n", "a\n", u"@@ -1 +1 @@\n-a\n+a\n"_s);
    row("context", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n",
        u"@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n"_s);
    row("near changes share it", "1\n2\n3\n4\n5\n6\n7\n8\n", "x\n2\n3\n4\n5\n6\n7\ny\n",
        u"@@ -1,8 +1,8 @@\n-1\n+x\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+y\n"_s);
    row("far ones do not", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n2\n3\n4\n5\n6\n7\n8\ny\n",
        u"@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+y\n"_s);
    row("moved", "a\nb\nc\nd\n", "b\nc\nd\na\n", u"@@ -1,4 +1,4 @@\n-a\n b\n c\n d\n+a\n"_s);
    row("not UTF-8", "\xff\n", "", u"@@ -1 +0,0 @@\n-\ufffd\n"_s);
}

void TestLineDifference::prints()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QTEST(printed(from, to), "expected");
}

void TestLineDifference::tellsKinds()
{
    const QList<DifferenceLine> lines = config::lineDifference("a\nb\n", "a\nc\n", 1);
    QCOMPARE(lines, (QList<DifferenceLine>{{Kind::Heading, u"@@ -1,2 +1,2 @@"_s},
                                           {Kind::Context, u"a"_s},
                                           {Kind::Removed, u"b"_s},
                                           {Kind::Added, u"c"_s}}));
    QCOMPARE(config::lineDifference("a\nb\n", "a\nc\n", 0).size(), 3);
}

/// Two texts of half a million lines with nothing in common are not compared line by line.
void TestLineDifference::endsWithLargeTexts()
{
    const QByteArray from = QByteArray("a\n").repeated(250'000) + "end\n";
    const QByteArray to = QByteArray("b\n").repeated(250'000) + "end\n";
    QElapsedTimer timer;
    timer.start();
    const QList<DifferenceLine> lines = config::lineDifference(from, to, 0);
    QCOMPARE(lines.size(), 500'001);
    QCOMPARE(lines.first().text, u"@@ -1,250000 +1,250000 @@"_s);
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestLineDifference)
#include "tst_linedifference.moc"

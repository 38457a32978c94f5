// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/jsonwriter.h"

#include "protocol/json.h"

#include <QTest>

#include <limits>

using namespace neuro::protocol;
using namespace Qt::StringLiterals;

class TestJsonWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfValue()
    {
        QByteArray text = "before ";
        JsonWriter writer(text);
        writer.beginObject();
        writer.key("text").text(u"a \"b\" é");
        writer.key("utf8").utf8("c\\d");
        writer.key("yes").boolean(true).key("no").boolean(false).key("nothing").null();
        writer.key("json").json("{\"z\": 1.0}");
        writer.key("k \"q\"").number(1);
        writer.endObject();
        QCOMPARE(text, "before {\"text\":\"a \\\"b\\\" é\",\"utf8\":\"c\\\\d\",\"yes\":true,"
                       "\"no\":false,\"nothing\":null,\"json\":{\"z\": 1.0},\"k \\\"q\\\"\":1}"_ba);
    }

    void commas()
    {
        QByteArray text;
        JsonWriter writer(text);
        writer.beginArray().endArray();
        text.clear();
        JsonWriter nested(text);
        nested.beginArray().number(1).beginArray().endArray().beginObject().endObject();
        nested.beginObject().key("a").beginArray().number(1).number(2).endArray();
        nested.key("b").beginObject().endObject().endObject().number(3).endArray();
        QCOMPARE(text, R"([1,[],{},{"a":[1,2],"b":{}},3])"_ba);
        QVERIFY(JsonDocument::parse(text));
    }

    void numbers_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](auto value, const char *text) {
            QByteArray written;
            JsonWriter(written).number(value);
            QTest::newRow(text) << written << QByteArray(text);
        };
        row(0, "0");
        row(std::numeric_limits<qint64>::min(), "-9223372036854775808");
        row(std::numeric_limits<quint64>::max(), "18446744073709551615");
        row(0.1, "0.1");
        row(0.0, "0");
        row(-2.5, "-2.5");
        row(1e300, "1e+300");
    }

    void numbers()
    {
        QFETCH(QByteArray, written);
        QTEST(written, "text");
        QVERIFY(JsonDocument::parse(written));
    }

    void seconds_data()
    {
        QTest::addColumn<qint64>("micros");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("none") << qint64(0) << "0.000000"_ba;
        QTest::newRow("a micro") << qint64(1) << "0.000001"_ba;
        QTest::newRow("now") << qint64(1'700'000'000'250'000) << "1700000000.250000"_ba;
        QTest::newRow("negative") << qint64(-1'500'000) << "-1.500000"_ba;
        QTest::newRow("negative fraction") << qint64(-500'000) << "-0.500000"_ba;
    }

    void seconds()
    {
        QFETCH(qint64, micros);
        QByteArray written;
        JsonWriter(written).seconds(micros);
        QTEST(written, "text");
        QVERIFY(JsonDocument::parse(written));
    }
};

QTEST_GUILESS_MAIN(TestJsonWriter)
#include "tst_jsonwriter.moc"

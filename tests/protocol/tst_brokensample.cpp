// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/brokensample.h"
#include "protocol/limits.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace neuro::protocol;
using namespace Qt::StringLiterals;

namespace {

const QByteArray strict = R"({"type":"object","properties":{)"
                          R"("item":{"type":"string","enum":["beer","saw"]},)"
                          R"("count":{"type":"integer","minimum":1,"maximum":9},)"
                          R"("names":{"type":"array","items":{"type":"string"},"maxItems":3}},)"
                          R"("required":["item","count","names"],"additionalProperties":false})";
const QByteArray loose = R"({"type":"object","properties":{"note":{}}})";

} // namespace

class TestBrokenSample : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void breaksInEveryWay_data()
    {
        QTest::addColumn<int>("how");
        for (std::size_t how = 0; how < breakageNames.size(); ++how)
            QTest::newRow(breakageNames[how]) << static_cast<int>(how);
    }
    void breaksInEveryWay()
    {
        QFETCH(int, how);
        const auto schema = ActionSchema::compile(strict);
        QSet<QByteArray> seen;
        for (quint64 seed = 0; seed < 100; ++seed) {
            const auto broken = brokenSample(schema, static_cast<Breakage>(how), seed);
            QVERIFY(broken);
            QVERIFY(!schema.validate(*broken).valid);
            QCOMPARE(*brokenSample(schema, static_cast<Breakage>(how), seed), *broken);
            seen.insert(*broken);
            const QJsonDocument document =
                QJsonDocument::fromJson("[" + *broken + "]"); // Whatever it is, it is JSON.
            QVERIFY(document.isArray());
            const QJsonObject object = document[0].toObject();
            switch (static_cast<Breakage>(how)) {
            case Breakage::MissingMember:
                QCOMPARE(object.size(), 2);
                break;
            case Breakage::WrongType:
            case Breakage::OutOfRange:
                QCOMPARE(object.size(), 3);
                break;
            case Breakage::UnknownMember:
                QCOMPARE(object.size(), 4);
                break;
            case Breakage::NotAnObject:
                QVERIFY(!document[0].isObject());
                break;
            }
        }
        QVERIFY(seen.size() > 2); // The seed matters.
    }

    void whatCannotBeBrokenIsSaid()
    {
        const auto schema = ActionSchema::compile(loose);
        for (const Breakage how : {Breakage::MissingMember, Breakage::WrongType,
                                   Breakage::OutOfRange, Breakage::UnknownMember}) {
            const auto broken = brokenSample(schema, how, 1);
            QVERIFY(!broken);
            QVERIFY(broken.error().message.english().contains(u"another way"_s));
        }
        QVERIFY(brokenSample(schema, Breakage::NotAnObject, 1));
        // Without a schema everything is valid.
        QVERIFY(!brokenSample(ActionSchema(), Breakage::NotAnObject, 1));
    }

    void aWrongSchemaCannotBeBroken()
    {
        const auto broken =
            brokenSample(ActionSchema::compile(R"({"type":"objekt"})"), Breakage::WrongType, 1);
        QVERIFY(!broken);
        QVERIFY(broken.error().message.english().contains(u"schema itself is wrong"_s));
    }

    void aLongListOfLongTextsIsNotHuge()
    {
        const QByteArray head = R"({"type":"object","required":["a"],"properties":{"a":)"
                                R"({"type":"array","minItems":1,)";
        const QByteArray tail = R"("items":{"type":"string","minLength":100000}}}})";
        const auto schema = ActionSchema::compile(head + R"("maxItems":3,)" + tail);
        const auto endless = ActionSchema::compile(head + tail);
        bool hasBeenEmpty = false;
        bool hasBeenLong = false;
        for (quint64 seed = 0; seed < 6; ++seed) {
            const auto broken = brokenSample(schema, Breakage::OutOfRange, seed);
            QVERIFY(broken);
            QVERIFY(broken->size() < 1'100'000);
            hasBeenEmpty = hasBeenEmpty || *broken == R"({"a":[]})";
            hasBeenLong = hasBeenLong || broken->size() > 400'000;
            const auto other = brokenSample(endless, Breakage::OutOfRange, seed);
            QVERIFY(other);
            QCOMPARE(*other, QByteArray(R"({"a":[]})"));
        }
        QVERIFY(hasBeenEmpty);
        QVERIFY(hasBeenLong);
    }

    void whatIsTooLongForAMessageIsNotTried()
    {
        // A member more makes no sample shorter, and this one has 9 MB.
        const auto schema = ActionSchema::compile(
            QByteArray(R"({"type":"object","additionalProperties":false,"required":["a"],)"
                       R"("properties":{"a":{"type":"array","minItems":45,"items":)"
                       R"({"const":"LONG"}}}})")
                .replace("LONG", QByteArray(200'000, 'x')));
        SchemaOptions options;
        options.steps = 100'000'000;
        QVERIFY(randomSample(schema, 1, options)->size() > limits::message);
        QVERIFY(!brokenSample(schema, Breakage::UnknownMember, 1, options));
        QVERIFY(brokenSample(schema, Breakage::NotAnObject, 1, options));
    }

    void whatTheSampleCannotBeMadeOfIsBrokenAllTheSame()
    {
        // No text matches: there is no valid sample to begin with.
        const auto schema = ActionSchema::compile(
            R"({"type":"object","properties":{"a":{"type":"string","minLength":5,"maxLength":2}},)"
            R"("required":["a"]})");
        QVERIFY(!randomSample(schema, 1));
        const auto broken = brokenSample(schema, Breakage::NotAnObject, 1);
        QVERIFY(broken);
        QVERIFY(!schema.validate(*broken).valid);
    }
};

QTEST_GUILESS_MAIN(TestBrokenSample)
#include "tst_brokensample.moc"

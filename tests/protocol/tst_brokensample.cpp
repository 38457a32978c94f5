// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/brokensample.h"

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

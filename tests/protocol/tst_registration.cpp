// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/registration.h"

#include <QTest>

using namespace neuro::protocol;
using namespace Qt::StringLiterals;

class TestRegistration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsThere();
    void types_data();
    void types();
    void noObjectIsNoRegistration_data();
    void noObjectIsNoRegistration();
    void aTokenOfAnotherTypeIsNone();
    void names_data();
    void names();
    void answers();
};

void TestRegistration::readsWhatIsThere()
{
    const auto read = readRegistration(
        R"({"type":"integration","name":"Spotify","auth_token":"s\u00e9cret","ack":true,"x":1})");
    QVERIFY(read);
    QCOMPARE(*read->type, RegistrationType::Integration);
    QCOMPARE(read->typeWord, u"integration"_s);
    QCOMPARE(read->name, u"Spotify"_s);
    QCOMPARE(read->token, "s\u00e9cret"_ba);
    QVERIFY(read->wantsAcknowledgement);
    QVERIFY(!read->wantsSnapshot);
    QVERIFY(!faultOf(*read));
}

void TestRegistration::types_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("type"); // -1: unknown.
    QTest::addRow("integration") << R"({"type":"integration"})"_ba << 0;
    QTest::addRow("watcher") << R"({"type":"neuro-os","snapshot":true})"_ba << 1;
    QTest::addRow("alias") << R"({"type":"register","client_type":"watcher"})"_ba << 1;
    QTest::addRow("half an alias") << R"({"type":"register"})"_ba << -1;
    QTest::addRow("alias of nothing") << R"({"type":"register","client_type":"x"})"_ba << -1;
    QTest::addRow("case") << R"({"type":"Integration"})"_ba << -1;
    QTest::addRow("number") << R"({"type":1})"_ba << -1;
    QTest::addRow("missing") << R"({})"_ba << -1;
}

void TestRegistration::types()
{
    QFETCH(QByteArray, text);
    QFETCH(int, type);
    const auto read = readRegistration(text);
    QVERIFY(read);
    QCOMPARE(read->type ? static_cast<int>(*read->type) : -1, type);
    QCOMPARE(*faultOf(*read),
             type < 0 ? RegistrationFault::UnknownType : RegistrationFault::InvalidName);
}

void TestRegistration::noObjectIsNoRegistration_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addRow("text") << "hello"_ba;
    QTest::addRow("empty") << QByteArray();
    QTest::addRow("array") << "[]"_ba;
    QTest::addRow("string") << R"("integration")"_ba;
    QTest::addRow("broken") << R"({"type":"integration")"_ba;
    QTest::addRow("not UTF-8") << "{\"name\":\"\xff\"}"_ba;
    QTest::addRow("deep") << QByteArray(600, '[') + QByteArray(600, ']');
}

void TestRegistration::noObjectIsNoRegistration()
{
    QFETCH(QByteArray, text);
    QVERIFY(!readRegistration(text));
}

void TestRegistration::aTokenOfAnotherTypeIsNone()
{
    QVERIFY(readRegistration(R"({"auth_token":12345})")->token.isEmpty());
    QVERIFY(readRegistration(R"({"auth_token":null})")->token.isEmpty());
    QVERIFY(readRegistration(R"({"auth_token":["a"]})")->token.isEmpty());
    QVERIFY(!readRegistration(R"({"ack":"true"})")->wantsAcknowledgement);
}

void TestRegistration::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isGood");
    QTest::addRow("plain") << u"Spotify"_s << true;
    QTest::addRow("all kinds") << u"My App_2.0-beta"_s << true;
    QTest::addRow("Japanese") << u"ゲーム"_s << true;
    QTest::addRow("Hindi, with marks") << u"खेल"_s << true;
    QTest::addRow("Arabic digits") << u"٣"_s << true;
    QTest::addRow("beyond the first plane") << u"𐐷"_s << true;
    QTest::addRow("64") << QString(64, u'a') << true;
    QTest::addRow("64 of two units") << u"𐐷"_s.repeated(64) << true;
    QTest::addRow("empty") << QString() << false;
    QTest::addRow("65") << QString(65, u'a') << false;
    QTest::addRow("65 of two units") << u"𐐷"_s.repeated(65) << false;
    QTest::addRow("slash") << u"../x"_s << false;
    QTest::addRow("colon") << u"a:b"_s << false;
    QTest::addRow("emoji") << u"🎵"_s << false;
    QTest::addRow("line") << u"a\nb"_s << false;
    QTest::addRow("tab") << u"a\tb"_s << false;
    QTest::addRow("no-break space") << u"a\u00a0b"_s << false;
    QTest::addRow("right-to-left override") << u"a\u202eb"_s << false;
    QTest::addRow("quote") << u"a\"b"_s << false;
    QTest::addRow("NUL") << u"a\0b"_s << false;
    QTest::addRow("half a pair") << QString(QChar(0xd801)) << false;
}

void TestRegistration::names()
{
    QFETCH(QString, name);
    QFETCH(bool, isGood);
    QCOMPARE(isRegisteredName(name), isGood);
}

void TestRegistration::answers()
{
    QCOMPARE(registrationError(RegistrationFault::NotJson),
             R"({"error":"registration must be JSON"})"_ba);
    QCOMPARE(registrationError(RegistrationFault::BadToken),
             R"({"error":"invalid auth token"})"_ba);
    QCOMPARE(registrationError(RegistrationFault::UnknownType),
             R"({"error":"unknown registration type"})"_ba);
    QCOMPARE(registrationError(RegistrationFault::InvalidName), R"({"error":"invalid name"})"_ba);
    QCOMPARE(registrationAcknowledgement(u"a \"b\""_s, true),
             R"({"status":"registered","name":"a \"b\"","privileges":"enhanced"})"_ba);
    QCOMPARE(registrationAcknowledgement(u"a"_s, false),
             R"({"status":"registered","name":"a","privileges":"standard"})"_ba);
    QCOMPARE(replacedByNewerError(),
             R"({"error":"replaced by a newer connection with the same name"})"_ba);
}

QTEST_GUILESS_MAIN(TestRegistration)
#include "tst_registration.moc"

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/registrationdesk.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using net::FailingAddresses;
using net::RegistrationDesk;
using relay::PeerRole;
using Reason = relay::RegistrationRefusedEvent::Reason;

namespace {

const QHostAddress here(QHostAddress::LocalHost);
const QHostAddress there(u"192.168.1.20"_s);
const QHostAddress elsewhere(u"192.168.1.21"_s);

constexpr qint64 second = 1000;

QByteArray registration(const QByteArray &type, const QByteArray &name, const QByteArray &token,
                        const QByteArray &more = {})
{
    return "{\"type\":\"" + type + "\",\"name\":\"" + name + "\",\"auth_token\":\"" + token + '"' +
           more + '}';
}

const QByteArray standard = "a-standard-token-of-some-length";
const QByteArray enhanced = "an-enhanced-token-of-some-length";
const QByteArray wrong = registration("integration", "spotify", "wrong");

RegistrationDesk makeDesk()
{
    RegistrationDesk desk;
    desk.setTokens(QString::fromLatin1(standard), QString::fromLatin1(enhanced));
    return desk;
}

bool isLate(RegistrationDesk &desk, const QByteArray &text, const QHostAddress &from, qint64 now)
{
    return std::get<RegistrationDesk::Refused>(desk.judge(text, from, now)).isLate;
}

} // namespace

class TestRegistrationDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void admits_data();
    void admits();
    void refuses_data();
    void refuses();
    void refusesWeakTokensFromElsewhere();
    void aShortTokenIsNoNameEither();
    void tokensNeverShow();
    void goodOnesAreNeverLate();
    void slownessEnds();
    void badTokensThatAreFarApartDoNotCount();
    void remembersSoManyAddresses();
};

void TestRegistrationDesk::admits_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("as"); ///< role name enhanced ack snapshot
    const auto row = [](const char *name, const QByteArray &text, const QString &as) {
        QTest::newRow(name) << text << as;
    };
    row("integration", registration("integration", "spotify", standard),
        u"integration spotify standard"_s);
    row("watcher", registration("neuro-os", "ui", standard), u"watcher ui standard"_s);
    row("enhanced watcher", registration("neuro-os", "ui", enhanced), u"watcher ui enhanced"_s);
    row("alias",
        "{\"type\":\"register\",\"client_type\":\"watcher\",\"name\":\"w\",\"auth_token\":\"" +
            enhanced + "\"}",
        u"watcher w enhanced"_s);
    row("acknowledged", registration("integration", "a", standard, ",\"ack\":true"),
        u"integration a standard ack"_s);
    row("with a snapshot", registration("neuro-os", "a", standard, ",\"snapshot\":true"),
        u"watcher a standard snapshot"_s);
    row("an integration gets none",
        registration("integration", "a", standard, ",\"snapshot\":true"),
        u"integration a standard"_s);
    row("flags must be true",
        registration("neuro-os", "a", standard, ",\"ack\":1,\"snapshot\":\"yes\""),
        u"watcher a standard"_s);
    row("more members", registration("neuro-os", "a", standard, ",\"version\":[1,{\"x\":null}]"),
        u"watcher a standard"_s);
    row("any script", registration("neuro-os", "音楽 プレイヤー", standard),
        u"watcher 音楽 プレイヤー standard"_s);
}

void TestRegistrationDesk::admits()
{
    QFETCH(QByteArray, text);
    RegistrationDesk desk = makeDesk();
    const auto verdict = desk.judge(text, there, 0);
    const auto *accepted = std::get_if<RegistrationDesk::Accepted>(&verdict);
    QVERIFY(accepted);
    QString as = relay::nameOf(accepted->role, relay::peerRoleNames) + u' ' + accepted->name +
                 (accepted->isEnhanced ? u" enhanced"_s : u" standard"_s);
    if (accepted->wantsAcknowledgement)
        as += u" ack"_s;
    if (accepted->wantsSnapshot)
        as += u" snapshot"_s;
    QTEST(as, "as");
    QVERIFY(!accepted->hasWeakToken);
}

void TestRegistrationDesk::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Reason>("reason");
    const auto row = [](const char *name, const QByteArray &text, const QByteArray &error,
                        Reason reason) {
        QTest::newRow(name) << text << "{\"error\":\"" + error + "\"}" << reason;
    };
    const QByteArray notJson = "registration must be JSON";
    const QByteArray badToken = "invalid auth token";
    const QByteArray badType = "unknown registration type";
    const QByteArray badName = "invalid name";
    row("nothing", "", notJson, Reason::NotJson);
    row("a word", "hello", notJson, Reason::NotJson);
    row("half", "{\"type\":\"integration\"", notJson, Reason::NotJson);
    row("an array", "[]", notJson, Reason::NotJson);
    row("null", "null", notJson, Reason::NotJson);
    row("a number", "1", notJson, Reason::NotJson);
    row("too deep", QByteArray(100'000, '['), notJson, Reason::NotJson);
    row("two objects", "{}{}", notJson, Reason::NotJson);
    row("an empty object", "{}", badToken, Reason::BadToken);
    row("no token", "{\"type\":\"neuro-os\",\"name\":\"a\"}", badToken, Reason::BadToken);
    row("a token that is no text", "{\"type\":\"neuro-os\",\"name\":\"a\",\"auth_token\":null}",
        badToken, Reason::BadToken);
    row("a wrong token", wrong, badToken, Reason::BadToken);
    row("an empty token", registration("neuro-os", "a", ""), badToken, Reason::BadToken);
    row("the watchers' token for an integration", registration("integration", "a", enhanced),
        badToken, Reason::BadToken);
    row("a wrong token and a wrong type", registration("dj", "a", "wrong"), badToken,
        Reason::BadToken);
    row("a wrong type", registration("dj", "a", standard), badType, Reason::UnknownType);
    row("a wrong type, enhanced", registration("dj", "a", enhanced), badType, Reason::UnknownType);
    row("no type", "{\"name\":\"a\",\"auth_token\":\"" + standard + "\"}", badType,
        Reason::UnknownType);
    row("a type that is no text", "{\"type\":1,\"name\":\"a\",\"auth_token\":\"" + standard + "\"}",
        badType, Reason::UnknownType);
    row("half an alias", registration("register", "a", standard), badType, Reason::UnknownType);
    row("a wrong type and a wrong name", registration("dj", "", standard), badType,
        Reason::UnknownType);
    row("no name", "{\"type\":\"neuro-os\",\"auth_token\":\"" + standard + "\"}", badName,
        Reason::InvalidName);
    row("a name that is no text",
        "{\"type\":\"neuro-os\",\"name\":[],\"auth_token\":\"" + standard + "\"}", badName,
        Reason::InvalidName);
    row("an empty name", registration("neuro-os", "", standard), badName, Reason::InvalidName);
    row("65 characters", registration("neuro-os", QByteArray(65, 'x'), standard), badName,
        Reason::InvalidName);
    row("a slash", registration("neuro-os", "../a", standard), badName, Reason::InvalidName);
    row("a line end", registration("neuro-os", "a\\nb", standard), badName, Reason::InvalidName);
    row("a token as the name", registration("neuro-os", standard, standard), badName,
        Reason::InvalidName);
    row("the other token in the name",
        registration("integration", "my " + enhanced + " player", standard), badName,
        Reason::InvalidName);
    row("an emoji", registration("neuro-os", "🎵", standard), badName, Reason::InvalidName);
}

void TestRegistrationDesk::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(Reason, reason);
    RegistrationDesk desk = makeDesk();
    const auto verdict = desk.judge(text, there, 0);
    const auto *refused = std::get_if<RegistrationDesk::Refused>(&verdict);
    QVERIFY(refused);
    QTEST(refused->answer, "answer");
    QVERIFY(refused->event.reason == reason);
    QVERIFY(refused->event.door == relay::Door::Intermediary);
    QCOMPARE(refused->event.address, u"192.168.1.20"_s);
    QVERIFY(!refused->isLate);
}

void TestRegistrationDesk::refusesWeakTokensFromElsewhere()
{
    RegistrationDesk desk;
    desk.setTokens(u"super-secret-token"_s, u"short"_s);
    for (const QByteArray token : {"super-secret-token", "short"}) {
        const QByteArray text = registration("neuro-os", "ui", token);
        const auto near = desk.judge(text, QHostAddress(u"::ffff:127.0.0.1"_s), 0);
        QVERIFY(std::get<RegistrationDesk::Accepted>(near).hasWeakToken);
        const auto far = desk.judge(text, there, 0);
        const auto &refused = std::get<RegistrationDesk::Refused>(far);
        QCOMPARE(refused.answer, QByteArray("{\"error\":\"invalid auth token\"}"));
        QVERIFY(refused.event.reason == Reason::WeakToken);
        QCOMPARE(refused.event.name, u"ui"_s);
        QCOMPARE(refused.event.type, u"neuro-os"_s);
    }
}

/// A word of the language may be a part of any name.
void TestRegistrationDesk::aShortTokenIsNoNameEither()
{
    RegistrationDesk desk;
    desk.setTokens(u"music"_s, {});
    const auto same = desk.judge(registration("integration", "music", "music"), here, 0);
    const auto &refused = std::get<RegistrationDesk::Refused>(same);
    QVERIFY(refused.event.reason == Reason::InvalidName);
    QCOMPARE(refused.event.name, u"***"_s);
    const auto within = desk.judge(registration("integration", "music player", "music"), here, 0);
    QCOMPARE(std::get<RegistrationDesk::Accepted>(within).name, u"music player"_s);
}

void TestRegistrationDesk::tokensNeverShow()
{
    RegistrationDesk desk = makeDesk();
    // Members that were mixed up.
    const QByteArrayList texts = {
        registration(standard, "my " + enhanced, "wrong"),
        registration("guessed-token", "guessed-token", "guessed-token"),
        registration("dj", standard, standard),
    };
    for (const QByteArray &text : texts) {
        const auto verdict = desk.judge(text, here, 0);
        const auto &event = std::get<RegistrationDesk::Refused>(verdict).event;
        for (const QByteArray &secret : {standard, enhanced, QByteArray("guessed-token")}) {
            QVERIFY2(!event.type.contains(QLatin1StringView(secret)), qPrintable(event.type));
            QVERIFY2(!event.name.contains(QLatin1StringView(secret)), qPrintable(event.name));
        }
    }
    const auto verdict =
        desk.judge(registration("dj", QByteArray(100'000, 'x'), standard), here, 0);
    QVERIFY(std::get<RegistrationDesk::Refused>(verdict).event.name.size() < 100);
}

void TestRegistrationDesk::goodOnesAreNeverLate()
{
    RegistrationDesk desk = makeDesk();
    for (std::size_t i = 0; i < FailingAddresses::badTokens; ++i)
        QVERIFY(!isLate(desk, wrong, there, qint64(i)));
    // What fails waits, whatever the reason; who is good does not, nor who is elsewhere.
    QVERIFY(isLate(desk, wrong, there, 10));
    QVERIFY(isLate(desk, "no JSON", there, 10));
    QVERIFY(desk.refuseBinary(there, 10).isLate);
    QVERIFY(!isLate(desk, wrong, elsewhere, 10));
    const auto good = desk.judge(registration("neuro-os", "a", standard), there, 10);
    QVERIFY(std::holds_alternative<RegistrationDesk::Accepted>(good));
}

void TestRegistrationDesk::slownessEnds()
{
    RegistrationDesk desk = makeDesk();
    for (std::size_t i = 0; i < FailingAddresses::badTokens; ++i)
        desk.judge(wrong, there, 0);
    QVERIFY(isLate(desk, "no JSON", there, 60 * second - 1));
    QVERIFY(!isLate(desk, "no JSON", there, 60 * second));
}

void TestRegistrationDesk::badTokensThatAreFarApartDoNotCount()
{
    RegistrationDesk desk = makeDesk();
    for (qint64 i = 0; i < 50; ++i)
        QVERIFY(!isLate(desk, wrong, there, i * 16 * second));
    // Other faults are no guesses.
    for (qint64 i = 0; i < 50; ++i)
        QVERIFY(!isLate(desk, "no JSON", elsewhere, i));
}

void TestRegistrationDesk::remembersSoManyAddresses()
{
    FailingAddresses addresses;
    for (std::size_t i = 0; i < FailingAddresses::badTokens; ++i)
        addresses.noteBadToken(there, qint64(i));
    for (quint32 i = 0; i < FailingAddresses::addresses - 1; ++i)
        addresses.noteBadToken(QHostAddress(0x0a000000U + i), 100 + qint64(i));
    QVERIFY(addresses.isSlow(there, 2000));
    QCOMPARE(addresses.size(), FailingAddresses::addresses);
    addresses.noteBadToken(elsewhere, 5000);
    QCOMPARE(addresses.size(), FailingAddresses::addresses);
    QVERIFY(!addresses.isSlow(there, 5000)); // It was quiet for longest.
}

QTEST_GUILESS_MAIN(TestRegistrationDesk)
#include "tst_registrationdesk.moc"

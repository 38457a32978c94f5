// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "client/neuroclient.h"
#include "e2e/relayprocess.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocketServer>

#include <memory>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray enhancedToken = "enhanced-token-of-the-test";

} // namespace

/// The relay over HTTP, as a program beside it meets it.
class TestStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void answersOnEveryDoor();
    void countsWhatHappens();
    void sendsToTheGames();
    void servesAsRandy();
    void saysWhyNothingWasSent();
    void saysWhatUpstreamForbids();

private:
    struct Answer
    {
        int status = 0;
        QByteArray body;
    };
    /// Without a body: GET.
    Answer ask(const QUrl &url, const QByteArray &body = {}, const QByteArray &token = {});
    /// Whether both doors say that it was not sent, and why.
    bool isRefused(const QByteArray &text, const QByteArray &why);
    void startRelay(const QUrl &upstream = {});
    static QUrl http(QUrl url, const QString &path);

    QTemporaryDir m_folder;
    QNetworkAccessManager m_network;
    std::unique_ptr<RelayProcess> m_relay;
    std::unique_ptr<client::NeuroClient> m_game;
    QList<protocol::ActionRequest> m_actions;
    QList<QByteArray> m_unknown;
};

void TestStatus::init()
{
    startRelay();
}

void TestStatus::startRelay(const QUrl &upstream)
{
    m_game.reset();
    m_actions.clear();
    m_unknown.clear();
    QFile file(m_folder.filePath(u"config.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    file.write("dependency-authentication:\n  neuro-os:\n    auth_token: " + enhancedToken + '\n');
    file.close();
    m_relay = std::make_unique<RelayProcess>(m_folder.path());
    const QStringList options{u"--config"_s, file.fileName(), u"--randy"_s, u"0"_s};
    QCOMPARE(m_relay->start(upstream, options), QString());

    m_game = std::make_unique<client::NeuroClient>(u"Chess"_s);
    connect(m_game.get(), &client::NeuroClient::actionReceived, this,
            [this](const protocol::ActionRequest &action) { m_actions.append(action); });
    connect(m_game.get(), &client::NeuroClient::unknownMessage, this,
            [this](const QByteArray &text) { m_unknown.append(text); });
    protocol::Action move;
    move.name = u"move"_s;
    move.description = u"Move a piece"_s;
    move.schema = R"({"type":"object","properties":{"to":{"type":"string"}}})";
    QCOMPARE(m_game->registerActions({move}), QString());
    QCOMPARE(m_game->start(m_relay->url()), QString());
    // What it has said is known outside a moment later.
    QTRY_VERIFY(ask(http(m_relay->statusUrl(), u"/stats"_s)).body.contains("\"actions\":1"));
}

void TestStatus::cleanup()
{
    m_game.reset();
    m_relay.reset();
}

TestStatus::Answer TestStatus::ask(const QUrl &url, const QByteArray &body, const QByteArray &token)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    if (!token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token);
    std::unique_ptr<QNetworkReply> reply(body.isNull() ? m_network.get(request)
                                                       : m_network.post(request, body));
    if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, 10'000))
        return {};
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()};
}

QUrl TestStatus::http(QUrl url, const QString &path)
{
    url.setScheme(u"http"_s);
    url.setPath(path);
    return url;
}

void TestStatus::answersOnEveryDoor()
{
    for (const QUrl &door : {m_relay->statusUrl(), m_relay->url(), m_relay->intermediaryUrl()}) {
        const Answer health = ask(http(door, u"/health"_s));
        QCOMPARE(health.status, 200);
        const QJsonObject object = QJsonDocument::fromJson(health.body).object();
        QCOMPARE(object.value("status"_L1).toString(), u"ok"_s);
        const QJsonObject connections = object.value("connections"_L1).toObject();
        QCOMPARE(connections.value("total_connections"_L1).toInt(), 1);
        const Answer stats = ask(http(door, u"/stats"_s));
        QCOMPARE(stats.status, 200);
        QCOMPARE(QJsonDocument::fromJson(stats.body).object().value("total_clients"_L1).toInt(), 1);
    }
    QCOMPARE(ask(http(m_relay->statusUrl(), u"/metrics"_s)).status, 200);
    QCOMPARE(ask(http(m_relay->statusUrl(), u"/"_s)).status, 200);
    QCOMPARE(ask(http(m_relay->statusUrl(), u"/nothing"_s)).status, 404);
}

void TestStatus::countsWhatHappens()
{
    const auto messages = [this] {
        const Answer answer = ask(http(m_relay->statusUrl(), u"/stats"_s));
        const QJsonObject stats = QJsonDocument::fromJson(answer.body).object();
        return stats.value("clients"_L1)[0]["messages_in"_L1].toInt();
    };
    const int before = messages();
    for (int i = 0; i < 7; ++i)
        QCOMPARE(m_game->sendContext(u"check"_s, true), QString());
    QTRY_COMPARE(messages(), before + 7);
}

void TestStatus::sendsToTheGames()
{
    const QUrl url = http(m_relay->statusUrl(), u"/send"_s);
    const QByteArray action =
        R"({"command":"action","data":{"id":"mine","name":"move","data":"{\"to\":\"e4\"}"}})";
    QCOMPARE(ask(url, action).status, 401);
    QCOMPARE(ask(url, action, "enhanced-token-of-the-tesT").status, 401);
    QCOMPARE(ask(url, R"({"command":"context","game":"x"})", enhancedToken).status, 400);
    QCOMPARE(ask(url, action, enhancedToken).status, 202);
    QTRY_COMPARE(m_actions.size(), 1);
    QCOMPARE(m_actions.constFirst().name, u"move"_s);
    QCOMPARE(m_actions.constFirst().data.value_or(QByteArray()), R"({"to":"e4"})");
    // Under an id of the relay's own, so that the result is one.
    QVERIFY(m_actions.constFirst().id != u"mine"_s);
    QCOMPARE(m_game->sendResult(m_actions.constFirst().id, true), QString());
    QTRY_VERIFY(ask(http(m_relay->statusUrl(), u"/metrics"_s)).body.contains("action"));
    QVERIFY(!m_relay->errors().contains(enhancedToken));
}

void TestStatus::servesAsRandy()
{
    const Answer answer = ask(http(m_relay->randyUrl(), u"/"_s), R"({"command":"of/tomorrow"})");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, "OK");
    QTRY_COMPARE(m_unknown, QList<QByteArray>{R"({"command":"of/tomorrow"})"});
    QCOMPARE(ask(http(m_relay->randyUrl(), u"/"_s), "{").status, 400);
}

bool TestStatus::isRefused(const QByteArray &text, const QByteArray &why)
{
    const Answer answer = ask(http(m_relay->statusUrl(), u"/send"_s), text, enhancedToken);
    const Answer toRandy = ask(http(m_relay->randyUrl(), u"/"_s), text);
    const bool isGiven =
        answer.body.startsWith("Not sent to every game: ") && answer.body.contains(why);
    if (answer.status != 409 || !isGiven || toRandy.status != 409 || toRandy.body != answer.body)
        qInfo() << answer.status << answer.body << toRandy.status << toRandy.body;
    return answer.status == 409 && isGiven && toRandy.status == 409 && toRandy.body == answer.body;
}

/// Nobody is told that something was sent that was not.
void TestStatus::saysWhyNothingWasSent()
{
    m_game.reset();
    QTRY_VERIFY(isRefused(R"({"command":"actions/reregister_all"})", "no game is connected"));
}

/// What Neuro's server could not mean, while it is there.
void TestStatus::saysWhatUpstreamForbids()
{
    QWebSocketServer upstream(QString(), QWebSocketServer::NonSecureMode); // Says nothing.
    QVERIFY(upstream.listen(QHostAddress::LocalHost));
    startRelay(upstream.serverUrl());
    QTRY_VERIFY(ask(http(m_relay->statusUrl(), u"/health"_s)).body.contains("\"connected\""));
    const auto action = [](const QByteArray &name, const QByteArray &data) -> QByteArray {
        return QByteArray(R"({"command":"action","data":{"id":"1","name":")") + name +
               R"(","data":")" + data + R"("}})";
    };
    QVERIFY(isRefused(action("move", "[7]"), "object"));
    QVERIFY(isRefused(action("jump", "{}"), "jump"));
    QVERIFY(m_actions.isEmpty());
    QCOMPARE(
        ask(http(m_relay->statusUrl(), u"/send"_s), action("move", "{}"), enhancedToken).status,
        202);
    QTRY_COMPARE(m_actions.size(), 1);
}

QTEST_GUILESS_MAIN(TestStatus)
#include "tst_status.moc"

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configreader.h"
#include "config/configsummary.h"
#include "e2e/doorfixture.h"
#include "e2e/relayprocess.h"
#include "net/rawpeer.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QMutex>
#include <QProcess>
#include <QTemporaryDir>
#include <QWebSocketServer>

#include <map>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;
using neuro::tests::RawPeer;

namespace {

QMutex logMutex; ///< Protects what follows.
QByteArray everythingLogged;
QtMessageHandler earlierHandler = nullptr;

/// What would be in the journal.
void keepLogged(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    {
        const QMutexLocker lock(&logMutex);
        everythingLogged += text.toUtf8() + '\n';
    }
    Q_UNUSED(type)
    Q_UNUSED(context)
}

} // namespace

/// Secrets are planted wherever one can get in, and looked for wherever something comes out.
class TestTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(u"neuro.*.debug=true"_s);
        earlierHandler = qInstallMessageHandler(keepLogged);
    }
    void cleanupTestCase() { qInstallMessageHandler(earlierHandler); }

    void tokensAppearNowhere();
    void errorMessagesHoldNone();
    void theProgramsLogHoldsNone();
    void cutTextsHoldNoBeginning();

private:
    /// A secret that is found if it gets anywhere.
    QString canary(const char *path)
    {
        const QString text =
            u"Canary%1x%2"_s.arg(static_cast<int>(m_canaries.size()) + 1, 2, 10, QLatin1Char('0'))
                .arg(QLatin1StringView(path));
        m_canaries.insert({text, path});
        return text;
    }

    void lookFor(const QByteArray &text, const QString &where)
    {
        for (const auto &[secret, path] : m_canaries) {
            if (text.contains(secret.toUtf8()) || text.contains(secret.toUtf8().toBase64()) ||
                text.contains(secret.toUtf8().toPercentEncoding()))
                m_found.append(u"%1 (%2) is in %3"_s.arg(secret, QLatin1StringView(path), where));
        }
    }
    void lookInFolder(const QString &folder)
    {
        QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            lookFor(file.readAll(), file.fileName());
        }
    }
    /// What a plain request is answered.
    static QByteArray answerTo(const QUrl &door, const QByteArray &request)
    {
        RawPeer peer(static_cast<quint16>(door.port()));
        peer.send(request);
        return QTest::qWaitFor([&peer] { return peer.isGone(); }) ? peer.answer()
                                                                  : QByteArray("no answer");
    }
    void lookInEvents(const relay::RelayEvents &events);

    std::map<QString, const char *> m_canaries; ///< With what they are.
    QStringList m_found;
};

void TestTokens::lookInEvents(const relay::RelayEvents &events)
{
    for (const relay::RelayEvent &event : events) {
        if (const auto *frame = std::get_if<relay::FrameEvent>(&event)) {
            lookFor(frame->payload, u"the traffic view"_s);
            lookFor(frame->name.toUtf8(), u"a name in the traffic view"_s);
            for (const protocol::Finding &warning : frame->warnings)
                lookFor(warning.detail.english().toUtf8(), u"a warning"_s);
            if (frame->refusal)
                lookFor(frame->refusal->detail.english().toUtf8(), u"a refusal"_s);
        } else if (const auto *transcript = std::get_if<relay::TranscriptEvent>(&event)) {
            lookFor((transcript->game + transcript->text + transcript->detail).toUtf8(),
                    u"the transcript"_s);
        } else if (const auto *diagnostic = std::get_if<relay::DiagnosticEvent>(&event)) {
            lookFor((diagnostic->name + diagnostic->detail.english()).toUtf8(), u"a diagnostic"_s);
        } else if (const auto *refusal = std::get_if<relay::RegistrationRefusedEvent>(&event)) {
            lookFor((refusal->name + refusal->type).toUtf8(), u"the bar"_s);
        } else if (const auto *upstream = std::get_if<relay::UpstreamEvent>(&event)) {
            lookFor((upstream->url + upstream->problem.english()).toUtf8(), u"upstream's state"_s);
        } else if (const auto *peer = std::get_if<relay::PeerEvent>(&event)) {
            lookFor((peer->name + peer->gameId + peer->reason.english()).toUtf8(),
                    u"a connection"_s);
        } else if (const auto *registry = std::get_if<relay::RegistryEvent>(&event)) {
            lookFor(registry->name.toUtf8(), u"a name beside actions"_s);
        } else if (const auto *done = std::get_if<relay::OperatorEvent>(&event)) {
            lookFor((done->detail + done->error.english()).toUtf8(), u"a command's answer"_s);
        }
    }
}

void TestTokens::tokensAppearNowhere()
{
    m_canaries.clear();
    m_found.clear();
    DoorFixture relay;
    relay.config.intermediary.authToken = canary("intermediary token of the configuration");
    relay.config.neuroOsToken = canary("watchers' token of the configuration");
    relay.config.hub.token = canary("hub token of the configuration");
    relay.config.recording.redact = {u"hunter\\w+"_s};
    // Away for ever: its address is in errors, and what is said is kept.
    relay.config.upstream.url = QUrl(u"ws://me:%1@127.0.0.1:1/?token=%2"_s.arg(
        canary("upstream password"), canary("upstream query")));
    relay.config.engine.upstream.isConfigured = true;
    relay.config.engine.upstream.earlierRunMs = 0;
    relay.options.recordFile = relay.folder.filePath(u"record.jsonl"_s);
    relay.options.dataFolder = relay.folder.filePath(u"data"_s);
    QVERIFY(QDir().mkpath(relay.options.dataFolder));
    QVERIFY(relay.start());
    const QUrl door = relay.intermediaryUrl();
    const QUrl status(u"http://"_s + relay.status.addresses.value(0));

    // At the intermediary door.
    const auto watcher = relay.watcher(u"ui"_s, true);
    const auto integration = relay.integration(u"spotify"_s);
    QVERIFY(watcher && integration);
    std::vector<DoorFixture::Client> strangers;
    const auto knock = [&](const QUrl &url, const QString &first) {
        strangers.push_back(std::make_unique<DoorClient>(url, first));
    };
    const QString asName = canary("token in the place of the name");
    const QString asType = canary("token in the place of the type");
    knock(door, DoorClient::registration(u"integration"_s, u"a"_s, canary("wrong token")));
    knock(door, DoorClient::registration(u"neuro-os"_s, u"a"_s, canary("watcher's wrong token")));
    knock(door, DoorClient::registration(u"neuro-os"_s, asName, asName));
    knock(door, DoorClient::registration(asType, u"a"_s, asType));
    knock(door, DoorClient::registration(u"neuro-os"_s, relay.config.intermediary.authToken,
                                         relay.config.intermediary.authToken));
    knock(door,
          DoorClient::registration(u"dj"_s, relay.config.neuroOsToken, relay.config.neuroOsToken));
    // Again, when it is too late for it.
    integration->send(DoorClient::registration(u"integration"_s, u"spotify"_s,
                                               canary("token of a second registration")));
    watcher->send(
        DoorClient::registration(u"neuro-os"_s, u"ui"_s, canary("watcher's second registration")));
    watcher->send(uR"({"direct_to_neuro":true,"payload":{"command":"x","auth_token":"%1"}})"_s.arg(
        canary("token that a watcher sends on")));

    // At the hub, on both doors.
    QUrl hub = relay.url();
    hub.setPath(u"/ws/agent"_s);
    hub.setQuery(u"client_type=agent&token="_s + canary("hub token in a URL"));
    knock(hub, {});
    hub.setQuery(u"token="_s + relay.config.hub.token);
    knock(
        hub,
        uR"({"message_type":"vote","client_id":"agent","timestamp":1,"data":{"auth_token":"%1"}})"_s
            .arg(canary("token in a hub message")));
    RawPeer page(static_cast<quint16>(door.port()));
    page.open("/ws/page?client_type=ui", "Origin: https://page.example\r\nAuthorization: Bearer " +
                                             canary("hub token in a header").toUtf8() + "\r\n");
    QTRY_VERIFY(page.closeCode() != 0 || page.isGone());
    QUrl toBackend = relay.url();
    toBackend.setQuery(u"token="_s + canary("token in a game's URL"));
    knock(toBackend, u"{\"command\":\"startup\",\"game\":\"B\"}"_s);

    // At the status door, and at the others' status.
    lookFor(answerTo(status, "POST /send HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n"
                             "Authorization: Bearer " +
                                 canary("wrong token of a request").toUtf8() + "\r\n\r\n{}"),
            u"an HTTP answer"_s);
    lookFor(answerTo(status, "POST /send HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 33\r\n"
                             "Authorization: Bearer " +
                                 relay.config.neuroOsToken.toUtf8() +
                                 "\r\n\r\n{\"command\":\"shutdown/immediate\"} "),
            u"an HTTP answer"_s);
    lookFor(answerTo(door, "GET /stats?token=" + canary("token in a request's URL").toUtf8() +
                               " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
            u"an HTTP answer"_s);

    // A game that is called like a token. It is muted: what goes up is for Neuro, and kept for her.
    const auto isMuted = [&relay](bool muted) {
        return relay.waitFor<relay::RestrictionEvent>([muted](const auto &restriction) {
            return restriction.game == u"***" && restriction.isMuted == muted;
        });
    };
    relay.service().submit(relay::MuteGame{relay.config.hub.token});
    QVERIFY(isMuted(true));
    const auto impostor = relay.game(relay.config.hub.token);
    impostor->send(
        uR"({"command":"actions/register","game":"x","data":{"actions":[{"name":"a","description":""}]}})"_s);
    QVERIFY(relay.waitFor<relay::RegistryEvent>(
        [](const relay::RegistryEvent &registry) { return registry.name == u"***"; }));
    // The operator means the game by the name that he is shown.
    relay.service().submit(relay::MuteGame{u"***"_s, false});
    QVERIFY(isMuted(false));
    // A game that has secrets of its own, and one that the operator hides.
    const auto game = relay.game(u"Chess"_s, {u"move"_s});
    game->send(
        uR"({"command":"startup","game":"Chess","auth_token":"%1","see":"ws://x/?token=%2","header":"Authorization: Bearer %3"})"_s
            .arg(canary("token of a game"), canary("token in a game's text"),
                 canary("header in a game's text")));
    game->send(uR"({"command":"shutdown/ready","game":"Chess","password":"%1"})"_s.arg(
        u"hunter"_s + canary("text that a pattern hides")));
    game->send(
        uR"({"command":"context","game":"Chess","data":{"message":"all is said","silent":true}})"_s);
    QVERIFY(relay.waitFor<relay::TranscriptEvent>(
        [](const relay::TranscriptEvent &event) { return event.text == u"all is said"; }));
    watcher->send(u"{\"snapshot\":true}"_s);
    QVERIFY(!watcher->waitFor(u"event"_s, u"snapshot"_s).isEmpty());
    QTRY_COMPARE(relay.all<relay::RegistrationRefusedEvent>().size(), 8);
    QVERIFY(m_canaries.size() >= 20);

    // What comes out.
    for (const char *path : {"/health", "/stats", "/metrics", "/"}) {
        const QByteArray answer =
            answerTo(status, QByteArray("GET ") + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QVERIFY2(answer.startsWith("HTTP/1.1 200"), answer.left(200).constData());
        lookFor(answer, QString::fromLatin1(path));
    }
    const QString outbox = relay.folder.filePath(u"outbox-export.jsonl"_s);
    QSignalSpy outboxExported(&relay.service(), &service::RelayService::outboxExported);
    QSignalSpy rowsRead(&relay.service(), &service::RelayService::outboxRows);
    relay.service().exportOutbox(outbox);
    relay.service().readOutbox();
    QTRY_VERIFY(!outboxExported.isEmpty() && !rowsRead.isEmpty());
    for (const relay::OutboxRow &row : rowsRead.front().front().value<QList<relay::OutboxRow>>())
        lookFor(row.payload, u"the outbox view"_s);
    relay.service().stop();
    lookInEvents(relay.events);
    for (const QString &text : watcher->texts())
        lookFor(text.toUtf8(), u"an event for watchers"_s);
    for (const auto &stranger : strangers) {
        for (const QString &text : stranger->texts())
            lookFor(text.toUtf8(), u"an answer"_s);
    }
    lookInFolder(relay.folder.path()); // Log, export, database, uploads.
    lookFor(QJsonDocument(config::configSummary(relay.config)).toJson(), u"the summary"_s);
    {
        const QMutexLocker lock(&logMutex);
        QVERIFY(everythingLogged.contains("a registration from 127.0.0.1 was refused"));
        lookFor(everythingLogged, u"the program's log"_s);
    }
    QFile log(*relay.options.recordFile);
    QVERIFY(log.open(QIODevice::ReadOnly));
    QVERIFY(log.readAll().contains("***")); // There was something to hide.
    QVERIFY2(m_found.isEmpty(), qPrintable(m_found.join(u'\n')));
}

/// Slips of a configuration and of a command line.
void TestTokens::errorMessagesHoldNone()
{
    m_canaries.clear();
    m_found.clear();
    const QTemporaryDir folder;
    const QByteArrayList slips = {
        "intermediary: " + canary("token without its key").toUtf8() + "\n",
        "intermediary: {auth_token: [" + canary("token in a list").toUtf8() + "]}\n",
        "intermediary:\n  auth_token:" + canary("token without a space").toUtf8() + "\n",
        "intermediary: {auth_token: \"" + canary("token with a space").toUtf8() + " x\"}\n",
        "intermediary:\n  port: 1\n   auth_token: " + canary("token indented").toUtf8() + "\n",
        "hub: {token: {x: " + canary("hub token as a section").toUtf8() + "}}\n",
        "nakurity-client: {url: 'http://me:" + canary("password").toUtf8() + "@x'}\n",
        "nakurity-client: {host: 'ws://me:" + canary("address-elsewhere").toUtf8() +
            "@x:1/?k=" + canary("query-elsewhere").toUtf8() + "'}\n",
        "backend: {allow: ['me:" + canary("password-elsewhere").toUtf8() + "@x']}\n",
        canary("token as a key").toUtf8() + ": 1\nintermediary: {auth_token: \"",
    };
    for (const QByteArray &yaml : slips) {
        const config::ConfigReading reading = config::readConfig(yaml, u"relay.yaml"_s);
        QVERIFY2(!reading.issues.isEmpty(), yaml.constData());
        // The name of a key that nobody knows is told: a token is none.
        for (const config::ConfigIssue &issue : reading.issues) {
            if (!yaml.startsWith("Canary"))
                lookFor(issue.toString().toUtf8(), QString::fromUtf8(yaml));
        }
    }
    for (const QStringList &arguments :
         {QStringList{u"--upstream"_s, u"http://me:%1@x"_s.arg(canary("password on the line"))},
          QStringList{u"--upstream"_s,
                      u"ws://x/?token=%1#fragment"_s.arg(canary("token on the line"))}}) {
        QProcess program;
        program.start(QStringLiteral(NEURO_RELAY_PROGRAM),
                      QStringList{u"--headless"_s} + arguments);
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitCode(), 2);
        lookFor(program.readAllStandardError() + program.readAllStandardOutput(),
                u"the program's output"_s);
    }
    QVERIFY2(m_found.isEmpty(), qPrintable(m_found.join(u'\n')));
}

/// It quotes others: a server that says why it sends us away, a page that wants to come in.
void TestTokens::theProgramsLogHoldsNone()
{
    m_canaries.clear();
    m_found.clear();
    // Names of computers are written small.
    const QString token = canary("repeated-by-upstream").toLower();
    m_canaries.insert({token, "repeated by upstream"});
    QWebSocketServer neuro(u"Neuro"_s, QWebSocketServer::NonSecureMode);
    QVERIFY(neuro.listen(QHostAddress::LocalHost));
    connect(&neuro, &QWebSocketServer::newConnection, &neuro, [&] {
        QWebSocket *socket = neuro.nextPendingConnection();
        connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
        socket->close(QWebSocketProtocol::CloseCodePolicyViolated, u"I do not like "_s + token);
    });
    const QTemporaryDir folder;
    RelayProcess relay(folder.path());
    QUrl url = neuro.serverUrl();
    url.setQuery(u"token="_s + token);
    const QString problem = relay.start(url, {u"--log-level"_s, u"debug"_s});
    QVERIFY2(problem.isEmpty(), relay.errors().constData());
    QTRY_VERIFY2(relay.errors().contains("I do not like ***"), relay.errors().constData());
    RawPeer page(static_cast<quint16>(relay.url().port()));
    page.open("/", "Origin: https://" + token.toUtf8() + ".example\r\n");
    QTRY_VERIFY2(relay.errors().contains("https://***.example"), relay.errors().constData());
    QCOMPARE(relay.stop(), 0);
    lookFor(relay.errors(), u"the program's log"_s);
    QVERIFY2(m_found.isEmpty(), qPrintable(m_found.join(u'\n')));
}

/// Long texts are shown as far as they fit: a token that stands there loses its end, no more.
void TestTokens::cutTextsHoldNoBeginning()
{
    const QString token = u"q8kZrTnW0yJx3LwQb5Yg7HsDfVcMpAeU"_s;
    const QByteArray beginning = token.first(16).toUtf8();
    DoorFixture relay;
    relay.config.hub.token = token;
    relay.config.intermediary.authToken = u"another-0123456789abcdef"_s;
    relay.options.recordFile = relay.folder.filePath(u"record.jsonl"_s);
    QVERIFY(relay.start());
    const auto watcher = relay.watcher(u"ui"_s);
    const auto integration = std::make_unique<DoorClient>(
        relay.intermediaryUrl(),
        DoorClient::registration(u"integration"_s, u"me-"_s + token.toLower(),
                                 relay.config.intermediary.authToken));
    QVERIFY(watcher);
    QVERIFY(relay.waitFor<relay::PeerEvent>(
        [](const relay::PeerEvent &peer) { return peer.name == u"me-***"_s; }));
    // With what stands in front of it, it is over every limit.
    const QList<int> limits = {64, 80, 256};
    std::vector<DoorFixture::Client> games;
    for (const int limit : limits) {
        const QString text = QString(limit - 24, u'p') + token;
        games.push_back(relay.game(text));
        DoorClient &game = *games.back();
        game.send(uR"({"command":"%1","game":"%1","%1":1})"_s.arg(text));
        game.send(
            uR"({"command":"context","game":"x","data":{"%1":1,"message":"m","silent":true}})"_s
                .arg(text));
        game.send(
            uR"({"command":"action/result","data":{"id":"%1","success":true},"game":"x"})"_s.arg(
                text));
        game.send(uR"({"command":"actions/register","game":"x","data":{"actions":[{"name":"%1 ",)"
                  uR"("description":"","schema":{"type":"%1","%1":{"enum":7}}}]}})"_s.arg(text));
        game.send(
            uR"({"command":"actions/force","game":"x","data":{"query":"q","action_names":["%1!"]}})"_s
                .arg(text));
        watcher->send(uR"({"target":"%1","cmd":{"command":"x"}})"_s.arg(text));
        integration->send(uR"({"choice":{"request_id":"%1","selected":"x"}})"_s.arg(text));
    }
    integration->sendBinary("bytes");
    games.back()->send(
        uR"({"command":"context","game":"x","data":{"message":"all is said","silent":true}})"_s);
    QVERIFY(relay.waitFor<relay::TranscriptEvent>(
        [](const relay::TranscriptEvent &event) { return event.text == u"all is said"; }));
    QVERIFY(!watcher->waitFor(u"event"_s, u"binary_received"_s).isEmpty());
    watcher->send(u"{\"snapshot\":true}"_s);
    QVERIFY(!watcher->waitFor(u"event"_s, u"snapshot"_s).isEmpty());
    const auto isClean = [&](const QByteArray &text) {
        return !text.contains(beginning) && !text.contains(beginning.toLower());
    };
    const QUrl status(u"http://"_s + relay.status.addresses.value(0));
    for (const char *path : {"/stats", "/metrics"}) {
        const QByteArray answer =
            answerTo(status, QByteArray("GET ") + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QVERIFY2(isClean(answer), answer.constData());
    }
    relay.service().stop();
    for (const QString &text : watcher->texts() + integration->texts())
        QVERIFY2(isClean(text.toUtf8()), qPrintable(text));
    QFile log(*relay.options.recordFile);
    QVERIFY(log.open(QIODevice::ReadOnly));
    while (!log.atEnd()) {
        const QByteArray line = log.readLine();
        QVERIFY2(isClean(line), line.constData());
    }
}

QTEST_GUILESS_MAIN(TestTokens)
#include "tst_tokens.moc"

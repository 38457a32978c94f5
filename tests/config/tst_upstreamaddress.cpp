// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configreader.h"
#include "net/ownaddress.h"

#include <QDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using config::ConfigIssue;
using config::ConfigReading;

namespace {

QString printed(const QList<ConfigIssue> &issues)
{
    QStringList lines;
    for (const ConfigIssue &issue : issues)
        lines.append(
            (issue.severity == ConfigIssue::Severity::Error ? u"error "_s : u"warning "_s) +
            issue.toString());
    return lines.join(u'\n');
}

ConfigReading completed(const QByteArray &yaml, bool withWindow = true,
                        const net::KnownNames &names = {})
{
    ConfigReading reading = config::readConfig(yaml, u"relay.yaml"_s);
    reading.config.knownNames = names;
    config::completeConfig(reading.config, withWindow, reading.issues);
    return reading;
}

} // namespace

class TestUpstreamAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void choosesDeciders_data();
    void choosesDeciders();
    void asksAboutAnEarlierRunInAWindow();
    void missesAnUpstreamThatDecides();
    void givesWayToUpstream_data();
    void givesWayToUpstream();
    void givesWayToANameOfThisComputer();
    void refusesOurOwnDoors_data();
    void refusesOurOwnDoors();
    void namesTheEnvironment();
    void findsCertificatesBesideTheFile();
};

void TestUpstreamAddress::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QUrl>("url");
    for (const QString &text : {u"ws://127.0.0.1:8000"_s, u"wss://neuro.example/path?x=1"_s,
                                u"ws://[::1]:1"_s, u"ws://me:pass@host"_s})
        QTest::newRow(qPrintable(text)) << text << QUrl(text);
    QTest::newRow("none") << u"none"_s << QUrl();
    QTest::newRow("NONE") << u"NONE"_s << QUrl();
}

void TestUpstreamAddress::reads()
{
    QFETCH(QString, text);
    const auto url = config::parseUpstream(text);
    QVERIFY2(url.hasValue(), qPrintable(url ? QString() : url.error().english()));
    QTEST(*url, "url");
}

void TestUpstreamAddress::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const QString &text :
         {u""_s, u"127.0.0.1:8000"_s, u"localhost"_s, u"http://a"_s, u"ws://"_s, u"ws:///path"_s,
          u"ws://a:99999"_s, u"ws://a b"_s, u"ws://a#part"_s, u"ws://a:0"_s, u"WS//a"_s})
        QTest::addRow("'%s'", qPrintable(text)) << text;
    QTest::newRow("long") << u"ws://a/"_s + QString(2000, u'x');
}

void TestUpstreamAddress::refuses()
{
    QFETCH(QString, text);
    const auto url = config::parseUpstream(text);
    QVERIFY(!url);
    QVERIFY(url.error().english().startsWith(u"must be a WebSocket address"));
}

void TestUpstreamAddress::choosesDeciders_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<bool>("withWindow");
    QTest::addColumn<QString>("deciders");
    const QByteArray upstream = "nakurity-client: {host: neuro.example}\n";
    QTest::newRow("window") << QByteArray() << true << u"operator"_s;
    QTest::newRow("headless") << QByteArray() << false << u"watchers:8,first"_s;
    QTest::newRow("headless, slow watchers")
        << QByteArray("relay: {watchers_timeout: 20}\n") << false << u"watchers:20,first"_s;
    QTest::newRow("headless, no intermediary")
        << QByteArray("intermediary: {enabled: false}\n") << false << u"first"_s;
    QTest::newRow("window, upstream") << upstream << true << u"upstream,operator"_s;
    QTest::newRow("headless, upstream") << upstream << false << u"upstream"_s;
    QTest::newRow("said so") << upstream + "relay: {deciders: random}" << true << u"random"_s;
}

void TestUpstreamAddress::choosesDeciders()
{
    QFETCH(QByteArray, yaml);
    QFETCH(bool, withWindow);
    const ConfigReading reading = completed(yaml, withWindow);
    QCOMPARE(printed(reading.issues), QString());
    QTEST(config::formatDeciders(reading.config.engine.deciders), "deciders");
    QCOMPARE(reading.config.engine.upstream.isConfigured, yaml.contains("neuro.example"));
}

void TestUpstreamAddress::asksAboutAnEarlierRunInAWindow()
{
    QCOMPARE(completed({}, true).config.engine.upstream.earlierRunMs, 10'000);
    QCOMPARE(completed({}, false).config.engine.upstream.earlierRunMs, 0);
}

void TestUpstreamAddress::missesAnUpstreamThatDecides()
{
    QCOMPARE(printed(completed("relay: {deciders: [upstream, operator]}").issues),
             u"warning relay.yaml: relay.deciders: names upstream, but there is none: set "
             "nakurity-client.host, or leave it out"_s);
}

void TestUpstreamAddress::givesWayToUpstream_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<int>("port");
    QTest::newRow("no upstream") << QByteArray() << 8000;
    QTest::newRow("there") << QByteArray("nakurity-client: {host: 127.0.0.1}") << 8001;
    QTest::newRow("localhost") << QByteArray("nakurity-client: {url: 'ws://localhost:8000'}")
                               << 8001;
    QTest::newRow("another port") << QByteArray("nakurity-client: {host: '::1', port: 9000}")
                                  << 8000;
    QTest::newRow("elsewhere") << QByteArray("nakurity-client: {host: 203.0.113.1}") << 8000;
}

void TestUpstreamAddress::givesWayToUpstream()
{
    QFETCH(QByteArray, yaml);
    const ConfigReading reading = completed(yaml);
    QCOMPARE(printed(reading.issues), QString());
    QTEST(int(reading.config.backend.port), "port");
}

void TestUpstreamAddress::givesWayToANameOfThisComputer()
{
    const QByteArray yaml = "nakurity-client: {host: here.example}\n";
    const ConfigReading before = completed(yaml);
    QCOMPARE(int(before.config.backend.port), 8000);
    const auto here = [](const QString &) {
        return QList{QHostAddress(QHostAddress::LocalHost)};
    };
    const net::KnownNames names =
        net::learnNames(before.config.upstream.url, before.config.doors(), 60'000, here);
    const ConfigReading after = completed(yaml, true, names);
    QCOMPARE(int(after.config.backend.port), 8001);
    QCOMPARE(printed(after.issues), QString());
    // Where somebody has chosen the port it is an error as any other.
    const ConfigReading chosen = completed("nakurity-backend: {port: 8000}\n" + yaml, true, names);
    QCOMPARE(printed(chosen.issues),
             u"error relay.yaml:2: nakurity-client.host: the upstream ws://here.example:8000 is "
             "this relay's own door localhost:8000 (nakurity-backend.port); change the address or "
             "the port of one of the two"_s);
}

void TestUpstreamAddress::refusesOurOwnDoors_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("issue");
    QTest::newRow("chosen backend")
        << QByteArray("nakurity-backend:\n  port: 8000\nnakurity-client:\n  host: 127.0.0.1\n")
        << u"error relay.yaml:4: nakurity-client.host: the upstream ws://127.0.0.1:8000 is this "
           "relay's own door localhost:8000 (nakurity-backend.port); change the address or the "
           "port of one of the two"_s;
    QTest::newRow("wildcard backend")
        << QByteArray("nakurity-backend: {host: 0.0.0.0, port: 9000}\n"
                      "nakurity-client:\n  url: 'ws://me:secret-word@localhost:9000/?t=1'\n")
        << u"error relay.yaml:3: nakurity-client.url: the upstream ws://localhost:9000/?*** is "
           "this relay's own door 0.0.0.0:9000 (nakurity-backend.port); change the address or "
           "the port of one of the two"_s;
    QTest::newRow("intermediary")
        << QByteArray("nakurity-client: {host: 127.0.0.1, port: 8765}\n")
        << u"error relay.yaml:1: nakurity-client.host: the upstream ws://127.0.0.1:8765 is this "
           "relay's own door localhost:8765 (intermediary.port); change the address or the port "
           "of one of the two"_s;
    QTest::newRow("intermediary that is off")
        << QByteArray("intermediary: {enabled: false}\n"
                      "nakurity-client: {host: 127.0.0.1, port: 8765}\n")
        << QString();
    QTest::newRow("status")
        << QByteArray("nakurity-client: {host: 127.0.0.1, port: 8770}\n")
        << u"error relay.yaml:1: nakurity-client.host: the upstream ws://127.0.0.1:8770 is this "
           "relay's own door 127.0.0.1:8770 (status.port); change the address or the port of one "
           "of the two"_s;
    QTest::newRow("two doors at one address")
        << QByteArray("nakurity-backend: {port: 8765}\n")
        << u"warning relay.yaml: intermediary.port: port 8765 is that of nakurity-backend.port, "
           "too; this door stays closed, choose another port for it"_s;
    QTest::newRow("two doors at one chosen address")
        << QByteArray("nakurity-backend: {port: 8765}\nintermediary: {port: 8765}\n")
        << u"error relay.yaml: intermediary.port: port 8765 is that of nakurity-backend.port, too; "
           "change one of the two"_s;
    QTest::newRow("two doors, one for every address")
        << QByteArray("intermediary: {host: 0.0.0.0, port: 8770}\n")
        << u"warning relay.yaml: status.port: port 8770 is that of intermediary.port, too; this "
           "door stays closed, choose another port for it"_s;
    QTest::newRow("an earlier door gives way")
        << QByteArray("status: {port: 8765}\n")
        << u"warning relay.yaml: intermediary.port: port 8765 is that of status.port, too; this "
           "door stays closed, choose another port for it"_s;
    QTest::newRow("two doors at different addresses")
        << QByteArray("nakurity-backend: {host: 127.0.0.1, port: 8770}\n"
                      "status: {host: '::1'}\n")
        << QString();
    QTest::newRow("where the backend went to")
        << QByteArray("nakurity-backend: {host: 127.0.0.1}\n"
                      "nakurity-client: {host: 127.0.0.1, port: 8001}\n")
        << QString();
}

void TestUpstreamAddress::refusesOurOwnDoors()
{
    QFETCH(QByteArray, yaml);
    QTEST(printed(completed(yaml).issues), "issue");
}

void TestUpstreamAddress::namesTheEnvironment()
{
    ConfigReading reading = config::readConfig({}, u"relay.yaml"_s);
    QProcessEnvironment environment;
    environment.insert(u"NEURO_RELAY_UPSTREAM"_s, u"ws://[::1]:7000"_s);
    environment.insert(u"WS_PORT"_s, u"7000"_s);
    config::applyEnvironment(reading.config, environment, reading.issues);
    config::completeConfig(reading.config, false, reading.issues);
    QCOMPARE(printed(reading.issues),
             u"error environment: NEURO_RELAY_UPSTREAM: the upstream ws://[::1]:7000 is this "
             "relay's own door localhost:7000 (WS_PORT); change the address or the port of one of "
             "the two"_s);
    QCOMPARE(reading.config.upstream.place, u"NEURO_RELAY_UPSTREAM"_s);
}

void TestUpstreamAddress::findsCertificatesBesideTheFile()
{
    const QDir folder(QStringLiteral(TEST_DATA_DIR));
    const ConfigReading reading =
        config::readConfig("nakurity-client: {host: a, tls: true, ca: tls/authority.pem}\n",
                           folder.filePath(u"relay.yaml"_s));
    QCOMPARE(printed(reading.issues), QString());
    QCOMPARE(reading.config.upstream.caFile, folder.filePath(u"tls/authority.pem"_s));
    QVERIFY(config::readConfig("nakurity-client: {ca: tls/server.key}",
                               folder.filePath(u"relay.yaml"_s))
                .hasErrors());
}

QTEST_GUILESS_MAIN(TestUpstreamAddress)
#include "tst_upstreamaddress.moc"

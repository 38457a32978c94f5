// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configreader.h"
#include "config/configsummary.h"

#include "config/readings.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using namespace neuro::tests;
using config::ConfigIssue;
using config::ConfigReading;
using relay::Decider;

class TestConfigReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsTheDefaults_data();
    void nothingIsTheDefaults();
    void readsEveryKey();
    void readsTheOlderRelaysFile();
    void readsDeciders_data();
    void readsDeciders();
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
    void tellsAllErrorsAtOnce();
    void wrongValuesLeaveDefaults();
    void endsWithHostileFiles_data();
    void endsWithHostileFiles();
    void limitsTheIssues();
};

void TestConfigReader::nothingIsTheDefaults_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("comment") << QByteArray("# nothing\n");
    QTest::newRow("document") << QByteArray("---\n");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf");
    QTest::newRow("empty sections") << QByteArray("relay:\nlimits: {}\nintermediary:\n  port:\n");
}

void TestConfigReader::nothingIsTheDefaults()
{
    QFETCH(QByteArray, yaml);
    const ConfigReading reading = read(yaml);
    QCOMPARE(printed(reading.issues), QString());
    QVERIFY(!reading.hasErrors());
    QCOMPARE(described(reading.config), described(config::RelayConfig()));
    QVERIFY(reading.config.secrets().isEmpty());
    QVERIFY(!reading.config.decidersAreSet);
    QCOMPARE(reading.config.file, u"relay.yaml"_s);
}

void TestConfigReader::readsEveryKey()
{
    const ConfigReading reading = read(QByteArray(R"(
intermediary:
  enabled: no
  host: "::1"
  port: 9001
  tls_port: 9003
  auth_token: 0123456789abcdefghij
  allow: 10.1.0.0/16
  allowed_origins: [https://watch.example]
status: {enabled: off, host: 0.0.0.0, port: 9004, tls_port: 9005, randy_port: 1337}
hub: {open_on_loopback: no, timeout: 12.5, token: uvwxyz0123456789abcd}
uploads: {size: 1 MiB, quota: 2 GiB}
nakurity-backend: {host: 0.0.0.0, port: 0, tls_port: 0}
dependency-authentication:
  neuro-os: {auth_token: "klmnopqrstuvwxyz0123"}
relay:
  name: My relay
  deciders: "upstream:20,operator:30,first"
  naming: on-collision
  describe: off
  watchers_timeout: 3.5
  force_timeout: 12.5
  force_retries: 7
  action_timeout: 2.5
  random_delay: 20
  random_seed: 18446744073709551615
  muted_games: [Chess, "Go: the game", 2048, Chess]
  character: {id: evil, name: Evil Neuro}
backend:
  reregister: never
  allow: [192.168.1.20, 10.0.0.0/8]
  allowed_origins: https://example.org
limits:
  message: 16 MiB
  nesting: 64
  connections: 10
  actions_per_game: 20
  game_name: 50
  action_name: 100
  schema: 1 KiB
  forces_per_game: 3
  actions_in_flight: 5
  unwritten: 1 MB
  handshake: 1.5
  message_rate: 100
  loopback_message_rate: 200
  idle: 60
nakurity-client: {host: "::1", port: 9002, tls: on}
outbox: {rows: 5, size: 1 MiB, context_age: 60, command_age: 172800}
relay_queue: /var/lib/queue.db
recording:
  enabled: no
  keep_sessions: 3
  keep_size: 1 GiB
  redact: ["hunter\\d", secret]
tls: {certificate: @DATA@/server.pem, key: @DATA@/server.key}
)")
                                           .replace("@DATA@", TEST_DATA_DIR "/tls"));
    QCOMPARE(printed(reading.issues), QString());
    const config::RelayConfig &c = reading.config;
    QCOMPARE(c.intermediary.host, u"::1"_s);
    QCOMPARE(c.intermediary.port, quint16(9001));
    QVERIFY(!c.intermediary.enabled);
    QVERIFY(c.intermediary.addressIsSet);
    QCOMPARE(c.intermediary.tlsPort, std::optional<quint16>(9003));
    QCOMPARE(c.intermediary.allowedAddresses, QStringList(u"10.1.0.0/16"_s));
    QCOMPARE(c.intermediary.allowedOrigins, QStringList(u"https://watch.example"_s));
    QCOMPARE(c.intermediaryPlace,
             (config::SettingPlace{u"relay.yaml"_s, 5, u"intermediary.port"_s}));
    QVERIFY(!c.status.enabled);
    QVERIFY(c.status.addressIsSet);
    QCOMPARE(c.status.host, u"0.0.0.0"_s);
    QCOMPARE(c.status.port, quint16(9004));
    QCOMPARE(c.status.tlsPort, std::optional<quint16>(9005));
    QCOMPARE(c.status.randyPort, std::optional<quint16>(1337));
    QVERIFY(!c.hub.openOnLoopback);
    QCOMPARE(c.hub.timeoutMs, 12'500);
    QCOMPARE(c.hubToken(), u"uvwxyz0123456789abcd"_s);
    QCOMPARE(c.uploads.messageBytes, 1024 * 1024);
    QCOMPARE(c.uploads.quotaBytes, qint64(2) * 1024 * 1024 * 1024);
    QCOMPARE(c.engine.watchersTimeoutMs, 3500);
    QCOMPARE(c.secrets(), QStringList({u"0123456789abcdefghij"_s, u"klmnopqrstuvwxyz0123"_s,
                                       u"uvwxyz0123456789abcd"_s}));
    QCOMPARE(c.backend.host, u"0.0.0.0"_s);
    QCOMPARE(c.backend.port, quint16(0));
    QVERIFY(c.backendPortIsSet);
    QCOMPARE(c.backend.tls.port, std::optional<quint16>(0));
    QCOMPARE(c.backend.tls.certificate, QStringLiteral(TEST_DATA_DIR "/tls/server.pem"));
    QCOMPARE(c.backend.tls.key, QStringLiteral(TEST_DATA_DIR "/tls/server.key"));
    QCOMPARE(c.encrypted(9003).key, c.backend.tls.key);
    QCOMPARE(c.backendPlace,
             (config::SettingPlace{u"relay.yaml"_s, 13, u"nakurity-backend.port"_s}));
    QCOMPARE(c.upstream.url, QUrl(u"wss://[::1]:9002"_s));
    QVERIFY(c.upstream.verify);
    QVERIFY(c.upstream.caFile.isEmpty());
    QCOMPARE(c.engine.upstream.relayName, u"My relay"_s);
    QVERIFY(c.engine.upstream.naming == relay::Naming::OnCollision);
    QVERIFY(!c.engine.upstream.describe);
    QCOMPARE(c.engine.upstream.forceTimeoutMs, 12'500);
    QCOMPARE(c.outbox.limits.rows, 5);
    QCOMPARE(c.outbox.limits.bytes, 1024 * 1024);
    QCOMPARE(c.outbox.limits.contextAgeMs, 60'000);
    QCOMPARE(c.outbox.limits.commandAgeMs, 172'800'000);
    QCOMPARE(c.outbox.file, u"/var/lib/queue.db"_s);
    QVERIFY(c.decidersAreSet);
    QCOMPARE(config::formatDeciders(c.engine.deciders), u"upstream:20,operator:30,first"_s);
    QCOMPARE(c.engine.forceRetries, 7);
    QCOMPARE(c.engine.actionTimeoutMs, 2500);
    QCOMPARE(c.engine.randomDelayMs, 20);
    QCOMPARE(c.engine.randomSeed, std::numeric_limits<quint64>::max());
    QCOMPARE(c.engine.mutedGames, QStringList({u"Chess"_s, u"Go: the game"_s, u"2048"_s}));
    QCOMPARE(c.engine.character.characterId, u"evil"_s);
    QCOMPARE(c.engine.character.displayName, u"Evil Neuro"_s);
    QVERIFY(c.engine.reregister == relay::Reregister::Never);
    QCOMPARE(c.backend.allowedAddresses, QStringList({u"192.168.1.20"_s, u"10.0.0.0/8"_s}));
    QCOMPARE(c.backend.allowedOrigins, QStringList(u"https://example.org"_s));
    QCOMPARE(c.backend.maxMessage, 16 * 1024 * 1024);
    QCOMPARE(c.engine.limits.nesting, 64);
    QCOMPARE(c.backend.maxConnections, 10);
    QCOMPARE(c.engine.limits.actionsPerGame, 20);
    QCOMPARE(c.engine.limits.gameName, 50);
    QCOMPARE(c.engine.limits.actionName, 100);
    QCOMPARE(c.engine.limits.schema, 1024);
    QCOMPARE(c.engine.limits.forcesPerGame, 3);
    QCOMPARE(c.engine.limits.actionsInFlight, 5);
    QCOMPARE(c.backend.maxUnwritten, 1'000'000);
    QCOMPARE(c.backend.handshakeMs, 1500);
    QCOMPARE(c.backend.messageRate, 100);
    QCOMPARE(c.backend.loopbackMessageRate, 200);
    QCOMPARE(c.backend.idleMs, 60'000);
    QVERIFY(!c.recording.enabled);
    QCOMPARE(c.recording.keepSessions, 3);
    QCOMPARE(c.recording.keepBytes, 1024 * 1024 * 1024);
    QCOMPARE(c.recording.redact, QStringList({u"hunter\\d"_s, u"secret"_s}));
}

/// As it is written by that relay, with tokens of one's own.
void TestConfigReader::readsTheOlderRelaysFile()
{
    const ConfigReading reading = read(R"(intermediary:
  host: "127.0.0.1"
  port: 8765
  auth_token: "c3d5e90b2f1a4d6890"
  relay_queue: "relay_message_queue.pkl"

nakurity-backend:
  host: "127.0.0.1"
  port: 8001

nakurity-client:
  host: "127.0.0.1"
  port: 8000

dependency-authentication:
  neuro-os:
    auth_token: "77f0a1c9be5534d2aa"
)");
    QCOMPARE(printed(reading.issues), QString());
    QCOMPARE(reading.config.intermediary.host, u"127.0.0.1"_s);
    QCOMPARE(reading.config.intermediary.port, quint16(8765));
    QCOMPARE(reading.config.intermediary.authToken, u"c3d5e90b2f1a4d6890"_s);
    QCOMPARE(reading.config.backend.port, quint16(8001));
    QCOMPARE(reading.config.upstream.url, QUrl(u"ws://127.0.0.1:8000"_s));
    QCOMPARE(reading.config.neuroOsToken, u"77f0a1c9be5534d2aa"_s);
    QCOMPARE(reading.config.outbox.file, QDir::current().filePath(u"relay_message_queue.pkl"_s));
}

void TestConfigReader::readsDeciders_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("deciders");
    QTest::newRow("text") << QByteArray(" operator:30,first") << u"operator:30,first"_s;
    QTest::newRow("one") << QByteArray(" first") << u"first"_s;
    QTest::newRow("flow list") << QByteArray(" [random, first]") << u"random,first"_s;
    QTest::newRow("flow pairs") << QByteArray(" [operator: 30, first]") << u"operator:30,first"_s;
    QTest::newRow("compact pairs") << QByteArray(" [operator:30, first]") << u"operator:30,first"_s;
    QTest::newRow("maps") << QByteArray(" [{operator: 0.5}, random]") << u"operator:0.5,random"_s;
    QTest::newRow("block list") << QByteArray("\n    - operator: 30\n    - first: \n")
                                << u"operator:30,first"_s;
}

void TestConfigReader::readsDeciders()
{
    QFETCH(QByteArray, value);
    const ConfigReading reading = read("relay:\n  deciders:" + value);
    QCOMPARE(printed(reading.issues), QString());
    QVERIFY(reading.config.decidersAreSet);
    QTEST(config::formatDeciders(reading.config.engine.deciders), "deciders");
}

void TestConfigReader::tellsWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("issues");
    const auto row = [](const char *name, const QByteArray &yaml, const QString &issues) {
        QTest::newRow(name) << yaml << issues;
    };
    row("integer", "relay:\n  force_retries: many\n",
        u"error relay.yaml:2: relay.force_retries: must be a whole number from 0 to 100, not "
        "\"many\""_s);
    row("integer range", "relay: {force_retries: 101}",
        u"error relay.yaml:1: relay.force_retries: must be a whole number from 0 to 100, not \"101\""_s);
    row("fraction", "limits: {nesting: 8.5}",
        u"error relay.yaml:1: limits.nesting: must be a whole number from 8 to 1000, not \"8.5\""_s);
    row("list for a value", "relay:\n  force_retries:\n    - 1\n",
        u"error relay.yaml:2: relay.force_retries: must be a whole number from 0 to 100, not a list"_s);
    row("port", "nakurity-backend: {port: 65536}",
        u"error relay.yaml:1: nakurity-backend.port: must be a whole number from 0 to 65535, not "
        "\"65536\""_s);
    row("upstream port", "nakurity-client: {port: 0}",
        u"error relay.yaml:1: nakurity-client.port: must be a whole number from 1 to 65535, not "
        "\"0\""_s);
    row("force timeout", "relay: {force_timeout: 0}",
        u"error relay.yaml:1: relay.force_timeout: must be a number of seconds from 1 to 3600, not "
        "\"0\""_s);
    row("naming", "relay: {naming: sometimes}",
        u"error relay.yaml:1: relay.naming: must be one of always, on-collision, never, not "
        "\"sometimes\""_s);
    row("upstream url", "nakurity-client:\n  url: http://me:password@x\n",
        u"error relay.yaml:2: nakurity-client.url: must be a WebSocket address, such as "
        "ws://127.0.0.1:8000 or wss://example.org/path, or none"_s);
    row("upstream twice", "nakurity-client:\n  url: ws://a\n  host: b\n  tls: no\n",
        u"error relay.yaml:3: nakurity-client.host: is set beside nakurity-client.url, which says "
        "it too; remove one of the two\n"
        "error relay.yaml:4: nakurity-client.tls: is set beside nakurity-client.url, which says "
        "it too; remove one of the two"_s);
    row("no verification", "nakurity-client:\n  url: wss://a\n  verify: no\n",
        u"warning relay.yaml:3: nakurity-client.verify: any certificate is taken: whoever is in "
        "between can read and change everything; set it to true, and name the authority's "
        "certificate in nakurity-client.ca if need be"_s);
    row("no certificate", "nakurity-client: {url: wss://a, ca: /no/such.pem}",
        u"error relay.yaml:1: nakurity-client.ca: must be a PEM file with a certificate; "
        "/no/such.pem cannot be read or has none"_s);
    row("encrypted port alone", "nakurity-backend:\n  tls_port: 8443\n",
        u"error relay.yaml:2: nakurity-backend.tls_port: needs a certificate and its private key; "
        "name their PEM files in tls.certificate and tls.key"_s);
    row("certificate without a key", "tls: {certificate: a.pem}\nstatus: {tls_port: 1}",
        u"error relay.yaml:1: tls.certificate: needs its private key; name the key's file in "
        "tls.key\n"
        "error relay.yaml:2: status.tls_port: needs a certificate and its private key; name their "
        "PEM files in tls.certificate and tls.key"_s);
    row("key without a certificate", "tls: {key: a.key}",
        u"error relay.yaml:1: tls.key: needs the certificate that was made for it; name the "
        "certificate's file in tls.certificate"_s);
    row("certificate that is absent",
        "intermediary: {tls_port: 8443}\ntls: {certificate: /no/such.pem, key: /no/such.key}",
        u"warning relay.yaml:2: tls.certificate: /no/such.pem does not exist; correct the path"_s);
    row("key that is absent",
        "intermediary: {tls_port: 8443}\ntls:\n  certificate: " TEST_DATA_DIR
        "/tls/server.pem\n  key: /no/such.key",
        u"warning relay.yaml:4: tls.key: /no/such.key does not exist; correct the path"_s);
    row("certificate that has expired",
        "intermediary: {tls_port: 8443}\ntls:\n  certificate: " TEST_DATA_DIR
        "/tls/expired.pem\n  key: " TEST_DATA_DIR "/tls/expired.key",
        QStringLiteral("warning relay.yaml:3: tls.certificate: the certificate in " TEST_DATA_DIR
                       "/tls/expired.pem has expired on 2001-01-01, and who connects will not "
                       "trust it; get a new one"));
    row("certificate that nobody shows",
        "tls:\n  certificate: " TEST_DATA_DIR "/tls/server.pem\n  key: " TEST_DATA_DIR
        "/tls/server.key",
        u"warning relay.yaml:2: tls.certificate: is shown by no door; give one an encrypted port, "
        "such as nakurity-backend.tls_port: 8443"_s);
    row("encrypted port", "status: {tls_port: -1}",
        u"error relay.yaml:1: status.tls_port: must be a whole number from 0 to 65535, not "
        "\"-1\""_s);
    row("outbox", "outbox: {rows: 0, size: 1, context_age: 0}",
        u"error relay.yaml:1: outbox.rows: must be a whole number from 1 to 1000000, not \"0\"\n"
        "error relay.yaml:1: outbox.size: must be a size from 64 KiB to 16 GiB, such as \"64 "
        "MiB\" or a number of bytes, not \"1\"\n"
        "error relay.yaml:1: outbox.context_age: must be a number of seconds from 1 to 86400, not "
        "\"0\""_s);
    row("published token", "intermediary: {auth_token: super-secret-token}\n",
        u"warning relay.yaml:1: intermediary.auth_token: is the published example token, which "
        "everybody knows; it admits nobody who is not on this computer; set a random one of 16 "
        "characters or more"_s);
    row("queues", "intermediary: {relay_queue: a.pkl}\nrelay_queue: b.db\n",
        u"error relay.yaml:2: relay_queue: names another file than intermediary.relay_queue; "
        "remove one of the two"_s);
    row("the same queue", "intermediary: {relay_queue: a.pkl}\nrelay_queue: ./a.pkl\n", QString());
    row("the older relay's queue", "intermediary: {relay_queue: /}\n",
        u"error relay.yaml:1: intermediary.relay_queue: must be a file, not the folder /"_s);
    row("queue", "relay_queue: /\n",
        u"error relay.yaml:1: relay_queue: must be a file, not the folder /"_s);
    row("host", "nakurity-backend:\n\n  host: ws://127.0.0.1:8000\n",
        u"error relay.yaml:3: nakurity-backend.host: must be an IP address or a host name, without "
        u"a "
        "port or a scheme, not \"ws://127.0.0.1:8000\""_s);
    row("seconds", "relay: {action_timeout: 10 s}",
        u"error relay.yaml:1: relay.action_timeout: must be a number of seconds from 0.1 to 3600 "
        u"(or "
        "0: no limit), not \"10 s\""_s);
    row("no zero", "limits: {handshake: 0}",
        u"error relay.yaml:1: limits.handshake: must be a number of seconds from 0.1 to 300, not "
        "\"0\""_s);
    row("not a number", "limits: {idle: .nan}",
        u"error relay.yaml:1: limits.idle: must be a number of seconds from 1 to 86400 (or 0: no "
        "limit), not \".nan\""_s);
    row("size", "limits: {message: 8 apples}",
        u"error relay.yaml:1: limits.message: must be a size from 1 KiB to 256 MiB, such as \"8 "
        "MiB\" or a number of bytes, not \"8 apples\""_s);
    row("size range", "limits: {schema: 1 GiB}",
        u"error relay.yaml:1: limits.schema: must be a size from 64 B to 8 MiB, such as \"256 "
        "KiB\" or a number of bytes, not \"1 GiB\""_s);
    row("boolean", "recording: {enabled: 2}",
        u"error relay.yaml:1: recording.enabled: must be true or false, not \"2\""_s);
    row("choice", "backend: {reregister: sometimes}",
        u"error relay.yaml:1: backend.reregister: must be one of auto, always, never, not "
        "\"sometimes\""_s);
    row("seed", "relay: {random_seed: -1}",
        u"error relay.yaml:1: relay.random_seed: must be a whole number from 0 to "
        "18446744073709551615, not \"-1\""_s);
    row("empty text", "relay: {name: \" \"}",
        u"error relay.yaml:1: relay.name: must be a text that is not empty, not \" \""_s);
    row("long text", "relay: {name: " + QByteArray(2000, 'x') + "}",
        u"error relay.yaml:1: relay.name: must be at most 1024 characters long, not 2000"_s);
    row("deep key", "relay:\n  character:\n    id: []\n",
        u"error relay.yaml:3: relay.character.id: must be a text that is not empty, not a list"_s);
    row("address in a list", "backend:\n  allow:\n    - 10.0.0.1\n    - here\n    - {}\n",
        u"error relay.yaml:4: backend.allow: entry 2: must be an address or a network, such as "
        "\"192.168.1.20\" or \"10.0.0.0/8\", not \"here\"\n"
        "error relay.yaml:5: backend.allow: entry 3: must be a text, not a section"_s);
    row("origin", "backend: {allowed_origins: example.org}",
        u"error relay.yaml:1: backend.allowed_origins: must be an origin, such as "
        "\"https://example.org\" or \"null\", without a path, not \"example.org\""_s);
    row("muted game", "relay: {muted_games: [Chess, \" \"]}",
        u"error relay.yaml:1: relay.muted_games: entry 2: must be the name of a game, as the list "
        "of integrations shows it"_s);
    row("muted games", "relay: {muted_games: [" + QByteArray("a, ").repeated(129) + "]}",
        u"error relay.yaml:1: relay.muted_games: must have at most 128 entries, not 129"_s);
    row("pattern", "recording: {redact: ['a', '(b']}",
        u"error relay.yaml:1: recording.redact: entry 2: is not a valid regular expression: "
        u"missing "
        "closing parenthesis at character 3"_s);
    row("empty pattern", "recording: {redact: ['x*']}",
        u"error relay.yaml:1: recording.redact: entry 1: must not match an empty text"_s);
    row("deciders", "relay: {deciders: [operator, cat]}",
        u"error relay.yaml:1: relay.deciders: \"cat\" is no decider; the deciders are upstream, "
        "watchers, operator, random, first"_s);
    row("deciders as a section", "relay: {deciders: {operator: 30}}",
        u"error relay.yaml:1: relay.deciders: must be a text like \"operator:30,first\" or a list "
        "of names and \"name: seconds\" pairs, not a section"_s);
    row("no deciders", "relay: {deciders: []}",
        u"error relay.yaml:1: relay.deciders: names no decider; the deciders are upstream, "
        "watchers, operator, random, first"_s);
    row("section as a value", "\nrelay: 5\n",
        u"error relay.yaml:2: relay: must be a section with \"key: value\" lines, not a single "
        "value"_s);
    row("section as a list", "relay:\n- name: x\n",
        u"error relay.yaml:1: relay: must be a section with \"key: value\" lines, not a list"_s);
    row("no sections", "hello\n",
        u"error relay.yaml:1: must be a section with \"key: value\" lines, not a single value"_s);
    row("duplicate key", "relay:\n  name: a\n  name: b\n",
        u"error relay.yaml:3: relay.name: is set twice, first in line 2; remove one"_s);
    row("duplicate section", "relay: {name: a}\nlimits: {}\nrelay: {}\n",
        u"error relay.yaml:3: relay: is set twice, first in line 1; remove one"_s);
    row("odd key", "[a, b]: 1\n", u"error relay.yaml:1: a key must be a plain word, not a list"_s);
    row("unknown key", "relay:\n  force_retry: 3\n",
        u"warning relay.yaml:2: relay.force_retry: unknown key, ignored; did you mean "
        "\"force_retries\"?"_s);
    row("unknown section", "limit: {}\n",
        u"warning relay.yaml:1: limit: unknown key, ignored; did you mean \"limits\"?"_s);
    row("key of another section", "backend: {port: 8000}\n",
        u"warning relay.yaml:1: backend.port: unknown key, ignored; did you mean "
        "\"intermediary.port\"?"_s);
    row("later versions", "voices: {}\nhup: {}\n",
        u"warning relay.yaml:1: voices: unknown key, ignored\n"
        "warning relay.yaml:2: hup: unknown key, ignored; did you mean \"hub\"?"_s);
    row("short token", "intermediary: {auth_token: abc}\n",
        u"warning relay.yaml:1: intermediary.auth_token: is shorter than 16 characters and can be "
        "guessed; it admits nobody who is not on this computer; set a random one of 16 characters "
        "or more"_s);
    row("short token of the hub", "hub:\n  token: abc\n",
        u"warning relay.yaml:2: hub.token: is shorter than 16 characters and can be guessed; it "
        "admits nobody who is not on this computer; set a random one of 16 characters or more"_s);
    row("one token for both rights",
        "intermediary:\n  auth_token: c3d5e90b2f1a4d6890\ndependency-authentication:\n"
        "  neuro-os:\n    auth_token: 'c3d5e90b2f1a4d6890'\n",
        u"warning relay.yaml:5: dependency-authentication.neuro-os.auth_token: is the same as "
        "intermediary.auth_token, so that every integration and watcher may speak to Neuro and "
        "send actions to games; set one of its own"_s);
    row("no token at all",
        "intermediary: {auth_token: }\ndependency-authentication: {neuro-os: {auth_token: }}\n",
        QString());
    row("Randy's port", "status: {randy_port: 70000}\n",
        u"error relay.yaml:1: status.randy_port: must be a whole number from 0 to 65535, not "
        "\"70000\""_s);
    row("hub timeout", "hub: {timeout: 0}\n",
        u"error relay.yaml:1: hub.timeout: must be a number of seconds from 1 to 86400, not "
        "\"0\""_s);
    row("syntax", "relay:\n  name: [a\nlimits: {}\n",
        u"error relay.yaml:3: is not valid YAML: end of sequence flow not found; check "
        u"indentation, "
        "quotes and colons here and just above"_s);
    row("tab", "relay:\n\tname: a\n",
        u"error relay.yaml:2: is not valid YAML: illegal map value; check indentation, quotes and "
        "colons here and just above"_s);
    row("two documents", "relay: {}\n---\nlimits: {nesting: 8}\n",
        u"error relay.yaml:3: a second document begins here; remove the \"---\" before it"_s);
    row("control character", QByteArray("relay: {}\n\x04limits: 5\n"),
        u"error relay.yaml:2: holds a control character; the file must be plain UTF-8 text"_s);
    row("utf-16", QByteArray("\xff\xfer\0:\0", 6),
        u"error relay.yaml:1: holds a control character; the file must be plain UTF-8 text"_s);
    row("latin-1", QByteArray("relay:\n  name: Caf\xe9\n"),
        u"error relay.yaml:2: is not UTF-8; save the file with that encoding"_s);
}

void TestConfigReader::tellsWhatIsWrong()
{
    QFETCH(QByteArray, yaml);
    const QList<ConfigIssue> issues = read(yaml).issues;
    QTEST(printed(issues), "issues");
    for (const ConfigIssue &issue : issues)
        QVERIFY2(issue.message.source(), "has no translation");
}

void TestConfigReader::tellsAllErrorsAtOnce()
{
    const ConfigReading reading = read(R"(limits:
  nesting: deep
  idle: -1
relay:
  deciders: cat
nakurity-backend:
  port: high
recording: [a]
)");
    QVERIFY(reading.hasErrors());
    QStringList keys;
    for (const ConfigIssue &issue : reading.issues)
        keys.append(u"%1 %2"_s.arg(issue.line).arg(issue.key));
    QCOMPARE(keys, QStringList({u"2 limits.nesting"_s, u"3 limits.idle"_s, u"5 relay.deciders"_s,
                                u"7 nakurity-backend.port"_s, u"8 recording"_s}));
}

void TestConfigReader::wrongValuesLeaveDefaults()
{
    const ConfigReading reading =
        read("relay: {force_retries: 1000, name: kept}\nlimits: {message: none}\n");
    QCOMPARE(reading.config.engine.forceRetries, 3);
    QCOMPARE(reading.config.backend.maxMessage, protocol::limits::message);
    QCOMPARE(reading.config.engine.upstream.relayName, u"kept"_s);
}

void TestConfigReader::endsWithHostileFiles_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::newRow("deep lists") << QByteArray(200'000, '[');
    QTest::newRow("deep maps") << QByteArray("{a: ").repeated(100'000);
    QByteArray manyKeys;
    for (int i = 0; i < 60'000; ++i)
        manyKeys += "k" + QByteArray::number(i) + ": 1\n";
    QTest::newRow("many keys") << manyKeys;
    QByteArray laughs = "a0: &a0 [x, x]\n";
    for (int i = 1; i < 60; ++i) {
        const QByteArray last = "*a" + QByteArray::number(i - 1);
        const QByteArray name = "a" + QByteArray::number(i);
        laughs += name + ": &" + name + " [" + last + ", " + last + "]\n";
    }
    QTest::newRow("aliases of aliases") << laughs;
    QTest::newRow("itself") << QByteArray("relay: &r {name: *r}\n");
    QTest::newRow("its own section") << QByteArray("relay: &r {character: *r}\n");
}

void TestConfigReader::endsWithHostileFiles()
{
    QFETCH(QByteArray, yaml);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!read(yaml).issues.isEmpty());
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
}

void TestConfigReader::limitsTheIssues()
{
    QByteArray yaml = "limits: {nesting: deep}\n";
    for (int i = 0; i < 150; ++i)
        yaml += "unknown" + QByteArray::number(i) + ": 1\n";
    yaml += "unknown1: 2\n";
    const QList<ConfigIssue> issues = read(yaml).issues;
    QCOMPARE(issues.size(), config::limits::issues + 1);
    QCOMPARE(issues.first().key, u"limits.nesting"_s);
    QCOMPARE(issues.last().toString(), u"relay.yaml: 52 more warnings"_s);
}

QTEST_GUILESS_MAIN(TestConfigReader)
#include "tst_configreader.moc"

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configreader.h"
#include "config/configsummary.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using config::ConfigIssue;
using config::ConfigReading;

namespace {

/// Every issue as "error relay.yaml:3: key: message", one a line.
QString printed(const QList<ConfigIssue> &issues)
{
    QStringList lines;
    for (const ConfigIssue &issue : issues)
        lines.append(
            (issue.severity == ConfigIssue::Severity::Error ? u"error "_s : u"warning "_s) +
            issue.toString());
    return lines.join(u'\n');
}

ConfigReading read(const QByteArray &yaml)
{
    return config::readConfig(yaml, u"relay.yaml"_s);
}

/// What of a configuration can be written down, tokens apart.
QByteArray described(const config::RelayConfig &config)
{
    return QJsonDocument(configSummary(config)).toJson();
}

} // namespace

class TestEnvironment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesTheEnvironment();
    void tellsWrongEnvironment();
};

void TestEnvironment::appliesTheEnvironment()
{
    ConfigReading reading = read("nakurity-backend: {host: 10.0.0.1, port: 8001}");
    QProcessEnvironment environment;
    environment.insert(u"WS_HOST"_s, u"  "_s);
    environment.insert(u"NEURO_SDK_WS_URL"_s, u"ws://elsewhere:1"_s);
    config::applyEnvironment(reading.config, environment, reading.issues);
    QCOMPARE(reading.config.backend.host, u"10.0.0.1"_s);
    QCOMPARE(reading.config.backend.port, quint16(8001));

    environment.insert(u"WS_HOST"_s, u"[::1]"_s);
    environment.insert(u"WS_PORT"_s, u" 9000 "_s);
    environment.insert(u"WS_TIMEOUT"_s, u"2.5"_s);
    config::applyEnvironment(reading.config, environment, reading.issues);
    QCOMPARE(printed(reading.issues), QString());
    QCOMPARE(reading.config.backend.host, u"::1"_s);
    QCOMPARE(reading.config.backend.port, quint16(9000));
    QVERIFY(reading.config.backendPortIsSet);
    QCOMPARE(reading.config.backendPlace.key, u"WS_PORT"_s);
    QCOMPARE(reading.config.hub.timeoutMs, 2500);
    QVERIFY(reading.config.upstream.url.isEmpty()); // NEURO_SDK_WS_URL is for games.

    environment.insert(u"NEURO_RELAY_UPSTREAM"_s, u" wss://neuro.example/x "_s);
    config::applyEnvironment(reading.config, environment, reading.issues);
    QCOMPARE(reading.config.upstream.url, QUrl(u"wss://neuro.example/x"_s));
    QCOMPARE(reading.config.upstreamPlace.key, u"NEURO_RELAY_UPSTREAM"_s);
    environment.insert(u"NEURO_RELAY_UPSTREAM"_s, u"None"_s);
    config::applyEnvironment(reading.config, environment, reading.issues);
    QVERIFY(reading.config.upstream.url.isEmpty());
    QCOMPARE(printed(reading.issues), QString());
}

void TestEnvironment::tellsWrongEnvironment()
{
    config::RelayConfig relayConfig;
    QProcessEnvironment environment;
    environment.insert(u"WS_HOST"_s, u"http://x"_s);
    environment.insert(u"WS_PORT"_s, u"70000"_s);
    environment.insert(u"WS_TIMEOUT"_s, u"soon"_s);
    environment.insert(u"NEURO_RELAY_UPSTREAM"_s, u"http://me:password@x"_s);
    QList<ConfigIssue> issues;
    config::applyEnvironment(relayConfig, environment, issues);
    QCOMPARE(
        printed(issues),
        u"error environment: WS_HOST: must be an IP address or a host name, without a port or a "
        "scheme, not \"http://x\"\n"
        "error environment: WS_PORT: must be a whole number from 0 to 65535, not \"70000\"\n"
        "error environment: WS_TIMEOUT: must be a number of seconds from 1 to 86400, not "
        "\"soon\"\n"
        "error environment: NEURO_RELAY_UPSTREAM: must be a WebSocket address, such as "
        "ws://127.0.0.1:8000 or wss://example.org/path, or none"_s);
    QCOMPARE(described(relayConfig), described(config::RelayConfig()));
}

QTEST_GUILESS_MAIN(TestEnvironment)
#include "tst_environment.moc"

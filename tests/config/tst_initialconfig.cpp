// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configreader.h"
#include "config/configsummary.h"

#include "config/readings.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using namespace neuro::tests;
using config::ConfigIssue;
using config::ConfigReading;

class TestInitialConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initialConfigIsClean();
    void initialConfigShowsTheDefaults();
    void summaryHoldsNoSecret();
};

void TestInitialConfig::initialConfigIsClean()
{
    const QString token = config::randomToken();
    QCOMPARE(token.size(), 32);
    QVERIFY(token != config::randomToken());
    const ConfigReading reading = read(config::initialConfig(token));
    QCOMPARE(printed(reading.issues), QString());
    QCOMPARE(reading.config.intermediary.authToken, token);
    QCOMPARE(described(reading.config), described(config::RelayConfig()));

    const QString odd = u"odd\"token\\with everything"_s.remove(u' ');
    QCOMPARE(read(config::initialConfig(odd)).config.intermediary.authToken, odd);
}

void TestInitialConfig::initialConfigShowsTheDefaults()
{
    static const QRegularExpression setting(uR"(\A#(?:  |    )?[a-z][a-z_-]*:)"_s);
    QByteArray uncommented;
    int settings = 0;
    for (const QByteArray &line : config::initialConfig(QLatin1StringView(longToken)).split('\n')) {
        const bool isSetting = setting.match(QString::fromUtf8(line)).hasMatch();
        settings += isSetting ? 1 : 0;
        uncommented += (isSetting ? line.sliced(1) : line) + '\n';
    }
    QVERIFY(settings > 30);
    const ConfigReading reading = read(uncommented);
    QCOMPARE(printed(reading.issues), QString());
    QCOMPARE(described(reading.config), described(config::RelayConfig()));

    // Not one setting is missing, but those whose default depends on how the program was started.
    const QStringList conditional = {u"nakurity-client"_s, u"nakurity-backend.host"_s,
                                     u"relay.deciders"_s};
    const QJsonObject all = configSummary(config::RelayConfig());
    for (const QString &name : all.keys()) {
        for (const QString &key : all[name].toObject().keys()) {
            const QString path = name + u'.' + key;
            if (conditional.contains(name) || conditional.contains(path))
                continue;
            const QByteArray line = QString(u"\n  "_s + key + u':').toUtf8();
            QVERIFY2(uncommented.contains(line), qPrintable(path));
        }
    }
}

void TestInitialConfig::summaryHoldsNoSecret()
{
    const ConfigReading reading = read("intermediary: {auth_token: 0123456789abcdefghij}\n"
                                       "dependency-authentication: {neuro-os: {auth_token: "
                                       "klmnopqrstuvwxyz0123}}\n"
                                       "nakurity-client: {url: "
                                       "'ws://me:upstream-pass@a/?key=query-token'}\n"
                                       "recording: {redact: [my-password]}\n");
    QCOMPARE(reading.config.secrets().size(), 4);
    const QByteArray json = described(reading.config);
    QVERIFY(!json.contains("0123456789abcdefghij"));
    QVERIFY(!json.contains("klmnopqrstuvwxyz0123"));
    QVERIFY(!json.contains("my-password"));
    QVERIFY(!json.contains("upstream-pass"));
    QVERIFY(!json.contains("query-token"));
    QVERIFY(json.contains("intermediary"));
}

QTEST_GUILESS_MAIN(TestInitialConfig)
#include "tst_initialconfig.moc"

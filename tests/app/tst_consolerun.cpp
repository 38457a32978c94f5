// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/console/consolerun.h"

#include <QTest>

using namespace neuro;
using namespace neuro::app;
using namespace Qt::StringLiterals;

/// Where a console attaches to. What it does there is the matter of tst_console.
class TestConsoleRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_config = {};
        m_config.intermediary.authToken = u"standard"_s;
    }

    void theConfigurationSaysWhere()
    {
        const auto target = consoleTarget({}, {}, m_config);
        QVERIFY(target.hasValue());
        QCOMPARE(target->url, QUrl(u"ws://127.0.0.1:8765"_s));
        QCOMPARE(target->token, u"standard"_s);

        m_config.intermediary.host = u"::"_s;
        QCOMPARE(consoleTarget({}, {}, m_config)->url, QUrl(u"ws://127.0.0.1:8765"_s));
        m_config.intermediary.host = u"::1"_s;
        m_config.intermediary.port = 9000;
        QCOMPARE(consoleTarget({}, {}, m_config)->url, QUrl(u"ws://[::1]:9000"_s));
        m_config.intermediary.host = u"192.168.1.2"_s;
        QCOMPARE(consoleTarget({}, {}, m_config)->url, QUrl(u"ws://192.168.1.2:9000"_s));
    }

    void theBetterTokenIsTaken()
    {
        m_config.neuroOsToken = u"enhanced"_s;
        QCOMPARE(consoleTarget({}, {}, m_config)->token, u"enhanced"_s);
        QCOMPARE(consoleTarget({}, u"given"_s, m_config)->token, u"given"_s);
    }

    void tokensStayAtHome()
    {
        const QUrl elsewhere(u"ws://192.168.1.2:8765"_s);
        const auto refused = consoleTarget(elsewhere, {}, m_config);
        QVERIFY(!refused.hasValue());
        QVERIFY2(refused.error().contains(u"192.168.1.2") && refused.error().contains(u"--token"),
                 qPrintable(refused.error()));
        QVERIFY(!refused.error().contains(u"standard"));
        QCOMPARE(consoleTarget(elsewhere, u"given"_s, m_config)->token, u"given"_s);
        m_config.intermediary.host = u"192.168.1.2"_s;
        QCOMPARE(consoleTarget(elsewhere, {}, m_config)->token, u"standard"_s);
        for (const QString &here :
             {u"ws://localhost:1"_s, u"ws://127.0.0.1:1"_s, u"ws://[::1]:1"_s})
            QCOMPARE(consoleTarget(QUrl(here), {}, m_config)->token, u"standard"_s);
    }

    void whatIsMissingIsNamed()
    {
        m_config.intermediary.authToken.clear();
        const auto noToken = consoleTarget({}, {}, m_config);
        QVERIFY(!noToken.hasValue());
        QVERIFY2(noToken.error().contains(u"NEURO_RELAY_TOKEN"), qPrintable(noToken.error()));
        m_config.intermediary.enabled = false;
        const auto noDoor = consoleTarget({}, u"given"_s, m_config);
        QVERIFY(!noDoor.hasValue());
        QVERIFY2(noDoor.error().contains(u"--url"), qPrintable(noDoor.error()));
        QVERIFY(consoleTarget(QUrl(u"ws://127.0.0.1:1"_s), u"given"_s, m_config).hasValue());
    }

private:
    config::RelayConfig m_config;
};

QTEST_GUILESS_MAIN(TestConsoleRun)
#include "tst_consolerun.moc"

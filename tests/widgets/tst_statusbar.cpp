// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/commanderrortext.h"
#include "widgets/relaystatusbar.h"

#include <QLocale>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <limits>

using namespace neuro;
using namespace neuro::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

QToolButton *figure(const RelayStatusBar &bar, const QString &part)
{
    for (QToolButton *each : bar.findChildren<QToolButton *>()) {
        if (each->text().contains(part))
            return each;
    }
    return nullptr;
}

} // namespace

class TestStatusBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void texts()
    {
        QCOMPARE(countsText(4, 17), u"4 games · 17 actions"_s);
        QCOMPARE(countsText(1, 1), u"1 game · 1 action"_s);
        QCOMPARE(latencyText(110'000, 240'000), u"relay 0.11 ms p50 · 0.24 ms p99"_s);
        service::ServiceStatistics statistics;
        statistics.uptimeMs = 761'000;
        QCOMPARE(sessionText(statistics), u"session 00:12:41 · not recorded"_s);
        statistics.recording.recording = true;
        statistics.recording.frames = 41'208;
        statistics.recording.bytes = 18'200'000;
        QCOMPARE(sessionText(statistics), u"session 00:12:41 · 41,208 frames · 18.2 MB"_s);
        statistics.recording.dropped = 3;
        QVERIFY(sessionText(statistics).endsWith(u"3 lines lost"_s));
        statistics.recording.frames = 1;
        statistics.recording.dropped = 1;
        QCOMPARE(sessionText(statistics), u"session 00:12:41 · 1 frame · 18.2 MB · 1 line lost"_s);
        statistics.recording.frames = std::numeric_limits<quint64>::max();
        QVERIFY(sessionText(statistics).contains(u"2,147,483,647 frames"_s));
    }

    void skippedFramesAppearOnlyWhenThereAreSome()
    {
        RelayStatusBar bar;
        bar.show();
        bar.setSkipped(0);
        QVERIFY(!figure(bar, u"skipped"_s)->isVisible());
        bar.setSkipped(1200);
        QVERIFY(figure(bar, u"1,200"_s)->isVisible());
        bar.setSkipped(1);
        QVERIFY(figure(bar, u"1 frame skipped here"_s));
    }

    void clicksGoThere()
    {
        RelayStatusBar bar;
        QSignalSpy integrations(&bar, &RelayStatusBar::integrationsWanted);
        QSignalSpy traffic(&bar, &RelayStatusBar::trafficWanted);
        QSignalSpy session(&bar, &RelayStatusBar::sessionWanted);
        figure(bar, u"game"_s)->click();
        figure(bar, u"msg/s"_s)->click();
        figure(bar, u"session"_s)->click();
        QCOMPARE(integrations.size(), 1);
        QCOMPARE(traffic.size(), 1);
        QCOMPARE(session.size(), 1);
    }

    void resultsStandBeside()
    {
        RelayStatusBar bar;
        bar.tell(u"Exported"_s);
        QCOMPARE(bar.told(), u"Exported"_s);
        QVERIFY(!figure(bar, u"game"_s)->isHidden());
    }

    void everyErrorHasASentence()
    {
        using relay::CommandError;
        relay::OperatorEvent result;
        QCOMPARE(commandErrorText(result), QString());
        QStringList seen;
        for (int code = 1; code <= static_cast<int>(CommandError::NoUpstream); ++code) {
            result.code = static_cast<CommandError>(code);
            const QString text = commandErrorText(result);
            QVERIFY(text.endsWith(u'.'));
            QVERIFY(!seen.contains(text));
            seen.append(text);
        }
        result.code = CommandError::InvalidData;
        result.error = neuro::protocol::verbatim(u"data.x must be at most 3"_s);
        QVERIFY(commandErrorText(result).contains(result.error.english()));
    }
};

QTEST_MAIN(TestStatusBar)
#include "tst_statusbar.moc"

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/noticebar.h"
#include "widgets/relaystatusbar.h"
#include "widgets/screenshots.h"
#include "widgets/windowfixture.h"
#include "widgets/windowscene.h"

#include <QAbstractItemView>
#include <QAction>
#include <QClipboard>
#include <QCloseEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace neuro;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

[[maybe_unused]] QAction *actionCalled(const QWidget &window, const QString &text)
{
    for (QAction *each : window.findChildren<QAction *>()) {
        if (QString(each->text()).remove(u'&') == text)
            return each;
    }
    return nullptr;
}

[[maybe_unused]] QPushButton *buttonOf(const ui::Notice *notice, const QString &text)
{
    for (QPushButton *each : notice->findChildren<QPushButton *>()) {
        if (each->text() == text)
            return each;
    }
    return nullptr;
}

[[maybe_unused]] relay::RelayEvents oneGame()
{
    return {listening(), connected(1), named(1, u"Game A"_s, u"game-a"_s)};
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksAsSketched()
    {
        WindowFixture fixture;
        ui::MainWindow &window = *fixture.window;
        window.resize(1440, 900);
        window.show();
        fixture.apply({listening()});
        QVERIFY(saveScreenshots(window, u"main-empty"_s));

        fixture.apply(sceneGames());
        fixture.apply(sceneFrames());
        fixture.apply(sceneForces());
        fixture.apply(sceneTranscript());
        fixture.models.integrations()->tick(startWall() + 72 * seconds);
        service::ServiceStatistics statistics;
        statistics.messagesPerSecond = 128;
        statistics.relayP50 = 110'000;
        statistics.relayP99 = 240'000;
        statistics.uptimeMs = 761'000;
        statistics.frames = 41'208;
        statistics.recording.recording = true;
        statistics.recording.frames = 41'208;
        statistics.recording.bytes = 18'200'000;
        Q_EMIT fixture.service->statistics(statistics);
        auto *table = fixture.find<QTableView>(u"traffic"_s);
        table->setCurrentIndex(table->model()->index(5, 0));
        QVERIFY(saveScreenshots(window, u"main-full"_s));

        table->setCurrentIndex(table->model()->index(4, 0));
        fixture.apply({relay::AdmissionEvent{moment(0), relay::Door::Backend,
                                             u"https://play.example.org"_s, {}},
                       notListening(u"127.0.0.1:8000: address already in use"_s)});
        QVERIFY(saveScreenshots(window, u"main-notices"_s));
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"

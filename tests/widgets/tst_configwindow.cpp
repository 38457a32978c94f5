// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/configdialog.h"
#include "widgets/configeditor.h"
#include "widgets/noticebar.h"
#include "widgets/windowfixture.h"

#include <QAction>
#include <QFile>
#include <QLineEdit>
#include <QTcpServer>
#include <QTest>

using namespace neuro;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A window over a relay that runs, with a configuration file.
struct ConfiguredWindow : WindowFixture
{
    ConfiguredWindow()
    {
        config = config::readConfig(file, path()).config;
        config.backend.host = u"127.0.0.1"_s;
        config.backend.port = 0;
        config.intermediary.enabled = false;
        config.status.enabled = false;
        window.reset(); // It uses the service.
        service = std::make_unique<service::RelayService>(config, options);
        open();
        QObject::connect(service.get(), &service::RelayService::events, &models,
                         &models::RelayModels::apply);
        QFile out(path());
        QVERIFY(out.open(QIODevice::WriteOnly));
        QCOMPARE(out.write(file), file.size());
        window->setConfigResolver([this](const QByteArray &yaml, const QString &name) {
            config::ConfigReading reading = config::readConfig(yaml, name);
            // As a command line would.
            reading.config.backend.host = u"127.0.0.1"_s;
            if (!reading.config.backendPortIsSet)
                reading.config.backend.port = 0;
            reading.config.intermediary.enabled = false;
            reading.config.status.enabled = false;
            config::completeConfig(reading.config, true, reading.issues);
            return reading;
        });
    }
    ~ConfiguredWindow()
    {
        // Before the service, whose models the window shows.
        service->stop();
        window.reset();
    }

    QString path() const { return folder.filePath(u"relay.yaml"_s); }

    QAction *action() const
    {
        for (auto *each : window->findChildren<QAction *>()) {
            if (each->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_Comma))
                return each;
        }
        return nullptr;
    }
    QLineEdit *field(const QString &setting) const
    {
        auto *editor = window->findChild<ui::ConfigEditor *>(setting);
        return editor ? qobject_cast<QLineEdit *>(editor->focusTarget()) : nullptr;
    }

    const QByteArray file = "relay:\n  name: Stage\nlimits:\n  message: 4 MiB\n";
};

} // namespace

/// The configuration dialog in the window of a running relay.
class TestConfigWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensOnceAndIsNotModal();
    void whatIsSavedRunsAtOnce();
    void theWindowFollowsTheDoor();
    void closingTheWindowAsksAboutChanges();
};

void TestConfigWindow::opensOnceAndIsNotModal()
{
    ConfiguredWindow fixture;
    fixture.window->show();
    QVERIFY(fixture.action());
    QVERIFY(fixture.action()->toolTip().contains(u"Ctrl+,"_s));
    fixture.action()->trigger();
    fixture.action()->trigger();
    const auto dialogs = fixture.window->findChildren<ui::ConfigDialog *>();
    QCOMPARE(dialogs.size(), 1);
    QVERIFY(dialogs.first()->isVisible());
    QVERIFY(!QApplication::activeModalWidget());
    QTRY_COMPARE(fixture.field(u"relay.name"_s)->text(), u"Stage"_s);
    // Closed, it is gone, and comes again.
    QVERIFY(dialogs.first()->close());
    QTRY_VERIFY(fixture.window->findChildren<ui::ConfigDialog *>().isEmpty());
    fixture.action()->trigger();
    QCOMPARE(fixture.window->findChildren<ui::ConfigDialog *>().size(), 1);
}

void TestConfigWindow::whatIsSavedRunsAtOnce()
{
    ConfiguredWindow fixture;
    fixture.window->show();
    QCOMPARE(fixture.service->start(), QString());
    QTRY_VERIFY(fixture.models.backend().listening);
    const QStringList addresses = fixture.models.backend().addresses;
    fixture.action()->trigger();
    QTRY_COMPARE(fixture.field(u"limits.message"_s)->text(), u"4 MiB"_s);
    auto *dialog = fixture.window->findChild<ui::ConfigDialog *>();
    fixture.field(u"limits.message"_s)->selectAll();
    QTest::keyClicks(fixture.field(u"limits.message"_s), u"2 MiB"_s);
    dialog->save();
    QTRY_COMPARE(fixture.service->config().backend.maxMessage, 2 * 1024 * 1024);
    QFile in(fixture.path());
    QVERIFY(in.open(QIODevice::ReadOnly));
    QCOMPARE(in.readAll(), QByteArray(fixture.file).replace("4 MiB", "2 MiB"));
    QCOMPARE(fixture.models.backend().addresses, addresses);
}

void TestConfigWindow::theWindowFollowsTheDoor()
{
    ConfiguredWindow fixture;
    fixture.window->show();
    QCOMPARE(fixture.service->start(), QString());
    QTRY_VERIFY(fixture.models.backend().listening);
    const QStringList before = fixture.models.backend().addresses;
    fixture.action()->trigger();
    QTRY_COMPARE(fixture.field(u"relay.name"_s)->text(), u"Stage"_s);
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const quint16 port = taken.serverPort();
    taken.close();
    QTest::keyClicks(fixture.field(u"nakurity-backend.port"_s), QString::number(port));
    fixture.window->findChild<ui::ConfigDialog *>()->save();
    QTRY_COMPARE(fixture.models.backend().addresses, QStringList(u"127.0.0.1:%1"_s.arg(port)));
    QVERIFY(fixture.models.backend().addresses != before);
    // Listening again goes to the new place.
    QAction *listen = nullptr;
    for (auto *each : fixture.window->findChildren<QAction *>()) {
        if (each->text().remove(u'&') == u"Listen for games")
            listen = each;
    }
    QVERIFY(listen);
    listen->trigger();
    QTRY_VERIFY(!fixture.models.backend().listening);
    listen->trigger();
    QTRY_COMPARE(fixture.models.backend().addresses, QStringList(u"127.0.0.1:%1"_s.arg(port)));
}

void TestConfigWindow::closingTheWindowAsksAboutChanges()
{
    ConfiguredWindow fixture;
    fixture.window->show();
    fixture.action()->trigger();
    QTRY_COMPARE(fixture.field(u"relay.name"_s)->text(), u"Stage"_s);
    QTest::keyClicks(fixture.field(u"relay.name"_s), u"s"_s);
    QVERIFY(!fixture.window->close());
    auto *dialog = fixture.window->findChild<ui::ConfigDialog *>();
    QVERIFY(dialog->isVisible());
    QVERIFY(dialog->notices()->find(ui::ConfigDialog::closeKey));
    // A signal asks nobody.
    fixture.window->closeNow();
    QVERIFY(!fixture.window->isVisible());
    QVERIFY(!dialog->isVisible());

    ConfiguredWindow calm;
    calm.window->show();
    calm.action()->trigger();
    QVERIFY(calm.window->close());
}

QTEST_MAIN(TestConfigWindow)
#include "tst_configwindow.moc"

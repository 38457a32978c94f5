// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configreader.h"
#include "e2e/doorfixture.h"
#include "models/relaymodels.h"
#include "showntexts.h"
#include "widgets/configdialog.h"
#include "widgets/configtextpage.h"
#include "widgets/forcecard.h"
#include "widgets/mainwindow.h"
#include "widgets/windowparts.h"
#include "widgets/windowsettings.h"

#include <QFile>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>

#include <map>
#include <memory>
#include <vector>

using namespace neuro;
using namespace neuro::testing;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

/// Secrets are planted wherever one can get in, and looked for in everything that the window of a
/// whole relay shows.
class TestWindowSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWindowShowsNone();
    void theConfigurationShowsNoneAndKeepsThemPrivate();

private:
    /// A secret that is found if it gets anywhere.
    QString canary(const char *what)
    {
        const QString text =
            u"Canary%1q"_s.arg(static_cast<int>(m_canaries.size()) + 1, 2, 10, QLatin1Char('0')) +
            QString::fromLatin1(QByteArray(what).toHex());
        m_canaries.insert({text, what});
        return text;
    }
    void lookFor(const QString &text, const QString &where)
    {
        ++m_texts;
        for (const auto &[secret, what] : m_canaries) {
            if (text.contains(secret))
                m_found.append(u"%1 is in %2"_s.arg(QLatin1StringView(what), where));
        }
    }
    void lookIn(const QWidget &widget)
    {
        takeTexts(widget,
                  [this](const QString &text, const QString &where) { lookFor(text, where); });
    }

    std::map<QString, const char *> m_canaries; ///< With what they are.
    QStringList m_found;
    int m_texts = 0; ///< That were looked at.
};

void TestWindowSecrets::theWindowShowsNone()
{
    m_canaries.clear();
    m_found.clear();
    DoorFixture relay;
    relay.config.intermediary.authToken = canary("the intermediary's token");
    relay.config.neuroOsToken = canary("the watchers' token");
    relay.config.hub.token = canary("the hub's token");
    relay.config.recording.redact = {u"hunter\\w+"_s, u"secret-of-\\w+"_s};
    // Away for ever: its address is in errors, and what is said waits in the outbox.
    relay.config.upstream.url = QUrl(u"ws://me:%1@127.0.0.1:1/?token=%2"_s.arg(
        canary("upstream's password"), canary("the token in upstream's address")));
    relay.config.engine.upstream.isConfigured = true;
    relay.config.engine.upstream.earlierRunMs = 0;
    relay.prepare();
    models::RelayModels shown;
    connect(&relay.service(), &service::RelayService::events, &shown, &models::RelayModels::apply);
    ui::WindowSettings settings(relay.folder.filePath(u"window.ini"_s));
    auto window = std::make_unique<ui::MainWindow>(&relay.service(), &shown, &settings);
    window->resize(1440, 900);
    window->show();
    QVERIFY(relay.start());
    const QUrl door = relay.intermediaryUrl();

    // At the intermediary door and the hub.
    const auto watcher = relay.watcher(u"ui"_s, true);
    const auto integration = relay.integration(u"spotify"_s);
    QVERIFY(watcher && integration);
    std::vector<DoorFixture::Client> strangers;
    const auto knock = [&strangers](const QUrl &url, const QString &first) {
        strangers.push_back(std::make_unique<DoorClient>(url, first));
    };
    knock(door, DoorClient::registration(u"integration"_s, u"a"_s, canary("a wrong token")));
    const QString asName = canary("a token in place of the name");
    knock(door, DoorClient::registration(u"neuro-os"_s, asName, asName));
    const QString asType = canary("a token in place of the type");
    knock(door, DoorClient::registration(asType, u"a"_s, asType));
    knock(door,
          DoorClient::registration(u"dj"_s, relay.config.neuroOsToken, relay.config.neuroOsToken));
    integration->send(
        DoorClient::registration(u"integration"_s, u"spotify"_s, canary("a second registration")));
    watcher->send(DoorClient::registration(u"neuro-os"_s, u"ui"_s,
                                           canary("a watcher's second registration")));
    watcher->send(uR"({"direct_to_neuro":true,"payload":{"command":"x","auth_token":"%1"}})"_s.arg(
        canary("a token that a watcher sends on")));
    QUrl hub = relay.url();
    hub.setPath(u"/ws/agent"_s);
    hub.setQuery(u"client_type=agent&token="_s + canary("a hub token in an address"));
    knock(hub, {});
    hub.setPath(u"/ws/overlay"_s);
    hub.setQuery(u"client_type=observer&token="_s + relay.config.hub.token);
    knock(hub, uR"({"message_type":"vote","client_id":"overlay","timestamp":1,"data":)"
               uR"({"auth_token":"%1"}})"_s.arg(canary("a token in a hub message")));
    QUrl toBackend = relay.url();
    toBackend.setQuery(u"token="_s + canary("a token in a game's address"));
    knock(toBackend, u"{\"command\":\"startup\",\"game\":\"B\"}"_s);

    // A game that has secrets of its own, and others that a pattern hides.
    const auto game = relay.game(u"Chess"_s, {u"move"_s});
    game->send(uR"({"command":"startup","game":"Chess","auth_token":"%1","see":"ws://x/?token=%2",)"
               uR"("header":"Authorization: Bearer %3"})"_s.arg(
                   canary("a game's token"), canary("a token in a game's text"),
                   canary("a header in a game's text")));
    const auto hidden = [this](const char *what) -> QString {
        return u"hunter"_s + canary(what);
    };
    game->send(uR"({"command":"actions/register","game":"Chess","data":{"actions":[)"
               uR"({"name":"move","description":"d"}]}})"_s);
    game->send(uR"({"command":"context","game":"Chess","data":{"message":"psst: %1",)"
               uR"("silent":true}})"_s.arg(hidden("a context")));
    game->send(uR"({"command":"actions/force","game":"Chess","data":{"query":"%1",)"
               uR"("state":"## %2","action_names":["move"]}})"_s.arg(hidden("a query"),
                                                                     hidden("a state")));
    game->send(uR"({"command":"%1","game":"Chess"})"_s.arg(hidden("an unknown command")));
    game->send(uR"({"command":"shutdown/ready","game":"Chess","%1":1,"%1":2})"_s.arg(
        hidden("a name of a member")));
    game->send(uR"({"command":"context","game":"Chess","data":{"message":"all is said",)"
               uR"("silent":true}})"_s);
    QVERIFY(m_canaries.size() >= 20);
    QVERIFY(relay.waitFor<relay::TranscriptEvent>(
        [](const relay::TranscriptEvent &event) { return event.text == u"all is said"_s; }));
    QTRY_COMPARE(relay.all<relay::RegistrationRefusedEvent>().size(), 5);
    QTRY_VERIFY(shown.integrations()->connectedWatchers() +
                    shown.integrations()->connectedHubClients() >=
                2);
    QTRY_VERIFY(window->findChild<ui::ForceCard *>());

    // What the window shows, every message of the traffic in turn, and the outbox.
    window->findChild<ui::ForceCard *>()->setFolded(false);
    actionCalled(*window, u"Show the outbox"_s)->trigger();
    QTRY_VERIFY(shown.outboxRows()->rowCount() > 0);
    auto *traffic = window->findChild<QTableView *>(u"traffic"_s);
    QVERIFY(traffic->model()->rowCount() > 10);
    for (int row = 0; row < traffic->model()->rowCount(); ++row) {
        traffic->setCurrentIndex(traffic->model()->index(row, 0));
        QCoreApplication::processEvents();
        lookIn(*window);
    }
    for (QWidget *each : QApplication::topLevelWidgets())
        lookIn(*each);
    QVERIFY(m_texts > 1000);
    m_found.removeDuplicates();
    QVERIFY2(m_found.isEmpty(), qPrintable(m_found.join(u'\n')));
    // There was something to hide, and it would have been found.
    bool isMasked = false;
    bool isFound = false;
    takeTexts(*window, [&](const QString &text, const QString &) {
        isMasked = isMasked || text.contains(u"psst: ***"_s);
        isFound = isFound || text.contains(u"all is said"_s);
    });
    QVERIFY(isMasked);
    QVERIFY(isFound);
    relay.service().stop();
    window.reset();
}

void TestWindowSecrets::theConfigurationShowsNoneAndKeepsThemPrivate()
{
    m_canaries.clear();
    m_found.clear();
    DoorFixture relay;
    const QString path = relay.folder.filePath(u"relay.yaml"_s);
    const QString yaml =
        u"intermediary:\n  auth_token: \"%1\"\n"
        "dependency-authentication:\n  neuro-os:\n    auth_token: %2\n"
        "hub: {token: %3}\n"
        "relay:\n  name: Stage\n"_s.arg(canary("the intermediary's token"),
                                        canary("the watchers' token"), canary("the hub's token"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write(yaml.toUtf8()) > 0);
    file.close();
    // As people keep it: others may read it.
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup |
                                QFile::ReadOther));
    const config::ConfigReading reading = config::readConfig(yaml.toUtf8(), path);
    relay.config.file = path;
    relay.config.intermediary.authToken = reading.config.intermediary.authToken;
    relay.config.neuroOsToken = reading.config.neuroOsToken;
    relay.config.hub.token = reading.config.hub.token;
    relay.prepare();
    models::RelayModels shown;
    ui::WindowSettings settings(relay.folder.filePath(u"window.ini"_s));
    auto window = std::make_unique<ui::MainWindow>(&relay.service(), &shown, &settings);
    window->show();
    for (QAction *each : window->findChildren<QAction *>()) {
        if (each->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_Comma))
            each->trigger();
    }
    auto *dialog = window->findChild<ui::ConfigDialog *>();
    QVERIFY(dialog);
    auto *state = dialog->findChild<QLabel *>(u"configState"_s);
    QTRY_VERIFY(!state->text().isEmpty());
    auto *pages = dialog->findChild<QListWidget *>(u"configPages"_s);
    const auto lookAtAllPages = [&] {
        for (int row = 0; row < pages->count(); ++row) {
            pages->setCurrentRow(row);
            QCoreApplication::processEvents();
            lookIn(*window); // The dialog is its child.
        }
    };
    QVERIFY(pages->count() > 5);
    lookAtAllPages();

    // A text that is no YAML for a moment, and then something to save.
    auto *text = dialog->findChild<ui::ConfigTextPage *>()->findChild<QPlainTextEdit *>();
    QVERIFY(text && text->toPlainText().contains(m_canaries.begin()->first));
    text->moveCursor(QTextCursor::End);
    text->insertPlainText(u"broken: [\n"_s);
    QTRY_VERIFY(!state->text().isEmpty());
    lookAtAllPages();
    text->undo();
    text->moveCursor(QTextCursor::End);
    text->insertPlainText(u"limits: {message: 4 MiB}\n"_s);
    QPushButton *save = nullptr;
    for (auto *each : dialog->findChildren<QPushButton *>())
        save = each->text() == u"Save"_s ? each : save;
    QVERIFY(save);
    QTRY_VERIFY(save->isEnabled());
    save->click();
    const QString backup = path + u".backup"_s;
    QTRY_VERIFY(QFile::exists(backup));
    QTRY_VERIFY(!save->isEnabled());
    lookAtAllPages();
    m_found.removeDuplicates();
    QVERIFY2(m_found.isEmpty(), qPrintable(m_found.join(u'\n')));

    // The backup holds the tokens, so only its owner may read it.
    QFile kept(backup);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), yaml.toUtf8());
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                      QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(kept.permissions() & (others | QFile::ExeOwner), QFile::Permissions());
    QVERIFY(kept.permissions().testFlags(QFile::ReadOwner | QFile::WriteOwner));
    window.reset();
}

QTEST_MAIN(TestWindowSecrets)
#include "tst_windowsecrets.moc"

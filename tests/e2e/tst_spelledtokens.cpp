// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/doorfixture.h"
#include "models/relaymodels.h"
#include "models/sessionexport.h"
#include "net/rawpeer.h"
#include "storage/spellings.h"

#include <QBuffer>
#include <QFile>
#include <QLoggingCategory>
#include <QMutex>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;
using neuro::tests::RawPeer;

namespace {

QMutex logMutex; ///< Protects what follows.
QByteArray everythingLogged;

/// What would be in the journal.
void keepLogged(QtMsgType, const QMessageLogContext &, const QString &text)
{
    const QMutexLocker lock(&logMutex);
    everythingLogged += text.toUtf8() + '\n';
}

} // namespace

/// The relay's own tokens are said by those who know them, in every way that JSON and URLs have,
/// and looked for wherever something comes out that a person may read: in no reading of it are
/// they.
class TestSpelledTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(u"neuro.*.debug=true"_s);
        m_earlierHandler = qInstallMessageHandler(keepLogged);
    }
    void cleanupTestCase() { qInstallMessageHandler(m_earlierHandler); }

    void theyAppearNowhere();

private:
    void lookFor(const QByteArray &text, const QString &where)
    {
        m_masks += text.count("***");
        const QList<QString> readings = tests::readingsOf(text);
        for (const QString &token : m_tokens) {
            for (qsizetype level = 0; level < readings.size(); ++level) {
                const qsizetype at = readings[level].indexOf(token);
                if (at < 0)
                    continue;
                m_found.append(u"%1… is in %2 (%3): …%4…"_s.arg(
                    token.first(3), where, QString::number(level),
                    readings[level].mid(std::max(at - 20, qsizetype(0)), 20)));
                break;
            }
        }
    }
    void lookInModel(const QAbstractItemModel &model, const QModelIndex &parent = {})
    {
        QString text;
        for (int row = 0; row < model.rowCount(parent); ++row) {
            for (int column = 0; column < model.columnCount(parent); ++column) {
                const QModelIndex index = model.index(row, column, parent);
                QList<int> roles{Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole};
                for (int more = 0; more < 24; ++more)
                    roles.append(Qt::UserRole + more);
                for (const int role : roles) {
                    const QVariant value = index.data(role);
                    if (value.canConvert<QString>())
                        text += value.toString() + u'\n';
                }
                if (column == 0 && model.hasChildren(index))
                    lookInModel(model, index);
            }
        }
        lookFor(text.toUtf8(), QString::fromLatin1(model.metaObject()->className()));
    }
    /// Every spelling of every token, one after the other, to stand in a string of JSON.
    QString everySpelling() const
    {
        QString out;
        for (const QString &token : m_tokens) {
            for (const tests::Spelling &spelling : tests::spellingsOf(token))
                out += QString::fromUtf8(spelling.text) + u' ';
        }
        return out;
    }

    static QUrl hubUrl(const DoorFixture &relay)
    {
        QUrl url = relay.url();
        url.setPath(u"/ws/page"_s);
        url.setQuery(u"client_type=ui"_s);
        return url;
    }

    QStringList m_tokens;
    QStringList m_found;
    qsizetype m_masks = 0; ///< That were seen.
    QtMessageHandler m_earlierHandler = nullptr;
};

void TestSpelledTokens::theyAppearNowhere()
{
    m_tokens = {u"Schl\u00fcssel-f\u00fcr-alle-Tage"_s, u"q8k/Zr+TnW0yJx3LwQb5Yg=="_s,
                u"pa\"ss\\w\u2019rd\U0001F511-of-the-hub"_s};
    const QString nameLike = u"Password-as-a-name-can-be"_s;
    DoorFixture relay;
    relay.config.intermediary.authToken = m_tokens[0];
    relay.config.neuroOsToken = m_tokens[1];
    relay.config.hub.token = m_tokens[2];
    // Away for ever: what is said is kept.
    relay.config.upstream.url = QUrl(u"ws://me:%1@127.0.0.1:1"_s.arg(nameLike));
    relay.config.engine.upstream.isConfigured = true;
    relay.config.engine.upstream.earlierRunMs = 0;
    relay.options.recordFile = relay.folder.filePath(u"record.jsonl"_s);
    models::RelayModels shown;
    relay.prepare();
    connect(&relay.service(), &service::RelayService::events, &shown, &models::RelayModels::apply);
    connect(&relay.service(), &service::RelayService::outboxRows, shown.outboxRows(),
            &models::OutboxModel::setRows);
    QVERIFY(relay.start());
    const auto watcher = relay.watcher(u"ui"_s, true);
    const auto integration = relay.integration(u"spotify"_s);
    const auto game = relay.game(u"Chess"_s, {u"move"_s});
    QVERIFY(watcher && integration && game);
    // Somebody has one for a name, and is away when something comes for him.
    const auto away = std::make_unique<DoorClient>(
        relay.intermediaryUrl(), DoorClient::registration(u"integration"_s, nameLike, m_tokens[0]));
    QVERIFY(relay.waitFor<relay::PeerEvent>(
        [](const relay::PeerEvent &peer) { return peer.name == u"***"_s; }));
    away->leave();
    QTRY_VERIFY(away->isClosed());
    const auto hubClient = std::make_unique<DoorClient>(hubUrl(relay), QString());
    QTRY_VERIFY(!hubClient->texts().isEmpty());

    // Everybody says them, in what is for Neuro and in what is wrong.
    const QString all = everySpelling();
    const QString context =
        uR"({"command":"context","game":"%1","data":{"message":"%2","silent":true}})"_s;
    integration->send(context.arg(u"spotify"_s, all));
    game->send(context.arg(u"Chess"_s, all));
    for (const QString &token : std::as_const(m_tokens)) {
        for (const tests::Spelling &spelling : tests::spellingsOf(token).first(9)) {
            const QString text = QString::fromUtf8(spelling.text);
            integration->send(context.arg(u"spotify"_s, text));
            integration->send(uR"({"command":"x","game":"spotify","%1":"%1"})"_s.arg(text));
            game->send(uR"({"command":"%1","game":"Chess"})"_s.arg(text));
            game->send(uR"({"command":"context","game":"%1"})"_s.arg(text));
            game->send(uR"({"command":"action/result","game":"Chess","data":)"
                       uR"({"id":"%1","success":true,"message":"%1"}})"_s.arg(text));
            game->send(u"no JSON: %1"_s.arg(text));
            watcher->send(uR"({"direct_to_neuro":true,"payload":{"command":"%1"}})"_s.arg(text));
            watcher->send(uR"({"target":"%1","cmd":{"command":"%1"}})"_s.arg(text));
            watcher->send(uR"({"choice":{"request_id":"%1","selected":"%1"}})"_s.arg(text));
            watcher->send(uR"({"send_action":{"game":"%1","name":"%1"}})"_s.arg(text));
            watcher->send(uR"({"send_action":{"game":"Chess","name":"%1"}})"_s.arg(text));
            integration->send(uR"({"choice":{"request_id":"%1","selected":"%1"}})"_s.arg(text));
            hubClient->send(
                uR"({"message_type":"vote","data":{},"target_client":"%1"})"_s.arg(text));
            hubClient->send(uR"({"message_type":"%1","data":{}})"_s.arg(text));
            const auto impostor = relay.game(text); // Says that it is called so, and goes.
        }
    }
    for (const QString &token : std::as_const(m_tokens)) {
        const QString text = QString::fromUtf8(tests::spellingsOf(token).first().text);
        game->send(
            uR"({"command":"actions/register","game":"Chess","data":{"actions":[{"name":"%1",)"
            uR"("description":"%1","schema":{"type":"object","properties":{"%1":{"const":"%1"}}}}]}})"_s
                .arg(text));
        game->send(uR"({"command":"actions/force","game":"Chess","data":{"query":"q","state":"s",)"
                   uR"("action_names":["%1","move"]}})"_s.arg(text));
    }
    watcher->send(u"{\"target\":\"%1\",\"cmd\":{}}"_s.arg(nameLike));
    QVERIFY(!watcher->waitFor(u"status"_s, u"queued"_s).isEmpty());
    m_tokens.append(nameLike);
    game->send(uR"({"command":"actions/force","game":"Chess","data":{"query":"%1",)"
               uR"("state":"## %1","action_names":["move"]}})"_s.arg(all));
    game->send(context.arg(u"Chess"_s, u"all is said"_s));
    QVERIFY(relay.waitFor<relay::TranscriptEvent>(
        [](const relay::TranscriptEvent &event) { return event.text == u"all is said"_s; }));
    integration->send(context.arg(u"spotify"_s, u"here as well"_s));
    QVERIFY(relay.waitFor<relay::TranscriptEvent>(
        [](const relay::TranscriptEvent &event) { return event.text == u"here as well"_s; }));
    watcher->send(u"{\"snapshot\":true}"_s);
    QVERIFY(!watcher->waitFor(u"event"_s, u"snapshot"_s).isEmpty());

    // What comes out.
    const QUrl status(u"http://"_s + relay.status.addresses.value(0));
    for (const char *path : {"/stats", "/metrics"}) {
        RawPeer peer(static_cast<quint16>(status.port()));
        peer.send(QByteArray("GET ") + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QTRY_VERIFY(peer.isGone());
        QVERIFY2(peer.answer().startsWith("HTTP/1.1 200"), peer.answer().left(200).constData());
        lookFor(peer.answer(), QString::fromLatin1(path));
    }
    const QString outbox = relay.folder.filePath(u"outbox-export.jsonl"_s);
    QSignalSpy outboxExported(&relay.service(), &service::RelayService::outboxExported);
    QSignalSpy rowsRead(&relay.service(), &service::RelayService::outboxRows);
    relay.service().exportOutbox(outbox);
    relay.service().readOutbox();
    QTRY_VERIFY(!outboxExported.isEmpty() && !rowsRead.isEmpty());
    for (const QAbstractItemModel *model :
         {static_cast<QAbstractItemModel *>(shown.traffic()),
          static_cast<QAbstractItemModel *>(shown.integrations()),
          static_cast<QAbstractItemModel *>(shown.forces()),
          static_cast<QAbstractItemModel *>(shown.transcript()),
          static_cast<QAbstractItemModel *>(shown.diagnostics()),
          static_cast<QAbstractItemModel *>(shown.outboxRows())}) {
        QVERIFY2(model->rowCount() > 0, model->metaObject()->className());
        lookInModel(*model);
    }
    relay.service().stop();
    for (const relay::FrameEvent &frame : relay.all<relay::FrameEvent>())
        lookFor(frame.payload, u"the traffic"_s);
    for (const QString &text : watcher->texts())
        lookFor(text.toUtf8(), u"an event for watchers, or an answer"_s);
    for (const QString &text : integration->texts() + hubClient->texts())
        lookFor(text.toUtf8(), u"an answer"_s);
    for (const QString &path : {*relay.options.recordFile, outbox}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        lookFor(file.readAll(), path);
    }
    for (std::size_t format = 0; format < models::exportFormatNames.size(); ++format) {
        QFile log(*relay.options.recordFile);
        QVERIFY(log.open(QIODevice::ReadOnly));
        QBuffer target;
        target.open(QIODevice::ReadWrite);
        models::ExportRequest request;
        request.format = static_cast<models::ExportFormat>(format);
        QVERIFY(models::exportSession(log, target, request).goodLines > 100);
        QVERIFY(target.data().contains("all is said"));
        lookFor(target.data(), QString::fromLatin1(models::exportFormatNames[format]));
    }
    {
        const QMutexLocker lock(&logMutex);
        QVERIFY(!everythingLogged.isEmpty());
        lookFor(everythingLogged, u"the program's log"_s);
    }
    QVERIFY2(m_found.isEmpty(), qPrintable(m_found.join(u'\n').left(5'000)));
    QVERIFY(m_masks > 10'000); // There was something to hide.
}

QTEST_GUILESS_MAIN(TestSpelledTokens)
#include "tst_spelledtokens.moc"

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/statusserver.h"

#include "net/dashboardpage.h"
#include "net/doorpreparation.h"
#include "net/failingaddresses.h"
#include "net/hostport.h"
#include "net/lingeringsocket.h"
#include "net/netlimits.h"
#include "net/netlogging.h"
#include "net/statusconnection.h"
#include "net/statusrules.h"
#include "net/tcpdoor.h"
#include "net/tokencheck.h"

#include <QElapsedTimer>
#include <QHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QList>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace neuro::net {

using Method = QHttpServerRequest::Method;

namespace {

constexpr auto jsonType = "application/json";
/// Prometheus' text format, in the version that every scraper knows.
constexpr auto metricsType = "text/plain; version=0.0.4; charset=utf-8";

HttpAnswer sendAnswer(StatusDoor kind, StatusServer::SendOutcome outcome, const QString &why)
{
    HttpAnswer answer;
    switch (outcome) {
    case StatusServer::SendOutcome::Sent:
        if (kind != StatusDoor::Randy)
            return plainAnswer(202, "Sent to every game.");
        // Randy's own words: scripts may compare them.
        answer.body = "OK";
        break;
    case StatusServer::SendOutcome::Refused:
        answer = plainAnswer(409, "Not sent to every game: " + why.toUtf8() + '.');
        break;
    case StatusServer::SendOutcome::NotNow:
        answer = plainAnswer(503, "Not sent: " + why.toUtf8() + ". Try again in a moment.");
        break;
    }
    return answer;
}

HttpAnswer unavailable()
{
    return plainAnswer(503, "The relay is starting or stopping. Try again in a moment.");
}

} // namespace

class StatusServer::Private
{
public:
    Private(StatusServer *server, Source answers);
    ~Private();

    void apply(const Settings &changed);
    bool openAll(const PreparedDoor &prepared);
    bool open(TcpDoor &door, const DoorAddresses &where, quint16 port);
    void openEncrypted(const PreparedDoor &prepared);
    /// Where its doors are to be; those that are off, nowhere that had to be asked for.
    QString wantedHost() const { return settings.enabled ? settings.host : QString(); }
    TlsSettings wantedTls() const { return settings.enabled ? settings.tls : TlsSettings(); }
    void bind(const TcpDoor &door);
    void accept(LingeringSocket *socket, TcpDoor *door, StatusDoor kind);
    StatusConnection *admit(LingeringSocket *socket, StatusDoor kind);
    void makeRoom();
    void forget(StatusConnection *connection);
    void closeAll();

    void addRoutes();
    void handle(const QHttpServerRequest &request, const QHttpServerResponder &responder);
    StatusConnection::Verdict judge(const StatusCall &call);
    void serve(StatusConnection *connection, const QByteArray &body) const;
    HttpAnswer answerTo(const StatusCall &call) const;
    HttpAnswer answerFrom(const std::function<QByteArray()> &make, const char *type) const;
    HttpAnswer dashboard(const StatusCall &call) const;
    void send(StatusConnection *connection, const QByteArray &body) const;

    StatusServer *q;
    Settings settings;
    Source source;
    TokenCheck tokens;
    FailingAddresses failing;
    QElapsedTimer clock;
    QHttpServer http;
    // They own the listeners that `http` is bound to, so they go first.
    TcpDoor statusDoor;
    TcpDoor encryptedDoor;
    TcpDoor randyDoor;
    DoorPreparation moving;                ///< To where the settings say.
    DoorPreparation mending;               ///< Of the encrypted port, which could not be opened.
    QList<StatusConnection *> connections; ///< Oldest first.
    protocol::Phrase error;
};

StatusServer::Private::Private(StatusServer *server, Source answers)
    : q(server)
    , source(std::move(answers))
{
    clock.start();
    addRoutes();
    QObject::connect(&statusDoor, &TcpDoor::accepted, q, [this](LingeringSocket *socket) {
        accept(socket, &statusDoor, StatusDoor::Status);
    });
    QObject::connect(&encryptedDoor, &TcpDoor::accepted, q, [this](LingeringSocket *socket) {
        accept(socket, &encryptedDoor, StatusDoor::Status);
    });
    QObject::connect(&encryptedDoor, &TcpDoor::certificateChanged, q,
                     &StatusServer::encryptionChanged);
    QObject::connect(&randyDoor, &TcpDoor::accepted, q, [this](LingeringSocket *socket) {
        accept(socket, &randyDoor, StatusDoor::Randy);
    });
}

StatusServer::Private::~Private()
{
    qDeleteAll(std::exchange(connections, {}));
}

void StatusServer::Private::apply(const Settings &changed)
{
    settings = changed;
    tokens.setTokens(settings.standardToken, settings.enhancedToken);
}

bool StatusServer::Private::openAll(const PreparedDoor &prepared)
{
    error = {};
    bool isOpen = true;
    if (settings.enabled)
        isOpen = open(statusDoor, prepared.where, settings.port);
    openEncrypted(prepared);
    if (settings.randyPort)
        isOpen = open(randyDoor, doorAddresses({}), *settings.randyPort) && isOpen;
    return isOpen;
}

bool StatusServer::Private::open(TcpDoor &door, const DoorAddresses &where, quint16 port)
{
    if (!door.listen(where, port)) {
        error = door.error();
        return false;
    }
    bind(door);
    return true;
}

void StatusServer::Private::openEncrypted(const PreparedDoor &prepared)
{
    const TlsSettings wanted = statusDoor.isListening() ? settings.tls : TlsSettings();
    if (encryptedDoor.listenEncrypted(prepared, wanted))
        bind(encryptedDoor);
}

void StatusServer::Private::bind(const TcpDoor &door)
{
    const QList<QTcpServer *> servers = door.servers();
    for (QTcpServer *server : servers)
        http.bind(server);
}

void StatusServer::Private::accept(LingeringSocket *socket, TcpDoor *door, StatusDoor kind)
{
    StatusConnection *connection = admit(socket, kind);
    QObject::connect(connection, &StatusConnection::complete, q, [connection, door] {
        LingeringSocket *taken = connection->socket();
        door->handOn(taken);
        // What it is to read is there already.
        Q_EMIT taken->readyRead();
    });
    connection->start();
}

StatusConnection *StatusServer::Private::admit(LingeringSocket *socket, StatusDoor kind)
{
    makeRoom();
    auto *connection = new StatusConnection(socket, kind, settings.requestMs,
                                            [this](const StatusCall &call) { return judge(call); });
    connections.append(connection);
    QObject::connect(connection, &StatusConnection::finished, q,
                     [this, connection] { forget(connection); });
    return connection;
}

void StatusServer::Private::makeRoom()
{
    if (connections.size() < limits::statusConnections)
        return;
    const auto waiting =
        std::find_if(connections.begin(), connections.end(),
                     [](const StatusConnection *one) { return !one->isDecided(); });
    StatusConnection *leaving = waiting == connections.end() ? connections.first() : *waiting;
    qCDebug(lcNet, "the status door has %d connections: the oldest one is cut off",
            limits::statusConnections);
    // finished() comes later, and finds nothing to do.
    connections.removeOne(leaving);
    leaving->drop();
    leaving->deleteLater();
}

void StatusServer::Private::forget(StatusConnection *connection)
{
    if (connections.removeOne(connection))
        connection->deleteLater();
}

void StatusServer::Private::closeAll()
{
    moving.cancel();
    mending.cancel();
    statusDoor.close();
    encryptedDoor.close();
    randyDoor.close();
    const QList<StatusConnection *> leaving = std::exchange(connections, {});
    for (StatusConnection *connection : leaving) {
        connection->drop();
        connection->deleteLater();
    }
}

void StatusServer::Private::addRoutes()
{
    const auto handler = [this](const QHttpServerRequest &request,
                                QHttpServerResponder &&responder) {
        handle(request, responder);
    };
    for (const char *path : {"/", "/health", "/stats", "/metrics"})
        http.route(QString::fromLatin1(path), Method::Get | Method::Head, handler);
    for (const char *path : {"/", "/send"})
        http.route(QString::fromLatin1(path), Method::Post, handler);
}

void StatusServer::Private::handle(const QHttpServerRequest &request,
                                   const QHttpServerResponder &responder)
{
    const auto found = std::find_if(
        connections.begin(), connections.end(),
        [&responder](const StatusConnection *one) { return one->socket() == responder.socket(); });
    if (found != connections.end())
        serve(*found, request.body());
}

StatusConnection::Verdict StatusServer::Private::judge(const StatusCall &call)
{
    StatusConnection::Verdict verdict{refuseStatusCall(call, settings, tokens), 0};
    const bool isWrongToken =
        verdict.refusal && verdict.refusal->status == 401 && call.head.field("Authorization");
    if (isWrongToken) {
        const QHostAddress address = plainAddress(call.peer);
        failing.noteBadToken(address, clock.elapsed());
        verdict.delayMs = failing.isSlow(address, clock.elapsed()) ? settings.failureDelayMs : 0;
    }
    return verdict;
}

void StatusServer::Private::serve(StatusConnection *connection, const QByteArray &body) const
{
    if (connection->call().head.method == "POST")
        send(connection, body);
    else
        connection->answer(answerTo(connection->call()));
}

HttpAnswer StatusServer::Private::answerTo(const StatusCall &call) const
{
    const QByteArray path = call.head.path();
    if (path == "/health")
        return answerFrom(source.health, jsonType);
    if (path == "/stats")
        return answerFrom(source.stats, jsonType);
    if (path == "/metrics")
        return answerFrom(source.metrics, metricsType);
    return dashboard(call);
}

HttpAnswer StatusServer::Private::answerFrom(const std::function<QByteArray()> &make,
                                             const char *type) const
{
    if (!make)
        return unavailable();
    HttpAnswer answer;
    answer.type = type;
    answer.body = make();
    return answer;
}

HttpAnswer StatusServer::Private::dashboard(const StatusCall &call) const
{
    if (source.dashboard.isEmpty())
        return unavailable();
    const auto &where = call.isEncrypted ? source.encryptedIntermediary : source.intermediary;
    const QByteArray url =
        dashboardSocketUrl(call.head.field("Host").value_or(QByteArray()),
                           where ? where() : QStringList(), call.isEncrypted ? "wss" : "ws");
    HttpAnswer answer;
    answer.type = "text/html; charset=utf-8";
    answer.body = filledDashboard(source.dashboard, url);
    answer.fields = {{"Content-Security-Policy", dashboardPolicy(source.dashboard, url)},
                     {"Cross-Origin-Opener-Policy", "same-origin"},
                     {"X-Frame-Options", "DENY"}};
    return answer;
}

void StatusServer::Private::send(StatusConnection *connection, const QByteArray &body) const
{
    const StatusDoor kind = connection->call().door;
    if (!source.sendToGames)
        return connection->answer(unavailable());
    if (const auto refused = refuseMessage(body, kind, source.mask))
        return connection->answer(*refused);
    connection->wait(plainAnswer(504, "The relay has not told in time whether it was sent. It may "
                                      "have been, or be sent later."));
    source.sendToGames(
        body, [waiting = QPointer(connection), kind](SendOutcome outcome, const QString &why) {
            if (waiting)
                waiting->answer(sendAnswer(kind, outcome, why));
        });
}

StatusServer::StatusServer(Settings settings, Source source, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(source)))
{
    d->apply(settings);
}

StatusServer::~StatusServer() = default;

bool StatusServer::listen()
{
    close();
    return d->openAll(prepareDoor(d->wantedHost(), d->wantedTls()));
}

void StatusServer::move()
{
    d->mending.cancel();
    d->moving.start(d->wantedHost(), d->wantedTls(), [this](const PreparedDoor &door) {
        close();
        d->openAll(door);
        Q_EMIT moved();
    });
}

bool StatusServer::isListening() const
{
    return d->statusDoor.isListening();
}

protocol::Phrase StatusServer::error() const
{
    return d->error;
}

QStringList StatusServer::addresses() const
{
    return d->statusDoor.addresses();
}

quint16 StatusServer::port() const
{
    return d->statusDoor.port();
}

QStringList StatusServer::encryptedAddresses() const
{
    return d->encryptedDoor.addresses();
}

quint16 StatusServer::encryptedPort() const
{
    return d->encryptedDoor.port();
}

protocol::Phrase StatusServer::encryptedError() const
{
    return d->encryptedDoor.error();
}

QStringList StatusServer::randyAddresses() const
{
    return d->randyDoor.addresses();
}

void StatusServer::setSettings(const Settings &settings)
{
    const bool isAsBefore = d->settings.tls == settings.tls;
    d->apply(settings);
    if (d->moving.isActive())
        return;
    if (!isAsBefore || !isListening() || d->encryptedDoor.isOpenAsWanted(settings.tls)) {
        d->mending.cancel();
        return d->encryptedDoor.checkCertificate();
    }
    // It could not be opened; what was wrong with it may have been mended.
    d->mending.start(d->statusDoor.hostAddresses(), settings.tls, [this](const PreparedDoor &door) {
        d->openEncrypted(door);
        Q_EMIT encryptionChanged();
    });
}

void StatusServer::adopt(LingeringSocket *socket, const RequestHead &head)
{
    StatusConnection *connection = d->admit(socket, StatusDoor::Diverted);
    if (connection->start(head))
        connection->answer(d->answerTo(connection->call()));
}

void StatusServer::close()
{
    d->closeAll();
}

int StatusServer::connectionCount() const
{
    return static_cast<int>(d->connections.size());
}

} // namespace neuro::net

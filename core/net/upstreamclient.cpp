// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/upstreamclient.h"

#include "net/detachedwork.h"
#include "net/hostport.h"
#include "net/netlimits.h"
#include "net/netlogging.h"
#include "protocol/phrase.h"
#include "protocol/reconnectdelay.h"

#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>
#include <QWebSocket>

#include <chrono>
#include <utility>

namespace neuro::net {

using namespace Qt::Literals::StringLiterals;
using protocol::Phrase;
using protocol::phrase;

namespace {

/// With the user and the password of the address as HTTP has them (RFC 7617).
QNetworkRequest requestFor(const QUrl &url)
{
    QNetworkRequest request(url.adjusted(QUrl::RemoveUserInfo));
    if (!url.userInfo().isEmpty()) {
        const QString who =
            url.userName(QUrl::FullyDecoded) + u':' + url.password(QUrl::FullyDecoded);
        request.setRawHeader("Authorization", "Basic " + who.toUtf8().toBase64());
    }
    return request;
}

qint64 steadyMicros()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

class UpstreamClient::Private : public relay::PeerListener
{
public:
    Private(UpstreamClient *client, relay::PeerListener *peerListener, Reader reader);

    void start();
    void stop();
    void reconnect();
    void takeSettings(const UpstreamSettings &newSettings);
    void takeDoors(const QList<OwnDoor> &doors);
    /// Ends everything at once, for the destructor.
    void drop();

    // From the endpoint to the listener, with a look at what concerns the connection itself.
    relay::PeerId peerConnected(relay::Endpoint *newEndpoint, const relay::PeerInfo &info) override
    {
        return listener->peerConnected(newEndpoint, info);
    }
    void textReceived(relay::PeerId peer, const QByteArray &utf8) override
    {
        listener->textReceived(peer, utf8);
    }
    void binaryReceived(relay::PeerId peer, const QByteArray &bytes) override
    {
        listener->binaryReceived(peer, bytes);
    }
    void pongReceived(relay::PeerId peer, quint64 token) override
    {
        listener->pongReceived(peer, token);
    }
    void peerCongested(relay::PeerId peer, bool congested) override
    {
        listener->peerCongested(peer, congested);
    }
    void peerDisconnected(relay::PeerId peer, const relay::Goodbye &goodbye) override;

    UpstreamClient *const q;
    relay::PeerListener *const listener;
    UpstreamSettings settings;
    UpstreamState state;

private:
    void dial();
    void readCaFile();
    void checkDoors();
    void openSocket();
    void watchTransport(QTcpSocket *transport);
    void socketConnected();
    void noteError(QAbstractSocket::SocketError error);
    /// Signals of a socket that fails come in any order, and inside its own functions: what they
    /// mean is found out when they are over.
    void concludeLater();
    void conclude(bool timedOut);
    void fail(const UpstreamProblem &problem);
    void waitAfter(const UpstreamProblem &problem);
    void takeDelays();
    void discardAttempt();
    void closeConnection(const protocol::Phrase &reason);
    void connectionGone();
    void setPhase(UpstreamPhase phase);
    void describeUrl();

    const Reader m_reader;
    DetachedWork m_files;
    bool m_isReading = false;              ///< UpstreamSettings::caFile, for the attempt.
    QList<QSslCertificate> m_certificates; ///< What was in it.
    QList<OwnDoor> m_doors;
    protocol::ReconnectDelay m_delay; ///< Between attempts.
    /// After connections that did not last. Beside the other: a server that was away for long and
    /// is restarted soon after its return is no server that hangs up on everybody.
    protocol::ReconnectDelay m_shortDelay;
    OwnDoorCheck m_doorCheck;
    QTimer m_nextTry;
    QTimer m_limit; ///< Of the attempt.
    QTimer m_conclusion;
    QWebSocket *m_socket = nullptr; ///< Of the attempt.
    FailedAttempt m_attempt;
    std::unique_ptr<WebSocketEndpoint> m_endpoint;
    UpstreamProblem m_end; ///< Of the connection that is going.
    bool m_isStarted = false;
};

UpstreamClient::Private::Private(UpstreamClient *client, relay::PeerListener *peerListener,
                                 Reader reader)
    : q(client)
    , listener(peerListener)
    , m_reader(std::move(reader))
{
    for (QTimer *timer : {&m_nextTry, &m_limit, &m_conclusion})
        timer->setSingleShot(true);
    m_nextTry.setTimerType(Qt::PreciseTimer); // People see it count down.
    QObject::connect(&m_nextTry, &QTimer::timeout, q, [this] { dial(); });
    QObject::connect(&m_limit, &QTimer::timeout, q, [this] { conclude(true); });
    QObject::connect(&m_conclusion, &QTimer::timeout, q, [this] { conclude(false); });
    QObject::connect(&m_doorCheck, &OwnDoorCheck::finished, q,
                     [this](const std::optional<DoorClash> &clash) {
                         if (!clash)
                             return openSocket();
                         fail({UpstreamError::OwnDoor, clash->text(state.url, settings.place),
                               clash->door.place, 0, true});
                     });
    m_delay.setRange(settings.firstDelayMs, settings.longestDelayMs);
    m_shortDelay.setRange(settings.firstDelayMs, settings.longestDelayMs);
}

void UpstreamClient::Private::start()
{
    if (std::exchange(m_isStarted, true))
        return;
    m_delay.reset();
    m_shortDelay.reset();
    state.failedAttempts = 0;
    state.problem = {};
    // A connection that is still being closed dials when it is gone.
    if (!m_endpoint)
        dial();
}

void UpstreamClient::Private::stop()
{
    m_isStarted = false;
    m_nextTry.stop();
    discardAttempt();
    if (m_endpoint)
        return closeConnection(phrase(QT_TRANSLATE_NOOP("core", "the relay stops")));
    state.problem = {};
    setPhase(UpstreamPhase::Off);
}

void UpstreamClient::Private::reconnect()
{
    if (!m_isStarted)
        return;
    m_nextTry.stop();
    discardAttempt();
    m_delay.reset();
    m_shortDelay.reset();
    state.failedAttempts = 0;
    if (m_endpoint)
        closeConnection(phrase(QT_TRANSLATE_NOOP("core", "the relay connects anew")));
    else
        dial();
}

void UpstreamClient::Private::takeSettings(const UpstreamSettings &newSettings)
{
    const UpstreamSettings old = std::exchange(settings, newSettings);
    if (settings == old)
        return;
    if (settings.firstDelayMs != old.firstDelayMs || settings.longestDelayMs != old.longestDelayMs)
        takeDelays();
    if (m_endpoint)
        m_endpoint->setLimits(settings.limits);
    const bool isElsewhere =
        settings.url != old.url || settings.caFile != old.caFile || settings.verify != old.verify;
    if (m_isStarted && isElsewhere)
        return reconnect();
    if (isElsewhere && !m_endpoint) {
        describeUrl();
        Q_EMIT q->stateChanged(state);
    }
}

void UpstreamClient::Private::takeDelays()
{
    m_delay.setRange(settings.firstDelayMs, settings.longestDelayMs);
    m_shortDelay.setRange(settings.firstDelayMs, settings.longestDelayMs);
    if (state.phase == UpstreamPhase::Waiting)
        waitAfter(state.problem);
}

void UpstreamClient::Private::takeDoors(const QList<OwnDoor> &doors)
{
    if (m_doors == doors)
        return;
    m_doors = doors;
    if (state.phase == UpstreamPhase::Waiting && state.problem.kind == UpstreamError::OwnDoor)
        return reconnect();
    if (state.phase != UpstreamPhase::Connecting || !m_isStarted)
        return;
    // It was checked against the old ones, and may be about to reach a new one.
    discardAttempt();
    dial();
}

void UpstreamClient::Private::drop()
{
    m_isStarted = false;
    m_nextTry.stop();
    discardAttempt();
    if (m_endpoint)
        QObject::disconnect(m_endpoint.get(), nullptr, q, nullptr);
    m_endpoint.reset();
}

void UpstreamClient::Private::dial()
{
    describeUrl();
    if (settings.url.isEmpty()) {
        state.problem = {};
        return setPhase(UpstreamPhase::Off);
    }
    setPhase(UpstreamPhase::Connecting);
    // The receivers of that may have thought better of it.
    if (state.phase != UpstreamPhase::Connecting || m_socket)
        return;
    const UpstreamProblem problem = settingsProblem(settings);
    if (problem.kind != UpstreamError::None)
        return fail(problem);
    m_attempt = {};
    m_limit.start(settings.connectTimeoutMs);
    if (needsCaFile(settings))
        readCaFile();
    else
        checkDoors();
}

void UpstreamClient::Private::readCaFile()
{
    const QString problem =
        m_files.start([this, reader = m_reader, file = settings.caFile]() -> DetachedWork::Outcome {
            return [this, certificates = reader(file)] {
                m_isReading = false;
                m_certificates = certificates;
                if (m_certificates.isEmpty())
                    fail(caFileProblem(settings));
                else
                    checkDoors();
            };
        });
    m_isReading = true;
    if (problem.isEmpty())
        return;
    qCWarning(lcNet, "%ls cannot be read now: %ls", qUtf16Printable(settings.caFile),
              qUtf16Printable(problem));
    fail(caFileSilence(settings));
}

void UpstreamClient::Private::checkDoors()
{
    m_doorCheck.start(settings.url, m_doors, settings.connectTimeoutMs / 2);
}

void UpstreamClient::Private::openSocket()
{
    // Without an origin: a relay may be what a relay dials.
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, q);
    const auto size = static_cast<quint64>(settings.limits.maxMessage);
    m_socket->setMaxAllowedIncomingFrameSize(size);
    m_socket->setMaxAllowedIncomingMessageSize(size);
    QObject::connect(m_socket, &QWebSocket::connected, q, [this] { socketConnected(); });
    QObject::connect(m_socket, &QWebSocket::disconnected, q, [this] { concludeLater(); });
    QObject::connect(m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), q,
                     [this](QAbstractSocket::SocketError error) { noteError(error); });
    QObject::connect(m_socket, &QWebSocket::sslErrors, q,
                     [this](const QList<QSslError> &errors) { m_attempt.sslErrors = errors; });
    if (settings.url.scheme() == u"wss") {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        if (!settings.verify)
            tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        else
            tls.addCaCertificates(m_certificates);
        m_socket->setSslConfiguration(tls);
    }
    m_socket->open(requestFor(settings.url));
    if (auto *transport = m_socket->findChild<QTcpSocket *>())
        watchTransport(transport);
}

void UpstreamClient::Private::watchTransport(QTcpSocket *transport)
{
    QObject::connect(transport, &QTcpSocket::connected, q, [this, transport] {
        m_attempt.reachedServer = true;
        // QtWebSockets 6.4 sets it too, but promises nothing.
        transport->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        transport->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    });
}

void UpstreamClient::Private::socketConnected()
{
    m_limit.stop();
    m_conclusion.stop();
    QWebSocket *socket = std::exchange(m_socket, nullptr);
    QObject::disconnect(socket, nullptr, q, nullptr);
    m_endpoint = std::make_unique<WebSocketEndpoint>(socket, settings.limits);
    QObject::connect(m_endpoint.get(), &WebSocketEndpoint::finished, q,
                     [this] { connectionGone(); });
    if (state.isEncrypted && !settings.verify)
        qCWarning(lcNet,
                  "upstream %ls: the certificate is not verified; whoever is in between can "
                  "read and change everything. Set nakurity-client.verify to true.",
                  qUtf16Printable(state.url));
    state.problem = {};
    state.failedAttempts = 0;
    state.connectedAt = steadyMicros();
    qCInfo(lcNet, "upstream %ls: connected", qUtf16Printable(state.url));
    const QString address = hostPort(socket->peerAddress(), socket->peerPort());
    setPhase(UpstreamPhase::Connected);
    m_endpoint->start(this, {relay::Door::Upstream, address});
}

void UpstreamClient::Private::peerDisconnected(relay::PeerId peer, const relay::Goodbye &goodbye)
{
    if (goodbye.by == relay::Goodbye::By::Us &&
        goodbye.closeCode == static_cast<int>(relay::CloseCode::TooLarge)) {
        // Not with 1009: that is upstream's word about what it is sent.
        const Phrase why = phrase(
            QT_TRANSLATE_NOOP("core", "upstream sent a message of more than %1 bytes "
                                      "(limits.message); the relay closed the connection over it"),
            settings.limits.maxMessage);
        m_end = endProblem(lostConnection, why, false);
        return listener->peerDisconnected(peer, {lostConnection, why, goodbye.by});
    }
    m_end = endProblem(goodbye.closeCode, goodbye.reason, m_endpoint && m_endpoint->wasSilent());
    listener->peerDisconnected(peer, goodbye);
}

void UpstreamClient::Private::connectionGone()
{
    // Emitted by the endpoint itself.
    m_endpoint.release()->deleteLater();
    const qint64 heldMs =
        (steadyMicros() - std::exchange(state.connectedAt, 0)) / relay::microsPerMs;
    m_delay.reset();
    if (heldMs >= settings.steadyAfterMs)
        m_shortDelay.reset();
    const bool isOurs = state.phase == UpstreamPhase::Stopping;
    if (!m_isStarted) {
        state.problem = {};
        return setPhase(UpstreamPhase::Off);
    }
    if (isOurs)
        return dial();
    fail(m_end);
}

void UpstreamClient::Private::noteError(QAbstractSocket::SocketError error)
{
    // The first one says why; those that follow are of the connection that is given up for it.
    if (m_attempt.error == QAbstractSocket::UnknownSocketError) {
        m_attempt.error = error;
        m_attempt.errorString = m_socket->errorString();
    }
    concludeLater();
}

void UpstreamClient::Private::concludeLater()
{
    if (!m_conclusion.isActive())
        m_conclusion.start(0);
}

void UpstreamClient::Private::conclude(bool timedOut)
{
    if (m_isReading)
        return fail(caFileSilence(settings));
    m_attempt.timedOut = timedOut;
    auto *transport = m_socket ? m_socket->findChild<QTcpSocket *>() : nullptr;
    if (timedOut && transport)
        m_attempt.heard = transport->peek(limits::shownAnswer).trimmed();
    if (m_socket && m_attempt.errorString.isEmpty())
        m_attempt.errorString = m_socket->errorString();
    fail(attemptProblem(settings, m_attempt));
}

void UpstreamClient::Private::fail(const UpstreamProblem &problem)
{
    discardAttempt();
    // The end of a connection is no failed attempt.
    const bool wasConnected = state.phase == UpstreamPhase::Connected;
    if (!wasConnected)
        ++state.failedAttempts;
    if (state.problem != problem)
        qCWarning(lcNet, "upstream %ls: %ls", qUtf16Printable(state.url),
                  qUtf16Printable(problem.text.english()));
    state.problem = problem;
    waitAfter(problem);
}

void UpstreamClient::Private::waitAfter(const UpstreamProblem &problem)
{
    // The phase is that before the wait.
    protocol::ReconnectDelay &delay =
        state.phase == UpstreamPhase::Connected ? m_shortDelay : m_delay;
    // Nothing is heard of what the server would have to say: somebody must change the settings.
    // What a server answers may be that of one that is still starting.
    const bool isHopeless = problem.persistent && problem.kind != UpstreamError::HttpStatus &&
                            problem.kind != UpstreamError::NotWebSocket;
    const int ms = isHopeless ? delay.longest() : delay.next();
    state.nextTryAt = steadyMicros() + ms * relay::microsPerMs;
    m_nextTry.start(ms);
    setPhase(UpstreamPhase::Waiting);
}

void UpstreamClient::Private::discardAttempt()
{
    m_limit.stop();
    m_conclusion.stop();
    m_doorCheck.cancel();
    m_files.cancel();
    m_isReading = false;
    m_certificates.clear();
    QWebSocket *socket = std::exchange(m_socket, nullptr);
    if (!socket)
        return;
    QObject::disconnect(socket, nullptr, q, nullptr);
    socket->abort();
    socket->deleteLater();
}

void UpstreamClient::Private::closeConnection(const protocol::Phrase &reason)
{
    setPhase(UpstreamPhase::Stopping);
    if (m_endpoint)
        m_endpoint->close(relay::CloseCode::GoingAway, reason);
}

void UpstreamClient::Private::setPhase(UpstreamPhase phase)
{
    state.phase = phase;
    if (phase != UpstreamPhase::Waiting)
        state.nextTryAt = 0;
    Q_EMIT q->stateChanged(UpstreamState(state));
}

void UpstreamClient::Private::describeUrl()
{
    state.url = settings.url.isEmpty() ? QString() : shownUrl(settings.url);
    state.isEncrypted = settings.url.scheme() == u"wss";
    state.isVerified = state.isEncrypted && settings.verify;
}

UpstreamClient::UpstreamClient(relay::PeerListener *listener, QObject *parent)
    : UpstreamClient(listener, readCertificates, parent)
{
}

UpstreamClient::UpstreamClient(relay::PeerListener *listener, Reader reader, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, listener, std::move(reader)))
{
}

UpstreamClient::~UpstreamClient()
{
    d->drop();
}

void UpstreamClient::setSettings(const UpstreamSettings &settings)
{
    d->takeSettings(settings);
}

const UpstreamSettings &UpstreamClient::settings() const
{
    return d->settings;
}

void UpstreamClient::setOwnDoors(const QList<OwnDoor> &doors)
{
    d->takeDoors(doors);
}

void UpstreamClient::start()
{
    d->start();
}

void UpstreamClient::stop()
{
    d->stop();
}

void UpstreamClient::reconnectNow()
{
    d->reconnect();
}

const UpstreamState &UpstreamClient::state() const
{
    return d->state;
}

} // namespace neuro::net

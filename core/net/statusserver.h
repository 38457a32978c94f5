// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/statussettings.h"
#include "protocol/phrase.h"
#include "relay/textmask.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace neuro::net {

class LingeringSocket;
class RequestHead;

/// The relay over HTTP: `GET /health`, `/stats`, `/metrics`, the dashboard at `/`, `POST /send`,
/// and on a port of its own what Randy has. Belongs to the thread that it was created in; never
/// blocks but in listen().
///
/// One request per connection, over with its answer within StatusSettings::requestMs, and at most
/// limits::statusRequest bytes long. A refusal is plain text that says what to do.
class StatusServer : public QObject
{
    Q_OBJECT

public:
    using Settings = StatusSettings;

    /// What became of a message for the games.
    enum class SendOutcome {
        Sent,    ///< To every game.
        Refused, ///< By one game's rules at least, or there is no game.
        NotNow,  ///< It was not even looked at.
    };
    /// `why` as a sentence without a full stop; empty when it was sent.
    using SendDone = std::function<void(SendOutcome outcome, const QString &why)>;

    /// Where the answers come from. Every function is called in the server's thread, once per
    /// request; one that is not set is answered with 503.
    struct Source
    {
        std::function<QByteArray()> health;  ///< JSON.
        std::function<QByteArray()> stats;   ///< JSON.
        std::function<QByteArray()> metrics; ///< Prometheus text.
        /// Takes a Neuro API server message (from Randy's port: any JSON object with a `command`),
        /// to be sent to every game. The text is valid JSON in UTF-8, perhaps with white space
        /// around it.
        /// `done` is to be called once, at once or later, in the server's thread while the server
        /// lives: only then is the request answered. When StatusSettings::requestMs is over
        /// without it, the answer is that nobody knows (504).
        std::function<void(const QByteArray &message, SendDone done)> sendToGames;
        /// For refusals, which quote the request. Without one all is told as it is.
        relay::TextMask mask;
        /// Where the intermediary door is open, as IntermediaryServer::addresses() tells it
        /// ("127.0.0.1:8765"); empty while it is closed. The dashboard connects there.
        std::function<QStringList()> intermediary;
        /// The same of its encrypted port, for a page that came encrypted: a browser does not let
        /// it connect any other way.
        std::function<QStringList()> encryptedIntermediary;
        /// The dashboard's page, as dashboardPage() gives it.
        QByteArray dashboard;
    };

    StatusServer(Settings settings, Source source, QObject *parent = nullptr);
    ~StatusServer() override;

    /// Opens the status door, if it is enabled, and Randy's port, if there is to be one. False:
    /// what could not be opened is closed, error() says which and why; the other one may be open.
    /// Opens the status door's encrypted port, too, if there is to be one: whether it did,
    /// encryptedError() says.
    /// Blocks while a host name (other than localhost) is looked up, and while the certificate is
    /// read.
    bool listen();
    /// As BackendServer's.
    void move();
    bool isListening() const;
    /// "127.0.0.1:8770: another program uses this port already"; empty after success.
    protocol::Phrase error() const;
    /// "127.0.0.1:8770"; empty while the door is closed.
    QStringList addresses() const;
    quint16 port() const;
    /// As BackendServer's.
    QStringList encryptedAddresses() const;
    quint16 encryptedPort() const;
    protocol::Phrase encryptedError() const;
    /// Where Randy's port is open.
    QStringList randyAddresses() const;

    /// Takes tokens, origins and times at once. A changed address needs move().
    void setSettings(const Settings &settings);

    /// Answers a plain request that came to another door (`GET /health`, `/stats`), by the same
    /// rules. Takes `socket` over, which must live in this thread; what it holds is thrown away.
    void adopt(LingeringSocket *socket, const RequestHead &head);

    /// Stops listening and ends every connection.
    void close();

    /// Requests that are being received or answered.
    int connectionCount() const;

Q_SIGNALS:
    /// After a renewed certificate: it is shown to whoever connects from now on, or
    /// encryptedError() says why not. Connections stay.
    void encryptionChanged();
    /// As BackendServer's.
    void moved();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace neuro::net

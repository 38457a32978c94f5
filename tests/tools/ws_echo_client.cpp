// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/websocketendpoint.h"
#include "tools/echolistener.h"

#include <QCoreApplication>
#include <QTextStream>
#include <QUrl>
#include <QWebSocket>

using namespace neuro;

/// ws_echo_client URL: connects and echoes messages until the server closes; exit code 0, or 1
/// when it could not connect. For suites that test a protocol implementation from outside.
int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QUrl url(app.arguments().value(1), QUrl::StrictMode);
    if (app.arguments().size() != 2 || !url.isValid() || url.scheme() != QLatin1StringView("ws")) {
        QTextStream(stderr) << "usage: ws_echo_client URL (ws://host:port/path)\n";
        return 2;
    }
    tests::EchoListener listener;
    net::EndpointLimits limits;
    limits.maxMessage = tests::echoMessageLimit;
    limits.maxUnwritten = 4 * tests::echoMessageLimit;
    auto *socket = new QWebSocket;
    net::WebSocketEndpoint endpoint(socket, limits);
    QObject::connect(socket, &QWebSocket::connected, &endpoint, [&] {
        endpoint.start(&listener, {relay::Door::Upstream, url.authority()});
    });
    QObject::connect(&endpoint, &net::WebSocketEndpoint::finished, &app,
                     [&] { QCoreApplication::exit(endpoint.wasStarted() ? 0 : 1); });
    QObject::connect(
        socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), &app, [&] {
            if (endpoint.wasStarted())
                return;
            QTextStream(stderr) << url.toString() << ": " << socket->errorString() << '\n';
            QCoreApplication::exit(1);
        });
    socket->open(url);
    return app.exec();
}

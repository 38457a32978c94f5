// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/backendserver.h"
#include "tools/echolistener.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace neuro;

/// ws_echo_server PORT: echoes WebSocket messages on both loopbacks until it is killed. Port 0:
/// any free one. For suites that test a protocol implementation from outside.
int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    bool isPort = false;
    const quint16 port = app.arguments().value(1).toUShort(&isPort);
    if (app.arguments().size() != 2 || !isPort) {
        QTextStream(stderr) << "usage: ws_echo_server PORT (0: any free port)\n";
        return 2;
    }
    tests::EchoListener listener;
    net::BackendSettings settings;
    settings.port = port;
    settings.maxMessage = tests::echoMessageLimit;
    settings.maxUnwritten = 4 * tests::echoMessageLimit;
    net::BackendServer server(settings, &listener);
    if (!server.listen()) {
        QTextStream(stderr) << server.error().english() << '\n';
        return 1;
    }
    QTextStream(stdout) << "listening " << server.port() << '\n' << Qt::flush;
    return app.exec();
}

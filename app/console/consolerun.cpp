// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/console/consolerun.h"

#include "app/commandline.h"
#include "app/console/attachedrelay.h"
#include "app/console/consolehistory.h"
#include "app/console/consolesession.h"
#include "app/console/consoletext.h"
#include "app/console/ownrelay.h"
#include "app/console/pipedinput.h"
#include "app/console/terminalinput.h"
#include "app/stopsignals.h"

#include <QCoreApplication>
#include <QDir>
#include <QHostAddress>

#include <memory>

#include <unistd.h>

namespace neuro::app {

using namespace Qt::StringLiterals;

namespace {

int run(ConsoleRelay &relay, const QString &dataFolder, const QStringList &secrets)
{
    const bool isTerminal = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
    ConsoleSession session(relay, isTerminal ? ConsoleSession::Style::Terminal
                                             : ConsoleSession::Style::Script);
    StopSignals stopSignals;
    // A script that was stopped has not been carried out.
    QObject::connect(&stopSignals, &StopSignals::stopRequested, &session,
                     [isTerminal] { QCoreApplication::exit(isTerminal ? Success : RuntimeError); });
    QObject::connect(
        &session, &ConsoleSession::finished, qApp, [](int code) { QCoreApplication::exit(code); },
        Qt::QueuedConnection);
    ConsoleHistory history(QDir(dataFolder).filePath(u"console-history"_s), secrets);
    std::unique_ptr<QObject> input;
    if (isTerminal) {
        if (const QString warning = history.load(); !warning.isEmpty())
            printLine(stderr, u"neuro-relay: warning: "_s + warning);
        input = std::make_unique<TerminalInput>(session, history);
    } else {
        input = std::make_unique<PipedInput>(session, STDIN_FILENO);
    }
    session.start();
    return QCoreApplication::exec();
}

bool isThisComputer(const QString &host)
{
    return host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0 ||
           QHostAddress(host).isLoopback();
}

/// Where a relay with this configuration can be reached from this computer.
QUrl intermediaryOf(const config::IntermediaryConfig &door)
{
    const QHostAddress address(door.host);
    const bool isAny = door.host.isEmpty() || address == QHostAddress::AnyIPv4 ||
                       address == QHostAddress::AnyIPv6 || address == QHostAddress::Any;
    QUrl url;
    url.setScheme(u"ws"_s);
    url.setHost(isAny ? u"127.0.0.1"_s : door.host);
    url.setPort(door.port);
    return url;
}

} // namespace

protocol::Result<ConsoleTarget, QString> consoleTarget(const std::optional<QUrl> &url,
                                                       const QString &token,
                                                       const config::RelayConfig &config)
{
    ConsoleTarget target;
    const config::IntermediaryConfig &door = config.intermediary;
    if (url)
        target.url = *url;
    else if (!door.enabled || door.port == 0)
        return u"the configuration does not say where the relay's intermediary door is; name it "
               "with --url ws://HOST:PORT, or run a relay here with --own"_s;
    else
        target.url = intermediaryOf(door);
    target.token = token;
    if (!token.isEmpty())
        return target;
    const QString host = target.url.host();
    if (!isThisComputer(host) && host.compare(door.host, Qt::CaseInsensitive) != 0)
        return u"the configuration's token is not for %1; give that relay's token with --token or "
               "in NEURO_RELAY_TOKEN"_s.arg(host);
    target.token = config.neuroOsToken.isEmpty() ? door.authToken : config.neuroOsToken;
    if (target.token.isEmpty())
        return u"there is no token to attach with: set dependency-authentication.neuro-os."
               "auth_token in the configuration, give one with --token or in NEURO_RELAY_TOKEN, or "
               "run a relay here with --own"_s;
    return target;
}

int runAttachedConsole(const ConsoleTarget &target, const QString &dataFolder)
{
    AttachedRelay relay(target.url, target.token);
    return run(relay, dataFolder, {target.token});
}

int runOwnConsole(const config::RelayConfig &config, const service::RunOptions &options)
{
    service::RelayService service(config, options);
    OwnRelay relay(service);
    const int code = run(relay, options.dataFolder, config.secrets());
    service.stop();
    return code;
}

} // namespace neuro::app

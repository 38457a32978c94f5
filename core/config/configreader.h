// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/relayconfig.h"
#include "protocol/phrase.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QList>
#include <QProcessEnvironment>
#include <QString>
#include <QUrl>

#include <optional>

namespace neuro::config {

/// One thing that is wrong in a configuration file.
struct ConfigIssue
{
    enum class Severity { Warning, Error } severity = Severity::Error;
    QString file; ///< "environment" for what is wrong there.
    int line = 0; ///< From 1; 0 when it belongs to no line.
    QString key;  ///< "relay.force_retries"
    /// What is wrong and what is allowed. Never holds a token.
    protocol::Phrase message;

    /// In English, for logs and terminals:
    /// "relay.yaml:12: relay.force_retries: must be a whole number from 0 to 100, not \"many\""
    QString toString() const;
};

struct ConfigReading
{
    RelayConfig config;
    QList<ConfigIssue> issues; ///< Errors in values all at once; a syntax error alone.
    bool hasErrors() const;
};

/// Reads YAML text; nothing in it is the defaults. Unknown keys are kept by whoever writes the file
/// and reported as warnings here. A value with an error leaves the default. Reads no other file
/// than the one that `nakurity-client.ca` names; paths are relative to the folder of `fileName`.
/// The only user of the YAML parser.
ConfigReading readConfig(const QByteArray &yaml, const QString &fileName);

/// Reads a file; one that cannot be read, or is larger than limits::fileSize, is an error; one that
/// others than its owner can read or write is a warning.
ConfigReading readConfigFile(const QString &path);

/// The commented configuration that a first run writes, with `token` as the intermediary's.
QByteArray initialConfig(const QString &token);

/// A random token of 32 characters from the operating system's generator.
QString randomToken();

/// neuro-relay/config.yaml in the XDG configuration folder.
QString defaultConfigPath();

/// `path`, or else defaultConfigPath(), which is created with 0600 (its folders with 0700) and a
/// random token when it is missing (`created` tells). A given `path` that is missing is an error; a
/// default file that cannot be created is a warning, and the defaults are used.
ConfigReading loadConfig(const std::optional<QString> &path, bool *created = nullptr);

/// Lets the environment overrule the file: WS_HOST and WS_PORT are the backend door's host and
/// port, WS_TIMEOUT the hub's timeout, as the older relays have it; NEURO_RELAY_UPSTREAM is the
/// upstream's address, or "none". NEURO_SDK_WS_URL is for games: an operator sets it to the relay's
/// own address. Empty ones are as if absent; a wrong one is an error.
void applyEnvironment(RelayConfig &config, const QProcessEnvironment &environment,
                      QList<ConfigIssue> &issues);

/// Reads an upstream of the command line or the environment: a ws or wss URL, or "none" (an empty
/// URL). The error says what is allowed; it never quotes the text, which may hold a password.
protocol::Result<QUrl, protocol::Phrase> parseUpstream(const QString &text);

/// Fills in what depends on several settings, once file, environment and command line have been
/// read: who decides when nobody said so, and another port for a backend that is in the way of the
/// upstream when nobody chose it. Adds what is wrong with the whole: an upstream that is one of our
/// own doors (names are not looked up here, see net::OwnDoorCheck; RelayConfig::knownNames count),
/// two doors at one address, or a decider that is missing.
void completeConfig(RelayConfig &config, bool withWindow, QList<ConfigIssue> &issues);

/// Reads a decider list of the command line or of one YAML value: "upstream:60,operator"; the
/// number is a time limit in seconds, from 0.001 to 86400. Names what is wrong otherwise.
protocol::Result<QList<relay::DeciderSettings>, protocol::Phrase>
parseDeciders(const QString &text);
/// The opposite.
QString formatDeciders(const QList<relay::DeciderSettings> &deciders);

} // namespace neuro::config

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/configreader.h"
#include "config/configsummary.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QStringList>

/// Configurations as text, to be compared.
namespace neuro::tests {

/// Every issue as "error relay.yaml:3: key: message", one a line.
inline QString printed(const QList<config::ConfigIssue> &issues)
{
    QStringList lines;
    for (const config::ConfigIssue &issue : issues)
        lines.append((issue.severity == config::ConfigIssue::Severity::Error
                          ? QStringLiteral("error ")
                          : QStringLiteral("warning ")) +
                     issue.toString());
    return lines.join(u'\n');
}

inline config::ConfigReading read(const QByteArray &yaml)
{
    return config::readConfig(yaml, QStringLiteral("relay.yaml"));
}

/// What of a configuration can be written down, tokens apart.
inline QByteArray described(const config::RelayConfig &config)
{
    return QJsonDocument(configSummary(config)).toJson();
}

inline constexpr const char *longToken = "0123456789abcdefghijklmnopqrstuv";

} // namespace neuro::tests

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/rawpeer.h"
#include "net/statusserver.h"

#include <QByteArray>
#include <QList>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace neuro::tests {

/// A status server on a free port, made anew for each test function of the classes that derive from
/// this one. What it answers is as short as can be; what is sent to the games lands in m_sent.
class StatusFixture : public QObject
{
    Q_OBJECT

public:
    static QByteArray get(const QByteArray &path, const QByteArray &fields = {},
                          const QByteArray &method = "GET");
    static QByteArray post(const QByteArray &path, const QByteArray &body,
                           const QByteArray &fields = {});
    static QByteArray bearer(const QString &token);
    static QByteArray bodyOf(const QByteArray &answer);

protected Q_SLOTS:
    void init();
    void cleanup();

protected:
    void start();
    std::unique_ptr<RawPeer> ask(const QByteArray &request);
    std::unique_ptr<RawPeer> askRandy(const QByteArray &request);

    const QString standard = QStringLiteral("standard-0123456789");
    const QString enhanced = QStringLiteral("enhanced-0123456789");
    const QByteArray message = R"({"command":"actions/reregister_all"})";

    net::StatusServer::Settings m_settings;
    net::StatusServer::Source m_source;
    QList<QByteArray> m_sent;
    /// What is told at once of each; nothing: what is to be told waits in m_waiting.
    std::optional<net::StatusServer::SendOutcome> m_outcome;
    QString m_why;
    std::vector<net::StatusServer::SendDone> m_waiting;
    std::unique_ptr<net::StatusServer> m_server;
};

} // namespace neuro::tests

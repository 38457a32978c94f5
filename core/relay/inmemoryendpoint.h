// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/endpoint.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace neuro::relay {

/// An endpoint without a socket: remembers what it was told. For tests, simulations and embedders
/// that bring their own transport.
class InMemoryEndpoint : public Endpoint
{
public:
    void sendText(const QByteArray &utf8) override { m_sent.append(utf8); }
    void close(CloseCode code, const protocol::Phrase &reason) override
    {
        m_closeCode = code;
        m_closeReason = reason.english();
    }
    void ping(quint64 token) override
    {
        ++m_pings;
        m_lastPing = token;
    }

    const QList<QByteArray> &sent() const { return m_sent; }
    /// The messages since the last call.
    QList<QByteArray> takeSent() { return std::exchange(m_sent, {}); }
    std::optional<CloseCode> closeCode() const { return m_closeCode; }
    const QString &closeReason() const { return m_closeReason; }
    int pings() const { return m_pings; }
    /// The token of the last ping; 0 before the first.
    quint64 lastPing() const { return m_lastPing; }

private:
    QList<QByteArray> m_sent;
    std::optional<CloseCode> m_closeCode;
    QString m_closeReason;
    int m_pings = 0;
    quint64 m_lastPing = 0;
};

} // namespace neuro::relay

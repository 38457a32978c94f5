// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "e2e/upstreamrecord.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>
#include <random>

namespace neuro::testing {

/// The rules of the real Neuro for one connection: takes what the client sends, notes in a record
/// what breaks the specification of the Neuro API, and says what Neuro does next. Reads JSON with
/// Qt, so that it shares no mistake with what it judges. No sockets, no clock.
class UpstreamReferee
{
public:
    /// `record` must outlive the referee. `connection` counts from 1.
    UpstreamReferee(UpstreamRecord &record, int connection, quint64 seed);

    /// What Neuro does in answer to a message.
    enum class Reaction {
        None,
        Acknowledge, ///< A startup.
        Decide,      ///< A force was asked, or has to be decided again.
    };
    Reaction receive(const QString &text);
    void receiveBinary(qsizetype size);

    /// The text of an action that answers the force that waits; nothing when it was withdrawn
    /// meanwhile.
    std::optional<QString> decide();
    /// The text of an action that nobody forced. The name need not be registered.
    QString act(const QString &name);

    /// A failed forced action is tried again that many times.
    static constexpr int retries = 10;

private:
    struct Action
    {
        QString description;
        QJsonObject schema;
    };
    struct Pending
    {
        QString token;
        bool isForced = false;
    };
    struct Force
    {
        QStringList names;
        int failures = 0;
        bool isDecided = false; ///< An action was sent; its result is awaited.
    };

    void complain(const QString &kind, const QString &detail);
    bool hasFields(const QString &command, const QJsonObject &data);
    Reaction startUp();
    void registerActions(const QJsonObject &data);
    void unregisterActions(const QJsonObject &data);
    Reaction force(const QJsonObject &data);
    Reaction takeResult(const QJsonObject &data);
    void hear(const QJsonObject &data);
    void publishActions();
    QString action(const QString &name, bool isForced);
    QJsonObject sample(const QJsonObject &schema);

    UpstreamRecord &m_record;
    const int m_connection;
    std::mt19937_64 m_random;
    QString m_game;
    QStringList m_order; ///< Names of m_actions.
    QHash<QString, Action> m_actions;
    std::optional<Force> m_force;
    QHash<QString, Pending> m_pending;
    QSet<QString> m_finished; ///< Ids that were answered.
    int m_lastId = 0;
};

} // namespace neuro::testing

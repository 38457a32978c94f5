// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/console/consolerelay.h"
#include "protocol/json.h"

#include <QHash>
#include <QUrl>
#include <QWebSocket>

#include <optional>

namespace neuro::app {

/// A relay in another process, to which the console is a watcher.
class AttachedRelay : public ConsoleRelay
{
    Q_OBJECT

public:
    /// `url`: of its intermediary door. `token` is sent there and shown nowhere.
    AttachedRelay(QUrl url, QString token, QObject *parent = nullptr);

    void open() override;
    void refresh() override;
    void sendAction(const QString &game, const QString &action,
                    const std::optional<QByteArray> &data) override;
    void answerForce(const QString &id, const QString &action,
                     const std::optional<QByteArray> &data) override;
    void say(const QString &text) override;

    const ConsoleState &state() const override { return m_state; }
    int awaited() const override;
    void forgetAwaited() override;

    /// Of one message: a snapshot of a large relay with everything around it.
    static constexpr quint64 longestMessage = 64 * 1024 * 1024;
    static constexpr int deepestMessage = 2 * protocol::limits::nesting;

private:
    /// What the relay's next answer is for.
    enum class Asked { Nothing, Registration, Greeting, Snapshot, Action, Choice, Context };
    /// An action whose result is awaited.
    struct Sent
    {
        QString game;
        QString action;
    };

    void registerAsWatcher();
    void receive(const QString &text);
    void takeAnswer(protocol::JsonValue message);
    void takeError(const QString &error);
    void takeEvent(QByteArrayView event, protocol::JsonValue message);
    void takeSnapshot(protocol::JsonValue snapshot);
    void takeForce(protocol::JsonValue payload);
    void takeChoice(protocol::JsonValue message);
    void tellOutcome(const QString &id, const QString &outcome);
    void takeResult(protocol::JsonValue message);
    void takeRemark(protocol::JsonValue message);
    void takeActions(protocol::JsonValue message);
    void removeForce(const QString &id);
    void ask(Asked what, const QByteArray &text);
    /// The connection is no more, or could not be made.
    void lose();
    void end(const QString &error);
    QString address() const;

    const QUrl m_url;
    const QString m_token;
    const QString m_name; ///< As what the relay knows this console.
    QWebSocket m_socket;
    Asked m_asked = Asked::Nothing;
    Sent m_request; ///< What is being asked for, and of a choice the force.
    QString m_choice;
    QHash<QString, Sent> m_actions;        ///< By the action's id; results are awaited.
    QHash<QString, Sent> m_choices;        ///< By the force's id, from the choice to its outcome.
    std::optional<QString> m_earlyOutcome; ///< Of m_choice, before the relay has taken it.
    QHash<QString, QString> m_said; ///< By game: its last result, while a choice is in m_choices.
    QString m_refusal;              ///< Why the relay is about to close the connection.
    bool m_wasConnected = false;
    bool m_isOver = false;
    ConsoleState m_state;
};

} // namespace neuro::app

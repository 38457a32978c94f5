// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/script/scriptparser.h"
#include "app/script/scriptrunner.h"
#include "protocol/codec.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>

namespace neuro::testing {

using script::ScriptRunner;

inline constexpr int graceMs = ScriptRunner::graceMicros / relay::microsPerMs;
inline constexpr relay::PeerId peer = 7;
inline const QString gameName = QStringLiteral("Chess");
/// Of an object with a number n.
extern const QByteArray numberSchema;

protocol::Action action(const QString &name, const QByteArray &schema = {});

/// A script, and a relay with a game that exist as events only.
class ScriptFixture
{
public:
    /// Reads the steps and starts the runner, at the time 0.
    void begin(const QByteArray &steps, const QByteArray &head = {});
    relay::Instant now() const;
    /// Lets time pass.
    void pass(qint64 ms);
    void take(const relay::RelayEvents &events);
    relay::FrameEvent frame(const protocol::GameMessage &message, relay::PeerId from = peer,
                            const QString &name = gameName) const;
    void say(const protocol::GameMessage &message);
    void connectGame(relay::PeerId from = peer, const QString &name = gameName);
    void disconnectGame();
    void registerActions(const QList<protocol::Action> &actions);
    void openForce(relay::ForceId id, const QList<protocol::Action> &actions,
                   const QString &query = QStringLiteral("Your turn?"));
    void diagnose(protocol::DiagnosticKey key, const QString &detail);
    relay::ActionEvent actionEvent(const QString &id, const QString &name) const;
    relay::OperatorEvent commandAnswer(const protocol::Phrase &error) const;
    void answerCommand(const protocol::Phrase &error);
    void carryOut(const QString &id, const QString &name);
    void result(const QString &id, const QString &name, relay::ActionState state,
                const QString &message);
    int passed() const;
    QString states() const;
    /// Of the first step that failed.
    QString failure() const;
    qint64 m_ms = 0;
    bool m_wait = false; ///< The next script is not started at once.
    QList<relay::RelayCommand> m_commands;
    std::unique_ptr<ScriptRunner> m_runner;
};

} // namespace neuro::testing

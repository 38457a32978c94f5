// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "bench/loadconversation.h"
#include "protocol/json.h"
#include "protocol/messages.h"
#include "protocol/objectreader.h"
#include "relay/gamesession.h"

#include <QByteArrayView>
#include <QSet>
#include <QString>
#include <QStringList>

#include <span>
#include <vector>

namespace neuro::bench {

/// What the codec and the engine do for diagnostics only, message by message, while a game plays
/// matches (loadconversation.h): each kind of message has its own checks. The messages are parsed
/// before, as that is done with or without diagnostics; so is what the checks are given. Nothing is
/// found: the game behaves well.
class DiagnosticChecks
{
public:
    DiagnosticChecks();
    Q_DISABLE_COPY_MOVE(DiagnosticChecks)

    /// Microseconds of CPU per message, of so many conversations of so many matches each. Ends the
    /// program when something is found.
    double cost(int conversations, int matches);

private:
    using FindingList = protocol::FindingList;
    using JsonValue = protocol::JsonValue;

    struct Message
    {
        explicit Message(Said said);
        Q_DISABLE_COPY_MOVE(Message)

        const protocol::JsonDocument document;
        const JsonValue root;
        const JsonValue data;
        const QString game;
    };

    struct Registered
    {
        JsonValue object;
        JsonValue schema;
        protocol::Action action;
    };

    void play(int matches);
    void checkRegistration();
    void checkContext();
    void checkForce();
    void checkResult();
    void checkUnregistration();
    /// What is checked of all messages: of the envelope, and of what else stands in `data` beside
    /// the members that are known.
    void check(const Message &message, std::span<const QByteArrayView> known,
               FindingList findings = {});
    void countIf(bool isFound) { m_found += isFound ? 1 : 0; }
    /// A clock that is too slow for anything to come too often.
    qint64 nextMoment() { return m_moment += 1'000'000; }

    const Message m_startup{Said::Startup};
    const Message m_registration{Said::Register};
    const Message m_context{Said::Context};
    const Message m_force{Said::Force};
    const Message m_result{Said::Result};
    const Message m_unregistration{Said::Unregister};
    std::vector<Registered> m_registered;
    QStringList m_names; ///< Of the actions.
    QString m_contextText;
    QString m_resultText;
    QString m_actionId;

    relay::GameSession m_game;
    QSet<QString> m_former; ///< As in ActionTable: names that are not registered any more.
    qint64 m_moment = 0;
    quint64 m_found = 0;
};

} // namespace neuro::bench

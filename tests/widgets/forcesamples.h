// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relaycommand.h"
#include "relay/relayevent.h"
#include "widgets/commandsink.h"

#include <QByteArray>
#include <QString>

#include <variant>
#include <vector>

/// Forces and commands for the tests of the desk.
namespace samples {

/// JSON written with apostrophes for quotation marks.
inline QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

inline neuro::protocol::Action action(const QString &name, const QByteArray &schema = {},
                                      const QString &description = {})
{
    return {name, description, schema, {}};
}

/// Schema of an object with `properties` (JSON text), of which `required` must be there.
inline QByteArray objectSchema(const QByteArray &properties, const QByteArray &required = "[]")
{
    return json("{'type':'object','properties':") + properties + json(",'required':") + required +
           '}';
}

/// A force that the operator is asked about, without a limit.
inline neuro::relay::ForceEvent force(neuro::relay::ForceId id, const QString &game,
                                      const QList<neuro::protocol::Action> &actions)
{
    neuro::relay::ForceEvent event;
    event.id = id;
    event.peer = id;
    event.name = game;
    event.at.mono = static_cast<qint64>(id);
    event.created = event.at;
    event.state = neuro::relay::ForceState::Asked;
    event.decider = neuro::relay::Decider::Operator;
    event.request.query = QStringLiteral("It is your turn.");
    event.actions = actions;
    for (const auto &each : actions)
        event.request.actionNames.append(each.name);
    return event;
}

/// Collects what widgets submit.
class Commands
{
public:
    neuro::ui::CommandSink sink()
    {
        return [this](const neuro::relay::RelayCommand &command) {
            m_commands.push_back(command);
            return quint64(m_commands.size());
        };
    }

    std::size_t size() const { return m_commands.size(); }
    void clear() { m_commands.clear(); }

    /// The last command when it is a T, else nullptr.
    template <typename T>
    const T *last() const
    {
        return m_commands.empty() ? nullptr : std::get_if<T>(&m_commands.back());
    }

private:
    std::vector<neuro::relay::RelayCommand> m_commands;
};

} // namespace samples

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/upstreamreferee.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonValue>

#include <algorithm>
#include <array>

namespace neuro::testing {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownText = 200;

struct Field
{
    const char *command;
    const char *name;
    QJsonValue::Type type;
    bool isRequired;
};

constexpr std::array fields = {
    Field{"context", "message", QJsonValue::String, true},
    Field{"context", "silent", QJsonValue::Bool, true},
    Field{"actions/register", "actions", QJsonValue::Array, true},
    Field{"actions/unregister", "action_names", QJsonValue::Array, true},
    Field{"actions/force", "query", QJsonValue::String, true},
    Field{"actions/force", "action_names", QJsonValue::Array, true},
    Field{"actions/force", "state", QJsonValue::String, false},
    Field{"actions/force", "ephemeral_context", QJsonValue::Bool, false},
    Field{"actions/force", "priority", QJsonValue::String, false},
    Field{"action/result", "id", QJsonValue::String, true},
    Field{"action/result", "success", QJsonValue::Bool, true},
    Field{"action/result", "message", QJsonValue::String, false},
};

const QStringList &commands()
{
    static const QStringList all = {
        u"startup"_s,       u"context"_s,       u"actions/register"_s, u"actions/unregister"_s,
        u"actions/force"_s, u"action/result"_s, u"shutdown/ready"_s};
    return all;
}

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QStringList strings(const QJsonValue &list)
{
    QStringList found;
    for (const QJsonValue &value : list.toArray())
        found.append(value.toString());
    return found;
}

} // namespace

UpstreamReferee::UpstreamReferee(UpstreamRecord &record, int connection, quint64 seed)
    : m_record(record)
    , m_connection(connection)
    , m_random(seed)
{
    publishActions();
}

void UpstreamReferee::complain(const QString &kind, const QString &detail)
{
    m_record.violations.append(kind + u": "_s + detail.left(shownText));
}

void UpstreamReferee::receiveBinary(qsizetype size)
{
    complain(u"binary"_s, u"%1 bytes"_s.arg(size));
}

auto UpstreamReferee::receive(const QString &text) -> Reaction
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &error);
    if (!document.isObject()) {
        complain(u"json"_s, error.errorString() + u" in "_s + text);
        return Reaction::None;
    }
    const QJsonObject message = document.object();
    const QString command = message.value(u"command").toString();
    const QString game = message.value(u"game").toString();
    if (!commands().contains(command)) {
        m_record.unknownCommands.append(command);
        complain(u"command"_s, text);
        return Reaction::None;
    }
    if (game.isEmpty())
        complain(u"game"_s, text);
    if (m_game.isNull() && command != u"startup")
        complain(u"startup-first"_s, text);
    if (!m_game.isNull() && game != m_game)
        complain(u"game-changed"_s, m_game + u" became "_s + game);
    m_game = m_game.isNull() ? game : m_game;
    for (const QString &key : message.keys()) {
        if (key != u"command" && key != u"game" && key != u"data")
            complain(u"extra"_s, key);
    }
    const QJsonObject data = message.value(u"data").toObject();
    if (!hasFields(command, data))
        return Reaction::None;
    if (command == u"startup")
        return startUp();
    if (command == u"actions/force")
        return force(data);
    if (command == u"action/result")
        return takeResult(data);
    if (command == u"context")
        hear(data);
    else if (command == u"actions/register")
        registerActions(data);
    else if (command == u"actions/unregister")
        unregisterActions(data);
    return Reaction::None;
}

bool UpstreamReferee::hasFields(const QString &command, const QJsonObject &data)
{
    bool isWhole = true;
    QStringList known;
    for (const Field &field : fields) {
        if (command != QLatin1StringView(field.command))
            continue;
        const QString name = QString::fromLatin1(field.name);
        known.append(name);
        const QJsonValue value = data.value(name);
        const bool isMissing = value.isUndefined();
        if ((isMissing && field.isRequired) || (!isMissing && value.type() != field.type)) {
            complain(u"field"_s, command + u" "_s + name + u" in "_s + compact(data));
            isWhole = false;
        }
    }
    for (const QString &key : data.keys()) {
        if (!known.contains(key))
            complain(u"extra"_s, command + u" data."_s + key);
    }
    return isWhole;
}

auto UpstreamReferee::startUp() -> Reaction
{
    m_actions.clear();
    m_order.clear();
    m_force.reset();
    publishActions();
    return Reaction::Acknowledge;
}

void UpstreamReferee::registerActions(const QJsonObject &data)
{
    for (const QJsonValue &value : data.value(u"actions").toArray()) {
        const QJsonObject action = value.toObject();
        const QString name = action.value(u"name").toString();
        const QJsonValue schema = action.value(u"schema");
        if (name.isEmpty() || !action.value(u"description").isString()) {
            complain(u"action"_s, compact(action));
            continue;
        }
        const QJsonObject root = schema.toObject();
        if (!schema.isUndefined() &&
            (!schema.isObject() ||
             (!root.isEmpty() && root.value(u"type").toString() != u"object")))
            complain(u"schema"_s, compact(action));
        if (m_actions.contains(name))
            continue; // The first one wins.
        m_order.append(name);
        m_actions.insert(name, {action.value(u"description").toString(), root});
    }
    publishActions();
}

void UpstreamReferee::unregisterActions(const QJsonObject &data)
{
    for (const QString &name : strings(data.value(u"action_names"))) {
        m_actions.remove(name);
        m_order.removeAll(name);
    }
    publishActions();
    // A force whose actions are all gone is ignored.
    if (m_force && std::none_of(m_force->names.cbegin(), m_force->names.cend(),
                                [this](const QString &name) { return m_actions.contains(name); })) {
        m_force.reset();
        ++m_record.withdrawals;
    }
}

auto UpstreamReferee::force(const QJsonObject &data) -> Reaction
{
    static const QStringList priorities = {u"low"_s, u"medium"_s, u"high"_s, u"critical"_s};
    ++m_record.forces;
    if (!priorities.contains(data.value(u"priority").toString(u"low"_s)))
        complain(u"priority"_s, compact(data));
    const QStringList names = strings(data.value(u"action_names"));
    if (names.isEmpty())
        complain(u"force-empty"_s, compact(data));
    for (const QString &name : names) {
        if (!m_actions.contains(name))
            complain(u"force-unknown"_s, name);
    }
    if (m_force)
        complain(u"force-overlap"_s, compact(data));
    m_force = Force{names, 0, false};
    return Reaction::Decide;
}

auto UpstreamReferee::takeResult(const QJsonObject &data) -> Reaction
{
    const QString id = data.value(u"id").toString();
    if (!m_pending.contains(id)) {
        complain(m_finished.contains(id) ? u"result-twice"_s : u"result-unknown"_s, compact(data));
        return Reaction::None;
    }
    const Pending pending = m_pending.take(id);
    m_record.unanswered = static_cast<int>(m_pending.size());
    m_finished.insert(id);
    const bool success = data.value(u"success").toBool();
    const QString message = data.value(u"message").toString();
    const bool hasToken = message.contains(u"token=");
    if (hasToken && message.section(u"token="_s, 1) != pending.token)
        complain(u"crossed"_s, u"%1 was for %2: %3"_s.arg(id, pending.token, message));
    ++(success ? m_record.successes : m_record.failures);
    if (!pending.isForced || !m_force || !m_force->isDecided)
        return Reaction::None;
    m_force->isDecided = false;
    if (!success && ++m_force->failures <= retries)
        return Reaction::Decide;
    m_force.reset();
    return Reaction::None;
}

void UpstreamReferee::hear(const QJsonObject &data)
{
    m_record.contexts.append(
        {m_connection, data.value(u"message").toString(), data.value(u"silent").toBool()});
}

void UpstreamReferee::publishActions()
{
    m_record.registered = m_order;
    m_record.descriptions.clear();
    for (const QString &name : std::as_const(m_order))
        m_record.descriptions.insert(name, m_actions.value(name).description);
}

std::optional<QString> UpstreamReferee::decide()
{
    if (!m_force || m_force->isDecided)
        return std::nullopt;
    QStringList names = m_force->names;
    names.removeIf([this](const QString &name) { return !m_actions.contains(name); });
    if (names.isEmpty())
        return std::nullopt;
    m_force->isDecided = true;
    const auto count = static_cast<quint64>(names.size());
    return action(names.at(static_cast<qsizetype>(m_random() % count)), true);
}

QString UpstreamReferee::act(const QString &name)
{
    return action(name, false);
}

QString UpstreamReferee::action(const QString &name, bool isForced)
{
    ++m_record.actions;
    // They start anew with every connection, as those of real servers do.
    const QString id = u"up-%1"_s.arg(++m_lastId);
    QJsonObject data = {{u"id"_s, id}, {u"name"_s, name}};
    const QJsonObject schema = m_actions.value(name).schema;
    QString token;
    if (!schema.isEmpty()) {
        const QJsonObject sampled = sample(schema);
        token = sampled.value(u"token").toString();
        data.insert(u"data"_s, compact(sampled));
    }
    m_pending.insert(id, {token, isForced});
    m_record.unanswered = static_cast<int>(m_pending.size());
    return compact({{u"command"_s, u"action"_s}, {u"data"_s, data}});
}

QJsonObject UpstreamReferee::sample(const QJsonObject &schema)
{
    QJsonObject made;
    const QJsonObject properties = schema.value(u"properties").toObject();
    for (auto property = properties.begin(); property != properties.end(); ++property) {
        const QJsonObject rules = property.value().toObject();
        const QJsonArray words = rules.value(u"enum").toArray();
        if (!words.isEmpty())
            made.insert(property.key(), words.at(static_cast<qsizetype>(
                                            m_random() % static_cast<quint64>(words.size()))));
        else if (rules.value(u"type").toString() == u"integer")
            made.insert(property.key(), rules.value(u"minimum").toInt());
        else
            made.insert(property.key(), u"text"_s);
    }
    return made;
}

} // namespace neuro::testing

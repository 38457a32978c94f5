// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "client/clientsession.h"

#include "client/clientlog.h"
#include "protocol/codec.h"
#include "protocol/json.h"

#include <QSet>

#include <algorithm>

namespace neuro::client {

using namespace Qt::Literals::StringLiterals;
using protocol::DiagnosticKey;
using protocol::quoteForMessage;
namespace limits = protocol::limits;

namespace {

/// The findings that make an action unfit to be sent; the others are reservations.
bool isFatal(DiagnosticKey key)
{
    return key == DiagnosticKey::ActionNameStyle || key == DiagnosticKey::SchemaNotObject ||
           protocol::diagnosticInfo(key).severity == protocol::Severity::Error;
}

/// What is wrong with the action by itself. Reservations are logged.
QString checkDefinition(const protocol::Action &action)
{
    const QString name = quoteForMessage(action.name);
    if (!action.schema.isEmpty()) {
        const auto schema = protocol::JsonDocument::parse(action.schema);
        if (!schema) {
            return u"the schema of action \"%1\" is not JSON (byte %2): %3"_s.arg(
                name, QString::number(schema.error().offset), schema.error().message.english());
        }
    }
    const QList<protocol::Finding> findings = protocol::checkAction(action);
    for (const protocol::Finding &finding : findings) {
        if (isFatal(finding.key))
            return finding.detail.english();
        qCWarning(clientLog).noquote()
            << protocol::diagnosticName(finding.key) << finding.detail.english();
    }
    return {};
}

/// A size over its limit, as a sentence; empty when it is not.
QString checkSize(const QString &what, qint64 size, qint64 limit)
{
    if (size <= limit)
        return {};
    return u"%1 has %2 bytes; at most %3 are allowed"_s.arg(what, QString::number(size),
                                                            QString::number(limit));
}

/// An error of one element of a list, with its place.
QString at(const char *list, qsizetype index, const QString &error)
{
    return error.isEmpty()
               ? error
               : u"%1[%2]: %3"_s.arg(QLatin1StringView(list), QString::number(index), error);
}

} // namespace

bool ClientSession::isRegistered(const QString &name) const
{
    return std::any_of(m_actions.begin(), m_actions.end(),
                       [&](const protocol::Action &action) { return action.name == name; });
}

QString ClientSession::checkRegister(const QList<protocol::Action> &actions) const
{
    if (actions.isEmpty())
        return u"there are no actions to register: give at least one"_s;
    if (m_actions.size() + actions.size() > limits::actionsPerGame) {
        return u"%1 actions would be registered; at most %2 are allowed: unregister some first"_s
            .arg(QString::number(m_actions.size() + actions.size()),
                 QString::number(limits::actionsPerGame));
    }
    QSet<QString> names;
    for (qsizetype i = 0; i < actions.size(); ++i) {
        const protocol::Action &action = actions[i];
        if (names.contains(action.name)) {
            return at("actions", i,
                      u"action \"%1\" is given twice: names must be unique"_s.arg(
                          quoteForMessage(action.name)));
        }
        names.insert(action.name);
        if (const QString error = checkAction(action); !error.isEmpty())
            return at("actions", i, error);
    }
    return {};
}

QString ClientSession::checkAction(const protocol::Action &action) const
{
    const QString name = quoteForMessage(action.name);
    if (isRegistered(action.name)) {
        return u"action \"%1\" is registered already: unregister it before it is registered anew"_s
            .arg(name);
    }
    QString error = checkSize(u"the name of action \"%1\""_s.arg(name), action.name.toUtf8().size(),
                              limits::actionName);
    if (error.isEmpty()) {
        error = checkSize(u"the schema of action \"%1\""_s.arg(name), action.schema.size(),
                          limits::schema);
    }
    return error.isEmpty() ? checkDefinition(action) : error;
}

void ClientSession::addHandled(const QList<HandledAction> &actions, Lifetime lifetime)
{
    if (lifetime == Lifetime::WholeGroup)
        ++m_lastGroup;
    for (const HandledAction &added : actions) {
        if (lifetime == Lifetime::UntilSuccess)
            ++m_lastGroup;
        m_actions.append(added.action);
        m_handling.insert(added.action.name,
                          {added.handler, lifetime == Lifetime::Permanent ? 0 : m_lastGroup});
    }
}

ActionHandler ClientSession::handlerOf(const QString &name) const
{
    return m_handling.value(name).handler;
}

QString ClientSession::checkUnregister(const QStringList &names) const
{
    if (names.isEmpty())
        return u"there are no actions to unregister: name at least one"_s;
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (!isRegistered(names[i])) {
            return at("names", i,
                      u"action \"%1\" is not registered, so it cannot be unregistered"_s.arg(
                          quoteForMessage(names[i])));
        }
    }
    return {};
}

void ClientSession::removeActions(const QStringList &names)
{
    m_actions.removeIf([&](const protocol::Action &action) { return names.contains(action.name); });
    for (const QString &name : names)
        m_handling.remove(name);
    if (!m_force)
        return;
    m_force->actionNames.removeIf([&](const QString &name) { return names.contains(name); });
    if (m_force->actionNames.isEmpty())
        m_force.reset();
}

QString ClientSession::checkForce(const protocol::ForceActions &force) const
{
    if (force.actionNames.isEmpty())
        return u"the force names no action: name at least one"_s;
    for (qsizetype i = 0; i < force.actionNames.size(); ++i) {
        if (!isRegistered(force.actionNames[i])) {
            return at(
                "actionNames", i,
                u"the force names action \"%1\", which is not registered: register it first"_s.arg(
                    quoteForMessage(force.actionNames[i])));
        }
    }
    if (!protocol::isPriority(force.priority)) {
        return u"priority: %1 is no priority: it must be one of Priority's, from Low (0) to "
               u"Critical (%2)"_s.arg(
                   QString::number(static_cast<int>(force.priority)),
                   QString::number(static_cast<int>(protocol::Priority::Critical)));
    }
    return {};
}

void ClientSession::openForce(const protocol::ForceActions &force)
{
    m_force = force;
    ++m_forceSerial;
}

bool ClientSession::addInFlight(const protocol::ActionRequest &action)
{
    if (indexInFlight(action.id) >= 0)
        return false;
    if (m_inFlight.size() >= limits::actionsInFlight) {
        qCWarning(clientLog).noquote()
            << u"%1 actions wait for their result; the oldest, with the id \"%2\", is given up"_s
                   .arg(QString::number(m_inFlight.size()),
                        quoteForMessage(m_inFlight.constFirst().id));
        m_inFlight.removeFirst();
    }
    const bool answersForce = m_force && m_force->actionNames.contains(action.name);
    m_inFlight.append(
        {action.id, answersForce ? m_forceSerial : 0, m_handling.value(action.name).group});
    return true;
}

QString ClientSession::checkResult(const protocol::ActionResult &result) const
{
    if (indexInFlight(result.id) < 0) {
        return u"no action with the id \"%1\" waits for a result: it was answered already, came "
               u"before the connection was lost, or never came"_s.arg(quoteForMessage(result.id));
    }
    if (!result.success && (!result.message || result.message->isEmpty())) {
        return u"a failed result needs a message: tell Neuro what was wrong, so that she can do "
               u"better"_s;
    }
    return {};
}

QStringList ClientSession::endedBy(const protocol::ActionResult &result) const
{
    const quint64 group = m_inFlight[indexInFlight(result.id)].group;
    QStringList names;
    if (!result.success || group == 0)
        return names;
    for (const protocol::Action &action : m_actions) {
        if (m_handling.value(action.name).group == group)
            names.append(action.name);
    }
    return names;
}

void ClientSession::removeInFlight(const protocol::ActionResult &result)
{
    const InFlight answered = m_inFlight.takeAt(indexInFlight(result.id));
    if (result.success && answered.force == m_forceSerial)
        m_force.reset();
}

qsizetype ClientSession::indexInFlight(const QString &id) const
{
    const auto found = std::find_if(m_inFlight.begin(), m_inFlight.end(),
                                    [&](const InFlight &action) { return action.id == id; });
    return found == m_inFlight.end() ? -1 : found - m_inFlight.begin();
}

} // namespace neuro::client

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "neuromodel.h"

#include <algorithm>

namespace neuro::sim {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t rememberedNames = 64;

QString shown(const QByteArray &text)
{
    return QString::fromUtf8(text);
}

bool isClean(const QByteArray &name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

} // namespace

void NeuroModel::connect()
{
    *this = NeuroModel();
    m_isConnected = true;
}

void NeuroModel::disconnect()
{
    *this = NeuroModel();
}

QByteArray NeuroModel::newId()
{
    return 'u' + QByteArray::number(++m_lastId);
}

void NeuroModel::noteSent(const QByteArray &id, const QByteArray &name)
{
    const auto same = std::find_if(m_awaited.begin(), m_awaited.end(),
                                   [&](const Sent &sent) { return sent.id == id; });
    if (same == m_awaited.end())
        m_awaited.push_back({id, name, m_registered.value(name).peer, 1});
    else
        ++same->awaited;
}

QString NeuroModel::read(const UpMessage &message)
{
    using Kind = UpMessage::Kind;
    if (message.kind == Kind::Ping)
        return {};
    if (message.game != "Neuro Relay")
        return u"a message of \"%1\", not of the relay"_s.arg(shown(message.game));
    if ((message.kind == Kind::Startup) == m_hasStarted)
        return m_hasStarted ? u"a second startup"_s : u"the first message is no startup"_s;
    m_hasStarted = true;
    switch (message.kind) {
    case Kind::Register:
        return readRegister(message);
    case Kind::Unregister:
        return readUnregister(message);
    case Kind::Force:
        return readForce(message);
    case Kind::Result:
        return readResult(message);
    case Kind::ShutdownReady:
        return m_hasAskedForShutdown ? QString() : u"ready for a shutdown that nobody wants"_s;
    case Kind::Startup:
    case Kind::Context:
    case Kind::Other:
    case Kind::Ping:
        break;
    }
    return {};
}

QString NeuroModel::readRegister(const UpMessage &message)
{
    // A complete registration may come in several messages.
    const bool repeats = std::any_of(message.registrations.begin(), message.registrations.end(),
                                     [this](const auto &registration) {
                                         return m_registered.contains(registration.name) &&
                                                !m_again.contains(registration.name);
                                     });
    if (repeats) {
        if (m_completeRegistrations-- <= 0)
            return u"an action is registered twice"_s;
        m_again = QSet<QByteArray>(m_registered.keyBegin(), m_registered.keyEnd());
    }
    for (const UpMessage::Registration &registration : message.registrations)
        m_again.remove(registration.name);
    for (const UpMessage::Registration &registration : message.registrations) {
        if (!isClean(registration.name))
            return u"the name \"%1\" is not clean"_s.arg(shown(registration.name));
        const auto owner = m_owners.constFind(registration.name);
        if (owner != m_owners.constEnd() && *owner != registration.peer)
            m_shared.insert(registration.name);
        m_owners.insert(registration.name, registration.peer);
        m_registered.insert(registration.name, registration);
        m_knownNames.push_back(registration.name);
    }
    if (m_knownNames.size() > rememberedNames)
        m_knownNames.erase(m_knownNames.begin(), m_knownNames.end() - rememberedNames / 2);
    return {};
}

QString NeuroModel::readUnregister(const UpMessage &message)
{
    for (const QByteArray &name : message.names) {
        if (m_registered.remove(name) == 0)
            return u"%1 is unregistered and was not registered"_s.arg(shown(name));
    }
    // A force whose actions are gone is no force.
    if (std::none_of(m_forcedNames.begin(), m_forcedNames.end(),
                     [this](const QByteArray &name) { return m_registered.contains(name); }))
        m_forcedNames.clear();
    return {};
}

QString NeuroModel::readForce(const UpMessage &message)
{
    ++m_forcesRead;
    if (!m_forcedNames.empty())
        return u"two forces at a time"_s;
    for (const QByteArray &name : message.names) {
        const auto registration = m_registered.constFind(name);
        if (registration == m_registered.constEnd())
            return u"the force names %1, which is not registered"_s.arg(shown(name));
        if (registration->peer != message.peer)
            return u"the force names %1, which is another game's"_s.arg(shown(name));
    }
    m_forcedNames = message.names;
    return {};
}

QString NeuroModel::readResult(const UpMessage &message)
{
    const auto sent = std::find_if(m_awaited.begin(), m_awaited.end(),
                                   [&](const Sent &entry) { return entry.id == message.id; });
    if (sent == m_awaited.end())
        return u"a result for %1, which is not awaited"_s.arg(shown(message.id));
    const QByteArray name = sent->name;
    const relay::PeerId peer = sent->peer;
    if (--sent->awaited == 0)
        m_awaited.erase(sent);
    if (message.text.contains(" disconnected before") && peer != 0 && !m_shared.contains(name) &&
        m_registered.value(name).peer == peer)
        return u"the game of %1 is gone and the action is not"_s.arg(shown(name));
    if (message.success &&
        std::find(m_forcedNames.begin(), m_forcedNames.end(), name) != m_forcedNames.end())
        m_forcedNames.clear();
    return {};
}

} // namespace neuro::sim

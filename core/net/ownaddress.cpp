// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/ownaddress.h"

#include "net/hostport.h"

#include <QDeadlineTimer>
#include <QHostInfo>
#include <QNetworkInterface>
#include <QStringList>
#include <QTimerEvent>

#include <chrono>
#include <future>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace neuro::net {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int plainPort = 80;
constexpr int securePort = 443;

QString withoutBrackets(const QString &host)
{
    const QString name = host.trimmed();
    const bool hasBrackets = name.startsWith(u'[') && name.endsWith(u']');
    return hasBrackets ? name.sliced(1, name.size() - 2) : name;
}

/// The same thing is looked up once, however it is spelled.
QString lookupKey(const QString &host)
{
    return withoutBrackets(host).toLower();
}

/// Dialing a wildcard reaches this machine.
QHostAddress dialed(const QHostAddress &address)
{
    if (address == QHostAddress(QHostAddress::AnyIPv4))
        return QHostAddress(QHostAddress::LocalHost);
    if (address == QHostAddress(QHostAddress::AnyIPv6))
        return QHostAddress(QHostAddress::LocalHostIPv6);
    return plainAddress(address);
}

bool isOwn(const QHostAddress &address, const QList<QHostAddress> &own)
{
    if (address.isLoopback())
        return true;
    for (const QHostAddress &each : own) {
        if (plainAddress(each) == address)
            return true;
    }
    return false;
}

bool isListenedOn(const QHostAddress &address, const QHostAddress &door,
                  const QList<QHostAddress> &own)
{
    const bool isWildcard =
        door == QHostAddress(QHostAddress::AnyIPv4) || door == QHostAddress(QHostAddress::AnyIPv6);
    if (isWildcard)
        return address.protocol() == door.protocol() && isOwn(address, own);
    return address == plainAddress(door);
}

std::optional<QList<QHostAddress>> knownAddresses(const QString &host, const KnownNames &names)
{
    const auto known = addressesWithoutLookup(host);
    const auto found = names.constFind(lookupKey(host));
    return known || found == names.cend() ? known : std::optional(*found);
}

QList<QHostAddress> systemLookup(const QString &name)
{
    return QHostInfo::fromName(name).addresses();
}

struct LookupUnderWay
{
    QString name;
    std::future<QList<QHostAddress>> answer;
};

/// Nothing when the system has no thread for it.
std::optional<LookupUnderWay> begin(const QString &name, const AddressLookup &lookUp)
{
    std::packaged_task<QList<QHostAddress>()> task(
        [plain = withoutBrackets(name), lookUp] { return lookUp(plain); });
    LookupUnderWay begun{name, task.get_future()};
    try {
        // Nobody can wait for one that hangs.
        std::thread(std::move(task)).detach();
    } catch (const std::system_error &) {
        return std::nullopt;
    }
    return begun;
}

QString shownDoor(const OwnDoor &door)
{
    const QString host = withoutBrackets(door.host);
    if (const QHostAddress address(host); !address.isNull())
        return hostPort(address, door.port);
    return (host.isEmpty() ? u"localhost"_s : host) + u':' + QString::number(door.port);
}

} // namespace

protocol::Phrase DoorClash::text(const QString &shownUrl, const QString &upstreamPlace) const
{
    const auto withPlace = [](const QString &where, const QString &place) -> QString {
        return place.isEmpty() ? where : where + u" ("_s + place + u')';
    };
    return protocol::phrase(
        QT_TRANSLATE_NOOP("core", "the upstream %1 is this relay's own door %2; change the address "
                                  "or the port of one of the two"),
        withPlace(shownUrl, upstreamPlace), withPlace(shownDoor(door), door.place));
}

std::optional<QList<QHostAddress>> addressesWithoutLookup(const QString &host)
{
    const QString name = withoutBrackets(host);
    if (name.isEmpty() || name.compare(u"localhost"_s, Qt::CaseInsensitive) == 0)
        return QList{QHostAddress(QHostAddress::LocalHost),
                     QHostAddress(QHostAddress::LocalHostIPv6)};
    const QHostAddress literal(name);
    if (literal.isNull())
        return std::nullopt;
    return QList{literal};
}

quint16 upstreamPort(const QUrl &url)
{
    if (url.scheme() == u"ws")
        return static_cast<quint16>(url.port(plainPort));
    if (url.scheme() == u"wss")
        return static_cast<quint16>(url.port(securePort));
    return 0;
}

std::optional<QHostAddress> reachedAddress(const QList<QHostAddress> &upstream,
                                           const QList<QHostAddress> &door,
                                           const QList<QHostAddress> &own)
{
    for (const QHostAddress &each : upstream) {
        const QHostAddress address = dialed(each);
        for (const QHostAddress &listening : door) {
            if (isListenedOn(address, listening, own))
                return address;
        }
    }
    return std::nullopt;
}

std::optional<DoorClash> evidentClash(const QUrl &upstream, const QList<OwnDoor> &doors,
                                      const KnownNames &names)
{
    const quint16 port = upstreamPort(upstream);
    const auto dialed = knownAddresses(upstream.host(), names);
    if (port == 0 || upstream.host().isEmpty() || !dialed)
        return std::nullopt;
    const QList<QHostAddress> own = QNetworkInterface::allAddresses();
    for (const OwnDoor &door : doors) {
        const auto listening = knownAddresses(door.host, names);
        if (door.port != port || !listening)
            continue;
        if (const auto reached = reachedAddress(*dialed, *listening, own))
            return DoorClash{door, *reached};
    }
    return std::nullopt;
}

KnownNames learnNames(const QUrl &upstream, const QList<OwnDoor> &doors, int timeoutMs,
                      const AddressLookup &lookUp)
{
    const quint16 port = upstreamPort(upstream);
    QStringList names;
    for (const OwnDoor &door : doors) {
        if (port != 0 && door.port == port)
            names << upstream.host() << door.host;
    }
    names.removeIf([](const QString &name) { return addressesWithoutLookup(name).has_value(); });
    names.removeDuplicates();
    std::vector<LookupUnderWay> lookups;
    for (const QString &name : std::as_const(names)) {
        if (auto begun = begin(name, lookUp ? lookUp : AddressLookup(&systemLookup)))
            lookups.push_back(std::move(*begun));
    }
    const QDeadlineTimer deadline(timeoutMs);
    KnownNames learnt;
    for (LookupUnderWay &lookup : lookups) {
        const std::chrono::milliseconds left(deadline.remainingTime());
        if (lookup.answer.wait_for(left) != std::future_status::ready)
            continue;
        if (const QList<QHostAddress> addresses = lookup.answer.get(); !addresses.isEmpty())
            learnt.insert(lookupKey(lookup.name), addresses);
    }
    return learnt;
}

OwnDoorCheck::OwnDoorCheck(QObject *parent)
    : QObject(parent)
{
}

OwnDoorCheck::~OwnDoorCheck()
{
    cancel();
}

void OwnDoorCheck::start(const QUrl &upstream, const QList<OwnDoor> &doors, int timeoutMs)
{
    cancel();
    m_host = upstream.host();
    const quint16 port = upstreamPort(upstream);
    for (const OwnDoor &door : doors) {
        if (door.port == port && port != 0)
            m_doors.append(door);
    }
    if (!m_doors.isEmpty()) {
        lookUp(m_host);
        for (const OwnDoor &door : std::as_const(m_doors))
            lookUp(door.host);
    }
    m_deadline.start(m_lookups.isEmpty() ? 0 : timeoutMs, this);
}

void OwnDoorCheck::cancel()
{
    m_deadline.stop();
    for (const int id : std::as_const(m_lookups))
        QHostInfo::abortHostLookup(id);
    m_lookups.clear();
    m_addresses.clear();
    m_doors.clear();
}

void OwnDoorCheck::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_deadline.timerId())
        finish();
    else
        QObject::timerEvent(event);
}

void OwnDoorCheck::lookUp(const QString &host)
{
    const QString key = lookupKey(host);
    if (m_addresses.contains(key))
        return;
    const auto known = addressesWithoutLookup(host);
    m_addresses.insert(key, known.value_or(QList<QHostAddress>()));
    if (known)
        return;
    const int id = QHostInfo::lookupHost(withoutBrackets(host), this, [this, key](QHostInfo found) {
        m_addresses.insert(key, found.addresses());
        m_lookups.removeOne(found.lookupId());
        if (m_lookups.isEmpty() && m_deadline.isActive())
            m_deadline.start(0, this);
    });
    m_lookups.append(id);
}

void OwnDoorCheck::finish()
{
    const std::optional<DoorClash> clash = findClash();
    cancel();
    Q_EMIT finished(clash);
}

std::optional<DoorClash> OwnDoorCheck::findClash() const
{
    const QList<QHostAddress> own = QNetworkInterface::allAddresses();
    for (const OwnDoor &door : m_doors) {
        const auto reached = reachedAddress(m_addresses.value(lookupKey(m_host)),
                                            m_addresses.value(lookupKey(door.host)), own);
        if (reached)
            return DoorClash{door, *reached};
    }
    return std::nullopt;
}

} // namespace neuro::net

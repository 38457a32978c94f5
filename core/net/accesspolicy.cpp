// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/accesspolicy.h"

#include "net/hostport.h"
#include "net/netlimits.h"

#include <algorithm>
#include <optional>

namespace neuro::net {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Origin
{
    QString scheme;
    QString host; ///< An IPv6 address has its brackets.
    QString port; ///< Empty for the scheme's default.
};

bool isPort(QStringView text)
{
    bool isNumber = false;
    const uint port = text.toUInt(&isNumber);
    return isNumber && port > 0 && port <= 65535 && text.front().isDigit();
}

QString defaultPort(const QString &scheme)
{
    if (scheme == u"http")
        return u"80"_s;
    return scheme == u"https" ? u"443"_s : QString();
}

/// Strict on purpose: QUrl would take user names, paths and several spellings of an address.
std::optional<Origin> parseOrigin(const QString &text)
{
    const QString lower = text.trimmed().toLower();
    const qsizetype separator = lower.indexOf(u"://");
    if (separator <= 0)
        return std::nullopt;
    Origin origin;
    origin.scheme = lower.first(separator);
    const QString rest = lower.sliced(separator + 3);
    const qsizetype bracket = rest.startsWith(u'[') ? rest.indexOf(u']') : 0;
    if (bracket < 0)
        return std::nullopt;
    const qsizetype colon = rest.indexOf(u':', bracket);
    origin.host = colon < 0 ? rest : rest.first(colon);
    if (colon >= 0)
        origin.port = rest.sliced(colon + 1);
    const bool hasStrangeCharacter =
        std::any_of(origin.host.cbegin(), origin.host.cend(),
                    [](QChar c) { return c.isSpace() || QStringView(u"/\\@?#,").contains(c); });
    if (origin.host.isEmpty() || hasStrangeCharacter || (colon >= 0 && !isPort(origin.port)))
        return std::nullopt;
    if (origin.port == defaultPort(origin.scheme))
        origin.port.clear();
    return origin;
}

bool isLoopbackHost(const QString &host)
{
    if (host == u"localhost" || host == u"[::1]")
        return true;
    const QHostAddress address(host);
    // Browsers write an address out in full; other spellings are somebody's trick.
    return address.protocol() == QAbstractSocket::IPv4Protocol && address.toString() == host &&
           address.isInSubnet(QHostAddress(u"127.0.0.0"_s), 8);
}

} // namespace

QString normalizedOrigin(const QString &origin)
{
    const std::optional<Origin> parsed = parseOrigin(origin);
    if (!parsed)
        return origin.trimmed().toLower();
    const QString port = parsed->port.isEmpty() ? QString() : u':' + parsed->port;
    return parsed->scheme + u"://"_s + parsed->host + port;
}

bool isLoopbackOrigin(const QString &origin)
{
    const std::optional<Origin> parsed = parseOrigin(origin);
    return parsed && (parsed->scheme == u"http" || parsed->scheme == u"https") &&
           isLoopbackHost(parsed->host);
}

bool DecisionTable::ask(const QString &key)
{
    if (m_marks.contains(key) || m_marks.size() >= limits::admissions)
        return false;
    insert(key, Mark::Asked);
    return true;
}

void DecisionTable::decide(const QString &key, Admission admission)
{
    switch (admission) {
    case Admission::Once:
        return insert(key, Mark::Once);
    case Admission::Always:
        return insert(key, Mark::Always);
    case Admission::Never:
        return insert(key, Mark::Never);
    case Admission::Later:
        return forget(key);
    }
}

void DecisionTable::forget(const QString &key)
{
    if (m_marks.remove(key))
        m_order.removeOne(key);
}

bool DecisionTable::admits(const QString &key) const
{
    const auto found = m_marks.constFind(key);
    return found != m_marks.cend() && (*found == Mark::Once || *found == Mark::Always);
}

void DecisionTable::use(const QString &key)
{
    if (m_marks.value(key, Mark::Asked) == Mark::Once)
        forget(key);
}

void DecisionTable::insert(const QString &key, Mark mark)
{
    const auto found = m_marks.find(key);
    if (found != m_marks.end()) {
        *found = mark;
        return;
    }
    if (m_marks.size() >= limits::admissions)
        m_marks.remove(m_order.takeFirst());
    m_marks.insert(key, mark);
    m_order.append(key);
}

QStringList AccessPolicy::setAllowed(const QStringList &origins, const QStringList &addresses)
{
    m_origins.clear();
    for (const QString &origin : origins)
        m_origins.append(normalizedOrigin(origin));
    m_networks.clear();
    QStringList unreadable;
    for (const QString &address : addresses) {
        const QPair<QHostAddress, int> network = QHostAddress::parseSubnet(address);
        if (network.first.isNull())
            unreadable.append(address);
        else
            m_networks.append(network);
    }
    return unreadable;
}

AccessPolicy::Ruling AccessPolicy::judge(const QHostAddress &peer, const QString &origin)
{
    const QHostAddress address = plainAddress(peer);
    if (!admitsAddress(address)) {
        const QString key = address.toString();
        return {false, QString(), key, m_addressDecisions.ask(key)};
    }
    const QString normalized = normalizedOrigin(origin);
    if (!admitsOrigin(normalized))
        return {false, normalized, QString(), m_originDecisions.ask(normalized)};
    m_addressDecisions.use(address.toString());
    m_originDecisions.use(normalized);
    return {true, QString(), QString(), false};
}

void AccessPolicy::decide(const QString &origin, const QString &address, Admission admission)
{
    if (!origin.isEmpty())
        m_originDecisions.decide(normalizedOrigin(origin), admission);
    else
        m_addressDecisions.decide(plainAddress(QHostAddress(address)).toString(), admission);
}

bool AccessPolicy::admitsAddress(const QHostAddress &address) const
{
    return address.isLoopback() ||
           std::any_of(m_networks.begin(), m_networks.end(),
                       [&address](const auto &network) { return address.isInSubnet(network); }) ||
           m_addressDecisions.admits(address.toString());
}

bool AccessPolicy::admitsOrigin(const QString &origin) const
{
    return origin.isEmpty() || isLoopbackOrigin(origin) || m_origins.contains(origin) ||
           m_originDecisions.admits(origin);
}

} // namespace neuro::net

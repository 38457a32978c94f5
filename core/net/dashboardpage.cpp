// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/dashboardpage.h"

#include "net/hostport.h"

#include <QCryptographicHash>
#include <QFile>
#include <QHostAddress>
#include <QStringBuilder>

#include <algorithm>
#include <optional>

namespace neuro::net {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Stand in the page where something belongs.
constexpr QByteArrayView urlMark = "{{intermediary}}";
constexpr QByteArrayView styleMark = "{{style}}";
constexpr QByteArrayView scriptMark = "{{script}}";
/// In the order in which they need one another.
constexpr const char *scripts[] = {"elements", "link",   "state",   "answerform",
                                   "forces",   "panels", "traffic", "main"};

/// A file that the page is made of. Missing ones are an error of the build, which a test tells.
QByteArray part(const QString &name)
{
    QFile file(u":/dashboard/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct HostAndPort
{
    QString host; ///< An IPv6 address without its brackets.
    QString port;
};

std::optional<HostAndPort> split(const QString &text)
{
    const qsizetype bracket = text.startsWith(u'[') ? text.indexOf(u']') : -1;
    if (bracket > 0) {
        const QString host = text.sliced(1, bracket - 1);
        if (QHostAddress(host).protocol() != QAbstractSocket::IPv6Protocol)
            return std::nullopt;
        const bool hasPort = text.sliced(bracket + 1).startsWith(u':');
        return HostAndPort{host, hasPort ? text.sliced(bracket + 2) : QString()};
    }
    const qsizetype colon = text.lastIndexOf(u':');
    const QString host = colon < 0 ? text : text.first(colon);
    const bool isName = !host.isEmpty() && std::all_of(host.begin(), host.end(), [](QChar c) {
        return (c < QChar(128) && c.isLetterOrNumber()) || c == u'.' || c == u'-';
    });
    if (!isName)
        return std::nullopt;
    return HostAndPort{host, colon < 0 ? QString() : text.sliced(colon + 1)};
}

bool isLoopbackName(const QString &host)
{
    return host.compare(u"localhost", Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

/// Whether who reaches this machine as `wanted` reaches what listens at `bound`.
bool reaches(const QString &wanted, const QString &bound)
{
    const QHostAddress address(bound);
    if (address == QHostAddress(QHostAddress::AnyIPv4) ||
        address == QHostAddress(QHostAddress::Any) ||
        address == QHostAddress(QHostAddress::AnyIPv6))
        return true;
    if (wanted.compare(u"localhost", Qt::CaseInsensitive) == 0)
        return address.isLoopback();
    return QHostAddress(wanted) == address;
}

QByteArray urlOf(const QByteArray &scheme, const QString &host, const QString &port)
{
    const QString written = host.contains(u':') ? u'[' + host + u']' : host;
    return scheme + "://" + written.toLatin1() + ':' + port.toLatin1() + '/';
}

/// 'sha256-…' for the text of each `element` of the page.
QByteArray hashesOf(const QByteArray &page, const QByteArray &element)
{
    const QByteArray begin = '<' + element + '>';
    const QByteArray end = "</" + element + '>';
    QByteArray hashes;
    qsizetype from = page.indexOf(begin);
    while (from >= 0) {
        from += begin.size();
        const qsizetype to = page.indexOf(end, from);
        if (to < 0)
            break;
        const QByteArray digest = QCryptographicHash::hash(
            QByteArrayView(page).sliced(from, to - from), QCryptographicHash::Sha256);
        hashes += " 'sha256-" + digest.toBase64() + '\'';
        from = page.indexOf(begin, to);
    }
    return hashes;
}

} // namespace

QByteArray dashboardPage()
{
    QByteArray script;
    for (const char *name : scripts)
        script += part(QString::fromLatin1(name) + u".js"_s);
    QByteArray page = part(u"index.html"_s);
    page.replace(styleMark, part(u"dashboard.css"_s));
    return page.replace(scriptMark, script);
}

QByteArray dashboardSocketUrl(const QByteArray &hostField, const QStringList &addresses,
                              const QByteArray &scheme)
{
    const std::optional<HostAndPort> wanted = split(QString::fromLatin1(hostField));
    std::optional<HostAndPort> nearest;
    for (const QString &address : addresses) {
        const std::optional<HostAndPort> bound = split(address);
        if (!bound)
            continue;
        if (wanted && reaches(wanted->host, bound->host))
            return urlOf(scheme, wanted->host, bound->port);
        const bool isNearer = wanted && isLoopbackName(wanted->host) == isLoopbackName(bound->host);
        if (!nearest || (isNearer && isLoopbackName(nearest->host) != isLoopbackName(bound->host)))
            nearest = bound;
    }
    return nearest ? urlOf(scheme, nearest->host, nearest->port) : QByteArray();
}

QByteArray filledDashboard(const QByteArray &page, const QByteArray &socketUrl)
{
    QByteArray filled = page;
    return filled.replace(urlMark, socketUrl);
}

QByteArray dashboardPolicy(const QByteArray &page, const QByteArray &socketUrl)
{
    const QByteArray connect = socketUrl.isEmpty() ? QByteArray("'none'") : socketUrl;
    return "default-src 'none'; script-src" + hashesOf(page, "script") + "; style-src" +
           hashesOf(page, "style") + "; img-src data:; connect-src " + connect +
           "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

} // namespace neuro::net

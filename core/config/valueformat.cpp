// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/valueformat.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace neuro::config {

namespace {

struct Unit
{
    const char *name;
    qint64 bytes;
};

constexpr qint64 kilo = 1000;
constexpr qint64 kibi = 1024;
constexpr std::array units = {
    Unit{"B", 1},
    Unit{"KB", kilo},
    Unit{"KiB", kibi},
    Unit{"MB", kilo *kilo},
    Unit{"MiB", kibi *kibi},
    Unit{"GB", kilo *kilo *kilo},
    Unit{"GiB", kibi *kibi *kibi},
    Unit{"TB", kilo *kilo *kilo *kilo},
    Unit{"TiB", kibi *kibi *kibi *kibi},
};

/// Sizes from here on are not exact as a double.
constexpr double largestSize = 9'007'199'254'740'992.0;

constexpr qsizetype longestHost = 253;
/// Keys that are longer have no typing error in them; they are something else.
constexpr qsizetype longestKey = 64;

/// Insertions, deletions, replacements and swaps of neighbours that turn one into the other.
qsizetype editDistance(QStringView a, QStringView b)
{
    std::vector<qsizetype> beforePrevious;
    std::vector<qsizetype> previous(static_cast<std::size_t>(b.size()) + 1);
    std::iota(previous.begin(), previous.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        std::vector<qsizetype> current(previous.size());
        current[0] = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = static_cast<std::size_t>(j);
            const qsizetype replaced = previous[at - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            current[at] = std::min({replaced, previous[at] + 1, current[at - 1] + 1});
            const bool isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (isSwap)
                current[at] = std::min(current[at], beforePrevious[at - 2] + 1);
        }
        beforePrevious = std::move(previous);
        previous = std::move(current);
    }
    return previous.back();
}

/// Hyphens, underscores and case are what people remember least.
QString normalized(const QString &key)
{
    return key.toLower().replace(u'-', u'_').replace(u' ', u'_');
}

} // namespace

std::optional<qint64> parseSize(QStringView text)
{
    static const QRegularExpression pattern(
        uR"(\A([0-9]{1,15}(?:\.[0-9]{1,6})?)\s*([A-Za-z]*)\z)"_s);
    const QRegularExpressionMatch match = pattern.match(text.trimmed().toString());
    if (!match.hasMatch())
        return std::nullopt;
    const QString unitName = match.captured(2);
    const auto unit = std::find_if(units.begin(), units.end(), [&unitName](const Unit &candidate) {
        return unitName.compare(QLatin1StringView(candidate.name), Qt::CaseInsensitive) == 0;
    });
    if (!unitName.isEmpty() && unit == units.end())
        return std::nullopt;
    const double factor = unitName.isEmpty() ? 1.0 : static_cast<double>(unit->bytes);
    const double bytes = match.captured(1).toDouble() * factor;
    if (bytes > largestSize)
        return std::nullopt;
    return std::llround(bytes);
}

QString formatSize(qint64 bytes)
{
    const auto unit = std::find_if(units.rbegin(), units.rend(), [bytes](const Unit &candidate) {
        return bytes >= candidate.bytes && bytes % candidate.bytes == 0;
    });
    if (unit == units.rend())
        return u"0 B"_s;
    return u"%1 %2"_s.arg(bytes / unit->bytes).arg(QLatin1StringView(unit->name));
}

std::optional<double> parseNumber(QStringView text)
{
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(value))
        return std::nullopt;
    return value;
}

QString formatNumber(double value)
{
    return QString::number(value, 'g', 15);
}

std::optional<bool> parseBoolean(QStringView text)
{
    const QString word = text.toString().toLower();
    if (word == u"true" || word == u"yes" || word == u"on")
        return true;
    if (word == u"false" || word == u"no" || word == u"off")
        return false;
    return std::nullopt;
}

std::optional<QString> parseHost(QStringView text)
{
    static const QRegularExpression name(
        uR"(\A[[:alnum:]_]([[:alnum:]_-]*[[:alnum:]_])?(\.[[:alnum:]_]([[:alnum:]_-]*[[:alnum:]_])?)*\.?\z)"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    if (text.startsWith(u'[') && text.endsWith(u']'))
        text = text.sliced(1, text.size() - 2);
    const QString host = text.toString();
    if (host.contains(u':'))
        return QHostAddress(host).protocol() == QAbstractSocket::IPv6Protocol ? std::optional(host)
                                                                              : std::nullopt;
    static const QRegularExpression numeric(uR"(\A[0-9.]+\z)"_s);
    if (numeric.match(host).hasMatch())
        return isAddressOrNetwork(host) ? std::optional(host) : std::nullopt;
    if (host.size() > longestHost || !name.match(host).hasMatch())
        return std::nullopt;
    return host;
}

protocol::Phrase hostRule()
{
    return protocol::phrase(QT_TRANSLATE_NOOP(
        "core", "must be an IP address or a host name, without a port or a scheme"));
}

bool isLoopbackHost(const QString &host)
{
    return host.isEmpty() || host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0 ||
           QHostAddress(host).isLoopback();
}

bool isAddressOrNetwork(const QString &text)
{
    const QString address = text.section(u'/', 0, 0);
    const QHostAddress parsed(address);
    // QHostAddress takes "10" and "10.1" as well, which mean something that nobody expects.
    if (parsed.protocol() == QAbstractSocket::IPv4Protocol && address.count(u'.') != 3)
        return false;
    if (parsed.isNull())
        return false;
    return !text.contains(u'/') || QHostAddress::parseSubnet(text).second >= 0;
}

bool isOrigin(const QString &text)
{
    if (text == u"null")
        return true;
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.scheme().isEmpty() && !url.host().isEmpty() &&
           url.path().isEmpty() && !url.hasQuery() && !url.hasFragment() &&
           url.userInfo().isEmpty() && text.contains(u"://"_s);
}

QString nearestKey(const QString &key, const QStringList &candidates)
{
    if (key.size() > longestKey)
        return {};
    const QString wanted = normalized(key);
    QString nearest;
    // A third of the letters may be wrong, or else anything is near a short word.
    qsizetype nearestDistance = std::max<qsizetype>(1, key.size() / 3) + 1;
    for (const QString &candidate : candidates) {
        const qsizetype distance = editDistance(wanted, normalized(candidate));
        if (distance < nearestDistance) {
            nearest = candidate;
            nearestDistance = distance;
        }
    }
    return nearest;
}

} // namespace neuro::config

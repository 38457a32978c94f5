// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/schemaformats.h"

#include "protocol/textpattern.h"

#include <QDate>
#include <QLatin1StringView>
#include <QList>

#include <algorithm>
#include <array>
#include <optional>

namespace neuro::protocol {

namespace {

struct FormatName
{
    StringFormat format;
    QByteArrayView name;
};

constexpr std::array formatNames = {
    FormatName{StringFormat::DateTime, "date-time"},
    FormatName{StringFormat::Date, "date"},
    FormatName{StringFormat::Time, "time"},
    FormatName{StringFormat::Email, "email"},
    FormatName{StringFormat::Hostname, "hostname"},
    FormatName{StringFormat::Ipv4, "ipv4"},
    FormatName{StringFormat::Ipv6, "ipv6"},
    FormatName{StringFormat::Uri, "uri"},
    FormatName{StringFormat::UriReference, "uri-reference"},
    FormatName{StringFormat::Uuid, "uuid"},
    FormatName{StringFormat::Regex, "regex"},
    FormatName{StringFormat::JsonPointer, "json-pointer"},
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The value of text that is digits only, of which there are at most nine.
std::optional<int> digitsValue(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > 9 || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    int value = 0;
    for (const char c : text)
        value = value * 10 + (c - '0');
    return value;
}

/// `text` cut at every `separator`; pieces are counted up to `most` + 1.
QList<QByteArrayView> pieces(QByteArrayView text, char separator, qsizetype most)
{
    QList<QByteArrayView> list;
    qsizetype begin = 0;
    for (qsizetype i = 0; i <= text.size() && list.size() <= most; ++i) {
        if (i == text.size() || text[i] == separator) {
            list.append(text.sliced(begin, i - begin));
            begin = i + 1;
        }
    }
    return list;
}

bool isDate(QByteArrayView text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return false;
    const std::optional<int> year = digitsValue(text.first(4));
    const std::optional<int> month = digitsValue(text.sliced(5, 2));
    const std::optional<int> day = digitsValue(text.sliced(8, 2));
    // QDate knows no year 0, which was a leap year as 2000 was.
    return year && month && day && QDate::isValid(*year == 0 ? 2000 : *year, *month, *day);
}

/// RFC 3339 full-time: the offset is required, a leap second falls on 23:59:60 UTC.
bool isTime(QByteArrayView text)
{
    if (text.size() < 9 || text[2] != ':' || text[5] != ':')
        return false;
    const std::optional<int> hour = digitsValue(text.first(2));
    const std::optional<int> minute = digitsValue(text.sliced(3, 2));
    const std::optional<int> second = digitsValue(text.sliced(6, 2));
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60)
        return false;
    qsizetype at = 8;
    if (text[at] == '.') {
        const qsizetype begin = ++at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        if (at == begin)
            return false;
    }
    const QByteArrayView offset = text.sliced(at);
    int minutesEast = 0;
    if (offset != "Z" && offset != "z") {
        if (offset.size() != 6 || (offset[0] != '+' && offset[0] != '-') || offset[3] != ':')
            return false;
        const std::optional<int> hours = digitsValue(offset.sliced(1, 2));
        const std::optional<int> minutes = digitsValue(offset.sliced(4, 2));
        if (!hours || !minutes || *hours > 23 || *minutes > 59)
            return false;
        minutesEast = (*hours * 60 + *minutes) * (offset[0] == '-' ? -1 : 1);
    }
    constexpr int minutesOfDay = 24 * 60;
    const int utc = (*hour * 60 + *minute - minutesEast + 2 * minutesOfDay) % minutesOfDay;
    return *second < 60 || utc == minutesOfDay - 1;
}

bool isDateTime(QByteArrayView text)
{
    return text.size() > 11 && (text[10] == 'T' || text[10] == 't') && isDate(text.first(10)) &&
           isTime(text.sliced(11));
}

bool isHostname(QByteArrayView text)
{
    constexpr qsizetype longestName = 253;
    constexpr qsizetype longestLabel = 63;
    if (text.isEmpty() || text.size() > longestName)
        return false;
    const QList<QByteArrayView> labels = pieces(text, '.', longestName);
    return std::all_of(labels.begin(), labels.end(), [](QByteArrayView label) {
        return !label.isEmpty() && label.size() <= longestLabel && !label.startsWith('-') &&
               !label.endsWith('-') && std::all_of(label.begin(), label.end(), [](char c) {
                   return isLetter(c) || isDigit(c) || c == '-';
               });
    });
}

bool isIpv4(QByteArrayView text)
{
    const QList<QByteArrayView> parts = pieces(text, '.', 4);
    return parts.size() == 4 && std::all_of(parts.begin(), parts.end(), [](QByteArrayView part) {
               const std::optional<int> value = digitsValue(part);
               return value && *value <= 255 && (part.size() == 1 || part[0] != '0');
           });
}

bool isIpv6(QByteArrayView text)
{
    constexpr qsizetype groupCount = 8;
    const QLatin1StringView latin(text.data(), text.size());
    const qsizetype gap = latin.indexOf(QLatin1StringView("::"));
    if (gap >= 0 && latin.indexOf(QLatin1StringView("::"), gap + 1) >= 0)
        return false;
    qsizetype groups = 0;
    const auto countGroups = [&groups](QByteArrayView part, bool isLast) {
        if (part.isEmpty())
            return true;
        const QList<QByteArrayView> list = pieces(part, ':', groupCount);
        for (qsizetype i = 0; i < list.size(); ++i) {
            const bool isDotted = isLast && i + 1 == list.size() && isIpv4(list[i]);
            groups += isDotted ? 2 : 1;
            const bool isHex = !list[i].isEmpty() && list[i].size() <= 4 &&
                               std::all_of(list[i].begin(), list[i].end(), isHexDigit);
            if (!isDotted && !isHex)
                return false;
        }
        return true;
    };
    if (gap < 0)
        return countGroups(text, true) && groups == groupCount;
    return countGroups(text.first(gap), false) && countGroups(text.sliced(gap + 2), true) &&
           groups < groupCount;
}

bool isEmail(QByteArrayView text)
{
    const qsizetype at = text.lastIndexOf('@');
    if (at <= 0 || at > 64)
        return false;
    const QByteArrayView local = text.first(at);
    const QByteArrayView domain = text.sliced(at + 1);
    const bool isQuoted = local.size() > 2 && local.startsWith('"') && local.endsWith('"');
    bool dotAllowed = false;
    for (const char c : local) {
        if (isQuoted)
            break;
        static constexpr std::string_view punctuation = "!#$%&'*+/=?^_`{|}~-";
        const bool isAtom = isLetter(c) || isDigit(c) || punctuation.find(c) != punctuation.npos;
        if (!isAtom && !(c == '.' && dotAllowed))
            return false;
        dotAllowed = isAtom;
    }
    const bool isLiteral = domain.startsWith('[') && domain.endsWith(']') && domain.size() > 2;
    return (isQuoted || dotAllowed) &&
           (isHostname(domain) ||
            (isLiteral && (isIpv4(domain.sliced(1).chopped(1)) ||
                           (domain.startsWith("[IPv6:") && isIpv6(domain.sliced(6).chopped(1))))));
}

/// The characters of RFC 3986, with whole percent escapes.
bool isUriReference(QByteArrayView text)
{
    static constexpr std::string_view allowed = "-._~:/?#[]@!$&'()*+,;=%";
    int fragments = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!isLetter(c) && !isDigit(c) && allowed.find(c) == allowed.npos)
            return false;
        if (c == '%' &&
            (i + 2 >= text.size() || !isHexDigit(text[i + 1]) || !isHexDigit(text[i + 2])))
            return false;
        fragments += c == '#' ? 1 : 0;
    }
    return fragments <= 1;
}

bool isUri(QByteArrayView text)
{
    const qsizetype colon = text.indexOf(':');
    if (colon <= 0 || !isLetter(text[0]) || !isUriReference(text))
        return false;
    const QByteArrayView scheme = text.first(colon);
    return std::all_of(scheme.begin(), scheme.end(), [](char c) {
        return isLetter(c) || isDigit(c) || c == '+' || c == '-' || c == '.';
    });
}

bool isUuid(QByteArrayView text)
{
    if (text.size() != 36)
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isHyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (isHyphen ? text[i] != '-' : !isHexDigit(text[i]))
            return false;
    }
    return true;
}

bool isJsonPointer(QByteArrayView text)
{
    if (!text.isEmpty() && text[0] != '/')
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '~' && (i + 1 == text.size() || (text[i + 1] != '0' && text[i + 1] != '1')))
            return false;
    }
    return true;
}

} // namespace

StringFormat stringFormat(QByteArrayView name)
{
    const auto at = std::find_if(formatNames.begin(), formatNames.end(),
                                 [name](const FormatName &known) { return known.name == name; });
    return at == formatNames.end() ? StringFormat::None : at->format;
}

QByteArrayView stringFormatName(StringFormat format)
{
    const auto at =
        std::find_if(formatNames.begin(), formatNames.end(),
                     [format](const FormatName &known) { return known.format == format; });
    return at == formatNames.end() ? QByteArrayView() : at->name;
}

bool hasFormat(StringFormat format, QByteArrayView utf8)
{
    switch (format) {
    case StringFormat::None:
        return true;
    case StringFormat::DateTime:
        return isDateTime(utf8);
    case StringFormat::Date:
        return isDate(utf8);
    case StringFormat::Time:
        return isTime(utf8);
    case StringFormat::Email:
        return isEmail(utf8);
    case StringFormat::Hostname:
        return isHostname(utf8);
    case StringFormat::Ipv4:
        return isIpv4(utf8);
    case StringFormat::Ipv6:
        return isIpv6(utf8);
    case StringFormat::Uri:
        return isUri(utf8);
    case StringFormat::UriReference:
        return isUriReference(utf8);
    case StringFormat::Uuid:
        return isUuid(utf8);
    case StringFormat::Regex:
        return parsePattern(QString::fromUtf8(utf8)).hasValue();
    case StringFormat::JsonPointer:
        return isJsonPointer(utf8);
    }
    Q_UNREACHABLE();
}

} // namespace neuro::protocol

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configreader.h"
#include "config/valueformat.h"
#include "protocol/codec.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace neuro::config {

namespace {

constexpr double msPerSecond = 1000.0;
constexpr double shortestLimit = 0.001;
constexpr double longestLimit = 86'400;

using protocol::Phrase;
using protocol::phrase;
using protocol::quoteForMessage;
using protocol::verbatim;

QString knownDeciders()
{
    QStringList names;
    for (const char *name : relay::deciderNames)
        names.append(QLatin1StringView(name));
    return names.join(u", "_s);
}

std::optional<relay::Decider> deciderFromName(QStringView name)
{
    for (std::size_t i = 0; i < relay::deciderNames.size(); ++i) {
        if (name == QLatin1StringView(relay::deciderNames[i]))
            return static_cast<relay::Decider>(i);
    }
    return std::nullopt;
}

/// "operator" or "operator:30".
protocol::Result<relay::DeciderSettings, Phrase> parseDecider(QStringView text)
{
    const qsizetype colon = text.indexOf(u':');
    const QStringView name = (colon < 0 ? text : text.first(colon)).trimmed();
    const std::optional<relay::Decider> decider = deciderFromName(name);
    if (!decider)
        return phrase(QT_TRANSLATE_NOOP("core", "\"%1\" is no decider; the deciders are %2"),
                      quoteForMessage(name), verbatim(knownDeciders()));
    relay::DeciderSettings settings{*decider, 0};
    if (colon < 0)
        return settings;
    const QStringView limit = text.sliced(colon + 1).trimmed();
    const std::optional<double> seconds = parseNumber(limit);
    if (!seconds || *seconds < shortestLimit || *seconds > longestLimit)
        return phrase(
            QT_TRANSLATE_NOOP(
                "core",
                "the time limit of \"%1\" must be a number of seconds from %2 to %3, not \"%4\"; "
                "without a limit write the name alone"),
            verbatim(name.toString()), verbatim(formatNumber(shortestLimit)),
            verbatim(formatNumber(longestLimit)), quoteForMessage(limit));
    settings.timeLimitMs = static_cast<int>(std::lround(*seconds * msPerSecond));
    return settings;
}

} // namespace

protocol::Result<QList<relay::DeciderSettings>, Phrase> parseDeciders(const QString &text)
{
    if (text.trimmed().isEmpty())
        return phrase(QT_TRANSLATE_NOOP("core", "names no decider; the deciders are %1"),
                      verbatim(knownDeciders()));
    QList<relay::DeciderSettings> deciders;
    for (const QStringView entry : QStringView(text).split(u',')) {
        const auto decider = parseDecider(entry.trimmed());
        if (!decider)
            return decider.error();
        const bool isRepeated =
            std::any_of(deciders.cbegin(), deciders.cend(),
                        [&](const auto &earlier) { return earlier.decider == decider->decider; });
        if (isRepeated)
            return phrase(
                QT_TRANSLATE_NOOP("core", "names \"%1\" twice; each decider is asked once"),
                verbatim(relay::nameOf(decider->decider, relay::deciderNames)));
        deciders.append(*decider);
    }
    return deciders;
}

QString formatDeciders(const QList<relay::DeciderSettings> &deciders)
{
    QStringList entries;
    for (const relay::DeciderSettings &settings : deciders) {
        QString entry = relay::nameOf(settings.decider, relay::deciderNames);
        if (settings.timeLimitMs > 0)
            entry += u':' + formatNumber(settings.timeLimitMs / msPerSecond);
        entries.append(entry);
    }
    return entries.join(u',');
}

} // namespace neuro::config

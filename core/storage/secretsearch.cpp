// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/secretsearch.h"

#include "storage/escapedtext.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

namespace neuro::storage {

namespace {

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/// What stands where a text was cut.
constexpr QByteArrayView cutMark = "\u2026";

/// The next one from `from` on that ends at `end` or before; -1: none.
qsizetype findCut(QByteArrayView text, qsizetype from, qsizetype end)
{
    while (from + cutMark.size() <= end) {
        const void *found =
            std::memchr(text.data() + from, cutMark.front(), static_cast<std::size_t>(end - from));
        if (!found)
            return -1;
        from = static_cast<const char *>(found) - text.data();
        if (from + cutMark.size() <= end && text.sliced(from).startsWith(cutMark))
            return from;
        ++from;
    }
    return -1;
}

/// Bytes before `at` of an escape of JSON that has lost its end: of "\", "\u00".
qsizetype cutEscape(QByteArrayView text, qsizetype at)
{
    constexpr qsizetype longest = 5;
    for (qsizetype size = 1; size <= std::min(longest, at); ++size) {
        const char c = text[at - size];
        if (c == jsonEscaping.mark)
            return size;
        if (!isHexDigit(c) && c != 'u')
            break;
    }
    return 0;
}

/// Which escapes are resolved one after the other. What a text lacks is left out.
using Levels = std::span<const Escaping *const>;

constexpr std::array<const Escaping *, limits::secretNesting> jsonLevels = [] {
    std::array<const Escaping *, limits::secretNesting> out{};
    out.fill(&jsonEscaping);
    return out;
}();

constexpr std::array<const Escaping *, limits::secretUrlNesting> urlLevels = [] {
    std::array<const Escaping *, limits::secretUrlNesting> out{};
    out.fill(&percentEscaping);
    return out;
}();

/// JSON in a URL in JSON, and so on.
constexpr std::array<const Escaping *, 2 *limits::secretNesting> mixedLevels = [] {
    std::array<const Escaping *, 2 * limits::secretNesting> out{};
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = i % 2 == 0 ? &jsonEscaping : &percentEscaping;
    return out;
}();

} // namespace

/// Goes through what a text reads as without its escapes.
class SecretSearch::Walk
{
public:
    /// With `isOneEnough` it ends at the first secret.
    Walk(const SecretSearch &search, bool isOneEnough)
        : m_search(search)
        , m_isOneEnough(isOneEnough)
    {
    }

    /// Searches a text as it is.
    void look(QByteArrayView text)
    {
        takePlace(text, {0, text.size()});
        lookAtCuts(text);
    }
    /// Only where it was cut.
    void lookAtCuts(QByteArrayView text)
    {
        takeCuts(text, {0, text.size()});
        finish();
    }
    /// Searches what it reads as.
    void lookBehind(QByteArrayView text)
    {
        resolve(text, jsonLevels);
        resolve(text, urlLevels);
        if (m_hasSeenJson && m_hasSeenUrl)
            resolve(text, mixedLevels);
    }
    bool hasFound() const { return m_hasFound; }
    /// In any order.
    const QList<ByteRange> &ranges() const { return m_ranges; }

private:
    /// A text that was unescaped.
    struct Step
    {
        QByteArrayView text;
        const Escaping *escaping;
    };

    bool isOver() const { return m_isOneEnough && m_hasFound; }

    /// Searches everything behind a text that was searched itself.
    void resolve(QByteArrayView text, Levels levels)
    {
        if (isOver())
            return;
        const bool hasJson = m_search.hasJsonEscape(text);
        const bool hasUrl = m_search.hasUrlEscape(text);
        m_hasSeenJson |= hasJson;
        m_hasSeenUrl |= hasUrl;
        while (!levels.empty() && !(levels.front() == &jsonEscaping ? hasJson : hasUrl))
            levels = levels.subspan(1);
        if (levels.empty())
            return;
        // A secret that was not found before has something in it that was escaped.
        const qsizetype reach = m_search.m_longest - 1 + cutMark.size();
        const Unescaped plain = unescaped(text, *levels.front(), 2 * reach);
        m_steps.push_back({text, levels.front()});
        for (const ByteRange place : plain.places) {
            const ByteRange around{std::max(place.begin - reach, qsizetype(0)),
                                   std::min(place.end + reach, plain.text.size())};
            takePlace(plain.text, around);
            takeCuts(plain.text, around);
        }
        finish();
        resolve(plain.text, levels.subspan(1));
        m_steps.pop_back();
    }

    /// Looks for secrets in a part of a text.
    void takePlace(QByteArrayView text, ByteRange place)
    {
        for (const QByteArrayMatcher &secret : m_search.m_secrets) {
            const qsizetype size = secret.pattern().size();
            for (qsizetype at = place.begin; place.end - at >= size && !isOver(); at += size) {
                at = secret.indexIn(text.data(), place.end, at);
                if (at < 0)
                    break;
                m_hasFound = true;
                m_found.append({at, at + size});
            }
        }
    }
    void takeCuts(QByteArrayView text, ByteRange place)
    {
        for (qsizetype at = findCut(text, place.begin, place.end); at >= 0 && !isOver();
             at = findCut(text, at + cutMark.size(), place.end)) {
            const ByteRange begun = m_search.beginningBefore(text, at);
            if (begun.begin == begun.end)
                continue;
            m_hasFound = true;
            m_found.append(begun);
        }
    }
    /// Finds back to the text from the one that was searched.
    void finish()
    {
        if (m_found.isEmpty())
            return;
        uniteRanges(m_found);
        for (auto step = m_steps.rbegin(); step != m_steps.rend(); ++step)
            mapToEscaped(step->text, *step->escaping, m_found);
        m_ranges += std::exchange(m_found, {});
    }

    const SecretSearch &m_search;
    const bool m_isOneEnough;
    bool m_hasFound = false;
    bool m_hasSeenJson = false;
    bool m_hasSeenUrl = false;
    QList<ByteRange> m_found;  ///< In the text that is searched.
    std::vector<Step> m_steps; ///< From the text to the one that is searched.
    QList<ByteRange> m_ranges; ///< Of the text.
};

SecretSearch::SecretSearch(const QStringList &secrets)
{
    // Escapes that name a number may be any character, and a percent sign may become a letter.
    for (const char letter : {'u', percentEscaping.mark})
        m_isTelling[static_cast<unsigned char>(letter)] = true;
    QByteArrayList all;
    for (const QString &secret : secrets) {
        all += secret.toUtf8();
        for (const char letter : QByteArrayView("\"\\/bfnrt")) {
            const std::array<char, 2> escape = {jsonEscaping.mark, letter};
            const char meant = jsonEscaping.read(QByteArrayView(escape), 0).bytes.front();
            m_isTelling[static_cast<unsigned char>(letter)] |= all.last().contains(meant);
        }
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    for (const QByteArray &secret : std::as_const(all)) {
        m_secrets.append(QByteArrayMatcher(secret));
        m_longest = std::max(m_longest, secret.size());
    }
}

bool SecretSearch::isIn(QByteArrayView utf8) const
{
    if (m_secrets.isEmpty())
        return false;
    for (const QByteArrayMatcher &secret : m_secrets) {
        if (secret.pattern().size() <= utf8.size() && secret.indexIn(utf8.data(), utf8.size()) >= 0)
            return true;
    }
    Walk walk(*this, true);
    walk.lookAtCuts(utf8);
    if (!walk.hasFound() && (hasJsonEscape(utf8) || hasUrlEscape(utf8)))
        walk.lookBehind(utf8);
    return walk.hasFound();
}

ByteRange SecretSearch::beginningBefore(QByteArrayView text, qsizetype at) const
{
    const qsizetype end = at - cutEscape(text, at);
    // Nothing but marks costs no more than one.
    const qsizetype least = std::max(end - limits::shortestBeginning, qsizetype(0));
    if (findCut(text, least, end) >= 0)
        return {at, at};
    qsizetype longest = 0;
    for (const QByteArrayMatcher &matcher : m_secrets) {
        const QByteArray &secret = matcher.pattern();
        const qsizetype shortest = std::max(limits::shortestBeginning, secret.size() / 2);
        for (qsizetype size = std::min(secret.size() - 1, end); size >= shortest; --size) {
            if (size <= longest)
                break;
            if (text[end - size] == secret.front() &&
                text.sliced(end - size, size) == QByteArrayView(secret).first(size))
                longest = size;
        }
    }
    return longest == 0 ? ByteRange{at, at} : ByteRange{end - longest, at};
}

QList<ByteRange> SecretSearch::find(QByteArrayView utf8) const
{
    if (m_secrets.isEmpty())
        return {};
    Walk walk(*this, false);
    walk.look(utf8);
    walk.lookBehind(utf8);
    QList<ByteRange> ranges = walk.ranges();
    uniteRanges(ranges);
    coverEscapes(utf8, jsonEscaping, ranges);
    uniteRanges(ranges);
    return ranges;
}

bool SecretSearch::hasJsonEscape(QByteArrayView text) const
{
    return hasMark(text, jsonEscaping,
                   [this](char c) { return m_isTelling[static_cast<unsigned char>(c)]; });
}

bool SecretSearch::hasUrlEscape(QByteArrayView text)
{
    return hasMark(text, percentEscaping, isHexDigit);
}

} // namespace neuro::storage

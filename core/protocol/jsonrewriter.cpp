// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/jsonrewriter.h"

#include <algorithm>

namespace neuro::protocol {

namespace {

/// Calls `use` with every member of `object` that is named `key`.
template <typename Use>
void forEachMember(JsonValue object, QByteArrayView key, Use use)
{
    if (!object.isObject())
        return;
    for (JsonValue member = object.first(); !member.isAbsent(); member = member.next()) {
        if (member.keyUtf8() == key)
            use(member);
    }
}

} // namespace

JsonRewriter::JsonRewriter(const JsonDocument &document)
    : m_document(document)
{
}

void JsonRewriter::replace(JsonValue object, QByteArrayView key, const QByteArray &json)
{
    forEachMember(object, key, [&](JsonValue member) {
        add(member.offset(), member.offset() + member.text().size(), json);
    });
}

bool JsonRewriter::prefix(JsonValue object, QByteArrayView key, QStringView text)
{
    const QByteArray quoted = jsonQuoted(text);
    const QByteArray escaped = quoted.sliced(1, quoted.size() - 2);
    bool isAnyFound = false;
    forEachMember(object, key, [&](JsonValue member) {
        if (!member.isString())
            return;
        const qsizetype afterQuote = member.offset() + 1;
        add(afterQuote, afterQuote, escaped);
        isAnyFound = true;
    });
    return isAnyFound;
}

void JsonRewriter::set(JsonValue object, QByteArrayView key, const QByteArray &json)
{
    if (!object.isObject())
        return;
    if (!object.member(key).isAbsent()) {
        replace(object, key, json);
        return;
    }
    QByteArray member;
    if (object.size() > 0)
        member.append(',');
    appendJsonQuoted(member, key);
    member.append(':').append(json);
    const qsizetype closingBrace = object.offset() + object.text().size() - 1;
    add(closingBrace, closingBrace, member);
}

QByteArray JsonRewriter::text() const
{
    const QByteArray &source = m_document.text();
    qsizetype size = source.size();
    for (const Change &change : m_changes)
        size += change.json.size() - (change.end - change.begin);
    QByteArray out;
    out.reserve(size);
    qsizetype done = 0;
    for (const Change &change : m_changes) {
        out.append(source.constData() + done, change.begin - done);
        out.append(change.json);
        done = change.end;
    }
    out.append(source.constData() + done, source.size() - done);
    return out;
}

void JsonRewriter::add(qsizetype begin, qsizetype end, const QByteArray &json)
{
    // After those at the same place: what is added twice stays in the order of the calls.
    const auto place = std::upper_bound(
        m_changes.begin(), m_changes.end(), begin,
        [](qsizetype position, const Change &change) { return position < change.begin; });
    m_changes.insert(place, Change{begin, end, json});
}

} // namespace neuro::protocol

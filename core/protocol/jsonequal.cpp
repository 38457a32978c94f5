// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/jsonequal.h"

#include "protocol/jsonnumber.h"

#include <QHashFunctions>

#include <algorithm>

namespace neuro::protocol {

namespace {

/// Objects with more members than this are searched for repeated keys by sorting.
constexpr qsizetype membersToCompareDirectly = 12;

bool keyLess(JsonValue left, JsonValue right)
{
    const QByteArrayView a = left.keyUtf8();
    const QByteArrayView b = right.keyUtf8();
    if (a.size() != b.size())
        return a.size() < b.size();
    return std::char_traits<char>::compare(a.data(), b.data(), static_cast<size_t>(a.size())) < 0;
}

bool isRepeatedLater(const JsonMembers &members, qsizetype index)
{
    const QByteArrayView key = members[index].keyUtf8();
    for (qsizetype i = index + 1; i < members.size(); ++i) {
        if (members[i].keyUtf8() == key)
            return true;
    }
    return false;
}

void dropRepeatedOfFew(JsonMembers &members)
{
    qsizetype kept = 0;
    for (qsizetype i = 0; i < members.size(); ++i) {
        if (!isRepeatedLater(members, i))
            members[kept++] = members[i];
    }
    members.resize(kept);
}

void dropRepeatedOfMany(JsonMembers &members)
{
    std::stable_sort(members.begin(), members.end(), keyLess);
    qsizetype kept = 0;
    for (qsizetype i = 0; i < members.size(); ++i) {
        if (i + 1 == members.size() || members[i].keyUtf8() != members[i + 1].keyUtf8())
            members[kept++] = members[i];
    }
    members.resize(kept);
    std::sort(members.begin(), members.end(),
              [](JsonValue a, JsonValue b) { return a.offset() < b.offset(); });
}

bool equalObjects(JsonValue left, JsonValue right, WorkBudget &budget, int depth)
{
    JsonMembers a;
    JsonMembers b;
    collectMembers(left, a);
    collectMembers(right, b);
    if (!budget.spend(a.size() + b.size()) || a.size() != b.size())
        return false;
    std::sort(a.begin(), a.end(), keyLess);
    std::sort(b.begin(), b.end(), keyLess);
    for (qsizetype i = 0; i < a.size(); ++i) {
        if (a[i].keyUtf8() != b[i].keyUtf8() || !jsonEqual(a[i], b[i], budget, depth))
            return false;
    }
    return true;
}

bool equalArrays(JsonValue left, JsonValue right, WorkBudget &budget, int depth)
{
    if (left.size() != right.size())
        return false;
    JsonValue a = left.first();
    JsonValue b = right.first();
    for (; !a.isAbsent(); a = a.next(), b = b.next()) {
        if (!jsonEqual(a, b, budget, depth))
            return false;
    }
    return true;
}

size_t hashOfChildren(JsonValue value, WorkBudget &budget, int depth)
{
    size_t hash = 0;
    if (value.isArray()) {
        for (JsonValue child = value.first(); !child.isAbsent(); child = child.next())
            hash = hash * 31 + jsonHash(child, budget, depth);
        return hash;
    }
    JsonMembers members;
    collectMembers(value, members);
    budget.spend(members.size());
    // A sum, so that the order of members does not show.
    for (const JsonValue &member : std::as_const(members))
        hash += qHashMulti(0, member.keyUtf8(), jsonHash(member, budget, depth));
    return hash;
}

} // namespace

void collectMembers(JsonValue object, JsonMembers &members)
{
    members.clear();
    members.reserve(object.size());
    for (JsonValue member = object.first(); !member.isAbsent(); member = member.next())
        members.append(member);
    if (members.size() <= membersToCompareDirectly)
        dropRepeatedOfFew(members);
    else
        dropRepeatedOfMany(members);
}

bool jsonEqual(JsonValue left, JsonValue right, WorkBudget &budget, int depth)
{
    if (!budget.spend() || left.type() != right.type())
        return false;
    if (depth <= 0) {
        budget.exhaust();
        return false;
    }
    switch (left.type()) {
    case JsonValue::Type::Absent:
    case JsonValue::Type::Null:
        return true;
    case JsonValue::Type::Bool:
        return left.toBool() == right.toBool();
    case JsonValue::Type::Number:
        budget.spendOnText(left.text().size() + right.text().size());
        return left.text() == right.text() ||
               JsonNumber::fromText(left.text()) == JsonNumber::fromText(right.text());
    case JsonValue::Type::String:
        budget.spendOnText(left.utf8().size());
        return left.utf8() == right.utf8();
    case JsonValue::Type::Array:
        return equalArrays(left, right, budget, depth - 1);
    case JsonValue::Type::Object:
        return equalObjects(left, right, budget, depth - 1);
    }
    Q_UNREACHABLE();
}

size_t jsonHash(JsonValue value, WorkBudget &budget, int depth)
{
    const auto seed = static_cast<size_t>(value.type());
    budget.spend();
    switch (value.type()) {
    case JsonValue::Type::Absent:
    case JsonValue::Type::Null:
        return seed;
    case JsonValue::Type::Bool:
        return qHashMulti(seed, value.toBool());
    case JsonValue::Type::Number:
        budget.spendOnText(value.text().size());
        return qHashMulti(seed, JsonNumber::fromText(value.text()).hash());
    case JsonValue::Type::String:
        budget.spendOnText(value.utf8().size());
        return qHash(value.utf8(), seed);
    case JsonValue::Type::Array:
    case JsonValue::Type::Object:
        if (depth <= 0 || budget.isExhausted())
            return seed;
        return qHashMulti(seed, hashOfChildren(value, budget, depth - 1));
    }
    Q_UNREACHABLE();
}

} // namespace neuro::protocol

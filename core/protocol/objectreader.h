// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/diagnostics.h"
#include "protocol/json.h"
#include "protocol/phrase.h"
#include "protocol/refusal.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>
#include <span>
#include <utility>

/// Internal to the codec: reading typed members out of JSON objects.
namespace neuro::protocol {

/// The warnings about one message, at most limits::findingsPerMessage of them.
class FindingList
{
public:
    bool isFull() const;
    /// Ignored when the list is full.
    void add(DiagnosticKey key, const Phrase &detail);
    void add(const QList<Finding> &findings);
    QList<Finding> take() { return std::move(m_findings); }

private:
    QList<Finding> m_findings;
};

/// Where an object stands in its message: "data", or "data.actions[3]" with an index, or
/// "actions.jump" with a key.
struct ObjectPlace
{
    const char *path = "";
    qsizetype index = -1;
    QByteArrayView key = {}; ///< UTF-8; must outlive the place.

    QString toString() const;
    /// The path of a member: "data.actions[3].name".
    QString member(QByteArrayView key) const;
};

/// "a string", "an object", "null", for sentences.
Phrase describeType(JsonValue value);

/// The refusal of a text that is not JSON.
Refusal invalidJson(const JsonError &error);

/// Reads the members of one object. The first member that is missing or of the wrong type makes
/// the refusal; later getters then return empty values, so that a whole message can be read
/// without a check after each field.
///
/// Optional members that are `null` count as absent, required ones as of the wrong type.
class ObjectReader
{
public:
    /// `object` must be an object and outlive the reader.
    ObjectReader(JsonValue object, ObjectPlace place)
        : m_object(object)
        , m_place(place)
    {
    }

    QString requiredString(QByteArrayView key);
    bool requiredBool(QByteArrayView key);
    /// The array, or an absent value when there is none.
    JsonValue requiredArray(QByteArrayView key);
    /// An array of strings only.
    JsonValue requiredStringArray(QByteArrayView key);
    std::optional<QString> optionalString(QByteArrayView key);
    bool optionalBool(QByteArrayView key, bool fallback);
    /// The object, or an absent value when there is none.
    JsonValue optionalObject(QByteArrayView key);
    /// The member when it is there and of `type`; otherwise the refusal is made.
    JsonValue required(QByteArrayView key, JsonValue::Type type);

    /// Warns about each member that is not among `known`.
    void warnAboutOthers(std::span<const QByteArrayView> known, FindingList &findings) const;

    void refuse(Reason reason, const QString &path, const Phrase &detail);
    const ObjectPlace &place() const { return m_place; }
    const std::optional<Refusal> &refusal() const { return m_refusal; }

private:
    JsonValue optional(QByteArrayView key, JsonValue::Type type);
    void refuseType(const QString &path, JsonValue found, JsonValue::Type wanted);

    JsonValue m_object;
    ObjectPlace m_place;
    std::optional<Refusal> m_refusal;
};

} // namespace neuro::protocol

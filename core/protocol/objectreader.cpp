// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/objectreader.h"

#include "protocol/codec.h"
#include "protocol/limits.h"

#include <algorithm>

namespace neuro::protocol {

namespace {

Phrase describeType(JsonValue::Type type)
{
    switch (type) {
    case JsonValue::Type::Absent:
        return phrase(QT_TRANSLATE_NOOP("core", "nothing"));
    case JsonValue::Type::Null:
        return phrase(QT_TRANSLATE_NOOP("core", "null"));
    case JsonValue::Type::Bool:
        return phrase(QT_TRANSLATE_NOOP("core", "true or false"));
    case JsonValue::Type::Number:
        return phrase(QT_TRANSLATE_NOOP("core", "a number"));
    case JsonValue::Type::String:
        return phrase(QT_TRANSLATE_NOOP("core", "a string"));
    case JsonValue::Type::Array:
        return phrase(QT_TRANSLATE_NOOP("core", "an array"));
    case JsonValue::Type::Object:
        return phrase(QT_TRANSLATE_NOOP("core", "an object"));
    }
    Q_UNREACHABLE();
}

} // namespace

Phrase describeType(JsonValue value)
{
    return describeType(value.type());
}

Refusal invalidJson(const JsonError &error)
{
    return {
        Reason::InvalidJson, QString(),
        phrase(QT_TRANSLATE_NOOP("core", "not JSON, at byte %1: %2"), error.offset, error.message)};
}

bool FindingList::isFull() const
{
    return m_findings.size() >= limits::findingsPerMessage;
}

void FindingList::add(DiagnosticKey key, const Phrase &detail)
{
    if (!isFull())
        m_findings.append({key, detail});
}

void FindingList::add(const QList<Finding> &findings)
{
    for (const Finding &finding : findings)
        add(finding.key, finding.detail);
}

QString ObjectPlace::toString() const
{
    const QString parent = QString::fromLatin1(path);
    if (!key.isNull())
        return parent + u'.' + quoteForMessage(QString::fromUtf8(key));
    return index < 0 ? parent : parent + u'[' + QString::number(index) + u']';
}

QString ObjectPlace::member(QByteArrayView memberKey) const
{
    const QString parent = toString();
    const QString name = quoteForMessage(QString::fromUtf8(memberKey));
    return parent.isEmpty() ? name : parent + u'.' + name;
}

QString ObjectReader::requiredString(QByteArrayView key)
{
    return required(key, JsonValue::Type::String).toString();
}

bool ObjectReader::requiredBool(QByteArrayView key)
{
    return required(key, JsonValue::Type::Bool).toBool();
}

JsonValue ObjectReader::requiredArray(QByteArrayView key)
{
    return required(key, JsonValue::Type::Array);
}

JsonValue ObjectReader::requiredStringArray(QByteArrayView key)
{
    const JsonValue array = requiredArray(key);
    qsizetype index = 0;
    for (JsonValue element = array.first(); !element.isAbsent(); element = element.next()) {
        if (!element.isString()) {
            refuseType(m_place.member(key) + u'[' + QString::number(index) + u']', element,
                       JsonValue::Type::String);
            return {};
        }
        ++index;
    }
    return array;
}

std::optional<QString> ObjectReader::optionalString(QByteArrayView key)
{
    const JsonValue value = optional(key, JsonValue::Type::String);
    return value.isAbsent() ? std::nullopt : std::optional(value.toString());
}

bool ObjectReader::optionalBool(QByteArrayView key, bool fallback)
{
    const JsonValue value = optional(key, JsonValue::Type::Bool);
    return value.isAbsent() ? fallback : value.toBool();
}

JsonValue ObjectReader::optionalObject(QByteArrayView key)
{
    return optional(key, JsonValue::Type::Object);
}

void ObjectReader::warnAboutOthers(std::span<const QByteArrayView> known,
                                   FindingList &findings) const
{
    for (JsonValue child = m_object.first(); !child.isAbsent(); child = child.next()) {
        const QByteArrayView key = child.keyUtf8();
        if (std::find(known.begin(), known.end(), key) != known.end())
            continue;
        if (findings.isFull())
            return;
        findings.add(DiagnosticKey::MessageUnknownField, verbatim(m_place.member(key)));
    }
}

void ObjectReader::refuse(Reason reason, const QString &path, const Phrase &detail)
{
    if (!m_refusal)
        m_refusal = Refusal{reason, path, detail};
}

JsonValue ObjectReader::required(QByteArrayView key, JsonValue::Type type)
{
    const JsonValue value = m_object.member(key);
    if (value.type() == type)
        return value;
    const QString path = m_place.member(key);
    if (value.isAbsent()) {
        refuse(Reason::MissingField, path,
               phrase(QT_TRANSLATE_NOOP("core", "\"%1\" is missing; it must be %2"), path,
                      describeType(type)));
    } else {
        refuseType(path, value, type);
    }
    return {};
}

JsonValue ObjectReader::optional(QByteArrayView key, JsonValue::Type type)
{
    const JsonValue value = m_object.member(key);
    if (value.isAbsent() || value.isNull())
        return {};
    if (value.type() == type)
        return value;
    refuseType(m_place.member(key), value, type);
    return {};
}

void ObjectReader::refuseType(const QString &path, JsonValue found, JsonValue::Type wanted)
{
    refuse(Reason::WrongType, path,
           phrase(QT_TRANSLATE_NOOP("core", "\"%1\" must be %2, not %3"), path,
                  describeType(wanted), describeType(found)));
}

} // namespace neuro::protocol

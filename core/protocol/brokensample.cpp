// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/brokensample.h"

#include "protocol/limits.h"
#include "protocol/splitmix64.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace neuro::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A text and a list that hardly any limit allows.
constexpr int longText = 20'000;
constexpr qsizetype longList = 5'000;
/// JSON text that such a list has at most: its elements may be long themselves.
constexpr qsizetype longListBytes = 1024 * 1024;

QByteArray textOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// Bytes of JSON text that one more element of a list takes.
qsizetype sizeOf(const QJsonValue &element)
{
    // Its brackets stand for the comma.
    return QJsonDocument(QJsonArray{element}).toJson(QJsonDocument::Compact).size();
}

QList<QJsonValue> valuesOfAllTypes()
{
    return {QJsonValue(u"text"_s),    QJsonValue(7),
            QJsonValue(true),         QJsonValue(),
            QJsonValue(QJsonArray()), QJsonValue(QJsonObject())};
}

/// Of the same type as `value`, and likely to be forbidden.
QList<QJsonValue> extremesOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Double:
        return {QJsonValue(1e12), QJsonValue(-1e12), QJsonValue(value.toDouble() + 0.5)};
    case QJsonValue::String:
        return {QJsonValue(QString()), QJsonValue(QString(longText, u'x')),
                QJsonValue(u"no such word"_s)};
    case QJsonValue::Array: {
        QJsonArray list;
        const QJsonValue element = value.toArray().isEmpty() ? QJsonValue() : value.toArray().at(0);
        const qsizetype copies = std::min(longList, longListBytes / sizeOf(element));
        for (qsizetype i = 0; i < copies; ++i)
            list.append(element);
        return {QJsonValue(QJsonArray()), QJsonValue(list)};
    }
    case QJsonValue::Bool:
        return {QJsonValue(!value.toBool())};
    case QJsonValue::Object:
        return {QJsonValue(QJsonObject())};
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return {};
}

/// Tries one broken text after the other.
class Breaker
{
public:
    Breaker(const ActionSchema &schema, quint64 seed, const SchemaOptions &options)
        : m_schema(schema)
        , m_options(options)
        , m_random(seed)
    {
        const auto sample = randomSample(schema, m_random.next(), options);
        m_valid = QJsonDocument::fromJson(sample ? *sample : QByteArrayLiteral("{}")).object();
    }

    std::optional<QByteArray> make(Breakage how)
    {
        switch (how) {
        case Breakage::MissingMember:
            return inAnyMember([this](const QString &name) {
                QJsonObject less = m_valid;
                less.remove(name);
                return ifBroken(textOf(less));
            });
        case Breakage::WrongType:
            return inAnyMember([this](const QString &name) {
                QList<QJsonValue> others = valuesOfAllTypes();
                others.removeIf([type = m_valid.value(name).type()](const QJsonValue &other) {
                    return other.type() == type;
                });
                return with(name, others);
            });
        case Breakage::OutOfRange:
            return inAnyMember([this](const QString &name) {
                return with(name, extremesOf(m_valid.value(name)));
            });
        case Breakage::UnknownMember:
            return with(u"no_such_member"_s, valuesOfAllTypes());
        case Breakage::NotAnObject:
            return anyOf({"[]", "\"text\"", "7", "true", "null"});
        }
        return std::nullopt;
    }

private:
    template <typename Deed>
    std::optional<QByteArray> inAnyMember(const Deed &deed)
    {
        const QStringList names = m_valid.keys();
        if (names.isEmpty())
            return std::nullopt;
        const auto first =
            static_cast<qsizetype>(m_random.below(static_cast<quint64>(names.size())));
        for (qsizetype i = 0; i < names.size(); ++i) {
            if (const auto broken = deed(names.at((first + i) % names.size())))
                return broken;
        }
        return std::nullopt;
    }

    std::optional<QByteArray> with(const QString &name, const QList<QJsonValue> &values)
    {
        QList<QByteArray> texts;
        for (const QJsonValue &value : values) {
            QJsonObject changed = m_valid;
            changed.insert(name, value);
            texts.append(textOf(changed));
        }
        return anyOf(texts);
    }

    std::optional<QByteArray> anyOf(const QList<QByteArray> &texts)
    {
        if (texts.isEmpty())
            return std::nullopt;
        const auto first =
            static_cast<qsizetype>(m_random.below(static_cast<quint64>(texts.size())));
        for (qsizetype i = 0; i < texts.size(); ++i) {
            if (const auto broken = ifBroken(texts.at((first + i) % texts.size())))
                return broken;
        }
        return std::nullopt;
    }

    /// Whether it is known to be wrong: a check that was too costly knows nothing. What is too long
    /// for a message would not reach the game.
    std::optional<QByteArray> ifBroken(const QByteArray &text) const
    {
        if (text.size() > limits::message)
            return std::nullopt;
        const Validation validation = m_schema.validate(text, m_options);
        if (validation.valid || validation.budgetExceeded)
            return std::nullopt;
        return text;
    }

    const ActionSchema &m_schema;
    const SchemaOptions m_options;
    SplitMix64 m_random;
    QJsonObject m_valid;
};

} // namespace

Result<QByteArray, NoSample> brokenSample(const ActionSchema &schema, Breakage how, quint64 seed,
                                          const SchemaOptions &options)
{
    if (!schema.isValid()) {
        const SchemaError &error = schema.errors().constFirst();
        return NoSample{
            error.path,
            phrase(QT_TRANSLATE_NOOP("core", "the schema itself is wrong: %1"), error.message)};
    }
    if (auto broken = Breaker(schema, seed, options).make(how))
        return std::move(*broken);
    return NoSample{QString(), phrase(QT_TRANSLATE_NOOP("core", "the schema allows whatever was "
                                                                "tried; break it in another way"))};
}

} // namespace neuro::protocol

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/formfield.h"

#include "models/phrasetext.h"
#include "widgets/plaintext.h"

#include <QCoreApplication>
#include <QSet>
#include <QUrl>

#include <algorithm>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using protocol::ActionSchema;
using protocol::JsonValue;

namespace {

constexpr qsizetype descriptionCharacters = 500;
constexpr qsizetype choiceCharacters = 60;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(neuro::ui::FormField)
};

QByteArray textOf(JsonValue value)
{
    return value.text().toByteArray();
}

/// A non-negative whole number of the schema, cut to `most`.
std::optional<int> countOf(JsonValue value, int most)
{
    if (!value.isNumber())
        return std::nullopt;
    return static_cast<int>(std::clamp(value.toDouble(), 0.0, static_cast<double>(most)));
}

bool isNullSchema(JsonValue schema)
{
    return schema.member("type").toString() == "null"_L1;
}

bool isSmall(JsonValue value)
{
    return !value.isAbsent() && value.text().size() <= formlimits::constant;
}

/// Builds the description of one form, within its limits.
class Describer
{
public:
    explicit Describer(JsonValue root)
        : m_root(root)
    {
    }

    FormField describe(JsonValue schema, int depth);

private:
    void fill(FormField &field, JsonValue schema, int depth);
    void fillByType(FormField &field, JsonValue schema, const QString &type, int depth);
    void fillText(FormField &field, JsonValue schema) const;
    void fillNumber(FormField &field, JsonValue schema) const;
    void fillChoices(FormField &field, JsonValue values) const;
    void fillList(FormField &field, JsonValue schema, int depth);
    void fillGroup(FormField &field, JsonValue schema, int depth);
    void addMembers(FormField &field, JsonValue properties, const QStringList &required, int depth);
    void becomeJson(FormField &field, const QString &note) const;
    JsonValue resolved(JsonValue schema) const;
    JsonValue target(const QString &reference) const;
    JsonValue withoutNull(JsonValue schema, bool &nullable) const;
    QString typeOf(JsonValue schema, bool &nullable) const;

    JsonValue m_root;
    int m_fields = 0;
};

FormField Describer::describe(JsonValue schema, int depth)
{
    FormField field;
    ++m_fields;
    fill(field, schema, depth);
    return field;
}

void Describer::becomeJson(FormField &field, const QString &note) const
{
    field.kind = FieldKind::Json;
    field.note = note;
    field.members.clear();
}

/// The place that "#/a/b" points to; absent when there is none or it is not in this schema.
JsonValue Describer::target(const QString &reference) const
{
    if (reference == "#"_L1)
        return m_root;
    if (!reference.startsWith("#/"_L1))
        return {};
    JsonValue place = m_root;
    const QString pointer = QUrl::fromPercentEncoding(reference.mid(2).toUtf8());
    for (QString step : pointer.split(u'/')) {
        step.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
        if (!place.isObject())
            return {};
        place = place.member(step.toUtf8());
    }
    return place;
}

JsonValue Describer::resolved(JsonValue schema) const
{
    for (int hops = 0; hops < formlimits::references; ++hops) {
        const JsonValue reference = schema.member("$ref");
        if (!reference.isString())
            return schema;
        schema = target(reference.toString());
    }
    return {};
}

/// `anyOf: [X, {"type": "null"}]` is how some libraries write "X or null".
JsonValue Describer::withoutNull(JsonValue schema, bool &nullable) const
{
    for (const char *keyword : {"anyOf", "oneOf"}) {
        const JsonValue choices = schema.member(keyword);
        if (!choices.isArray() || choices.size() != 2)
            continue;
        const JsonValue first = choices.at(0);
        const JsonValue second = choices.at(1);
        if (isNullSchema(first) == isNullSchema(second))
            continue;
        nullable = true;
        return isNullSchema(first) ? second : first;
    }
    return schema;
}

/// The one type beside null; empty when there are several or it cannot be told.
QString Describer::typeOf(JsonValue schema, bool &nullable) const
{
    const JsonValue type = schema.member("type");
    if (type.isString())
        return type.toString();
    QString only;
    if (type.isArray() && type.size() <= 2) {
        for (JsonValue name = type.first(); !name.isAbsent(); name = name.next()) {
            if (name.toString() == "null"_L1)
                nullable = true;
            else if (only.isEmpty())
                only = name.toString();
            else
                return {};
        }
        return only;
    }
    return type.isAbsent() && schema.member("properties").isObject() ? u"object"_s : QString();
}

void Describer::fill(FormField &field, JsonValue schema, int depth)
{
    const auto takeDescription = [&field](JsonValue from) {
        if (field.description.isEmpty())
            field.description = from.member("description").toString().left(descriptionCharacters);
    };
    takeDescription(schema);
    schema = resolved(schema);
    if (schema.isAbsent())
        return becomeJson(field, Words::tr("$ref that leads nowhere in this schema"));
    takeDescription(schema);
    const JsonValue standard = schema.member("default");
    schema = resolved(withoutNull(schema, field.nullable));
    takeDescription(schema);
    if (!schema.isObject())
        return becomeJson(field, Words::tr("any value"));
    if (depth > formlimits::depth)
        return becomeJson(field, Words::tr("more than %Ln levels", nullptr, formlimits::depth));

    const JsonValue constant = schema.member("const");
    if (!constant.isAbsent()) {
        field.kind = FieldKind::Constant;
        field.initial = textOf(constant);
        if (!isSmall(constant))
            becomeJson(field, Words::tr("a constant of more than %Ln bytes", nullptr,
                                        formlimits::constant));
        return;
    }
    for (const char *keyword : {"oneOf", "anyOf", "allOf", "if", "patternProperties"}) {
        if (!schema.member(keyword).isAbsent())
            return becomeJson(field, QString::fromLatin1(keyword));
    }
    if (schema.member("enum").isArray())
        fillChoices(field, schema.member("enum"));
    else
        fillByType(field, schema, typeOf(schema, field.nullable), depth);
    const JsonValue ownStandard = schema.member("default");
    const JsonValue initial = ownStandard.isAbsent() ? standard : ownStandard;
    if (isSmall(initial))
        field.initial = textOf(initial);
}

void Describer::fillByType(FormField &field, JsonValue schema, const QString &type, int depth)
{
    if (type == "string"_L1)
        return fillText(field, schema);
    if (type == "boolean"_L1) {
        field.kind = FieldKind::Flag;
        field.initial = "false";
        return;
    }
    if (type == "integer"_L1 || type == "number"_L1) {
        field.kind = type == "integer"_L1 ? FieldKind::Integer : FieldKind::Number;
        return fillNumber(field, schema);
    }
    if (type == "array"_L1)
        return fillList(field, schema, depth);
    if (type == "object"_L1)
        return fillGroup(field, schema, depth);
    if (type == "null"_L1) {
        field.kind = FieldKind::Constant;
        return;
    }
    becomeJson(field, schema.member("type").isArray() ? Words::tr("several types")
                                                      : Words::tr("no type is given"));
}

void Describer::fillText(FormField &field, JsonValue schema) const
{
    field.kind = FieldKind::Text;
    field.initial = "\"\"";
    const JsonValue longest = schema.member("maxLength");
    const bool isShaped =
        !schema.member("pattern").isAbsent() || !schema.member("format").isAbsent();
    field.multiLine =
        longest.isNumber() && longest.toDouble() > formlimits::singleLine && !isShaped;
    field.canBeMultiLine = field.multiLine || (!longest.isNumber() && !isShaped);
}

void Describer::fillNumber(FormField &field, JsonValue schema) const
{
    const auto takeLimit = [&schema](const char *keyword, const char *exclusiveKeyword,
                                     QByteArray &limit, bool &isExclusive) {
        const JsonValue exclusive = schema.member(exclusiveKeyword);
        isExclusive = exclusive.isNumber();
        const JsonValue value = isExclusive ? exclusive : schema.member(keyword);
        if (value.isNumber() && isSmall(value))
            limit = textOf(value);
    };
    takeLimit("minimum", "exclusiveMinimum", field.minimum, field.minimumIsExclusive);
    takeLimit("maximum", "exclusiveMaximum", field.maximum, field.maximumIsExclusive);
    field.initial = "0";
    if (const auto nearest = steppedNumber(u"0"_s, 0, field))
        field.initial = nearest->toLatin1();
}

void Describer::fillChoices(FormField &field, JsonValue values) const
{
    if (values.size() > formlimits::choices || values.size() == 0) {
        return becomeJson(field, values.size() == 0 ? Words::tr("an enum without values")
                                                    : Words::tr("more than %Ln choices", nullptr,
                                                                formlimits::choices));
    }
    bool allTexts = true;
    for (JsonValue value = values.first(); !value.isAbsent(); value = value.next()) {
        if (!isSmall(value))
            return becomeJson(field, Words::tr("choices that are too large"));
        allTexts = allTexts && value.isString();
    }
    field.kind = FieldKind::Choice;
    field.nullable = false; // null is among the values, or not allowed.
    for (JsonValue value = values.first(); !value.isAbsent(); value = value.next()) {
        const QString label = allTexts ? value.toString() : QString::fromUtf8(value.text());
        field.choices.append({singleLine(label, choiceCharacters), textOf(value)});
    }
    field.initial = field.choices.first().json;
}

void Describer::fillList(FormField &field, JsonValue schema, int depth)
{
    field.initial = "[]";
    const JsonValue items = schema.member("items");
    if (!items.isObject() || !schema.member("prefixItems").isAbsent())
        return becomeJson(field, Words::tr("a list of different things"));
    if (m_fields >= formlimits::fields)
        return becomeJson(field, Words::tr("more than %Ln fields", nullptr, formlimits::fields));
    const int tooMany = formlimits::rows + 1;
    field.minItems = countOf(schema.member("minItems"), tooMany).value_or(0);
    if (field.minItems > formlimits::rows)
        return becomeJson(field, Words::tr("more than %Ln rows", nullptr, formlimits::rows));
    field.maxItems =
        countOf(schema.member("maxItems"), formlimits::rows).value_or(formlimits::rows);
    const int before = m_fields;
    field.kind = FieldKind::List;
    field.members = {describe(items, depth + 1)};
    // Every row that the list starts with has all of these fields. Lists within lists multiply:
    // counted no further than one too many.
    const qint64 all = before + qint64(m_fields - before) * qMax(1, field.minItems);
    m_fields = static_cast<int>(qMin<qint64>(all, formlimits::fields + 1));
    if (m_fields > formlimits::fields)
        return becomeJson(field, Words::tr("more than %Ln fields", nullptr, formlimits::fields));
    const QByteArray row = field.members.first().initial + ',';
    field.initial = '[' + row.repeated(field.minItems);
    if (field.minItems > 0)
        field.initial.chop(1);
    field.initial += ']';
}

void Describer::fillGroup(FormField &field, JsonValue schema, int depth)
{
    field.initial = "{}";
    const JsonValue properties = schema.member("properties");
    if (!properties.isObject())
        return becomeJson(field, Words::tr("an object with members of any name"));
    QStringList required;
    const JsonValue names = schema.member("required");
    if (names.isArray()) {
        for (JsonValue name = names.first(); !name.isAbsent(); name = name.next()) {
            if (required.size() > formlimits::fields)
                break;
            required.append(name.toString());
        }
    }
    const qsizetype most = qMax(properties.size(), required.size());
    if (m_fields + most > formlimits::fields)
        return becomeJson(field, Words::tr("more than %Ln fields", nullptr, formlimits::fields));
    field.kind = FieldKind::Group;
    addMembers(field, properties, required, depth);
}

void Describer::addMembers(FormField &field, JsonValue properties, const QStringList &required,
                           int depth)
{
    QSet<QString> seen;
    for (JsonValue member = properties.first(); !member.isAbsent(); member = member.next()) {
        const QString name = member.key();
        if (seen.contains(name))
            continue;
        seen.insert(name);
        // Of a repeated key the last one counts.
        FormField described = describe(properties.member(name.toUtf8()), depth + 1);
        described.name = name;
        described.required = required.contains(name);
        field.members.append(described);
    }
    for (const QString &name : required) {
        if (seen.contains(name))
            continue;
        seen.insert(name);
        ++m_fields;
        FormField undescribed;
        undescribed.name = name;
        undescribed.required = true;
        undescribed.note = Words::tr("required, but the schema does not describe it");
        field.members.append(undescribed);
    }
}

} // namespace

FormField describeForm(const ActionSchema &schema)
{
    FormField form;
    if (!schema.isValid()) {
        form.note = schema.errors().isEmpty()
                        ? Words::tr("the schema cannot be used")
                        : Words::tr("the schema is not valid: %1")
                              .arg(models::translated(schema.errors().first().message));
    } else if (!schema.isObjectSchema()) {
        form.note = Words::tr("the schema does not say \"type\": \"object\"");
    } else {
        form = Describer(schema.root()).describe(schema.root(), 0);
    }
    return form;
}

} // namespace neuro::ui

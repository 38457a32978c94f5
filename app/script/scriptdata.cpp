// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/script/scriptdata.h"

#include "protocol/actionschema.h"
#include "protocol/json.h"
#include "protocol/jsonwriter.h"
#include "protocol/sampledata.h"

namespace neuro::script {

using namespace Qt::StringLiterals;
using protocol::ActionSchema;

namespace {

protocol::Result<ActionData, QString>
sampled(const protocol::Result<QByteArray, protocol::NoSample> &sample, const QString &action)
{
    if (sample)
        return ActionData{*sample, false};
    return u"no data for %1 could be made: %2; give it with data"_s.arg(
        action, sample.error().message.english());
}

/// `json`, an object, without its member number `left`.
QByteArray without(const protocol::JsonDocument &object, int left)
{
    QByteArray out;
    protocol::JsonWriter writer(out);
    writer.beginObject();
    int number = 0;
    for (auto member = object.root().first(); !member.isAbsent(); member = member.next()) {
        if (number++ != left)
            writer.key(member.keyUtf8().toByteArray()).json(member.text());
    }
    writer.endObject();
    return out;
}

/// What a game may get wrong to read comes first: a member that is missing, one of another type.
QList<QByteArray> candidates(const ActionSchema &schema)
{
    QList<QByteArray> list = {"{}"};
    constexpr int membersTried = 16;
    if (const auto smallest = protocol::smallestSample(schema)) {
        const auto object = protocol::JsonDocument::parse(*smallest);
        int number = 0;
        auto member = object ? object->root().first() : protocol::JsonValue();
        for (; object && object->root().isObject() && !member.isAbsent() && number < membersTried;
             member = member.next(), ++number) {
            QByteArray rest = without(*object, number);
            list.append(rest);
            rest.chop(1);
            QByteArray changed = rest + (rest.size() > 1 ? "," : "");
            protocol::JsonWriter writer(changed);
            writer.key(member.keyUtf8().toByteArray());
            changed += member.isObject() ? "17}" : R"({"wrong":"type"}})";
            list.append(changed);
        }
    }
    return list << R"({"wrong":"member"})"
                << "[]"
                << "17"
                << R"("text")"
                << "null";
}

protocol::Result<ActionData, QString> invalidFor(const protocol::Action &action,
                                                 const ActionSchema &schema)
{
    for (const QByteArray &json : candidates(schema)) {
        const protocol::Validation validation = schema.validate(json);
        if (!validation.valid && !validation.budgetExceeded)
            return ActionData{json, true};
    }
    return u"no data breaks the schema of %1; give it with json and unchecked"_s.arg(action.name);
}

} // namespace

protocol::Result<ActionData, QString> dataFor(const protocol::Action &action,
                                              const DataChoice &choice)
{
    if (choice.kind == DataChoice::Kind::Given)
        return ActionData{choice.json, choice.unchecked};
    if (!action.takesData()) {
        if (choice.kind == DataChoice::Kind::Invalid)
            return u"%1 takes no data, so that none is invalid; give it with json and unchecked"_s
                .arg(action.name);
        return ActionData{};
    }
    const ActionSchema schema = ActionSchema::compile(action.schema);
    if (!schema.isValid())
        return u"the schema of %1 is not valid; give the data with data or json"_s.arg(action.name);
    switch (choice.kind) {
    case DataChoice::Kind::Smallest:
        return sampled(protocol::smallestSample(schema), action.name);
    case DataChoice::Kind::Random:
        return sampled(protocol::randomSample(schema, choice.seed), action.name);
    case DataChoice::Kind::Invalid:
        return invalidFor(action, schema);
    case DataChoice::Kind::Given:
        break;
    }
    Q_UNREACHABLE();
    return ActionData{};
}

} // namespace neuro::script

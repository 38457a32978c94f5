// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/actionschema.h"

#include "protocol/schemacompiler.h"
#include "protocol/schemavalidator.h"

namespace neuro::protocol {

Phrase withPath(const SchemaError &error)
{
    if (error.path.isEmpty())
        return error.message;
    return phrase(QT_TRANSLATE_NOOP("core", "%1: %2"), error.path, error.message);
}

ActionSchema::ActionSchema() = default;

ActionSchema ActionSchema::compile(const QByteArray &text)
{
    ActionSchema schema;
    if (text.trimmed().isEmpty())
        return schema;
    const auto compiled = std::make_shared<CompiledSchema>();
    SchemaCompiler(*compiled).compile(text);
    schema.d = compiled;
    return schema;
}

bool ActionSchema::isValid() const
{
    return !d || d->errors.isEmpty();
}

QList<SchemaError> ActionSchema::errors() const
{
    return d ? d->errors : QList<SchemaError>();
}

qint64 ActionSchema::steps() const
{
    return d ? d->steps : 0;
}

bool ActionSchema::isEmpty() const
{
    return !d || (root().isObject() && root().size() == 0);
}

bool ActionSchema::isObjectSchema() const
{
    return root().member("type").utf8() == "object";
}

JsonValue ActionSchema::root() const
{
    return d && d->document ? d->document->root() : JsonValue();
}

Validation ActionSchema::validate(const QByteArray &instance, const SchemaOptions &options) const
{
    Validation validation;
    const Result<JsonDocument, JsonError> document = JsonDocument::parse(instance);
    if (!document) {
        validation.errors.append(
            {QString(), phrase(QT_TRANSLATE_NOOP("core", "is not JSON: %1 at byte %2"),
                               document.error().message, document.error().offset)});
        return validation;
    }
    if (!d || !d->errors.isEmpty()) {
        validation.valid = true;
        return validation;
    }
    WorkBudget budget(options.steps);
    SchemaValidator validator(*d, options, budget);
    const bool accepted = validator.validate(0, document->root(), validation.errors);
    validation.budgetExceeded = budget.isExhausted();
    validation.valid = accepted && !validation.budgetExceeded;
    validation.steps = budget.used();
    if (validation.budgetExceeded) {
        validation.errors.append(
            {QString(), phrase(QT_TRANSLATE_NOOP("core", "could not be checked within %1 steps and "
                                                         "%2 levels; make data or schema simpler"),
                               options.steps, options.depth)});
    }
    return validation;
}

} // namespace neuro::protocol

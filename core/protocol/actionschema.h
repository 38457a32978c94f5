// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/json.h"
#include "protocol/phrase.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>

/// JSON Schema (draft-07, and what Neuro games use of later drafts) for action data.
///
/// Written for hostile input: every operation has a budget of steps, recursion has a depth limit,
/// references are checked for cycles, patterns run in a matcher whose time is linear in the text.
/// Lengths count code points; `1.0` is an integer; numbers are compared exactly, without a detour
/// over double where that would lose digits; `enum`, `const` and `uniqueItems` compare deeply and
/// ignore the order of members.
namespace neuro::protocol {

/// One thing that is wrong, with the place in the instance (or in the schema) as `data.pos[1]`-like
/// path without the leading word: "pos[1].x", "" for the whole.
struct SchemaError
{
    /// "pos[1].x", "" for the whole.
    QString path;
    /// A sentence for a person, without the path.
    Phrase message;

    /// The same words about the same place.
    bool operator==(const SchemaError &) const = default;
};

/// "pos[1].x: must be …", the message alone for the whole.
Phrase withPath(const SchemaError &error);

/// What one check may cost, and how strict it is.
struct SchemaOptions
{
    /// Units of work (values visited, keywords applied, members compared, characters matched in
    /// blocks) that one call may cost. Reached: the answer is "not valid" with budgetExceeded.
    qint64 steps = 200'000;
    /// Arrays and objects inside one another, and subschemas applied inside one another, that are
    /// followed. Deeper: as if the steps were used up.
    int depth = 128;
    /// Whether `format` is a check or, as draft-07 leaves it, an annotation.
    bool assertFormats = false;
    /// Errors listed at most.
    int errors = 32;
};

/// What came of one check.
struct Validation
{
    /// Whether the data satisfies the schema.
    bool valid = false;
    /// The check ended early: neither valid nor invalid is known, `valid` is false.
    bool budgetExceeded = false;
    /// What is wrong with the data, SchemaOptions::errors at most; empty when it is valid.
    QList<SchemaError> errors;
    /// What the check cost. A check ends soon after it has reached SchemaOptions::steps.
    qint64 steps = 0;
};

struct CompiledSchema;

/// A compiled schema. Cheap to copy; immutable; usable from any thread.
class ActionSchema
{
public:
    /// Steps after which compiling ends: the schema is too complicated, which is an error of it.
    static constexpr qint64 compileSteps = 2'000'000;

    /// No schema: everything is valid.
    ActionSchema();

    /// Compiles `text`. Never fails: what is wrong with the schema itself is in errors(), and
    /// data then cannot be checked (validate() accepts any JSON).
    static ActionSchema compile(const QByteArray &text);

    /// Whether the schema is a valid JSON Schema that this validator can apply.
    bool isValid() const;
    /// What is wrong with the schema itself; empty when isValid().
    QList<SchemaError> errors() const;
    /// What compiling cost: bytes that were read, subschemas, instructions of patterns. It ends
    /// soon after it has reached compileSteps.
    qint64 steps() const;
    /// Absent text or `{}`: the action takes no data.
    bool isEmpty() const;
    /// Whether the root says `"type": "object"`.
    bool isObjectSchema() const;

    /// Checks JSON text against the schema. Text that is not JSON is not valid.
    Validation validate(const QByteArray &instance, const SchemaOptions &options = {}) const;

    /// The schema as values, for forms. The view is valid as long as this object or a copy of it
    /// lives. Absent for an empty schema text.
    JsonValue root() const;

    /// The inner form, for those who generate data from it; null for an empty text.
    const CompiledSchema *compiled() const { return d.get(); }

private:
    std::shared_ptr<const CompiledSchema> d;
};

} // namespace neuro::protocol

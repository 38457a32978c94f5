// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/sampledata.h"

#include "protocol/samplebudget.h"
#include "protocol/samplemaker.h"

#include <algorithm>

namespace neuro::protocol {

namespace {

/// Without white space between the tokens; strings stay as they are.
QByteArray withoutSpace(const QByteArray &json)
{
    QByteArray compact;
    compact.reserve(json.size());
    bool inString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (c == '"')
            inString = !inString;
        if (!inString && (c == ' ' || c == '\t' || c == '\n' || c == '\r'))
            continue;
        compact += c;
        if (inString && c == '\\')
            compact += json[++i];
    }
    return compact;
}

Result<QByteArray, NoSample> sample(const ActionSchema &schema, const SchemaOptions &options,
                                    SampleMaker::Style style, quint64 seed, WorkBudget &budget)
{
    if (!schema.isValid()) {
        const SchemaError &error = schema.errors().constFirst();
        return NoSample{
            error.path,
            phrase(QT_TRANSLATE_NOOP("core", "the schema itself is wrong: %1"), error.message)};
    }
    if (!schema.compiled())
        return QByteArrayLiteral("{}");
    SchemaOptions allowed = options;
    allowed.steps = std::min(options.steps, budget.left());
    SampleMaker maker(*schema.compiled(), allowed, style, seed);
    const Result<QByteArray, NoSample> made = maker.make();
    budget.spend(maker.steps());
    if (!made)
        return made.error();
    const QByteArray text = withoutSpace(*made);
    allowed.steps = std::min(options.steps, budget.left());
    const Validation validation = schema.validate(text, allowed);
    budget.spend(validation.steps);
    if (!validation.valid)
        return NoSample{
            QString(),
            phrase(QT_TRANSLATE_NOOP("core", "the data that was found is too expensive to check"))};
    return text;
}

/// Each of the two may cost SchemaOptions::steps.
qint64 makingAndChecking(const SchemaOptions &options)
{
    return 2 * options.steps;
}

} // namespace

Result<QByteArray, NoSample> smallestSample(const ActionSchema &schema,
                                            const SchemaOptions &options)
{
    WorkBudget budget(makingAndChecking(options));
    return sample(schema, options, SampleMaker::Style::Smallest, 0, budget);
}

Result<QByteArray, NoSample> smallestSample(const ActionSchema &schema, WorkBudget &budget)
{
    return sample(schema, {}, SampleMaker::Style::Smallest, 0, budget);
}

Result<QByteArray, NoSample> randomSample(const ActionSchema &schema, quint64 seed,
                                          const SchemaOptions &options)
{
    WorkBudget budget(makingAndChecking(options));
    return sample(schema, options, SampleMaker::Style::Random, seed, budget);
}

Result<QByteArray, NoSample> randomSample(const ActionSchema &schema, quint64 seed,
                                          WorkBudget &budget)
{
    return sample(schema, {}, SampleMaker::Style::Random, seed, budget);
}

} // namespace neuro::protocol

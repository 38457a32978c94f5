// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/sampledata.h"

#include "protocol/samplemaker.h"

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
                                    SampleMaker::Style style, quint64 seed)
{
    if (!schema.isValid()) {
        const SchemaError &error = schema.errors().constFirst();
        return NoSample{
            error.path,
            phrase(QT_TRANSLATE_NOOP("core", "the schema itself is wrong: %1"), error.message)};
    }
    if (!schema.compiled())
        return QByteArrayLiteral("{}");
    const Result<QByteArray, NoSample> made =
        SampleMaker(*schema.compiled(), options, style, seed).make();
    if (!made)
        return made.error();
    const QByteArray text = withoutSpace(*made);
    if (!schema.validate(text, options).valid)
        return NoSample{
            QString(),
            phrase(QT_TRANSLATE_NOOP("core", "the data that was found is too expensive to check"))};
    return text;
}

} // namespace

Result<QByteArray, NoSample> smallestSample(const ActionSchema &schema,
                                            const SchemaOptions &options)
{
    return sample(schema, options, SampleMaker::Style::Smallest, 0);
}

Result<QByteArray, NoSample> randomSample(const ActionSchema &schema, quint64 seed,
                                          const SchemaOptions &options)
{
    return sample(schema, options, SampleMaker::Style::Random, seed);
}

} // namespace neuro::protocol

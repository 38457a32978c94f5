// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/actionschema.h"
#include "protocol/phrase.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QString>

/// Makes data that satisfies a schema. What is returned has been validated against it.
namespace neuro::protocol {

/// Why no data could be made, in words: "pattern ^\\d{4}$ of the member code is not supported".
struct NoSample
{
    QString path;   ///< In the data, as of SchemaError; empty for the whole.
    Phrase message; ///< A sentence for a person.
};

/// The smallest data that satisfies `schema`: only required members, shortest texts and arrays,
/// first enum values, the numbers nearest to zero. JSON text without white space.
Result<QByteArray, NoSample> smallestSample(const ActionSchema &schema,
                                            const SchemaOptions &options = {});

/// Random data that satisfies `schema`; the same `seed` gives the same data. Optional members come
/// about half of the time.
Result<QByteArray, NoSample> randomSample(const ActionSchema &schema, quint64 seed,
                                          const SchemaOptions &options = {});

} // namespace neuro::protocol

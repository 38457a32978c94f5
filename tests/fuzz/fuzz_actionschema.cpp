// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/actionschema.h"
#include "protocol/sampledata.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

/// The input is a schema and an instance, with a zero byte between them. Whatever they are, the
/// check ends, and what is generated from a schema satisfies it.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace neuro::protocol;
    const QByteArray input(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype split = input.indexOf('\0');
    const ActionSchema schema = ActionSchema::compile(split < 0 ? input : input.first(split));
    SchemaOptions options;
    options.steps = 20'000;
    options.assertFormats = (size & 1) != 0;
    if (split >= 0) {
        const Validation validation = schema.validate(input.sliced(split + 1), options);
        if (validation.valid == !validation.errors.isEmpty())
            std::abort();
    }
    for (const auto &sample :
         {smallestSample(schema, options), randomSample(schema, size, options)}) {
        if (sample && !schema.validate(*sample, options).valid)
            std::abort();
    }
    return 0;
}

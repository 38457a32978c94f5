// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// Any bytes as a script. What is refused must say why; what is taken must keep the limits, and
// every step must have a place and a description.

#include "app/script/scriptparser.h"
#include "app/script/scripttext.h"

#include <cstdint>
#include <cstdlib>

using namespace neuro::script;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray yaml(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto script = parseScript(yaml);
    if (!script) {
        require(!script.error().isEmpty() && script.error().size() <= limits::issues);
        for (const ScriptIssue &issue : script.error())
            require(!issue.message.isEmpty());
        return 0;
    }
    require(!script->steps.isEmpty() && script->steps.size() <= limits::steps);
    require(script->timeoutMs > 0 && script->timeoutMs <= limits::timeMs);
    // The others are like these.
    constexpr qsizetype described = 200;
    for (const Step &step : script->steps.mid(0, described)) {
        require(step.place.line > 0 && step.place.column > 0);
        require(!titleOf(step).isEmpty());
    }
    return 0;
}

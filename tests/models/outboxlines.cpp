// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/outboxlines.h"

#include "models/sessionlines.h"

namespace neuro::tests {

QByteArray outboxLine(int second, const QByteArray &destination, const QByteArray &rest)
{
    return otherLine("outbox", second, R"("destination":")" + destination + R"(","state":)" + rest);
}

QByteArray awayLog()
{
    const QByteArray command = otherLine(
        "frame", 5,
        R"("seq":3,"dir":"in","door":"intermediary","peer":2,"name":"desk","command":"target",)"
        R"("verdict":"accepted","text":"{\"target\":\"Music\",\"cmd\":{}}")");
    return headerLine() + peerLine(1) +
           otherLine("upstream", 0, R"("state":"waiting","url":"ws://127.0.0.1:1")") +
           contextLine(1, 2, 1, "one") +
           outboxLine(3, "upstream",
                      R"("queued","pending":1,"rows":"4","name":"Game 1","origin":1)") +
           contextLine(2, 3, 1, "two") +
           outboxLine(4, "upstream",
                      R"("queued","pending":2,"rows":"5","name":"Game 1","origin":2)") +
           command +
           outboxLine(6, "integration:Music",
                      R"("queued","pending":1,"rows":"6","name":"desk","origin":3)") +
           contextLine(4, 6, 1, "three") +
           outboxLine(7, "upstream", R"("dropped","pending":1,"rows":"4","reason":"too old")") +
           outboxLine(8, "upstream",
                      R"("queued","pending":2,"rows":"7","name":"Game 1",)"
                      R"("created":"2026-11-20T17:31:07.000000Z",)"
                      R"("text":"{\"data\":{\"message\":\"Game 1 connected.\"}}")") +
           outboxLine(8, "upstream", R"("delivered","pending":1,"rows":"5")");
}

} // namespace neuro::tests

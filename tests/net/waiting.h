// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <functional>

namespace neuro::tests {

/// Waits until `condition` holds, like QTest::qWaitFor(), and returns whether it did. It looks
/// again after the events of this thread, as soon as there are any, where qWaitFor() sleeps for 10
/// ms between two looks: for what takes hundreds of messages to and fro.
bool waitUntil(const std::function<bool()> &condition, int timeoutMs = 5000);

} // namespace neuro::tests

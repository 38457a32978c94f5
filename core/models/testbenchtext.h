// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/testbench.h"

#include <QString>

/// The words of the test bench: pure functions from settings to texts.
namespace neuro::models {

/// What is on, in words that begin small and end without a full stop: "messages to games are held
/// back 2.0 s; forces are ignored". Empty when nothing is.
QString testBenchText(const relay::TestBench &bench);

} // namespace neuro::models

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/script/script.h"

#include <QString>

namespace neuro::script {

/// What a step does or wants, in one line: `wait: force (actions: place; within 5 s)`.
QString describe(const Step &step);
/// What it is called in reports: its title or, without one, its description.
QString titleOf(const Step &step);
/// `context containing "won"`.
QString describe(const MessageMatch &match);

} // namespace neuro::script

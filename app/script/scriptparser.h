// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/script/script.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QList>

namespace neuro::script {

/// Reads a script. Else everything that is wrong with it, in the order of its lines,
/// limits::issues of it. A pure function, for bytes from anywhere.
protocol::Result<Script, QList<ScriptIssue>> parseScript(const QByteArray &yaml);

} // namespace neuro::script

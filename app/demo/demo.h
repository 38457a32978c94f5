// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStringList>

namespace neuro::demo {

/// `neuro-relay demo {tic-tac-toe|rock-paper-scissors} [options]`: plays a small game against Neuro
/// until it is told to stop. What happens goes to standard output, errors to standard error.
///
/// `arguments` are those after "demo". A QCoreApplication must exist; returns the exit code of
/// the process: 0, or 2 for arguments that make no sense. An own event loop runs meanwhile.
int runDemo(const QStringList &arguments);

} // namespace neuro::demo

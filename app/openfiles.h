// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

namespace neuro::app {

/// Lets the process open as many files as the system allows: every connection is one, and the
/// usual soft limit of 1,024 is below the limit of connections.
void raiseOpenFileLimit();

} // namespace neuro::app

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>

/// Processes that outlive the program that started them, in whatever process group and session they
/// are: this process is their new parent, once adoptOrphans() was called. On other systems than
/// Linux there are none.
namespace neuro::script {

/// From now on, whatever the descendants of this process leave behind when they end becomes its
/// child.
void adoptOrphans();

/// The process ids of its children. Looks at every process of the system.
QList<qint64> childrenOfThis();

/// Asks for the end of those children that have ended, but never for `except`, which somebody else
/// does. May leave some for the next call while `except` itself waits to be asked for.
void reapOrphans(qint64 except);

} // namespace neuro::script

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"

#include <QString>

namespace neuro::storage {

/// Copies the present content of `source` to `target`, which only the owner may read afterwards. A
/// `target` that exists is replaced at the end, in one step, or not at all. Returns an error text
/// or nothing. Needs little memory, whatever the size.
protocol::Phrase copyPrivately(const QString &source, const QString &target);

} // namespace neuro::storage

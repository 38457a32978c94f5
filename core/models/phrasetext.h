// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"

#include <QString>

namespace neuro::models {

/// `phrase` in the language of the window, numbers in the way of its locale.
QString translated(const protocol::Phrase &phrase);

} // namespace neuro::models

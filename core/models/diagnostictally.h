// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/diagnostics.h"

#include <QHash>
#include <QString>

#include <optional>

namespace neuro::models {

/// The diagnostics of one game that wait for somebody to look at them: neither dismissed nor muted.
struct DiagnosticTally
{
    int errors = 0;
    int warnings = 0;
    int infos = 0;
    /// The worst of them, the oldest one among equals; none when there are none.
    std::optional<protocol::DiagnosticKey> worst;
    bool isMuted = false; ///< All diagnostics of the game are.

    /// Infos tell of nothing that is wrong.
    int troubles() const { return errors + warnings; }

    bool operator==(const DiagnosticTally &) const = default;
};

/// By the display name of the game.
using DiagnosticTallies = QHash<QString, DiagnosticTally>;

} // namespace neuro::models

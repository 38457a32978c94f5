// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/relayconfig.h"

namespace neuro::config {

QStringList RelayConfig::secrets() const
{
    QStringList out;
    for (const QString &token : {intermediary.authToken, neuroOsToken}) {
        if (!token.isEmpty() && !out.contains(token))
            out.append(token);
    }
    return out;
}

} // namespace neuro::config

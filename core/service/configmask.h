// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/relayconfig.h"
#include "relay/textmask.h"
#include "storage/secretmask.h"

namespace neuro::service {

/// Hides what nobody may read in what comes out of a relay with this configuration: its tokens, and
/// what `recording.redact` matches. For any thread.
inline storage::SecretMask maskOf(const config::RelayConfig &config)
{
    return storage::SecretMask(config.secrets(), config.recording.redact);
}

/// The same for those who know nothing of storage.
inline relay::TextMask textMaskOf(const config::RelayConfig &config)
{
    return [mask = maskOf(config)](const QByteArray &utf8) {
        return mask.masked(utf8);
    };
}

/// Its secrets only: for what somebody goes by, which the patterns could cut up.
inline relay::TextMask secretMaskOf(const config::RelayConfig &config)
{
    return [mask = maskOf(config).withoutPatterns()](const QByteArray &utf8) {
        return mask.masked(utf8);
    };
}

} // namespace neuro::service

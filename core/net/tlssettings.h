// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <optional>

namespace neuro::net {

/// The encrypted port of a door, which stands beside its plain one on the same addresses.
struct TlsSettings
{
    /// Nothing: the door has no encrypted port. 0: any free one.
    std::optional<quint16> port;
    /// PEM files: the certificate, followed by those that vouch for it, and its private key.
    QString certificate;
    QString key;

    bool operator==(const TlsSettings &) const = default;
};

} // namespace neuro::net

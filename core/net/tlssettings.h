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
    /// The path of a PEM file: the certificate, followed by those that vouch for it.
    QString certificate;
    /// The path of a PEM file: the private key of the certificate, without a passphrase.
    QString key;

    /// The same port and paths; what is in the files does not count.
    bool operator==(const TlsSettings &) const = default;
};

} // namespace neuro::net

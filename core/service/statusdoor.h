// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"

#include <QMetaType>
#include <QStringList>

namespace neuro::service {

/// How it stands with the door for HTTP.
struct StatusDoor
{
    bool listening = false;
    QStringList addresses;      ///< "127.0.0.1:8770"
    QStringList randyAddresses; ///< Where Randy's requests are taken.
    /// Why one of the two does not listen that should; empty when it is off, or open.
    protocol::Phrase error;
    QStringList encryptedAddresses = {}; ///< "127.0.0.1:8445"
    /// Why the encrypted port is closed that there should be; while it is open: why a renewed
    /// certificate is not shown.
    protocol::Phrase encryptedError = {};
};

} // namespace neuro::service

Q_DECLARE_METATYPE(neuro::service::StatusDoor)

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace neuro::net {

/// `utf8` as the one unmasked frame in which a server sends a text message (RFC 6455 section 5.2):
/// made once for a text that goes to many. Pure.
QByteArray serverTextFrame(QByteArrayView utf8);

} // namespace neuro::net

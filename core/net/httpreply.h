// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace neuro::net {

/// The whole of a plain-text HTTP/1.1 answer after which the connection closes. `fields` holds
/// further header lines, each with its line end. Pure.
QByteArray httpReply(const QByteArray &status, const QByteArray &body,
                     const QByteArray &fields = QByteArray());

} // namespace neuro::net

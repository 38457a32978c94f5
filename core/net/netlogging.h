// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLoggingCategory>

namespace neuro::net {

/// "neuro.net": what happens to sockets that never become a peer.
Q_DECLARE_LOGGING_CATEGORY(lcNet)

} // namespace neuro::net

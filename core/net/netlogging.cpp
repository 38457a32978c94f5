// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/netlogging.h"

namespace neuro::net {

Q_LOGGING_CATEGORY(lcNet, "neuro.net", QtInfoMsg)

} // namespace neuro::net

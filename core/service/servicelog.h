// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLoggingCategory>

namespace neuro::service {

/// "neuro.service": threads, and doors that do not open.
Q_DECLARE_LOGGING_CATEGORY(serviceLog)

} // namespace neuro::service

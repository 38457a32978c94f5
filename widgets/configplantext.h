// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "service/configplan.h"

#include <QString>

namespace neuro::ui {

/// What saving does to those who are connected, in words.
QString configPlanText(const service::ConfigPlan &plan);

} // namespace neuro::ui

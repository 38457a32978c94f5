// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/script/scriptrunner.h"

#include <QByteArray>
#include <QString>

namespace neuro::script {

/// All results as JUnit XML: one test suite, a test case for each step. `file` is the script's.
QByteArray junitReport(const Script &script, const QList<StepResult> &results, const QString &file);

} // namespace neuro::script

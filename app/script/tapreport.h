// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/script/scriptrunner.h"

#include <QByteArray>
#include <QString>

/// The Test Anything Protocol, version 13. Each function gives whole lines in UTF-8.
namespace neuro::script {

/// The version and the plan.
QByteArray tapHeader(const Script &script);
/// Lines that no program reads; a `#` in front of each.
QByteArray tapComment(const QString &text);
/// One test point, numbered from 1; a failure with its particulars as YAML.
QByteArray tapPoint(qsizetype number, const Step &step, const StepResult &result,
                    const QString &file);

} // namespace neuro::script

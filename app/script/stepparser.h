// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/script/script.h"
#include "app/script/scriptsection.h"
#include "config/yamltree.h"

#include <QList>
#include <QString>

namespace neuro::script {

/// Reads a list of steps, repeats written out, and appends them to `steps`. What is wrong goes to
/// `issues`; the steps are of no use then. `withinMs` is for those that name no time; `depth`
/// counts the repeats around the list.
void parseSteps(const config::YamlNode &list, int withinMs, int depth, QList<Step> &steps,
                ScriptIssues &issues);

} // namespace neuro::script

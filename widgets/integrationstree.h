// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

class QTreeView;

namespace neuro::models {
class IntegrationsModel;
}

namespace neuro::ui {

/// Lets `tree` show `model`, which outlives it, as a list of games and watchers looks: the name
/// with the status behind it, actions below it. What it is called and what a click does is the
/// caller's.
void setUpIntegrationsTree(QTreeView *tree, models::IntegrationsModel *model);

} // namespace neuro::ui

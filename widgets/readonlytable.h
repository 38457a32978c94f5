// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

class QTableView;

namespace neuro::ui {

/// Makes `table` one that is only looked at, in the window's way: one whole row is chosen at a
/// time, nothing is edited, rows are of one line and have no numbers, the titles stand at the left,
/// and the tabulator leads out of it. Its model, its columns and its name are the caller's.
void setUpReadOnlyTable(QTableView *table);

} // namespace neuro::ui

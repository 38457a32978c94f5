// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

class QWidget;

namespace neuro::ui {

/// Makes `widget` (a combo box, a spin box) ignore the wheel unless it has the keyboard focus, so
/// that scrolling over a form changes nothing in it; the wheel goes on to what surrounds it.
void guardWheel(QWidget *widget);

} // namespace neuro::ui

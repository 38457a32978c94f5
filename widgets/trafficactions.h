// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

namespace neuro::ui {

class TrafficView;
struct MainActions;

/// Lets `traffic` do what fillTrafficMenu() has made actions for, but for `follow`, and offer for a
/// row what can be done with one. The actions outlive the view.
void connectTrafficActions(const MainActions &actions, TrafficView *traffic);

} // namespace neuro::ui

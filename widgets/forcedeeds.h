// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QKeySequence>

#include <array>
#include <optional>

class QKeyEvent;

namespace neuro::ui {

/// What one can do with the card of a force, by its buttons, its keys and the menus, in the order
/// of a menu.
enum class ForceDeed {
    Main, ///< Answers, or takes over first.
    AnswerUnchecked,
    AnswerRandomly,
    FillLastAnswer,
    EditJson,
    Hold, ///< Or resumes.
    Drop, ///< Asks first.
    ShowTraffic,
};
inline constexpr std::array forceDeeds = {
    ForceDeed::Main,           ForceDeed::AnswerUnchecked, ForceDeed::AnswerRandomly,
    ForceDeed::FillLastAnswer, ForceDeed::EditJson,        ForceDeed::Hold,
    ForceDeed::Drop,           ForceDeed::ShowTraffic,
};

/// Their keys, which act on the focused card only.
QKeySequence forceKeys(ForceDeed deed);
/// The same as text for a tool tip.
QString forceKeyText(ForceDeed deed);
/// Nothing when `event` is another key. Both Enter keys are the same.
std::optional<ForceDeed> forceDeedOf(const QKeyEvent &event);
/// The place of the action that a card's key picks, from 0; nothing for other keys.
std::optional<int> pickedBy(const QKeyEvent &event);
/// The key that picks the action at `place`; empty from desklimits::pickKeys on.
QKeySequence pickKeys(int place);

} // namespace neuro::ui

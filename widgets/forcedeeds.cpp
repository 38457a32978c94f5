// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/forcedeeds.h"

#include "widgets/deskorder.h"
#include "widgets/menus.h"

#include <QKeyEvent>

#include <algorithm>

namespace neuro::ui {

namespace {

QKeyCombination combinationOf(const QKeyEvent &event)
{
    const int key = event.key() == Qt::Key_Enter ? int(Qt::Key_Return) : event.key();
    return QKeyCombination(event.modifiers() & ~Qt::KeypadModifier, static_cast<Qt::Key>(key));
}

} // namespace

QKeySequence forceKeys(ForceDeed deed)
{
    switch (deed) {
    case ForceDeed::Main:
        return {Qt::CTRL | Qt::Key_Return};
    case ForceDeed::AnswerUnchecked:
        return {Qt::CTRL | Qt::SHIFT | Qt::Key_Return};
    case ForceDeed::AnswerRandomly:
        return {Qt::ALT | Qt::Key_R};
    case ForceDeed::FillLastAnswer:
        return {Qt::CTRL | Qt::Key_I};
    case ForceDeed::EditJson:
        return {Qt::CTRL | Qt::Key_J};
    case ForceDeed::Hold:
        return {Qt::CTRL | Qt::SHIFT | Qt::Key_H};
    case ForceDeed::Drop:
        return {Qt::CTRL | Qt::SHIFT | Qt::Key_X};
    case ForceDeed::ShowTraffic:
        return {Qt::CTRL | Qt::SHIFT | Qt::Key_T};
    }
    return {};
}

QString forceKeyText(ForceDeed deed)
{
    return keyText(forceKeys(deed));
}

std::optional<ForceDeed> forceDeedOf(const QKeyEvent &event)
{
    const QKeySequence pressed(combinationOf(event));
    const auto *const found =
        std::find_if(forceDeeds.begin(), forceDeeds.end(),
                     [&pressed](ForceDeed deed) { return forceKeys(deed) == pressed; });
    return found == forceDeeds.end() ? std::nullopt : std::optional(*found);
}

std::optional<int> pickedBy(const QKeyEvent &event)
{
    const int place = event.key() - Qt::Key_1;
    const bool isPick = place >= 0 && place < desklimits::pickKeys &&
                        (event.modifiers() & ~Qt::KeypadModifier) == Qt::AltModifier;
    return isPick ? std::optional(place) : std::nullopt;
}

QKeySequence pickKeys(int place)
{
    if (place < 0 || place >= desklimits::pickKeys)
        return {};
    return {Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + place)};
}

} // namespace neuro::ui

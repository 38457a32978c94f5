// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/trafficactions.h"

#include "widgets/mainactions.h"
#include "widgets/trafficview.h"

#include <QAction>

namespace neuro::ui {

void connectTrafficActions(const MainActions &actions, TrafficView *traffic)
{
    const auto onTraffic = [traffic](QAction *action, void (TrafficView::*deed)()) {
        QObject::connect(action, &QAction::triggered, traffic, deed);
    };
    onTraffic(actions.filter, &TrafficView::focusFilter);
    onTraffic(actions.clearFilter, &TrafficView::clearFilter);
    onTraffic(actions.find, &TrafficView::startFind);
    onTraffic(actions.mark, &TrafficView::toggleMark);
    onTraffic(actions.nextMark, &TrafficView::goToNextMark);
    onTraffic(actions.copyRow, &TrafficView::copyRow);
    onTraffic(actions.copyJson, &TrafficView::copyJson);
    onTraffic(actions.onlyGame, &TrafficView::showOnlyGame);
    onTraffic(actions.onlyForce, &TrafficView::showOnlyForce);
    traffic->setRowActions(
        {actions.copyRow, actions.copyJson, actions.mark, actions.onlyGame, actions.onlyForce});
    QObject::connect(actions.findNext, &QAction::triggered, traffic,
                     [traffic] { traffic->findAgain(false); });
    QObject::connect(actions.findPrevious, &QAction::triggered, traffic,
                     [traffic] { traffic->findAgain(true); });
}

} // namespace neuro::ui

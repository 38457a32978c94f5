// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/gametargets.h"

#include "models/integrationsmodel.h"

#include <QComboBox>
#include <QCoreApplication>

#include <algorithm>

namespace neuro::ui {

using models::IntegrationsModel;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(GameTargets)
};

/// Characters of a name that widen the box; longer ones are cut when shown.
constexpr int shownCharacters = 24;

} // namespace

QList<GameTarget> gameTargets(const IntegrationsModel &model)
{
    QList<GameTarget> targets{{0, Words::tr("All games")}};
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, IntegrationsModel::Name);
        const auto peer = index.data(IntegrationsModel::PeerRole).value<relay::PeerId>();
        if (index.data(IntegrationsModel::KindRole).toInt() ==
                static_cast<int>(IntegrationsModel::ItemKind::Game) &&
            peer != 0)
            targets.append({peer, index.data().toString()});
    }
    return targets;
}

void fillTargets(QComboBox *box, const QList<GameTarget> &targets, relay::PeerId peer)
{
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(shownCharacters);
    for (const GameTarget &target : targets)
        box->addItem(target.label, QVariant::fromValue(target.peer));
    box->setCurrentIndex(std::max(0, box->findData(QVariant::fromValue(peer))));
}

relay::PeerId chosenTarget(const QComboBox &box)
{
    return box.currentData().value<relay::PeerId>();
}

} // namespace neuro::ui

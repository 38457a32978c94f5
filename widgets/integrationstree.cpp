// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/integrationstree.h"

#include "models/integrationsmodel.h"
#include "widgets/integrationsdelegate.h"

#include <QHeaderView>
#include <QTreeView>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using models::IntegrationsModel;

namespace {

constexpr int indentation = 14;

} // namespace

void setUpIntegrationsTree(QTreeView *tree, IntegrationsModel *model)
{
    tree->setObjectName(u"integrations"_s);
    tree->setModel(model);
    tree->setItemDelegateForColumn(IntegrationsModel::Name, new IntegrationsDelegate(tree));
    tree->setHeaderHidden(true);
    tree->setColumnHidden(IntegrationsModel::Status, true);
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionResizeMode(IntegrationsModel::Name, QHeaderView::Stretch);
    tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    tree->setFrameShape(QFrame::NoFrame);
    tree->setUniformRowHeights(true);
    tree->setIndentation(indentation);
    // The status is painted with the name, whose cell the view would not paint again.
    QObject::connect(model, &QAbstractItemModel::dataChanged, tree->viewport(),
                     qOverload<>(&QWidget::update));
}

} // namespace neuro::ui

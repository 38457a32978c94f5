// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/panellayout.h"

#include "widgets/mainactions.h"
#include "widgets/menus.h"
#include "widgets/panel.h"

#include <QDataStream>
#include <QIODevice>
#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>

namespace neuro::ui {

namespace {

constexpr int gap = 6;
constexpr int leastWidth = 160;
/// The bars of the middle panels fit.
constexpr int leastCentreWidth = 380;
constexpr int leastHeight = 80;
/// Some rows are seen below the bar and the titles.
constexpr int leastTrafficHeight = 150;
/// A row is seen between the bar and the line to say something with.
constexpr int leastBottomHeight = 116;
// As in a window of 1440 by 900.
const QList<int> defaultColumns = {270, 780, 372};
const QList<int> defaultRows = {400, 210, 170};

} // namespace

PanelLayout::PanelLayout(const Panels &panels, QWidget *parent)
    : QWidget(parent)
    , m_panels({panels.left, panels.centre, panels.below, panels.bottom, panels.right})
    , m_hideable({panels.left, panels.below, panels.bottom, panels.right})
    , m_columns(new QSplitter(Qt::Horizontal, this))
    , m_rows(new QSplitter(Qt::Vertical, this))
{
    for (Panel *panel : {panels.centre, panels.below, panels.bottom}) {
        panel->setMinimumHeight(leastHeight);
        m_rows->addWidget(panel);
    }
    panels.centre->setMinimumHeight(leastTrafficHeight);
    panels.bottom->setMinimumHeight(leastBottomHeight);
    m_rows->setStretchFactor(0, 1);
    for (QWidget *part : {static_cast<QWidget *>(panels.left), static_cast<QWidget *>(m_rows),
                          static_cast<QWidget *>(panels.right)}) {
        part->setMinimumWidth(leastWidth);
        m_columns->addWidget(part);
    }
    m_rows->setMinimumWidth(leastCentreWidth);
    // A larger window gives its space to the traffic.
    m_columns->setStretchFactor(1, 1);
    for (QSplitter *splitter : {m_columns, m_rows}) {
        splitter->setChildrenCollapsible(false);
        splitter->setHandleWidth(gap);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->addWidget(m_columns);
    restoreDefault();
}

void PanelLayout::fillMenu(QMenu *menu)
{
    for (Panel *panel : std::as_const(m_hideable)) {
        QAction *action = menu->addAction(panel->accessibleName());
        action->setCheckable(true);
        // The key of “Go to” after the first one.
        const int number = static_cast<int>(m_panels.indexOf(panel)) + 1;
        explain(action, lookKeys(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number)),
                tr("Show or hide the panel %1").arg(panel->accessibleName()));
        const auto showState = [action, panel] {
            action->setChecked(!panel->isHidden());
        };
        // By what is seen: a shortcut comes without the menu's being shown first.
        connect(action, &QAction::triggered, panel, [panel, showState] {
            panel->setVisible(panel->isHidden());
            showState();
        });
        connect(menu, &QMenu::aboutToShow, action, showState);
    }
}

void PanelLayout::fillGoToMenu(QMenu *menu, const std::function<void(Panel *)> &focus)
{
    int number = 0;
    for (Panel *panel : std::as_const(m_panels)) {
        ++number;
        QAction *action = menu->addAction(panel->accessibleName());
        explain(action, QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number)),
                tr("Go to the panel %1").arg(panel->accessibleName()));
        connect(action, &QAction::triggered, panel, [panel, focus] {
            panel->show();
            focus(panel);
        });
    }
}

QByteArray PanelLayout::save() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << m_columns->saveState() << m_rows->saveState();
    for (const Panel *panel : m_hideable)
        stream << panel->isHidden();
    return state;
}

void PanelLayout::restore(const QByteArray &state)
{
    QDataStream stream(state);
    stream.setVersion(QDataStream::Qt_6_4);
    QByteArray columns;
    QByteArray rows;
    stream >> columns >> rows;
    QList<bool> hidden(m_hideable.size());
    for (bool &each : hidden)
        stream >> each;
    if (stream.status() != QDataStream::Ok || !m_columns->restoreState(columns) ||
        !m_rows->restoreState(rows))
        return restoreDefault();
    for (qsizetype i = 0; i < hidden.size(); ++i)
        m_hideable[i]->setHidden(hidden[i]);
}

void PanelLayout::restoreDefault()
{
    for (Panel *panel : std::as_const(m_hideable))
        panel->show();
    m_columns->setSizes(defaultColumns);
    m_rows->setSizes(defaultRows);
}

} // namespace neuro::ui

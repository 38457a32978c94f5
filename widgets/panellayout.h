// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QWidget>

#include <functional>

class QMenu;
class QSplitter;

namespace neuro::ui {

class Panel;

/// The arrangement of the panels: left, a centre of three, right. Sizes can be dragged, and all but
/// the traffic can be hidden.
class PanelLayout : public QWidget
{
    Q_OBJECT

public:
    struct Panels
    {
        Panel *left;
        Panel *centre;
        Panel *below;
        Panel *bottom;
        Panel *right;
    };
    explicit PanelLayout(const Panels &panels, QWidget *parent = nullptr);

    /// Adds a check box per panel that can be hidden.
    void fillMenu(QMenu *menu);
    /// Adds an entry per panel that shows it and calls `focus` with it.
    void fillGoToMenu(QMenu *menu, const std::function<void(Panel *)> &focus);

    QByteArray save() const;
    /// An empty or strange `state` gives the default.
    void restore(const QByteArray &state);
    void restoreDefault();

private:
    QList<Panel *> m_panels; ///< In the order of their numbers.
    QList<Panel *> m_hideable;
    QSplitter *m_columns;
    QSplitter *m_rows;
};

} // namespace neuro::ui

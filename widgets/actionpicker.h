// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/messages.h"

#include <QList>
#include <QWidget>

class QButtonGroup;
class QListWidget;

namespace neuro::ui {

/// The actions that a force allows, one of them chosen: radio buttons with descriptions, or a list
/// when there are many (a game may allow thousands).
class ActionPicker : public QWidget
{
    Q_OBJECT

public:
    /// More actions than this become a list.
    static constexpr int radioRows = 9;

    explicit ActionPicker(const QList<protocol::Action> &actions, QWidget *parent = nullptr);

    int count() const { return m_count; }
    /// -1 when there are no actions.
    int current() const;
    void setCurrent(int index);

Q_SIGNALS:
    void picked(int index);

private:
    void buildRows(const QList<protocol::Action> &actions);
    void buildList(const QList<protocol::Action> &actions);

    int m_count;
    QButtonGroup *m_group = nullptr;
    QListWidget *m_list = nullptr;
};

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/integrationsmodel.h"
#include "protocol/messages.h"
#include "widgets/commandsink.h"

#include <QPoint>
#include <QWidget>

#include <optional>

class QMenu;
class QStackedWidget;
class QTreeView;

namespace neuro::ui {

class DemoLauncher;
class EmptyGames;
class NoticeBar;

/// The games and their actions. Choosing one filters the traffic; double-clicking an action sends
/// it. What cannot be undone is asked in the notice bar.
class IntegrationsView : public QWidget
{
    Q_OBJECT

public:
    IntegrationsView(models::IntegrationsModel *model, CommandSink submit, NoticeBar *notices,
                     DemoLauncher *demos, QWidget *parent = nullptr);

    /// See EmptyGames::setAddress().
    void setAddress(const QString &url);
    void focusTree();
    void clearSelection();

    /// What can be done with the item at `index`; owned by the caller. nullptr for no item.
    QMenu *makeMenu(const QModelIndex &index, QWidget *parent);

    /// Games that come with at most so many actions show them at once.
    static constexpr int expandedActions = 12;

Q_SIGNALS:
    /// Another game was chosen (an action counts as its game), or none.
    void gameSelected(const std::optional<QString> &game);
    /// An action with data is to be sent: a form is needed.
    void formWanted(neuro::relay::PeerId peer, const QString &game,
                    const neuro::protocol::Action &action);
    void copyAddressWanted();

private:
    void buildTree();
    void watchModel();
    void showPage();
    void activate(const QModelIndex &index);
    void send(const QModelIndex &index);
    void addActionItems(QMenu *menu, const QModelIndex &index);
    void addGameItems(QMenu *menu, relay::PeerId peer, const QString &game);
    void ask(const QString &key, const QString &question, const QString &deed,
             const relay::RelayCommand &command);

    models::IntegrationsModel *m_model;
    CommandSink m_submit;
    NoticeBar *m_notices;
    QStackedWidget *m_pages;
    EmptyGames *m_empty;
    QTreeView *m_tree;
};

} // namespace neuro::ui

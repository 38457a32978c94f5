// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/diagnosticsfilter.h"

#include <QList>
#include <QObject>
#include <QPersistentModelIndex>

class QAction;
class QKeySequence;

namespace neuro::ui {

/// What can be done with the rows of the diagnostics, for the menu bar, the context menu and the
/// buttons alike.
class DiagnosticActions : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    DiagnosticActions(models::DiagnosticsModel *model, models::DiagnosticsFilter *filter,
                      QObject *parent);

    /// The chosen rows, of the filter; `current` is the one that is explained.
    void setRows(const QModelIndexList &rows, const QModelIndex &current);

    /// All of them with their separators, in the order of a menu. Belong to this object.
    QList<QAction *> actions() const { return m_actions; }
    QAction *goToFrame() const { return m_goToFrame; }
    QAction *dismiss() const { return m_dismiss; }
    QAction *mute() const { return m_mute; }
    /// Checkable: whether what is dismissed or muted is shown, too.
    QAction *showAll() const { return m_showAll; }
    /// The chosen rows as text, or all that are shown when none is, to the clipboard.
    void copy() const;
    /// States and titles of the actions after a change of the model.
    void refresh();

Q_SIGNALS:
    /// The message with this number is to be shown in the traffic.
    void frameWanted(quint64 seq);

private:
    QAction *add(const QString &text, const QKeySequence &keys, const QString &toolTip);
    void addSeparator();
    void addHiding();
    void addRestoring();
    /// Rows of the model, of those chosen ones whose `role` is `value`.
    QList<int> chosen(int role, bool value) const;
    QList<int> allDismissed() const;
    QList<int> allShown() const;
    void muteChosen();
    void unmuteChosen();

    models::DiagnosticsModel *m_model;
    models::DiagnosticsFilter *m_filter;
    QList<QPersistentModelIndex> m_rows; ///< Of the model.
    QPersistentModelIndex m_current;     ///< Of the model.
    QList<QAction *> m_actions;
    QAction *m_goToFrame;
    QAction *m_dismiss;
    QAction *m_dismissAll;
    QAction *m_restore;
    QAction *m_restoreAll;
    QAction *m_mute;
    QAction *m_unmute;
    QAction *m_copy;
    QAction *m_showAll;
};

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/diagnosticsfilter.h"

#include <QByteArray>
#include <QList>
#include <QTimer>
#include <QWidget>

class QAction;
class QComboBox;
class QSplitter;
class QTableView;

namespace neuro::ui {

class DiagnosticActions;
class DiagnosticDetails;
class ToneLabel;

/// What the games do wrong, with what to do about the chosen row beside it.
class DiagnosticsPanel : public QWidget
{
    Q_OBJECT

public:
    /// `model` must outlive the panel.
    explicit DiagnosticsPanel(models::DiagnosticsModel *model, QWidget *parent = nullptr);

    /// What can be done with the rows, for a menu. Belong to this.
    QList<QAction *> menuActions() const;
    void focusTable();

    /// Columns, their order, and the share of the details.
    QByteArray saveLayout() const;
    /// An empty or strange `state` gives the default.
    void restoreLayout(const QByteArray &state);

Q_SIGNALS:
    /// The message with this FrameEvent::seq is to be shown in the traffic.
    void frameWanted(quint64 seq);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildTable();
    void buildColumns();
    QWidget *buildBar();
    void buildEmptyText();
    void watchModel();
    void resetColumns();
    void showGames();
    void showRows();
    void showTexts();
    void showBar();
    void showColumns();
    void refresh();
    QString emptyText() const;

    models::DiagnosticsModel *m_model;
    models::DiagnosticsFilter *m_filter;
    DiagnosticActions *m_actions;
    QComboBox *m_severities;
    QComboBox *m_games;
    QWidget *m_bar = nullptr;
    QWidget *m_muteButton = nullptr;
    QTableView *m_table;
    DiagnosticDetails *m_details;
    QSplitter *m_splitter;
    ToneLabel *m_empty;
    ToneLabel *m_dropped;
    QTimer m_updateTimer; ///< Once for many changes.
};

/// "Diagnostics", "Diagnostics (3)"
QString diagnosticsTitle(int open);

} // namespace neuro::ui

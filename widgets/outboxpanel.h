// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/outboxmodel.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QAction;
class QTableView;

namespace neuro::ui {

class ToneLabel;

/// What waits for Neuro, or for an integration, until it is back. Read again while it is in sight,
/// when something changed. Or what waited, in a recording: setRecorded().
class OutboxPanel : public QWidget
{
    Q_OBJECT

public:
    /// `read` asks for the rows; they come by the model, which must outlive the panel. The buttons
    /// are the given actions. A recording needs neither.
    OutboxPanel(models::OutboxModel *model, const QList<QAction *> &actions,
                std::function<void()> read, QWidget *parent = nullptr);

    /// For what is over, instead of outboxChanged(): the model is filled by its showMoment(), and
    /// nothing is read or grows older.
    void setRecorded();
    /// Of a recording: whether it is known what waited, as it is at first. While it is not, nothing
    /// is said of it.
    void setKnown(bool known);
    /// What waits has changed: there are `waiting` messages for Neuro now, and `others` for
    /// integrations.
    void outboxChanged(qint64 waiting, qint64 others = 0);
    void focusTable();
    /// Whom the message that was chosen in the table is for; empty when none was.
    QString chosenDestination() const;

    /// Shortest time between two readings.
    static constexpr int readIntervalMs = 500;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildTable();
    void readSoon();
    void showMoment();
    void tick();
    void showCounts();

    models::OutboxModel *m_model;
    std::function<void()> m_read;
    QTableView *m_table;
    ToneLabel *m_counts;
    ToneLabel *m_empty;
    QTimer m_readTimer{this}; ///< Runs for readIntervalMs after a reading.
    QTimer m_ageTimer{this};
    qint64 m_waiting = 0; ///< For Neuro.
    qint64 m_others = 0;
    bool m_isStale = true; ///< Something changed since it was read.
    bool m_isRecorded = false;
    bool m_isKnown = true;
};

/// "12 messages wait for Neuro, 3 for integrations"
QString outboxText(qint64 waiting, qint64 others);

} // namespace neuro::ui

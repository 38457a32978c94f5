// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "service/relayservice.h"

#include <QStatusBar>
#include <QTimer>

class QToolButton;

namespace neuro::ui {

class ToneLabel;

/// Figures about the relay; a click goes to what they are about. Results of commands appear
/// beside them for a few seconds.
class RelayStatusBar : public QStatusBar
{
    Q_OBJECT

public:
    explicit RelayStatusBar(QWidget *parent = nullptr);

    void setCounts(int games, int actions);
    void setStatistics(const service::ServiceStatistics &statistics);
    /// Frames that the traffic lacks; nothing is shown for 0.
    void setSkipped(quint64 frames);
    /// Messages that wait for Neuro; nothing is shown for 0.
    void setOutbox(qint64 waiting);
    /// What was done, or why it was not.
    void tell(const QString &text);
    QString told() const;

    /// How long a result stands, in milliseconds.
    static constexpr int resultMs = 8000;

Q_SIGNALS:
    void integrationsWanted();
    void trafficWanted();
    void sessionWanted();
    void outboxWanted();

private:
    QToolButton *addFigure(const QString &toolTip);

    QToolButton *m_counts;
    QToolButton *m_rate;
    QToolButton *m_latency;
    QToolButton *m_outbox;
    QToolButton *m_session;
    QToolButton *m_skipped;
    ToneLabel *m_result;
    QTimer m_resultTimer;
};

/// "4 games · 17 actions"
QString countsText(int games, int actions);
/// "relay 0.11 ms p50 · 0.24 ms p99"; times in nanoseconds.
QString latencyText(qint64 p50, qint64 p99);
/// "outbox 12"
QString outboxFigure(qint64 waiting);
/// "session 00:12:41 · 41,208 frames · 18.2 MB", or that nothing is recorded.
QString sessionText(const service::ServiceStatistics &statistics);

} // namespace neuro::ui

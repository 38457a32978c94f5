// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/relaystatusbar.h"

#include "widgets/theme.h"

#include <QCoreApplication>
#include <QLocale>
#include <QToolButton>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double nanosPerMs = 1e6;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RelayStatusBar)
};

/// "00:12:41"
QString clockText(qint64 ms)
{
    const qint64 seconds = ms / 1000;
    const auto two = [](qint64 value) { return QString::number(value).rightJustified(2, u'0'); };
    return two(seconds / 3600) + u':' + two(seconds / 60 % 60) + u':' + two(seconds % 60);
}

/// A figure is only as wide as it must be; changing digits must not make its neighbours jump.
void show(QToolButton *figure, const QString &text)
{
    if (figure->text() == text)
        return;
    figure->setText(text);
    figure->setAccessibleName(text);
}

} // namespace

QString countsText(int games, int actions)
{
    return Words::tr("%n game(s)", nullptr, games) + u" · "_s +
           Words::tr("%n action(s)", nullptr, actions);
}

QString latencyText(qint64 p50, qint64 p99)
{
    const auto ms = [](qint64 nanos) {
        return QLocale().toString(static_cast<double>(nanos) / nanosPerMs, 'f', 2);
    };
    return Words::tr("relay %1 ms p50 · %2 ms p99").arg(ms(p50), ms(p99));
}

QString sessionText(const service::ServiceStatistics &statistics)
{
    const QString time = clockText(statistics.uptimeMs);
    const storage::RecorderStatus &recording = statistics.recording;
    if (!recording.recording)
        return Words::tr("session %1 · not recorded").arg(time);
    const QString frames = QLocale().toString(recording.frames);
    const QString size = QLocale().formattedDataSize(recording.bytes, 1, QLocale::DataSizeSIFormat);
    const QString text = Words::tr("session %1 · %2 frames · %3").arg(time, frames, size);
    if (recording.dropped == 0)
        return text;
    return text + u" · "_s +
           Words::tr("%1 lines lost").arg(QLocale().toString(recording.dropped));
}

RelayStatusBar::RelayStatusBar(QWidget *parent)
    : QStatusBar(parent)
    , m_counts(addFigure(tr("Connected games and the actions that they offer")))
    , m_rate(addFigure(tr("Messages per second")))
    , m_latency(addFigure(tr("Time that a message spends in the relay: the median, and what 99 of "
                             "100 stay below")))
    , m_session(addFigure(tr("Time since the start, and what is recorded")))
    , m_skipped(addFigure(tr("Messages that this window could not keep up with. They are in the "
                             "session log; the relay missed none.")))
{
    setSizeGripEnabled(false);
    m_skipped->hide();
    setCounts(0, 0);
    setStatistics({});
    connect(m_counts, &QToolButton::clicked, this, &RelayStatusBar::integrationsWanted);
    connect(m_rate, &QToolButton::clicked, this, &RelayStatusBar::trafficWanted);
    connect(m_latency, &QToolButton::clicked, this, &RelayStatusBar::trafficWanted);
    connect(m_skipped, &QToolButton::clicked, this, &RelayStatusBar::trafficWanted);
    connect(m_session, &QToolButton::clicked, this, &RelayStatusBar::sessionWanted);
}

QToolButton *RelayStatusBar::addFigure(const QString &toolTip)
{
    auto *figure = new QToolButton(this);
    figure->setAutoRaise(true);
    figure->setToolTip(toolTip);
    figure->setFocusPolicy(Qt::TabFocus);
    // Permanent, and the first at the left: results come to the right of them.
    addPermanentWidget(figure);
    return figure;
}

void RelayStatusBar::setCounts(int games, int actions)
{
    show(m_counts, countsText(games, actions));
}

void RelayStatusBar::setStatistics(const service::ServiceStatistics &statistics)
{
    const double rate = statistics.messagesPerSecond;
    show(m_rate, tr("%1 msg/s").arg(QLocale().toString(rate, 'f', rate > 0 && rate < 10 ? 1 : 0)));
    m_latency->setVisible(statistics.frames > 0);
    show(m_latency, latencyText(statistics.relayP50, statistics.relayP99));
    show(m_session, sessionText(statistics));
}

void RelayStatusBar::setSkipped(quint64 frames)
{
    show(m_skipped, tr("%1 frames skipped here").arg(QLocale().toString(frames)));
    m_skipped->setVisible(frames > 0);
}

void RelayStatusBar::tell(const QString &text)
{
    showMessage(text, resultMs);
}

} // namespace neuro::ui

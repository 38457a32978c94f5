// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/relaystatusbar.h"

#include "widgets/cardparts.h"
#include "widgets/plaintext.h"
#include "widgets/pluralcount.h"

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
    const auto two = [](qint64 value) {
        return QString::number(value).rightJustified(2, u'0');
    };
    return two(seconds / 3600) + u':' + two(seconds / 60 % 60) + u':' + two(seconds % 60);
}

void showFigure(QToolButton *figure, const QString &text)
{
    if (figure->text() == text)
        return;
    figure->setText(text);
    figure->setAccessibleName(text);
}

} // namespace

QString countsText(int games, int actions)
{
    const QString ofGames =
        games == 1 ? Words::tr("1 game") : Words::tr("%Ln games", nullptr, games);
    const QString ofActions =
        actions == 1 ? Words::tr("1 action") : Words::tr("%Ln actions", nullptr, actions);
    return Words::tr("%1 · %2", "games, actions").arg(ofGames, ofActions);
}

QString latencyText(qint64 p50, qint64 p99)
{
    const auto ms = [](qint64 nanos) {
        return QLocale().toString(static_cast<double>(nanos) / nanosPerMs, 'f', 2);
    };
    return Words::tr("relay %1 ms p50 · %2 ms p99").arg(ms(p50), ms(p99));
}

QString outboxFigure(qint64 waiting)
{
    return Words::tr("outbox %1").arg(QLocale().toString(waiting));
}

QString sessionText(const service::ServiceStatistics &statistics)
{
    const QString time = clockText(statistics.uptimeMs);
    const storage::RecorderStatus &recording = statistics.recording;
    if (!recording.recording)
        return Words::tr("session %1 · not recorded").arg(time);
    const QString frames = recording.frames == 1
                               ? Words::tr("1 frame")
                               : Words::tr("%Ln frames", nullptr, pluralCount(recording.frames));
    const QString size = QLocale().formattedDataSize(recording.bytes, 1, QLocale::DataSizeSIFormat);
    if (recording.dropped == 0)
        return Words::tr("session %1 · %2 · %3", "time, frames, size").arg(time, frames, size);
    const QString lost = recording.dropped == 1
                             ? Words::tr("1 line lost")
                             : Words::tr("%Ln lines lost", nullptr, pluralCount(recording.dropped));
    return Words::tr("session %1 · %2 · %3 · %4", "time, frames, size, lost lines")
        .arg(time, frames, size, lost);
}

RelayStatusBar::RelayStatusBar(QWidget *parent)
    : QStatusBar(parent)
    , m_counts(addFigure(tr("Connected games and the actions that they offer")))
    , m_rate(addFigure(tr("Messages per second")))
    , m_latency(addFigure(tr("Time that a message spends in the relay: the median, and what 99 of "
                             "100 stay below")))
    , m_outbox(addFigure(tr("Messages that wait for Neuro until she is back")))
    , m_session(addFigure(tr("Time since the start, and what is recorded. Click to export it.")))
    , m_skipped(addFigure(tr("Messages that this window could not keep up with. They are in the "
                             "session log; the relay missed none.")))
    , m_result(new ToneLabel(ToneLabel::Tone::Normal, this))
{
    setSizeGripEnabled(false);
    m_result->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_result->setAccessibleName(tr("Last result"));
    addWidget(m_result, 1);
    m_resultTimer.setSingleShot(true);
    m_resultTimer.setInterval(resultMs);
    connect(&m_resultTimer, &QTimer::timeout, m_result, &QLabel::clear);
    m_skipped->hide();
    m_outbox->hide();
    setCounts(0, 0);
    setStatistics({});
    connect(m_counts, &QToolButton::clicked, this, &RelayStatusBar::integrationsWanted);
    connect(m_rate, &QToolButton::clicked, this, &RelayStatusBar::trafficWanted);
    connect(m_latency, &QToolButton::clicked, this, &RelayStatusBar::trafficWanted);
    connect(m_skipped, &QToolButton::clicked, this, &RelayStatusBar::trafficWanted);
    connect(m_outbox, &QToolButton::clicked, this, &RelayStatusBar::outboxWanted);
    connect(m_session, &QToolButton::clicked, this, &RelayStatusBar::sessionWanted);
}

QToolButton *RelayStatusBar::addFigure(const QString &toolTip)
{
    auto *figure = new QToolButton(this);
    figure->setAutoRaise(true);
    figure->setToolTip(toolTip);
    figure->setFocusPolicy(Qt::TabFocus);
    addWidget(figure);
    return figure;
}

void RelayStatusBar::setCounts(int games, int actions)
{
    showFigure(m_counts, countsText(games, actions));
}

void RelayStatusBar::setStatistics(const service::ServiceStatistics &statistics)
{
    const double rate = statistics.messagesPerSecond;
    showFigure(m_rate,
               tr("%1 msg/s").arg(QLocale().toString(rate, 'f', rate > 0 && rate < 10 ? 1 : 0)));
    m_latency->setVisible(statistics.frames > 0);
    showFigure(m_latency, latencyText(statistics.relayP50, statistics.relayP99));
    showFigure(m_session, sessionText(statistics));
}

void RelayStatusBar::setSkipped(quint64 frames)
{
    showFigure(m_skipped, frames == 1
                              ? tr("1 frame skipped here")
                              : tr("%Ln frames skipped here", nullptr, pluralCount(frames)));
    m_skipped->setVisible(frames > 0);
}

void RelayStatusBar::setOutbox(qint64 waiting)
{
    showFigure(m_outbox, outboxFigure(waiting));
    m_outbox->setVisible(waiting > 0);
}

void RelayStatusBar::tell(const QString &text)
{
    m_result->setText(text);
    m_result->setToolTip(plainToolTip(text));
    m_resultTimer.start();
}

QString RelayStatusBar::told() const
{
    return m_result->text();
}

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/upstreambutton.h"

#include "models/phrasetext.h"
#include "relay/relaydispatcher.h"
#include "widgets/plaintext.h"
#include "widgets/pluralcount.h"
#include "widgets/theme.h"
#include "widgets/themedicons.h"

#include <QEvent>
#include <QLocale>
#include <QMenu>
#include <QStyleOptionButton>

#include <algorithm>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using State = relay::UpstreamEvent::State;

namespace {

/// Between the dot and the text, in pixels.
constexpr int dotGap = 4;
constexpr int leastWidth = 110;
constexpr int countdownMs = 250;
constexpr qint64 microsPerSecond = 1'000'000;
constexpr qsizetype nameCharacters = 40;
constexpr qsizetype reasonCharacters = 48;
constexpr qsizetype detailCharacters = 600;

QString characterOr(const QString &name, const QString &otherwise)
{
    return name.isEmpty() ? otherwise : singleLine(name, nameCharacters);
}

QString awayText(const relay::UpstreamEvent &upstream, qint64 now)
{
    const QString reason = singleLine(models::translated(upstream.problem), reasonCharacters);
    const QString seconds = secondsToNextTry(upstream, now);
    if (upstream.persistent && seconds.isEmpty())
        return UpstreamButton::tr("Neuro: no connection: %1").arg(reason);
    if (upstream.persistent)
        return UpstreamButton::tr("Neuro: no connection: %1 — next try in %2 s")
            .arg(reason, seconds);
    if (seconds.isEmpty())
        return UpstreamButton::tr("Neuro: away");
    if (reason.isEmpty())
        return UpstreamButton::tr("Neuro: away — next try in %1 s").arg(seconds);
    return UpstreamButton::tr("Neuro: away: %1 — next try in %2 s").arg(reason, seconds);
}

QString waitingText(const relay::UpstreamEvent &upstream)
{
    const QString size =
        QLocale().formattedDataSize(upstream.waitingBytes, 1, QLocale::DataSizeSIFormat);
    return upstream.waiting == 1
               ? UpstreamButton::tr("1 message (%1) waits in memory to go up.").arg(size)
               : UpstreamButton::tr("%Ln messages (%1) wait in memory to go up.", nullptr,
                                    pluralCount(upstream.waiting))
                     .arg(size);
}

/// Few messages are no news.
QString connectedText(const relay::UpstreamEvent &upstream, const QString &name)
{
    const QString waiting = QLocale().toString(upstream.waiting);
    if (upstream.readsSlowly && upstream.waiting > 0)
        return UpstreamButton::tr("Neuro: %1 reads slowly — %2 waiting", "name, messages")
            .arg(name, waiting);
    if (upstream.readsSlowly)
        return UpstreamButton::tr("Neuro: %1 reads slowly", "name").arg(name);
    if (upstream.waiting > 0)
        return UpstreamButton::tr("Neuro: connected as %1 — %2 waiting", "name, messages")
            .arg(name, waiting);
    return UpstreamButton::tr("Neuro: connected as %1").arg(name);
}

QColor dotColor(const relay::UpstreamEvent &upstream, const ThemeColors &colors)
{
    if (isUnverified(upstream))
        return colors.error;
    switch (upstream.state) {
    case State::Off:
    case State::Stopping:
        return upstream.problem.isEmpty() ? colors.idle : colors.error;
    case State::Connecting:
        return upstream.persistent ? colors.error : colors.warning;
    case State::Connected:
        return upstream.readsSlowly ? colors.warning : colors.success;
    case State::Waiting:
        return upstream.persistent ? colors.error : colors.warning;
    }
    return colors.idle;
}

} // namespace

QString secondsToNextTry(const relay::UpstreamEvent &upstream, qint64 now)
{
    if (upstream.state != State::Waiting || upstream.nextTryAt == 0)
        return {};
    const qint64 left = std::max<qint64>(upstream.nextTryAt - now, 0);
    return QLocale().toString((left + microsPerSecond - 1) / microsPerSecond);
}

bool isUnverified(const relay::UpstreamEvent &upstream)
{
    return upstream.state == State::Connected && upstream.encrypted && !upstream.verified;
}

QString upstreamText(const relay::UpstreamEvent &upstream, const QString &name, qint64 now)
{
    if (upstream.url.isEmpty())
        return UpstreamButton::tr("No upstream");
    switch (upstream.state) {
    case State::Off:
        return UpstreamButton::tr("Neuro: disconnected");
    case State::Connecting:
        return UpstreamButton::tr("Neuro: connecting…");
    case State::Connected:
        if (isUnverified(upstream))
            return UpstreamButton::tr("Neuro: connected, NOT VERIFIED");
        return connectedText(upstream, characterOr(name, UpstreamButton::tr("Neuro")));
    case State::Waiting:
        return awayText(upstream, now);
    case State::Stopping:
        return UpstreamButton::tr("Neuro: disconnecting…");
    }
    return {};
}

QString upstreamDetails(const relay::UpstreamEvent &upstream, const QString &name)
{
    if (upstream.url.isEmpty())
        return UpstreamButton::tr("Forces are decided here. To pass everything on to the real "
                                  "Neuro, name her server in the configuration "
                                  "(nakurity-client) or with --upstream.");
    QStringList lines{UpstreamButton::tr("Neuro's server: %1").arg(upstream.url)};
    if (upstream.state == State::Connected && !name.isEmpty())
        lines.append(UpstreamButton::tr("Character: %1").arg(singleLine(name, nameCharacters)));
    if (isUnverified(upstream))
        lines.append(
            UpstreamButton::tr("The connection is encrypted, but nobody has checked who is at the "
                               "other end: anybody in between could read and answer everything. "
                               "Switch the check on again in the configuration."));
    if (upstream.readsSlowly)
        lines.append(UpstreamButton::tr("She reads more slowly than she is told: nothing goes up "
                                        "until she has caught up."));
    if (upstream.waiting > 0)
        lines.append(waitingText(upstream));
    if (!upstream.problem.isEmpty())
        lines.append(UpstreamButton::tr("Last problem: %1")
                         .arg(singleLine(models::translated(upstream.problem), detailCharacters)));
    if (upstream.attempt > 1)
        lines.append(
            UpstreamButton::tr("%Ln attempts failed in a row.", nullptr, upstream.attempt));
    return lines.join(u'\n');
}

UpstreamButton::UpstreamButton(QWidget *parent)
    : ActionButton(parent)
    , m_clock([] { return relay::systemInstant().mono; })
{
    setFocusPolicy(Qt::TabFocus);
    setIconSize({dotSize + dotGap, dotSize});
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_timer.setInterval(countdownMs);
    connect(&m_timer, &QTimer::timeout, this, &UpstreamButton::showState);
    showState();
}

void UpstreamButton::setActions(const QList<QAction *> &actions)
{
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    menu->addActions(actions);
    setMenu(menu);
}

void UpstreamButton::setUpstream(const relay::UpstreamEvent &upstream, const QString &name)
{
    m_upstream = upstream;
    m_name = name;
    if (upstream.state == State::Waiting && upstream.nextTryAt != 0)
        m_timer.start();
    else
        m_timer.stop();
    showState();
}

void UpstreamButton::setClock(std::function<qint64()> clock)
{
    m_clock = std::move(clock);
    showState();
}

void UpstreamButton::changeEvent(QEvent *event)
{
    ActionButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showState();
}

QColor UpstreamButton::textColor() const
{
    const ThemeColors &colors = themeColors(palette());
    if (m_upstream.url.isEmpty())
        return colors.dimText;
    const bool isTrouble = isUnverified(m_upstream) ||
                           (m_upstream.persistent && m_upstream.state != State::Connected &&
                            !m_upstream.problem.isEmpty());
    return isTrouble ? colors.error : palette().color(QPalette::ButtonText);
}

void UpstreamButton::initStyleOption(QStyleOptionButton *option) const
{
    ActionButton::initStyleOption(option);
    if (isEnabled())
        option->palette.setColor(QPalette::ButtonText, textColor());
    // What the style adds to the text stays, and so does the time of the next try at its end.
    const Qt::TextElideMode mode =
        m_upstream.state == State::Waiting ? Qt::ElideMiddle : Qt::ElideRight;
    const int missing = m_wantedWidth - width();
    if (missing > 0)
        option->text = option->fontMetrics.elidedText(
            text(), mode, option->fontMetrics.horizontalAdvance(text()) - missing);
}

void UpstreamButton::resizeEvent(QResizeEvent *event)
{
    ActionButton::resizeEvent(event);
    m_wantedWidth = sizeHint().width();
}

QSize UpstreamButton::minimumSizeHint() const
{
    const QSize hint = sizeHint();
    return {std::min(hint.width(), leastWidth), hint.height()};
}

void UpstreamButton::showState()
{
    const QString shown = upstreamText(m_upstream, m_name, m_clock());
    setIcon(stateDot(dotColor(m_upstream, themeColors(palette())), *this, dotGap));
    setToolTip(plainToolTip(upstreamDetails(m_upstream, m_name)));
    if (shown == text())
        return;
    setText(shown);
    setAccessibleName(shown);
    m_wantedWidth = sizeHint().width();
}

} // namespace neuro::ui

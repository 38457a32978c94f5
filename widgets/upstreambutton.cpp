// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/upstreambutton.h"

#include "models/phrasetext.h"
#include "relay/relaydispatcher.h"
#include "widgets/plaintext.h"
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
    if (upstream.persistent)
        return UpstreamButton::tr("Neuro: no connection: %1").arg(reason);
    const qint64 left = std::max<qint64>(upstream.nextTryAt - now, 0);
    const QString seconds = QLocale().toString((left + microsPerSecond - 1) / microsPerSecond);
    if (reason.isEmpty())
        return UpstreamButton::tr("Neuro: away — next try in %1 s").arg(seconds);
    return UpstreamButton::tr("Neuro: away: %1 — next try in %2 s").arg(reason, seconds);
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
        return colors.success;
    case State::Waiting:
        return upstream.persistent ? colors.error : colors.warning;
    }
    return colors.idle;
}

} // namespace

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
        return UpstreamButton::tr("Neuro: connected as %1")
            .arg(characterOr(name, UpstreamButton::tr("Neuro")));
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
    if (upstream.state == State::Waiting && !upstream.persistent)
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
    // What the style adds to the text stays.
    const int missing = m_wantedWidth - width();
    if (missing > 0)
        option->text = option->fontMetrics.elidedText(
            text(), Qt::ElideRight, option->fontMetrics.horizontalAdvance(text()) - missing);
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

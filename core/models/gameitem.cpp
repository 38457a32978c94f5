// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/gameitem.h"

#include "models/diagnostictext.h"
#include "models/oneline.h"
#include "models/phrasetext.h"
#include "relay/gameids.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <limits>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Integrations)
};

constexpr int longestLabel = 80;
constexpr qint64 microsPerSecond = 1'000'000;

QString troublesText(int troubles)
{
    return troubles == 1 ? Words::tr("1 warning or error")
                         : Words::tr("%Ln warnings and errors", nullptr, troubles);
}

/// What is wrong with the game, or could be better, a line each.
QStringList diagnosticLines(const GameItem &game)
{
    QStringList lines;
    if (game.diagnostics.isMuted)
        lines.append(Words::tr("Its diagnostics are muted."));
    if (game.diagnostics.troubles() > 0)
        lines.append(troublesText(game.diagnostics.troubles()));
    if (game.diagnostics.worst)
        lines.append(
            Words::tr("Worst: %1 (%2)", "diagnostic, severity")
                .arg(diagnosticTitle(*game.diagnostics.worst),
                     severityText(protocol::diagnosticInfo(*game.diagnostics.worst).severity)));
    return lines;
}

/// For plural forms.
int countOf(qint64 number)
{
    return static_cast<int>(std::min<qint64>(number, std::numeric_limits<int>::max()));
}

QString waitingText(qint64 waiting)
{
    return waiting == 1 ? Words::tr("1 message waits for it")
                        : Words::tr("%Ln messages wait for it", nullptr, countOf(waiting));
}

QString awayText(const GameItem &game, qint64 nowWall)
{
    return game.leftAt == 0 ? Words::tr("away")
                            : Words::tr("away %1").arg(spanText(nowWall - game.leftAt));
}

QString shutdownText(relay::ShutdownEvent::State state)
{
    switch (state) {
    case relay::ShutdownEvent::State::None:
        return {};
    case relay::ShutdownEvent::State::Asked:
        return Words::tr("asked to end");
    case relay::ShutdownEvent::State::Ordered:
        return Words::tr("told to end");
    case relay::ShutdownEvent::State::Ready:
        return Words::tr("ready to end");
    }
    return {};
}

/// What the operator has done to the game, and how far it is with what he asked for.
QStringList operatorTexts(const GameItem &game)
{
    QStringList parts;
    if (game.restriction.isBlocked)
        parts.append(Words::tr("blocked"));
    if (game.restriction.isMuted)
        parts.append(Words::tr("muted"));
    if (const QString shutdown = shutdownText(game.shutdown); !shutdown.isEmpty())
        parts.append(shutdown);
    return parts;
}

/// The same for who wonders what it means, a line each.
QStringList operatorLines(const GameItem &game)
{
    QStringList lines;
    if (game.restriction.isBlocked)
        lines.append(Words::tr("Blocked: it is sent away whenever it comes, until it is allowed."));
    if (game.restriction.isMuted)
        lines.append(Words::tr("Muted: Neuro is told nothing of it, and others decide for her."));
    const auto hidden = game.restriction.hiddenActions.size();
    if (hidden > 0)
        lines.append(hidden == 1 ? Words::tr("1 action is hidden from Neuro.")
                                 : Words::tr("%Ln actions are hidden from Neuro.", nullptr,
                                             countOf(hidden)));
    if (game.shutdown == relay::ShutdownEvent::State::Ready)
        lines.append(Words::tr("It has saved and may be closed (shutdown/ready)."));
    return lines;
}

} // namespace

QString gameLabel(const QString &name, const QString &gameId)
{
    const QString label = oneLine(QStringView(name), longestLabel);
    const QString first = relay::GameIds::baseOf(name) + u'-';
    if (!gameId.startsWith(first))
        return label;
    bool isNumber = false;
    const uint number = QStringView(gameId).mid(first.size()).toUInt(&isNumber);
    return isNumber ? label + u" ("_s + QString::number(number) + u')' : label;
}

QString rateText(double perSecond)
{
    if (perSecond <= 0)
        return QString();
    return Words::tr("%1/s").arg(QLocale().toString(perSecond, 'f', perSecond < 1 ? 1 : 0));
}

QString spanText(qint64 micros)
{
    const qint64 total = std::max<qint64>(micros, 0) / microsPerSecond;
    const auto twoDigits = [](qint64 value) {
        return QString::number(value).rightJustified(2, u'0');
    };
    const qint64 hours = total / 3600;
    const qint64 minutes = total / 60 % 60;
    const QString seconds = u':' + twoDigits(total % 60);
    if (hours == 0)
        return QString::number(minutes) + seconds;
    return QString::number(hours) + u':' + twoDigits(minutes) + seconds;
}

QString statusText(const GameItem &game, qint64 nowWall)
{
    QStringList parts = operatorTexts(game);
    if (game.isAway() && !game.restriction.isBlocked)
        parts.append(awayText(game, nowWall));
    else if (game.isIntegration())
        parts.append(Words::tr("integration"));
    if (game.waiting > 0)
        parts.append(Words::tr("%Ln waiting", nullptr, countOf(game.waiting)));
    if (!game.isAway() && game.diagnostics.troubles() > 0)
        parts.append(u"⚠ "_s + QLocale().toString(game.diagnostics.troubles()));
    else if (!game.isAway() && game.rate > 0)
        parts.append(rateText(game.rate));
    return parts.join(u" · "_s);
}

QString accessibleText(const GameItem &game, qint64 nowWall)
{
    QStringList parts{gameLabel(game.name, game.gameId)};
    if (game.isIntegration())
        parts.append(Words::tr("registered integration"));
    if (game.isAway())
        parts.append(awayText(game, nowWall));
    else
        parts.append(Words::tr("connected"));
    parts += operatorTexts(game);
    if (game.waiting > 0)
        parts.append(waitingText(game.waiting));
    if (game.diagnostics.troubles() > 0)
        parts.append(troublesText(game.diagnostics.troubles()));
    if (!game.isAway() && game.rate > 0)
        parts.append(
            Words::tr("%1 messages per second").arg(QLocale().toString(game.rate, 'f', 1)));
    return parts.join(u", "_s);
}

QString accessibleText(const protocol::Action &action, bool isHidden)
{
    const QString name = oneLine(QStringView(action.name), longestLabel);
    const QString text = action.takesData() ? Words::tr("%1, takes data").arg(name) : name;
    return isHidden ? Words::tr("%1, hidden from Neuro").arg(text) : text;
}

QString statusText(const protocol::Action &action, bool isHidden)
{
    QStringList parts;
    if (isHidden)
        parts.append(Words::tr("hidden"));
    if (action.takesData())
        parts.append(u"{…}"_s);
    return parts.join(u" · "_s);
}

QString integrationRightsText()
{
    return Words::tr("Registered integration. It may offer actions, make Neuro choose one, take "
                     "commands of watchers, and answer what watchers are asked to decide.");
}

QString toolTipText(const GameItem &game, qint64 nowWall)
{
    QStringList lines{game.gameId};
    if (game.isAway())
        lines.append(game.leaveReason.isEmpty()
                         ? Words::tr("Not connected")
                         : Words::tr("Left: %1").arg(translated(game.leaveReason)));
    else if (!game.address.isEmpty())
        lines.append(Words::tr("Connected from %1").arg(game.address));
    lines += operatorLines(game);
    if (game.isIntegration())
        lines.append(integrationRightsText());
    if (game.waiting > 0)
        lines.append(Words::tr("%1, for at least %2.", "how many messages wait, how long")
                         .arg(waitingText(game.waiting), spanText(nowWall - game.waitingSince)));
    lines += diagnosticLines(game);
    lines.removeAll(QString());
    return lines.join(u'\n');
}

} // namespace neuro::models

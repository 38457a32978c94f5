// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/gameitem.h"

#include "models/oneline.h"
#include "models/phrasetext.h"
#include "relay/gameids.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

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
    if (game.isAway())
        return Words::tr("away %1").arg(spanText(nowWall - game.leftAt));
    if (game.troubles > 0)
        return u"⚠ "_s + QLocale().toString(game.troubles);
    return rateText(game.rate);
}

QString accessibleText(const GameItem &game, qint64 nowWall)
{
    QStringList parts{gameLabel(game.name, game.gameId)};
    if (game.isAway())
        parts.append(statusText(game, nowWall));
    else
        parts.append(Words::tr("connected"));
    if (game.troubles > 0)
        parts.append(troublesText(game.troubles));
    if (!game.isAway() && game.rate > 0)
        parts.append(
            Words::tr("%1 messages per second").arg(QLocale().toString(game.rate, 'f', 1)));
    return parts.join(u", "_s);
}

QString accessibleText(const protocol::Action &action)
{
    const QString name = oneLine(QStringView(action.name), longestLabel);
    return action.takesData() ? Words::tr("%1, takes data").arg(name) : name;
}

QString toolTipText(const GameItem &game)
{
    QStringList lines{game.gameId};
    if (game.isAway())
        lines.append(game.leaveReason.isEmpty()
                         ? Words::tr("Not connected")
                         : Words::tr("Left: %1").arg(translated(game.leaveReason)));
    else if (!game.address.isEmpty())
        lines.append(Words::tr("Connected from %1").arg(game.address));
    if (game.troubles > 0)
        lines.append(troublesText(game.troubles));
    lines.removeAll(QString());
    return lines.join(u'\n');
}

} // namespace neuro::models

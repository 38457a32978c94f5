// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/watcheritem.h"

#include "models/gameitem.h"

#include <QCoreApplication>
#include <QStringList>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Integrations)
};

QString hubRightsText(const QString &type)
{
    if (type == "observer"_L1)
        return Words::tr("Hub client. It may read what hub clients tell one another, and say "
                         "nothing.");
    return Words::tr("Hub client. It may read what hub clients tell one another, and send them "
                     "messages.");
}

} // namespace

QString roleText(const WatcherItem &watcher)
{
    if (watcher.role == relay::PeerRole::HubClient)
        return watcher.hubType.isEmpty() ? u"hub"_s : u"hub · "_s + watcher.hubType;
    return u"neuro-os · "_s + (watcher.isEnhanced ? Words::tr("enhanced") : Words::tr("standard"));
}

QString rightsText(const WatcherItem &watcher)
{
    if (watcher.role == relay::PeerRole::HubClient)
        return hubRightsText(watcher.hubType);
    if (watcher.isEnhanced)
        return Words::tr("Watcher with enhanced privileges. It may read everything, send commands "
                         "to integrations, answer any force, make games act, and speak to Neuro "
                         "directly.");
    return Words::tr("Watcher with standard privileges. It may read everything, send commands to "
                     "integrations, and answer what watchers are asked to decide.");
}

QString accessibleText(const WatcherItem &watcher)
{
    return gameLabel(watcher.name, QString()) + u", "_s + roleText(watcher);
}

QString toolTipText(const WatcherItem &watcher)
{
    QStringList lines{roleText(watcher)};
    if (!watcher.address.isEmpty())
        lines.append(Words::tr("Connected from %1").arg(watcher.address));
    lines.append(rightsText(watcher));
    return lines.join(u'\n');
}

} // namespace neuro::models

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/configplantext.h"

#include <QCoreApplication>
#include <QStringList>

namespace neuro::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ConfigPlan)
};

} // namespace

QString configPlanText(const service::ConfigPlan &plan)
{
    QStringList texts;
    if (plan.reopensBackend)
        texts.append(Words::tr("Saving closes the backend door and opens it anew: games are "
                               "disconnected and come back by themselves."));
    if (plan.reopensIntermediary)
        texts.append(Words::tr("Saving closes the intermediary door and opens it anew: "
                               "integrations and watchers are disconnected."));
    if (plan.reopensStatus)
        texts.append(Words::tr("Saving opens the status door anew."));
    if (plan.reconnectsUpstream)
        texts.append(Words::tr("Saving connects to Neuro anew."));
    if (texts.isEmpty())
        texts.append(Words::tr("Saving takes effect at once and disconnects nobody."));
    for (const QString &key : plan.atNextStart)
        texts.append(Words::tr("%1 counts from the next start on.").arg(key));
    return texts.join(QLatin1Char(' '));
}

} // namespace neuro::ui

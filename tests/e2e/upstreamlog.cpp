// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/upstreamlog.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <numeric>

namespace neuro::testing {

using namespace Qt::StringLiterals;

namespace {

/// Adds what came to the log; `owners` are the games that an action is awaited of, by its id.
void addIncoming(UpstreamLog &log, QHash<QString, QString> &owners, const QJsonObject &message)
{
    const QString command = message.value(u"command").toString();
    const QJsonObject data = message.value(u"data").toObject();
    log.messages.append(message);
    if (command == u"actions/force") {
        ++log.forces;
    } else if (command == u"actions/register") {
        for (const QJsonValue action : data.value(u"actions").toArray())
            log.registered.insert(action[u"name"].toString());
    } else if (command == u"actions/unregister") {
        for (const QJsonValue name : data.value(u"action_names").toArray())
            log.registered.remove(name.toString());
    } else if (command == u"action/result") {
        ++log.results;
        const QString owner = owners.take(data.value(u"id").toString());
        ++log.answered[owner];
        log.succeeded[owner] += data.value(u"success").toBool() ? 1 : 0;
    }
}

} // namespace

int UpstreamLog::unanswered() const
{
    return std::accumulate(asked.begin(), asked.end(), 0) -
           std::accumulate(answered.begin(), answered.end(), 0);
}

UpstreamLog readUpstreamLog(const QString &path)
{
    UpstreamLog log;
    QHash<QString, QString> owners;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return log;
    while (!file.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        const QString kind = line.value(u"kind").toString();
        const QJsonObject message =
            QJsonDocument::fromJson(line.value(u"text").toString().toUtf8()).object();
        if (kind == u"violation")
            log.violations.append(line.value(u"what").toString() + u": "_s +
                                  line.value(u"detail").toString());
        if (kind == u"open") {
            ++log.connections;
            log.registered.clear();
        }
        if (kind == u"in")
            addIncoming(log, owners, message);
        if (kind == u"out" && message.value(u"command") == u"action"_s) {
            const QJsonObject data = message.value(u"data").toObject();
            const QString owner =
                QJsonDocument::fromJson(data.value(u"data").toString().toUtf8())[u"tok"].toString();
            owners.insert(data.value(u"id").toString(), owner);
            ++log.asked[owner];
        }
    }
    return log;
}

} // namespace neuro::testing

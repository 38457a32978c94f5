// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/upstreamrecord.h"

namespace neuro::testing {

using namespace Qt::StringLiterals;

QStringList UpstreamRecord::heardFrom(const QString &prefix) const
{
    QStringList heard;
    for (const HeardContext &context : contexts) {
        if (context.message.startsWith(prefix))
            heard.append(context.message.sliced(prefix.size()));
    }
    return heard;
}

QString deliveryProblem(const UpstreamRecord &record, const QString &prefix, int count)
{
    int newest = -1; // Over all connections.
    int connection = 0;
    int newestThere = -1;
    for (const HeardContext &context : record.contexts) {
        if (!context.message.startsWith(prefix))
            continue;
        if (context.connection != connection) {
            connection = context.connection;
            newestThere = -1;
        }
        bool isNumber = false;
        const int number = context.message.sliced(prefix.size()).toInt(&isNumber);
        if (!isNumber || number >= count)
            return u"\"%1\" was never said"_s.arg(context.message);
        if (number <= newestThere)
            return u"\"%1\" came after number %2 on connection %3"_s.arg(context.message)
                .arg(newestThere)
                .arg(connection);
        if (number > newest + 1)
            return u"\"%1\" came, but number %2 had not"_s.arg(context.message).arg(newest + 1);
        newestThere = number;
        newest = std::max(newest, number);
    }
    return newest + 1 == count
               ? QString()
               : u"\"%1\": only %2 of %3 came"_s.arg(prefix).arg(newest + 1).arg(count);
}

} // namespace neuro::testing

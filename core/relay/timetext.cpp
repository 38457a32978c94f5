// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/timetext.h"

#include <QDateTime>

namespace neuro::relay {

QByteArray isoTime(qint64 wallMicros)
{
    constexpr qint64 microsPerSecond = 1'000'000;
    // Rounded down before 1970, too.
    const qint64 micros = ((wallMicros % microsPerSecond) + microsPerSecond) % microsPerSecond;
    const qint64 second = (wallMicros - micros) / microsPerSecond;
    const QDateTime time = QDateTime::fromSecsSinceEpoch(second, Qt::UTC);
    return time.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")).toLatin1() + '.' +
           QByteArray::number(micros).rightJustified(6, '0') + 'Z';
}

} // namespace neuro::relay

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/gamekeys.h"

namespace neuro::relay {

QString GameKeys::next(const QString &name, const QString &gameId)
{
    QString key = name;
    if (m_taken.contains(key))
        key = gameId;
    for (int number = 2; m_taken.contains(key); ++number)
        key = name + u' ' + QString::number(number);
    m_taken.insert(key);
    return key;
}

} // namespace neuro::relay

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/hostport.h"

namespace neuro::net {

using namespace Qt::Literals::StringLiterals;

QString hostPort(const QHostAddress &address, quint16 port)
{
    const QString number = QString::number(port);
    if (address.protocol() == QAbstractSocket::IPv6Protocol)
        return u'[' + address.toString() + u"]:"_s + number;
    return address.toString() + u':' + number;
}

QHostAddress plainAddress(const QHostAddress &address)
{
    bool isMapped = false;
    const quint32 v4 = address.toIPv4Address(&isMapped);
    if (isMapped)
        return QHostAddress(v4);
    QHostAddress plain = address;
    plain.setScopeId(QString());
    return plain;
}

} // namespace neuro::net

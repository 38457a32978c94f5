// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>

namespace neuro::net {

/// What is said to one HTTP request, after which the connection closes.
struct HttpAnswer
{
    struct Field
    {
        QByteArray name;
        QByteArray value;

        bool operator==(const Field &) const = default;
    };

    int status = 200;
    QByteArray type = "text/plain; charset=utf-8";
    QByteArray body;
    /// Beside Connection, Content-Type, Content-Length and the fields that every answer has: it is
    /// not to be kept, guessed at or embedded by anybody.
    QList<Field> fields;

    bool operator==(const HttpAnswer &) const = default;
};

/// A plain-text answer: `text` in UTF-8, without a line end.
HttpAnswer plainAnswer(int status, const QByteArray &text,
                       const QList<HttpAnswer::Field> &fields = {});

/// The answer as HTTP/1.1 has it. The answer to a HEAD says how long the body would be, and has
/// none. Pure.
QByteArray httpBytes(const HttpAnswer &answer, bool isToHead);

} // namespace neuro::net

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

/// The ways in which programs write one text into a string of JSON, and a way back that has nothing
/// in common with the program's own.
namespace neuro::tests {

/// A text as somebody writes it.
struct Spelling
{
    QByteArray who;
    QByteArray text; ///< Can stand in a string of JSON.
};

/// Every spelling of a text, as it is first of all, and JSON inside of JSON strings as well.
QList<Spelling> spellingsOf(const QString &text);

/// `text` itself and what it reads as with one more level of escapes resolved each time, until
/// there is none: what a reader of it may get to see.
QList<QString> readingsOf(const QByteArray &text);

} // namespace neuro::tests

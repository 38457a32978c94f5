// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace neuro::ui {

/// A message to a game to begin with, to be changed by hand.
struct RawTemplate
{
    QString title; ///< For the list.
    QByteArray text;
};

/// Every message of the Neuro API's server side, then some that a game must survive.
QList<RawTemplate> rawTemplates();

} // namespace neuro::ui

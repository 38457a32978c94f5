// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QCoreApplication>
#include <QDir>
#include <QString>

/// Where the pictures go that tests take: the folder screenshots/ of their build folder, in which
/// they stand in tests/<folder>/. Needs an application object.
inline QDir screenshotFolder()
{
    return QDir(QDir::cleanPath(QCoreApplication::applicationDirPath() +
                                QStringLiteral("/../../screenshots")));
}

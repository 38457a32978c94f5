// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "screenshotfolder.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QPixmap>
#include <QString>
#include <QWidget>

/// Writes pictures of the widget that `show` returns in both themes: NAME-light.png
/// and NAME-dark.png in screenshotFolder(). It is called in each theme. The theme is the light one
/// afterwards. False when there is no widget or a picture cannot be written.
template <typename Show>
bool saveScreenshotsOf(Show show, const QString &name)
{
    using neuro::ui::ThemeMode;
    const QDir directory = screenshotFolder();
    bool saved = directory.mkpath(QStringLiteral("."));
    for (const ThemeMode mode : {ThemeMode::Dark, ThemeMode::Light}) {
        neuro::ui::applyTheme(*qApp, mode);
        QApplication::processEvents();
        const QString theme =
            mode == ThemeMode::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        const QString file =
            directory.filePath(name + QLatin1Char('-') + theme + QStringLiteral(".png"));
        QWidget *widget = show();
        saved = widget && widget->grab().save(file) && saved;
    }
    return saved;
}

/// The same of `widget`, as it is now.
inline bool saveScreenshots(QWidget &widget, const QString &name)
{
    return saveScreenshotsOf([&widget] { return &widget; }, name);
}

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QPixmap>
#include <QString>
#include <QWidget>

/// Writes pictures of `widget`, as it is now, in both themes: SCREENSHOT_DIR/NAME-light.png and
/// NAME-dark.png. The theme is the light one afterwards. False when a picture cannot be written.
inline bool saveScreenshots(QWidget &widget, const QString &name)
{
    using neuro::ui::ThemeMode;
    const QDir directory(QStringLiteral(SCREENSHOT_DIR));
    bool saved = directory.mkpath(QStringLiteral("."));
    for (const ThemeMode mode : {ThemeMode::Dark, ThemeMode::Light}) {
        neuro::ui::applyTheme(*qApp, mode);
        QApplication::processEvents();
        const QString theme =
            mode == ThemeMode::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        const QString file =
            directory.filePath(name + QLatin1Char('-') + theme + QStringLiteral(".png"));
        saved = widget.grab().save(file) && saved;
    }
    return saved;
}

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/theme.h"

#include "widgets/themestyle.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QFontInfo>
#include <QGuiApplication>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

namespace neuro::ui {

namespace {

/// Roles that differ between the two palettes; the rest follows from them.
struct BaseColors
{
    QRgb window;
    QRgb base;
    QRgb alternate;
    QRgb button;
    QRgb text;
    QRgb disabledText;
    QRgb highlight;
    QRgb highlightedText;
    QRgb link;
    QRgb placeholder;
    QRgb light;
    QRgb mid;
    QRgb dark;
};

constexpr BaseColors lightBase = {
    0xfff3f4f6, 0xffffffff, 0xfff9fafb, 0xfff3f4f6, 0xff1c2027, 0xff9aa1ab, 0xffe1eaf9,
    0xff1c2027, 0xff2f62c9, 0xff7a828e, 0xffffffff, 0xffd5d9df, 0xffb4bac3,
};
constexpr BaseColors darkBase = {
    0xff1e2126, 0xff282b31, 0xff2d3037, 0xff2d3037, 0xffe6e9ee, 0xff6f7682, 0xff2f3d59,
    0xffe6e9ee, 0xff7fa9f5, 0xff8b92a0, 0xff3a3e46, 0xff3d414a, 0xff15171b,
};

constexpr BaseColors blackBase = {
    0xff000000, 0xff000000, 0xff0d0d0d, 0xff1c1c1c, 0xffffffff, 0xff9a9a9a, 0xff002b54,
    0xffffffff, 0xff8fc1ff, 0xffb8b8b8, 0xff4a4a4a, 0xff6a6a6a, 0xff000000,
};
/// The selection on a white desktop of high contrast.
constexpr QRgb whiteHighlight = 0xffd6e6ff;

const ThemeColors lightColors = {
    QColor(0x5f, 0x67, 0x73), QColor(0xd9, 0xdc, 0xe1), QColor(0x3a, 0x6f, 0xd8),
    QColor(0x18, 0x72, 0x4a), QColor(0x98, 0x59, 0x00), QColor(0xb8, 0x32, 0x28),
    QColor(0x7a, 0x46, 0xb8), QColor(0x8b, 0x93, 0xa1), QColor(0xc0, 0x36, 0x2c),
    QColor(0xd6, 0x80, 0x28), QColor(0x3a, 0x6f, 0xd8), QColor(0x8b, 0x93, 0xa1),
};
const ThemeColors darkColors = {
    QColor(0xa9, 0xb1, 0xbe), QColor(0x3d, 0x41, 0x4a), QColor(0x6c, 0x9b, 0xf2),
    QColor(0x5f, 0xcb, 0x94), QColor(0xe0, 0xac, 0x45), QColor(0xf5, 0x8a, 0x7f),
    QColor(0xc2, 0x9e, 0xf4), QColor(0x6f, 0x76, 0x82), QColor(0xf0, 0x72, 0x66),
    QColor(0xd6, 0x80, 0x28), QColor(0x6c, 0x9b, 0xf2), QColor(0x6f, 0x76, 0x82),
};
const ThemeColors blackColors = {
    QColor(0xd6, 0xd6, 0xd6), QColor(0xff, 0xff, 0xff), QColor(0xff, 0xd7, 0x1a),
    QColor(0x5c, 0xf2, 0x9c), QColor(0xff, 0xcf, 0x66), QColor(0xff, 0xa8, 0x9e),
    QColor(0xde, 0xc2, 0xff), QColor(0xa6, 0xa6, 0xa6), QColor(0xff, 0x8a, 0x7d),
    QColor(0xff, 0xa9, 0x4d), QColor(0x7f, 0xb4, 0xff), QColor(0xb0, 0xb0, 0xb0),
};
const ThemeColors whiteColors = {
    QColor(0x33, 0x33, 0x33), QColor(0x00, 0x00, 0x00), QColor(0x00, 0x3a, 0xb8),
    QColor(0x00, 0x52, 0x2c), QColor(0x63, 0x3a, 0x00), QColor(0x94, 0x10, 0x08),
    QColor(0x5a, 0x1f, 0xa0), QColor(0x55, 0x55, 0x55), QColor(0xa0, 0x10, 0x08),
    QColor(0x9a, 0x4d, 0x00), QColor(0x00, 0x3a, 0xb8), QColor(0x55, 0x55, 0x55),
};

/// The palette that most desktops come with has 18.3; black and white have 21.
constexpr double highContrast = 18.5;

QPalette paletteOf(const BaseColors &colors)
{
    QPalette palette;
    const QColor text(colors.text);
    const QColor disabled(colors.disabledText);
    palette.setColor(QPalette::Window, QColor(colors.window));
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, QColor(colors.base));
    palette.setColor(QPalette::AlternateBase, QColor(colors.alternate));
    palette.setColor(QPalette::ToolTipBase, QColor(colors.base));
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Button, QColor(colors.button));
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::Highlight, QColor(colors.highlight));
    palette.setColor(QPalette::HighlightedText, QColor(colors.highlightedText));
    palette.setColor(QPalette::Link, QColor(colors.link));
    palette.setColor(QPalette::LinkVisited, QColor(colors.link));
    palette.setColor(QPalette::PlaceholderText, QColor(colors.placeholder));
    palette.setColor(QPalette::Light, QColor(colors.light));
    palette.setColor(QPalette::Midlight, QColor(colors.alternate));
    palette.setColor(QPalette::Mid, QColor(colors.mid));
    palette.setColor(QPalette::Dark, QColor(colors.dark));
    palette.setColor(QPalette::Shadow, QColor(colors.dark));
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(colors.mid));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, disabled);
    return palette;
}

/// The desktop's own choice, read before this program sets a palette.
const QPalette &desktopPalette()
{
    static const QPalette palette = QGuiApplication::palette();
    return palette;
}

/// Items are written in the theme's colours while they are selected, too.
QPalette withQuietSelection(QPalette palette)
{
    const QColor highlight(isDark(palette) ? blackBase.highlight : whiteHighlight);
    palette.setColor(QPalette::Highlight, highlight);
    palette.setColor(QPalette::HighlightedText, palette.color(QPalette::Text));
    return palette;
}

QPixmap drawIcon(QSvgRenderer &renderer, int size, const QColor &color)
{
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), color);
    return pixmap;
}

} // namespace

void applyTheme(QApplication &application, ThemeMode mode)
{
    const QPalette palette = themePalette(mode, desktopPalette());
    application.setStyle(new ThemeStyle);
    application.setPalette(palette);
}

QPalette themePalette(ThemeMode mode, const QPalette &desktop)
{
    switch (mode) {
    case ThemeMode::System:
        if (isHighContrast(desktop))
            return withQuietSelection(desktop);
        return paletteOf(isDark(desktop) ? darkBase : lightBase);
    case ThemeMode::Light:
        return paletteOf(lightBase);
    case ThemeMode::Dark:
        return paletteOf(darkBase);
    case ThemeMode::HighContrast:
        return paletteOf(blackBase);
    }
    return desktop;
}

double luminanceOf(const QColor &color)
{
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

double contrastOf(const QColor &first, const QColor &second)
{
    const auto [darker, lighter] = std::minmax({luminanceOf(first), luminanceOf(second)});
    return (lighter + 0.05) / (darker + 0.05);
}

bool isHighContrast(const QPalette &palette)
{
    // Also where something is disabled.
    const auto colour = [&palette](QPalette::ColorRole role) {
        return palette.color(QPalette::Active, role);
    };
    return contrastOf(colour(QPalette::Text), colour(QPalette::Base)) >= highContrast &&
           contrastOf(colour(QPalette::WindowText), colour(QPalette::Window)) >= highContrast;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() <
           palette.color(QPalette::WindowText).lightness();
}

const ThemeColors &themeColors(const QPalette &palette)
{
    if (isHighContrast(palette))
        return isDark(palette) ? blackColors : whiteColors;
    return isDark(palette) ? darkColors : lightColors;
}

QIcon themedIcon(const QString &name, const QPalette &palette)
{
    const QString file = QStringLiteral(":/icons/%1.svg").arg(name);
    QIcon icon;
    if (!QFile::exists(file))
        return icon;
    QSvgRenderer renderer(file);
    for (const int size : {16, 24, 32, 48}) {
        icon.addPixmap(drawIcon(renderer, size, palette.color(QPalette::ButtonText)));
        icon.addPixmap(
            drawIcon(renderer, size, palette.color(QPalette::Disabled, QPalette::ButtonText)),
            QIcon::Disabled);
    }
    return icon;
}

QFont monospaceFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QApplication::font().pointSizeF());
    return font;
}

} // namespace neuro::ui

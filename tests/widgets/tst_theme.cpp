// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/theme.h"

#include "widgets/themedicons.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace neuro::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Relative luminance (WCAG 2).
double luminance(const QColor &color)
{
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return first > second ? first / second : second / first;
}

QColor middleOf(const QIcon &icon)
{
    return icon.pixmap(24).toImage().pixelColor(12, 12);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextCanBeRead_data()
    {
        QTest::addColumn<ThemeMode>("mode");
        QTest::newRow("light") << ThemeMode::Light;
        QTest::newRow("dark") << ThemeMode::Dark;
    }

    void everyTextCanBeRead()
    {
        QFETCH(ThemeMode, mode);
        applyTheme(*qApp, mode);
        const QPalette palette = QApplication::palette();
        const ThemeColors &colors = themeColors(palette);
        constexpr double readable = 4.5; // WCAG 2 AA
        for (const auto role : {QPalette::Base, QPalette::Window, QPalette::Highlight}) {
            const QColor background = palette.color(role);
            QVERIFY(contrast(palette.color(QPalette::Text), background) >= readable);
            for (const QColor &color :
                 {colors.success, colors.warning, colors.error, colors.special, colors.dimText}) {
                const double has = contrast(color, background);
                QVERIFY2(
                    has >= readable,
                    qPrintable(u"%1 on %2: %3"_s.arg(color.name(), background.name()).arg(has)));
            }
        }
    }

    void switchesBothWays()
    {
        applyTheme(*qApp, ThemeMode::Dark);
        QVERIFY(isDark(QApplication::palette()));
        applyTheme(*qApp, ThemeMode::Light);
        QVERIFY(!isDark(QApplication::palette()));
    }

    void iconsTakeTheColourOfTheText()
    {
        applyTheme(*qApp, ThemeMode::Light);
        QToolButton button;
        setThemedIcon(&button, u"stop"_s); // A filled square.
        const QColor light = middleOf(button.icon());
        QCOMPARE(light.rgb(), QApplication::palette().color(QPalette::ButtonText).rgb());
        applyTheme(*qApp, ThemeMode::Dark);
        QWidget window;
        button.setParent(&window);
        refreshThemedIcons(window);
        QCOMPARE(middleOf(button.icon()).rgb(),
                 QApplication::palette().color(QPalette::ButtonText).rgb());
        button.setParent(nullptr);
    }

    void everyIconCanBeDrawn()
    {
        const QStringList names = QDir(u":/icons"_s).entryList({u"*.svg"_s});
        QVERIFY(names.size() > 10);
        for (const QString &name : names)
            QVERIFY2(!themedIcon(name.chopped(4), QApplication::palette()).isNull(),
                     qPrintable(name));
    }

    void unknownIconIsNone()
    {
        QVERIFY(themedIcon(u"nothing"_s, QApplication::palette()).isNull());
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"

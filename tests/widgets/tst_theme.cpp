// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/theme.h"

#include "widgets/cardparts.h"
#include "widgets/themedicons.h"
#include "widgets/themestyle.h"

#include <QApplication>
#include <QCommonStyle>
#include <QDir>
#include <QLabel>
#include <QTest>
#include <QToolButton>

using namespace neuro::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A desktop with one colour for what is written and one for what it is written on.
QPalette twoColours(const QColor &text, const QColor &background)
{
    QPalette palette;
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(role, text);
    for (const auto role : {QPalette::Base, QPalette::Window, QPalette::Button})
        palette.setColor(role, background);
    palette.setColor(QPalette::Highlight, text);
    palette.setColor(QPalette::HighlightedText, background);
    return palette;
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
        QTest::addColumn<QPalette>("desktop");
        QTest::addColumn<double>("readable"); // WCAG 2: AA, and AAA with high contrast
        const QPalette usual = QGuiApplication::palette();
        QTest::newRow("light") << ThemeMode::Light << usual << 4.5;
        QTest::newRow("dark") << ThemeMode::Dark << usual << 4.5;
        QTest::newRow("high contrast") << ThemeMode::HighContrast << usual << 7.0;
        QTest::newRow("desktop") << ThemeMode::System << usual << 4.5;
        QTest::newRow("white on black desktop")
            << ThemeMode::System << twoColours(Qt::white, Qt::black) << 7.0;
        QTest::newRow("black on white desktop")
            << ThemeMode::System << twoColours(Qt::black, Qt::white) << 7.0;
        QTest::newRow("yellow on black desktop")
            << ThemeMode::System << twoColours(Qt::yellow, Qt::black) << 7.0;
    }

    void everyTextCanBeRead()
    {
        QFETCH(ThemeMode, mode);
        QFETCH(QPalette, desktop);
        QFETCH(double, readable);
        const QPalette palette = themePalette(mode, desktop);
        const ThemeColors &colors = themeColors(palette);
        for (const auto role : {QPalette::Base, QPalette::Window, QPalette::Highlight}) {
            const QColor background = palette.color(role);
            for (const QColor &color :
                 {colors.success, colors.warning, colors.error, colors.special, colors.dimText,
                  palette.color(QPalette::Text)}) {
                const double has = contrastOf(color, background);
                QVERIFY2(
                    has >= readable,
                    qPrintable(u"%1 on %2: %3"_s.arg(color.name(), background.name()).arg(has)));
            }
        }
    }

    void disabledFieldsLookDisabled()
    {
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark, ThemeMode::HighContrast}) {
            const QPalette palette = themePalette(mode, QGuiApplication::palette());
            const auto faint = palette.color(QPalette::Disabled, QPalette::PlaceholderText);
            QCOMPARE(faint, palette.color(QPalette::Disabled, QPalette::Text));
            QVERIFY(faint != palette.color(QPalette::Active, QPalette::PlaceholderText));
        }
    }

    void labelsFollowEveryTheme()
    {
        QWidget window;
        ToneLabel dim(ToneLabel::Tone::Dim, &window);
        ToneLabel alone(ToneLabel::Tone::Error);
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::HighContrast, ThemeMode::Dark,
                                     ThemeMode::HighContrast, ThemeMode::Light}) {
            applyTheme(*qApp, mode);
            QCoreApplication::processEvents();
            const ThemeColors &colors = themeColors(QApplication::palette());
            QCOMPARE(dim.palette().color(QPalette::WindowText), colors.dimText);
            QCOMPARE(alone.palette().color(QPalette::WindowText), colors.error);
        }
    }

    void theMainButtonCanBeRead_data()
    {
        QTest::addColumn<ThemeMode>("mode");
        QTest::newRow("light") << ThemeMode::Light;
        QTest::newRow("dark") << ThemeMode::Dark;
        QTest::newRow("high contrast") << ThemeMode::HighContrast;
    }

    /// As it is painted, not as it was meant.
    void theMainButtonCanBeRead()
    {
        QFETCH(ThemeMode, mode);
        applyTheme(*qApp, mode);
        MainButton button(u"  I  "_s);
        button.resize(120, 30);
        button.show();
        for (const bool isDown : {false, true}) {
            button.setDown(isDown);
            const QImage picture = button.grab().toImage();
            const QColor text = readableOn(themeColors(button.palette()).accent);
            for (const int y : {6, 15, 24}) {
                const QColor ground = picture.pixelColor(10, y);
                const double has = contrastOf(text, ground);
                QVERIFY2(has >= 4.5,
                         qPrintable(u"%1 on %2: %3"_s.arg(text.name(), ground.name()).arg(has)));
            }
        }
        applyTheme(*qApp, ThemeMode::Light);
    }

    void aDesktopOfHighContrastIsKept()
    {
        for (const QColor &text : {QColor(Qt::white), QColor(Qt::yellow)}) {
            const QPalette desktop = twoColours(text, Qt::black);
            const QPalette kept = themePalette(ThemeMode::System, desktop);
            for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::Base,
                                    QPalette::Window, QPalette::Button})
                QCOMPARE(kept.color(role), desktop.color(role));
            // It can be chosen away, and chosen everywhere.
            QVERIFY(!isHighContrast(themePalette(ThemeMode::Dark, desktop)));
        }
        const QPalette usual = QGuiApplication::palette();
        QVERIFY(!isHighContrast(themePalette(ThemeMode::System, usual)));
        QVERIFY(isHighContrast(themePalette(ThemeMode::HighContrast, usual)));
        // What most desktops have: black on white, windows in a light grey.
        QPalette common = twoColours(Qt::black, Qt::white);
        common.setColor(QPalette::Window, QColor(0xef, 0xef, 0xef));
        QCOMPARE(themePalette(ThemeMode::System, common), themePalette(ThemeMode::Light, usual));
    }

    void switchesBothWays()
    {
        applyTheme(*qApp, ThemeMode::Dark);
        QVERIFY(isDark(QApplication::palette()));
        applyTheme(*qApp, ThemeMode::Light);
        QVERIFY(!isDark(QApplication::palette()));
    }

    void labelsKeepTheirMargins()
    {
        applyTheme(*qApp, ThemeMode::Light);
        ToneLabel label(ToneLabel::Tone::Dim);
        const QMargins margins(10, 4, 11, 6);
        label.setContentsMargins(margins);
        label.resize(4, 4); // As one that has not been shown yet.
        applyTheme(*qApp, ThemeMode::Dark);
        QCOMPARE(label.contentsMargins(), margins);
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

    /// A single click that sent an action to a game would be a slip.
    void noDesktopActivatesBySingleClick()
    {
        class SingleClicks : public QCommonStyle
        {
        public:
            int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *returned) const override
            {
                return hint == SH_ItemView_ActivateItemOnSingleClick
                           ? 1
                           : QCommonStyle::styleHint(hint, option, widget, returned);
            }
        };
        ThemeStyle style;
        style.setBaseStyle(new SingleClicks); // Belongs to the style.
        QCOMPARE(style.styleHint(QStyle::SH_ItemView_ActivateItemOnSingleClick), 0);
        QCOMPARE(style.baseStyle()->styleHint(QStyle::SH_ItemView_ActivateItemOnSingleClick), 1);
    }

    void unknownIconIsNone()
    {
        QVERIFY(themedIcon(u"nothing"_s, QApplication::palette()).isNull());
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"

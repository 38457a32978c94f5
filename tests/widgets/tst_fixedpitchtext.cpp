// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/fixedpitchtext.h"
#include "widgets/theme.h"

#include <QFontMetrics>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace neuro::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize imageSize(400, 40);

QImage blankImage()
{
    QImage image(imageSize, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    return image;
}

/// As a delegate would do without FixedPitchText.
QImage laidOut(const QFont &font, const QRect &area, const QString &text, bool right)
{
    QImage image = blankImage();
    QPainter painter(&image);
    painter.setFont(font);
    painter.drawText(
        area, Qt::AlignVCenter | Qt::TextSingleLine | (right ? Qt::AlignRight : Qt::AlignLeft),
        QFontMetrics(font).elidedText(text, Qt::ElideRight, area.width()));
    return image;
}

QImage drawn(const FixedPitchText &drawer, const QRect &area, const QString &text, bool right)
{
    QImage image = blankImage();
    QPainter painter(&image);
    drawer.draw(&painter, area, text, right);
    return image;
}

} // namespace

class TestFixedPitchText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksAsLaidOutText_data()
    {
        QTest::addColumn<qreal>("points");
        QTest::addColumn<QRect>("area");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("right");
        const QString sentence = u"It is your turn. {\"item\":\"beer\"} ~|_^"_s;
        for (const qreal points : {8.0, 9.0, 11.0, 16.0}) {
            QTest::addRow("%g wide", points) << points << QRect(3, 2, 390, 30) << sentence << false;
            QTest::addRow("%g cut", points) << points << QRect(7, 1, 101, 31) << sentence << false;
            QTest::addRow("%g right", points)
                << points << QRect(5, 3, 100, 25) << u"1006.5"_s << true;
            QTest::addRow("%g letter", points) << points << QRect(0, 0, 30, 20) << u"x"_s << false;
        }
    }

    void looksAsLaidOutText()
    {
        QFETCH(const qreal, points);
        QFETCH(const QRect, area);
        QFETCH(const QString, text);
        QFETCH(const bool, right);
        QFont font = monospaceFont();
        font.setPointSizeF(points);
        const FixedPitchText drawer(font);
        if (!drawer.canDraw(text))
            QSKIP("The fixed-width font of this machine has letters of several widths.");
        const QImage image = drawn(drawer, area, text, right);
        QVERIFY(image != blankImage());
        QCOMPARE(image, laidOut(font, area, text, right));
    }

    void drawsNothingWithoutRoom()
    {
        const FixedPitchText drawer(monospaceFont());
        if (!drawer.canDraw(u"x"))
            QSKIP("The fixed-width font of this machine has letters of several widths.");
        QCOMPARE(drawn(drawer, QRect(0, 0, 2, 20), u"text"_s, false), blankImage());
        QCOMPARE(drawn(drawer, QRect(0, 0, 200, 20), {}, false), blankImage());
    }

    /// Other scripts are laid out; so are fonts whose letters differ in width.
    void leavesAloneWhatItCannotDraw()
    {
        const FixedPitchText drawer(monospaceFont());
        for (const QString &text : {u"りんご"_s, u"é"_s, u"a\tb"_s, u"a\nb"_s, u"\u202Eabc"_s})
            QVERIFY(!drawer.canDraw(text));
        QVERIFY(!FixedPitchText().canDraw(u"a"));
        QFont proportional(u"sans-serif"_s);
        const QFontMetrics metrics(proportional);
        if (metrics.horizontalAdvance(u'i') != metrics.horizontalAdvance(u'W'))
            QVERIFY(!FixedPitchText(proportional).canDraw(u"a"));
    }
};

QTEST_MAIN(TestFixedPitchText)
#include "tst_fixedpitchtext.moc"

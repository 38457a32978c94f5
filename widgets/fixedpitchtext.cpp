// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/fixedpitchtext.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainter>
#include <QVarLengthArray>

#include <algorithm>

namespace neuro::ui {

namespace {

/// Letters of a cell that fills a wide screen; longer text costs an allocation.
constexpr qsizetype usualLength = 256;
constexpr QChar ellipsis(0x2026);

QString allLetters(char16_t first, char16_t last)
{
    QString text;
    for (char16_t letter = first; letter <= last; ++letter)
        text += QChar(letter);
    return text;
}

} // namespace

FixedPitchText::FixedPitchText(const QFont &font)
    : m_font(font)
    , m_raw(QRawFont::fromFont(font))
{
    const QFontMetricsF metrics(font);
    m_ascent = metrics.ascent();
    m_height = metrics.ascent() + metrics.descent();
    const QString text = allLetters(firstLetter, lastLetter);
    const qreal width = metrics.horizontalAdvance(text.front());
    const QList<quint32> glyphs = m_raw.glyphIndexesForString(text + ellipsis);
    if (glyphs.size() != static_cast<qsizetype>(letters) + 1 || glyphs.contains(0U))
        return;
    const bool even = std::all_of(text.begin(), text.end(), [&metrics, width](QChar letter) {
        return qFuzzyCompare(metrics.horizontalAdvance(letter), width);
    });
    // A pair that is narrower than its letters is kerned, or drawn as one.
    if (!even || !qFuzzyCompare(metrics.horizontalAdvance(text), width * text.size()) ||
        !qFuzzyCompare(metrics.horizontalAdvance(ellipsis), width))
        return;
    std::copy(glyphs.begin(), glyphs.end() - 1, m_glyphs.begin());
    m_ellipsis = glyphs.back();
    m_width = width;
}

bool FixedPitchText::canDraw(QStringView text) const
{
    return m_width > 0 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return c.unicode() >= firstLetter && c.unicode() <= lastLetter;
           });
}

void FixedPitchText::draw(QPainter *painter, const QRectF &area, QStringView text,
                          bool alignRight) const
{
    const auto room = static_cast<qsizetype>(area.width() / m_width);
    const bool cut = text.size() > room;
    const qsizetype count = cut ? room : text.size();
    if (count <= 0)
        return;
    QVarLengthArray<quint32, usualLength> glyphs(count);
    QVarLengthArray<QPointF, usualLength> places(count);
    for (qsizetype i = 0; i < count; ++i) {
        glyphs[i] = m_glyphs[text[i].unicode() - firstLetter];
        places[i] = QPointF(static_cast<qreal>(i) * m_width, 0);
    }
    if (cut)
        glyphs[count - 1] = m_ellipsis;
    QGlyphRun run;
    run.setRawFont(m_raw);
    run.setRawData(glyphs.data(), places.data(), static_cast<int>(count));
    const qreal left =
        alignRight ? area.right() - static_cast<qreal>(count) * m_width : area.left();
    const qreal top = area.top() + (area.height() - m_height) / 2;
    painter->drawGlyphRun(QPointF(left, top + m_ascent), run);
}

} // namespace neuro::ui

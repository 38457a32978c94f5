// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QFont>
#include <QRawFont>
#include <QString>

#include <array>

class QPainter;
class QRectF;

namespace neuro::ui {

/// Draws plain text in a fixed-width font without laying it out: a letter's place follows from its
/// number. For tables whose rows are seen once and never again, where laying out their text is most
/// of the work and nothing of it can be kept.
class FixedPitchText
{
public:
    FixedPitchText() = default;
    explicit FixedPitchText(const QFont &font);

    const QFont &font() const { return m_font; }
    /// Whether draw() can draw `text`: printable ASCII, in a font that has all of it at one width.
    bool canDraw(QStringView text) const;
    /// Draws `text` on one line in the middle of `area`, cut with an ellipsis where it is too wide,
    /// in the pen of `painter`. Looks as QPainter::drawText() does. canDraw(text) must hold.
    void draw(QPainter *painter, const QRectF &area, QStringView text, bool alignRight) const;

private:
    static constexpr char16_t firstLetter = u' ';
    static constexpr char16_t lastLetter = u'~';
    static constexpr std::size_t letters = lastLetter - firstLetter + 1;

    QFont m_font;
    QRawFont m_raw;
    std::array<quint32, letters> m_glyphs{}; ///< By letter, from firstLetter on.
    quint32 m_ellipsis = 0;
    qreal m_width = 0; ///< Of a letter; 0: the font cannot be used.
    qreal m_ascent = 0;
    qreal m_height = 0;
};

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/numberedtext.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QTextBlock>

#include <algorithm>

namespace neuro::ui {

namespace {

constexpr int padding = 6;
constexpr int fewestDigits = 3;

} // namespace

class NumberedText::Margin : public QWidget
{
public:
    explicit Margin(NumberedText *text)
        : QWidget(text)
        , m_text(text)
    {
    }

protected:
    void paintEvent(QPaintEvent *event) override { m_text->paintMargin(event->rect()); }

private:
    NumberedText *m_text;
};

NumberedText::NumberedText(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_margin(new Margin(this))
{
    setFont(monospaceFont());
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(true);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &NumberedText::fitMargin);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &area, int dy) {
        if (dy != 0)
            m_margin->scroll(0, dy);
        else
            m_margin->update(0, area.y(), m_margin->width(), area.height());
    });
    fitMargin();
}

void NumberedText::setMarks(const QHash<int, Mark> &marks)
{
    if (marks == m_marks)
        return;
    m_marks = marks;
    m_margin->update();
}

void NumberedText::goToLine(int line)
{
    const QTextBlock block = document()->findBlockByNumber(std::max(line, 1) - 1);
    QTextCursor cursor(block.isValid() ? block : document()->lastBlock());
    setTextCursor(cursor);
    centerCursor();
    setFocus();
}

QString NumberedText::exactText() const
{
    return document()->toRawText().replace(QChar::ParagraphSeparator, QChar::LineFeed);
}

int NumberedText::marginWidth() const
{
    const qsizetype digits =
        std::max<qsizetype>(fewestDigits, QString::number(blockCount()).size());
    return 2 * padding +
           static_cast<int>(digits) * fontMetrics().horizontalAdvance(QLatin1Char('9'));
}

void NumberedText::fitMargin()
{
    setViewportMargins(marginWidth(), 0, 0, 0);
    const QRect area = contentsRect();
    m_margin->setGeometry(area.left(), area.top(), marginWidth(), area.height());
}

void NumberedText::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fitMargin();
}

void NumberedText::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitMargin();
}

void NumberedText::paintMargin(const QRect &area)
{
    QPainter painter(m_margin);
    const ThemeColors &colors = themeColors(palette());
    painter.fillRect(area, palette().window());
    painter.setFont(font());
    QTextBlock block = firstVisibleBlock();
    while (block.isValid()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > area.bottom())
            break;
        const int line = block.blockNumber() + 1;
        const auto mark = m_marks.constFind(line);
        QColor color = colors.dimText;
        if (mark != m_marks.cend()) {
            color = *mark == Mark::Error ? colors.error : colors.warning;
            painter.fillRect(QRectF(0, place.top(), 3, place.height()), color);
        }
        painter.setPen(color);
        painter.drawText(
            QRectF(0, place.top(), m_margin->width() - padding, fontMetrics().lineSpacing()),
            Qt::AlignRight | Qt::AlignVCenter, QString::number(line));
        block = block.next();
    }
}

} // namespace neuro::ui

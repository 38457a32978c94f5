// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/panel.h"

#include "widgets/elidedlabel.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace neuro::ui {

namespace {

constexpr int headerMargin = 10;
constexpr int headerSpacing = 6;
constexpr qreal cornerRadius = 3;
constexpr int tabPadding = 12;
constexpr int tabHeightExtra = 12;
constexpr int markHeight = 2;

} // namespace

Panel::Panel(QWidget *parent)
    : QFrame(parent)
    , m_layout(new QVBoxLayout(this))
{
    // One pixel for the border, which the content must not cover.
    m_layout->setContentsMargins(1, 1, 1, 1);
    m_layout->setSpacing(0);
}

void Panel::setTitle(const QString &title)
{
    if (!m_title)
        addHeader();
    m_title->setText(title);
    m_title->setToolTip(title); // It is cut in a narrow window.
    setAccessibleName(title);
}

void Panel::addHeader()
{
    m_title = new ElidedLabel(ToneLabel::Tone::Normal, this);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_note = new ElidedLabel(ToneLabel::Tone::Dim, this);
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(headerMargin, headerSpacing, headerMargin, headerSpacing);
    row->addWidget(m_title);
    row->addWidget(m_note, 1);
    m_layout->insertLayout(0, row);
}

void Panel::setNote(const QString &note)
{
    if (!m_note || m_note->text() == note)
        return;
    m_note->setText(note);
    m_note->setToolTip(note); // It is cut in a narrow window.
}

QString Panel::note() const
{
    return m_note ? m_note->text() : QString();
}

void Panel::addContent(QWidget *content, bool stretches)
{
    m_layout->addWidget(content, stretches ? 1 : 0);
}

void Panel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(themeColors(palette()).border);
    painter.setBrush(palette().base());
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius,
                            cornerRadius);
}

FlatTabBar::FlatTabBar(QWidget *parent)
    : QTabBar(parent)
{
    setDrawBase(false);
    setExpanding(false);
    setElideMode(Qt::ElideRight);
}

QSize FlatTabBar::tabSizeHint(int index) const
{
    const QSize text = fontMetrics().size(Qt::TextShowMnemonic, tabText(index));
    return {text.width() + 2 * tabPadding, text.height() + tabHeightExtra};
}

void FlatTabBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeColors &colors = themeColors(palette());
    painter.fillRect(rect(), palette().window());
    painter.fillRect(QRect(0, height() - 1, width(), 1), colors.border);
    for (int tab = 0; tab < count(); ++tab) {
        const QRect area = tabRect(tab);
        const bool current = tab == currentIndex();
        if (current) {
            painter.fillRect(area, palette().base());
            painter.fillRect(area.adjusted(0, area.height() - markHeight, 0, 0), colors.accent);
        }
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(area, Qt::AlignCenter | Qt::TextShowMnemonic, tabText(tab));
        if (current && hasFocus()) {
            painter.setPen(QPen(colors.accent, 1, Qt::DotLine));
            painter.drawRect(area.adjusted(3, 3, -4, -4));
        }
    }
}

FlatTabWidget::FlatTabWidget(QWidget *parent)
    : QTabWidget(parent)
{
    setTabBar(new FlatTabBar(this));
    setDocumentMode(true);
}

} // namespace neuro::ui

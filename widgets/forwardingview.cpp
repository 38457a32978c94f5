// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/forwardingview.h"

#include "models/frametext.h"
#include "models/outboxmodel.h"
#include "widgets/cardparts.h"
#include "widgets/plaintext.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QPlainTextEdit>
#include <QTextCursor>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using Kind = models::DiffLine::Kind;

namespace {

constexpr int margin = 10;
constexpr float lineTint = 0.10F;
constexpr float changeTint = 0.32F;
constexpr qsizetype nameCharacters = 60;
/// A message that goes so much later, in microseconds, was kept in the outbox.
constexpr qint64 waitedFrom = 1'000'000;

QString peerName(const relay::FrameEvent &frame)
{
    return singleLine(models::peerText(frame), nameCharacters);
}

/// How much later it went; when it had waited, at which time, too.
QString laterText(const relay::FrameEvent &from, const relay::FrameEvent &to)
{
    const qint64 micros = to.at.mono - from.at.mono;
    if (micros < waitedFrom)
        return ForwardingView::tr("%1 → %2, %3 ms later.")
            .arg(peerName(from), peerName(to), models::millisecondsText(micros));
    return ForwardingView::tr("%1 → %2, at %3, after it had waited for %4.")
        .arg(peerName(from), peerName(to), models::timeText(to.at.wall), models::ageText(micros));
}

QString signOf(Kind kind)
{
    switch (kind) {
    case Kind::Same:
        return u"  "_s;
    case Kind::Removed:
        return u"− "_s;
    case Kind::Added:
        return u"+ "_s;
    }
    return {};
}

QColor colorOf(Kind kind, const ThemeColors &colors)
{
    return kind == Kind::Removed ? colors.error : colors.success;
}

QTextCharFormat tinted(const QColor &color, float opacity)
{
    QColor tint = color;
    tint.setAlphaF(opacity);
    QTextCharFormat format;
    format.setBackground(tint);
    return format;
}

} // namespace

ForwardingView::ForwardingView(QWidget *parent)
    : QWidget(parent)
    , m_head(new ToneLabel(ToneLabel::Tone::Dim, this))
    , m_text(new QPlainTextEdit(this))
{
    m_head->setWordWrap(true);
    m_head->setContentsMargins(margin, margin / 2, margin, margin / 2);
    m_text->setObjectName(u"forwarding"_s);
    m_text->setAccessibleName(tr("What the message became when it was passed on"));
    m_text->setReadOnly(true);
    m_text->setFont(monospaceFont());
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_text, 1);
}

void ForwardingView::showFrames(const relay::FrameEvent &from, const relay::FrameEvent &to)
{
    m_lines = models::jsonDiff(from.payload, to.payload);
    const bool isSame = from.payload == to.payload;
    const QString note = isSame ? tr("Passed on as it came.")
                                : tr("Lines with − are as they came, lines with + as they went.");
    m_head->setText(laterText(from, to) + u' ' + note);
    showLines();
}

void ForwardingView::showLines()
{
    m_text->clear();
    for (const models::DiffLine &line : std::as_const(m_lines))
        writeLine(line);
    m_text->moveCursor(QTextCursor::Start);
}

void ForwardingView::writeLine(const models::DiffLine &line)
{
    QTextCursor cursor(m_text->document());
    cursor.movePosition(QTextCursor::End);
    if (!m_text->document()->isEmpty())
        cursor.insertBlock();
    if (line.kind == Kind::Same) {
        cursor.insertText(signOf(line.kind) + line.text, {});
        return;
    }
    const QColor color = colorOf(line.kind, themeColors(palette()));
    const QTextCharFormat plain = tinted(color, lineTint);
    const QStringView text = line.text;
    const qsizetype end = line.changedFrom + line.changedLength;
    cursor.insertText(signOf(line.kind) + text.left(line.changedFrom).toString(), plain);
    cursor.insertText(text.mid(line.changedFrom, line.changedLength).toString(),
                      tinted(color, changeTint));
    cursor.insertText(text.mid(end).toString(), plain);
}

void ForwardingView::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
}

void ForwardingView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showLines();
}

} // namespace neuro::ui

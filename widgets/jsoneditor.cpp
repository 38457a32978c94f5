// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/jsoneditor.h"

#include "models/phrasetext.h"
#include "protocol/json.h"
#include "widgets/cardparts.h"
#include "widgets/jsonhighlighter.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTextCursor>
#include <QVBoxLayout>

namespace neuro::ui {

namespace {

constexpr int startLines = 4;

} // namespace

TextPlace placeOf(const QByteArray &utf8, qsizetype offset)
{
    const QByteArray before = utf8.first(qBound(qsizetype(0), offset, utf8.size()));
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    return {static_cast<int>(before.count('\n')) + 1,
            static_cast<int>(QString::fromUtf8(before.mid(lineStart)).size()) + 1};
}

/// Qt lays out a wrapped line in a time that grows with the square of its length.
class JsonEditor::Edit : public QPlainTextEdit
{
public:
    using QPlainTextEdit::QPlainTextEdit;

    static bool hasLongLine(const QString &text)
    {
        qsizetype start = 0;
        for (qsizetype end = 0; end >= 0; start = end + 1) {
            end = text.indexOf(u'\n', start);
            if ((end < 0 ? text.size() : end) - start > longestWrappedLine)
                return true;
        }
        return false;
    }

protected:
    void insertFromMimeData(const QMimeData *source) override
    {
        if (source->hasText() && hasLongLine(source->text()))
            setLineWrapMode(QPlainTextEdit::NoWrap);
        QPlainTextEdit::insertFromMimeData(source);
    }
};

JsonEditor::JsonEditor(QWidget *parent)
    : QWidget(parent)
    , m_edit(new Edit(this))
    , m_errorLabel(new ToneLabel(ToneLabel::Tone::Error, this))
{
    m_edit->setFont(monospaceFont());
    m_edit->setTabChangesFocus(true);
    m_edit->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_edit->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_errorLabel->setWordWrap(true);
    m_errorLabel->hide();
    new JsonHighlighter(m_edit->document(), m_edit);
    setFocusProxy(m_edit);
    setTextName(tr("JSON"));
    setVisibleLines(startLines);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addWidget(m_edit);
    layout->addWidget(m_errorLabel);

    check();
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        check();
        Q_EMIT changed();
    });
}

QByteArray JsonEditor::text() const
{
    return m_edit->toPlainText().toUtf8();
}

void JsonEditor::setText(const QByteArray &text)
{
    const QString shown = QString::fromUtf8(text);
    const bool isLong = Edit::hasLongLine(shown);
    if (isLong)
        m_edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_edit->setPlainText(shown);
    if (!isLong)
        m_edit->setLineWrapMode(QPlainTextEdit::WidgetWidth);
}

void JsonEditor::replaceText(const QByteArray &text)
{
    const QString shown = QString::fromUtf8(text);
    // Not back to wrapping: what was there may have a long line, and may come back.
    if (Edit::hasLongLine(shown))
        m_edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    QTextCursor cursor(m_edit->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(shown);
    m_edit->moveCursor(QTextCursor::Start);
}

void JsonEditor::setTextName(const QString &name)
{
    m_edit->setAccessibleName(name);
}

int JsonEditor::heightOf(int lines) const
{
    const int frame =
        2 * m_edit->frameWidth() + 2 * static_cast<int>(m_edit->document()->documentMargin());
    return m_edit->fontMetrics().lineSpacing() * lines + frame;
}

void JsonEditor::setVisibleLines(int lines)
{
    m_edit->setFixedHeight(heightOf(lines));
}

void JsonEditor::setLeastLines(int lines)
{
    m_edit->setMinimumHeight(heightOf(lines));
    m_edit->setMaximumHeight(QWIDGETSIZE_MAX);
}

void JsonEditor::check()
{
    const QByteArray utf8 = text();
    m_error.clear();
    if (utf8.trimmed().isEmpty()) {
        m_error = tr("There is no JSON here yet: write a value, such as {} or \"text\".");
    } else if (const auto document = protocol::JsonDocument::parse(utf8); !document) {
        const TextPlace place = placeOf(utf8, document.error().offset);
        m_error = tr("Line %1, column %2: %3")
                      .arg(place.line)
                      .arg(place.column)
                      .arg(models::translated(document.error().message));
    }
    m_errorLabel->setText(m_error);
    m_errorLabel->setVisible(!m_error.isEmpty());
}

} // namespace neuro::ui

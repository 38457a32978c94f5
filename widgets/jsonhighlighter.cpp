// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/jsonhighlighter.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QRegularExpression>
#include <QWidget>

namespace neuro::ui {

JsonHighlighter::JsonHighlighter(QTextDocument *document, QWidget *widget)
    : QSyntaxHighlighter(document)
    , m_widget(widget)
{
    widget->installEventFilter(this);
}

bool JsonHighlighter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        rehighlight();
    return QSyntaxHighlighter::eventFilter(watched, event);
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    if (text.size() > longestLine)
        return;
    static const QRegularExpression token(
        QStringLiteral(R"((?<key>"(?:[^"\\]|\\.)*+"(?=\s*:))|(?<text>"(?:[^"\\]|\\.)*+"?))"
                       R"(|(?<literal>-?[0-9][0-9.eE+-]*|\b(?:true|false|null)\b))"));
    const ThemeColors &colors = themeColors(m_widget->palette());
    auto matches = token.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const int start = static_cast<int>(match.capturedStart());
        const int length = static_cast<int>(match.capturedLength());
        if (match.capturedLength(u"text") > 0)
            setFormat(start, length, colors.success);
        else if (match.capturedLength(u"literal") > 0)
            setFormat(start, length, colors.special);
        else
            setFormat(start, length, colors.accent);
    }
}

} // namespace neuro::ui

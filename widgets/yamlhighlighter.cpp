// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/yamlhighlighter.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QRegularExpression>
#include <QWidget>

namespace neuro::ui {

YamlHighlighter::YamlHighlighter(QTextDocument *document, QWidget *widget)
    : QSyntaxHighlighter(document)
    , m_widget(widget)
{
    widget->installEventFilter(this);
}

void YamlHighlighter::cover(const QStringList &secrets)
{
    if (m_isCovering && secrets == m_secrets)
        return;
    m_isCovering = true;
    m_secrets = secrets;
    rehighlight();
}

void YamlHighlighter::uncover()
{
    m_isCovering = false;
    rehighlight();
}

bool YamlHighlighter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        rehighlight();
    return QSyntaxHighlighter::eventFilter(watched, event);
}

void YamlHighlighter::highlightBlock(const QString &text)
{
    const ThemeColors &colors = themeColors(m_widget->palette());
    if (text.size() <= longestLine) {
        static const QRegularExpression key(QStringLiteral(R"(^\s*(?:- )?([\w"'-]+)\s*:(?= |$))"));
        static const QRegularExpression comment(QStringLiteral(R"((?:^|\s)#.*$)"));
        if (const auto match = key.match(text); match.hasMatch())
            setFormat(static_cast<int>(match.capturedStart(1)),
                      static_cast<int>(match.capturedLength(1)), colors.accent);
        if (const auto match = comment.match(text); match.hasMatch())
            setFormat(static_cast<int>(match.capturedStart()),
                      static_cast<int>(match.capturedLength()), colors.dimText);
    }
    if (m_isCovering)
        coverSecrets(text, colors.idle);
}

void YamlHighlighter::coverSecrets(const QString &text, const QColor &color)
{
    QTextCharFormat covered;
    covered.setForeground(color);
    covered.setBackground(color);
    // While one types there may be no YAML, and so nobody who knows what the tokens are.
    static const QRegularExpression token(QStringLiteral(R"(\b(?:auth_)?token["']?\s*:\s+(\S+))"));
    if (const auto match = token.match(text); match.hasMatch())
        setFormat(static_cast<int>(match.capturedStart(1)),
                  static_cast<int>(match.capturedLength(1)), covered);
    for (const QString &secret : std::as_const(m_secrets)) {
        for (qsizetype at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1))
            setFormat(static_cast<int>(at), static_cast<int>(secret.size()), covered);
    }
}

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/yamlhighlighter.h"

#include "config/secretlines.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QRegularExpression>
#include <QWidget>

#include <algorithm>

namespace neuro::ui {

YamlHighlighter::YamlHighlighter(QTextDocument *document, QWidget *widget)
    : QSyntaxHighlighter(document)
    , m_widget(widget)
{
    widget->installEventFilter(this);
}

void YamlHighlighter::cover(const QStringList &secrets)
{
    const QStringList all = config::withSpellings(secrets);
    if (m_isCovering && all == m_secrets)
        return;
    m_isCovering = true;
    m_secrets = all;
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
    config::SecretLines scan(std::max(0, previousBlockState()));
    const config::SecretLines::Line found = scan.next(text);
    setCurrentBlockState(scan.state());
    const auto length = static_cast<int>(text.size());
    if (length <= longestLine) {
        static const QRegularExpression key(QStringLiteral(R"(^\s*(?:- )?([\w"'-]+)\s*:(?= |$))"));
        if (const auto match = key.match(text); match.hasMatch())
            setFormat(static_cast<int>(match.capturedStart(1)),
                      static_cast<int>(match.capturedLength(1)), colors.accent);
        if (found.comment >= 0)
            setFormat(static_cast<int>(found.comment), length - static_cast<int>(found.comment),
                      colors.dimText);
    }
    if (m_isCovering)
        coverSecrets(text, found.secret, colors.idle);
}

void YamlHighlighter::coverSecrets(const QString &text, qsizetype begin, const QColor &color)
{
    QTextCharFormat covered;
    covered.setForeground(color);
    covered.setBackground(color);
    // While one types there may be no YAML, and so nobody who knows what the tokens are.
    if (begin >= 0)
        setFormat(static_cast<int>(begin), static_cast<int>(text.size() - begin), covered);
    for (const QString &secret : std::as_const(m_secrets)) {
        for (qsizetype at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1))
            setFormat(static_cast<int>(at), static_cast<int>(secret.size()), covered);
    }
}

} // namespace neuro::ui

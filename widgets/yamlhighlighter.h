// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStringList>
#include <QSyntaxHighlighter>

class QWidget;

namespace neuro::ui {

/// Colours comments and keys of YAML, line by line, in the theme of `widget`; can cover secrets.
class YamlHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    YamlHighlighter(QTextDocument *document, QWidget *widget);

    /// Paints over `secrets` wherever they stand, and over what may be one by the name of its key
    /// (see config::SecretLines).
    void cover(const QStringList &secrets);
    /// Everything is legible.
    void uncover();

    /// Lines beyond this many characters are not coloured; secrets in them are covered all the
    /// same.
    static constexpr int longestLine = 5000;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void highlightBlock(const QString &text) override;

private:
    /// What begins at `begin` is one, when that is not negative.
    void coverSecrets(const QString &text, qsizetype begin, const QColor &color);

    QWidget *m_widget;
    bool m_isCovering = false;
    QStringList m_secrets;
};

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QSyntaxHighlighter>

class QWidget;

namespace neuro::ui {

/// Colours keys, texts, and numbers and words of JSON, line by line, in the theme of `widget`.
class JsonHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    /// Lines beyond this many characters stay plain: colouring them would be felt while typing.
    static constexpr int longestLine = 5000;

    JsonHighlighter(QTextDocument *document, QWidget *widget);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void highlightBlock(const QString &text) override;

private:
    QWidget *m_widget;
};

} // namespace neuro::ui

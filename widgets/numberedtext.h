// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHash>
#include <QPlainTextEdit>

namespace neuro::ui {

/// Plain text in a fixed-width font with the numbers of its lines at the left.
class NumberedText : public QPlainTextEdit
{
    Q_OBJECT

public:
    enum class Mark { Warning, Error };

    explicit NumberedText(QWidget *parent = nullptr);

    /// Lines, from 1, whose numbers stand out.
    void setMarks(const QHash<int, Mark> &marks);
    /// Puts the cursor to the beginning of a line, from 1, and brings it into sight.
    void goToLine(int line);
    /// Every character as it is, unlike toPlainText().
    QString exactText() const;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class Margin;
    friend class Margin;

    int marginWidth() const;
    void fitMargin();
    void paintMargin(const QRect &area);

    QWidget *m_margin;
    QHash<int, Mark> m_marks;
};

} // namespace neuro::ui

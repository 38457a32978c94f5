// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

class QLineEdit;

namespace neuro::ui {

class ToneLabel;

/// A line to look for text in a view: Enter and Shift+Enter go on and back, Escape closes it.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    /// Shows the bar, ready to type.
    void start();
    QString text() const;
    void showFound(bool found);

    static constexpr int textLength = 1000;

Q_SIGNALS:
    /// `text` is not empty.
    void findWanted(const QString &text, bool backwards);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void want(bool backwards);
    void leave();

    QLineEdit *m_text;
    ToneLabel *m_outcome;
};

} // namespace neuro::ui

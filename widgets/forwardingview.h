// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/jsondiff.h"
#include "relay/relayevent.h"

#include <QWidget>

class QPlainTextEdit;

namespace neuro::ui {

class ToneLabel;

/// A message and what it became when it was passed on, line by line, with the difference
/// highlighted.
class ForwardingView : public QWidget
{
    Q_OBJECT

public:
    explicit ForwardingView(QWidget *parent = nullptr);

    void showFrames(const relay::FrameEvent &from, const relay::FrameEvent &to);
    void focusText();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showLines();
    void writeLine(const models::DiffLine &line);

    ToneLabel *m_head;
    QPlainTextEdit *m_text;
    QList<models::DiffLine> m_lines;
};

} // namespace neuro::ui

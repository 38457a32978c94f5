// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"
#include "widgets/commandsink.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace neuro::ui {

class ErrorBox;

/// A line to say something to Neuro oneself, silently or not. What could not be said stays in the
/// line, with the reason under it.
class SayLine : public QWidget
{
    Q_OBJECT

public:
    explicit SayLine(CommandSink submit, QWidget *parent = nullptr);

    /// Whether there is somebody to speak to; away is well enough, then it is kept for later.
    void setUpstream(const relay::UpstreamEvent &upstream);
    /// The outcome of a command, if it is one of this line's.
    void commandDone(const relay::OperatorEvent &result);
    void focusText();

    /// Longest text that can be said.
    static constexpr int characters = 4000;

private:
    void say();
    void refresh();

    CommandSink m_submit;
    QLineEdit *m_text;
    QCheckBox *m_silent;
    QPushButton *m_say;
    ErrorBox *m_error;
    quint64 m_command = 0; ///< Whose outcome is awaited; 0: none.
    bool m_hasUpstream = false;
};

} // namespace neuro::ui

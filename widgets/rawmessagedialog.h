// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "widgets/commanddialog.h"
#include "widgets/commandsink.h"
#include "widgets/gametargets.h"

class QComboBox;

namespace neuro::ui {

class ErrorBox;
class JsonEditor;
class MainButton;
class ToneLabel;

/// Sends a message as it is written to one game or to all of them, right or wrong as long as it is
/// a JSON object with a `command`.
class RawMessageDialog : public CommandDialog
{
    Q_OBJECT

public:
    /// Begins with the target that has `peer`.
    RawMessageDialog(const QList<GameTarget> &targets, relay::PeerId peer, CommandSink submit,
                     QWidget *parent = nullptr);

    void commandDone(const relay::OperatorEvent &result) override;

private:
    void build(const QList<GameTarget> &targets, relay::PeerId peer);
    void connectParts();
    /// What is wrong with the text, in words; empty: it can be sent.
    QString problem() const;
    void refresh();
    void send();

    CommandSink m_submit;
    quint64 m_lastCommand = 0;
    bool m_isSending = false;
    QComboBox *m_to;
    QComboBox *m_template;
    JsonEditor *m_editor;
    ToneLabel *m_size;
    ErrorBox *m_error;
    ToneLabel *m_status;
    MainButton *m_send;
};

} // namespace neuro::ui

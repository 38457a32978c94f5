// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDialog>

namespace neuro::relay {
struct OperatorEvent;
}

namespace neuro::ui {

/// A dialog that sends commands to the relay and shows what became of them. Never modal: it must
/// not cover a waiting force.
class CommandDialog : public QDialog
{
    Q_OBJECT

public:
    explicit CommandDialog(QWidget *parent = nullptr)
        : QDialog(parent)
    {
        setModal(false);
    }

    /// Shows the outcome of a command that this dialog submitted; ignores others.
    virtual void commandDone(const relay::OperatorEvent &result) = 0;
};

} // namespace neuro::ui

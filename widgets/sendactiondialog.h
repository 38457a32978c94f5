// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/messages.h"
#include "relay/types.h"
#include "widgets/commanddialog.h"
#include "widgets/commandsink.h"

#include <memory>

namespace neuro::ui {

/// Sends one action to a game by hand: a form made from its schema, random data, or JSON. Not
/// modal: it never covers a waiting force.
class SendActionDialog : public CommandDialog
{
    Q_OBJECT

public:
    SendActionDialog(relay::PeerId peer, const QString &game, const protocol::Action &action,
                     CommandSink submit, QWidget *parent = nullptr);
    ~SendActionDialog() override;

    void commandDone(const relay::OperatorEvent &result) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace neuro::ui

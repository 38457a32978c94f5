// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"
#include "widgets/actionbutton.h"

namespace neuro::ui {

/// The relay's address and state, with a menu to start and stop listening, to copy the address and
/// to change the port.
class RelayButton : public ActionButton
{
    Q_OBJECT

public:
    explicit RelayButton(QWidget *parent = nullptr);

    /// The menu is the given actions.
    void setActions(const QList<QAction *> &actions);
    void setDoor(const relay::DoorEvent &door);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showState();

    relay::DoorEvent m_door;
};

/// What games of this computer connect to: "ws://127.0.0.1:8000", also when the door listens on
/// every address; empty while it is closed.
QString relayUrl(const relay::DoorEvent &door);
/// Host and port of "127.0.0.1:8000" or "[::1]:8000"; the port is 0 when there is none.
struct DoorAddress
{
    QString host;
    quint16 port = 0;
};
DoorAddress doorAddress(const QString &address);

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/console/consolerelay.h"
#include "app/readyline.h"
#include "relay/relaymirror.h"
#include "service/relayservice.h"

#include <QSet>

namespace neuro::app {

/// A relay that runs in this process, in threads of its own.
class OwnRelay : public ConsoleRelay
{
    Q_OBJECT

public:
    /// `service` must outlive this, observed and not yet started.
    explicit OwnRelay(service::RelayService &service, QObject *parent = nullptr);

    /// The greeting of opened() is the ready line, which names the doors.
    void open() override;
    void refresh() override;
    void sendAction(const QString &game, const QString &action,
                    const std::optional<QByteArray> &data) override;
    void answerForce(const QString &id, const QString &action,
                     const std::optional<QByteArray> &data) override;
    void say(const QString &text) override;

    const ConsoleState &state() const override { return m_state; }
    int awaited() const override { return static_cast<int>(m_awaited.size()); }
    void forgetAwaited() override { m_awaited.clear(); }

private:
    void takeDoors();
    void take(const relay::RelayEvents &batch, quint64 skippedFrames);
    void take(const relay::OperatorEvent &done);
    void take(const relay::ActionEvent &action);
    void updateState();
    void submit(const relay::RelayCommand &command, const QString &done);
    /// Answers when control is back in the event loop, as every relay does.
    void answerLater(const QString &error);

    service::RelayService &m_service;
    ReadyLine m_ready;
    relay::RelayMirror m_mirror;
    ConsoleState m_state;
    quint64 m_command = 0; ///< Whose OperatorEvent is awaited.
    QString m_done;        ///< What to say when it has been carried out.
    /// The operator's last action since the last OperatorEvent: the one that the next tells of.
    /// Others act in the operator's name, too.
    QString m_sent;
    QSet<QString> m_awaited; ///< Ids of actions that were sent from here.
    bool m_isOver = false;
};

} // namespace neuro::app

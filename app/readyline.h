// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/relayconfig.h"
#include "relay/relayevent.h"
#include "service/statusdoor.h"

#include <QString>

#include <optional>

namespace neuro::app {

/// Collects what the doors tell when the relay starts, and says once what has become of them.
class ReadyLine
{
public:
    explicit ReadyLine(const config::RelayConfig &config);

    void take(const relay::DoorEvent &door);
    void take(const service::StatusDoor &door);

    /// Why the program cannot run, in one line; given once, empty while nothing is wrong.
    QString takeError();
    /// What is wrong and does not matter so much, in one line; each text is given once.
    QString takeWarning();
    /// "ready backend=…", once every door has told; given once, never after an error.
    std::optional<QString> takeLine();

private:
    void fail(bool isFatal, const QString &what, const protocol::Phrase &why,
              const QString &option);
    void failEncrypted(const QString &what, const protocol::Phrase &why);

    const bool m_isIntermediaryChosen;
    const bool m_isStatusChosen;
    std::optional<QString> m_backend; ///< The part of the line; nothing: not told yet.
    std::optional<QString> m_intermediary;
    std::optional<QString> m_status;
    QString m_error;
    QString m_warning;
    bool m_isDone = false; ///< The line was given, or an error.
};

} // namespace neuro::app

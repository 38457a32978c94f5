// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/serverprobe.h"

#include <QMetaType>
#include <QString>

namespace neuro::service {

/// Who answers where a door was to be opened.
struct ProbedServer
{
    QString host; ///< As it was asked for.
    quint16 port = 0;
    net::ProbeResult result = net::ProbeResult::Nobody;
    QString address; ///< Of the one who answered: "127.0.0.1:8000"; empty: nobody.
};

} // namespace neuro::service

Q_DECLARE_METATYPE(neuro::service::ProbedServer)

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/script/script.h"
#include "protocol/messages.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace neuro::script {

/// What to send along with an action; absent: nothing.
struct ActionData
{
    std::optional<QByteArray> json;
    bool unchecked = false; ///< The relay would refuse it.
};

/// Data for `action` as the script chooses it, or why there is none. The same choice gives the same
/// data.
protocol::Result<ActionData, QString> dataFor(const protocol::Action &action,
                                              const DataChoice &choice);

} // namespace neuro::script

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "enginefixture.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace neuro::relay::testing {

/// An upstream that closes over whatever is larger than it takes.
class LimitedUpstream
{
public:
    static constexpr qint64 limitBytes = 8000;

    explicit LimitedUpstream(const EngineSettings &settings = withUpstream());

    EngineFixture f;
    QList<QByteArray> read; ///< What it took.
    int connections = 0;

    void connect();
    /// Reads what was sent. Whether it is still connected.
    bool work();
    /// Returns as often as it closes; false when that does not end.
    bool settle();
    /// What it took that contains `part`.
    int count(const QByteArray &part) const;
    /// What the transcript has told of actions, in order: "+name" and "-name".
    QStringList told() const;
    QList<OutboxEvent> drops() const;
};

} // namespace neuro::relay::testing

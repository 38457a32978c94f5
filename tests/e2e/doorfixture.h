// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "e2e/doorclient.h"
#include "e2e/upstreamservice.h"

#include <QDir>

#include <memory>

namespace neuro::testing {

/// A whole relay with integrations, watchers and games that say what a test tells them to. Without
/// an upstream unless the test gives one.
class DoorFixture : public UpstreamService
{
    Q_OBJECT

public:
    using Client = std::unique_ptr<DoorClient>;

    DoorFixture();
    ~DoorFixture() override;

    /// Comes back when the relay knows the newcomer.
    Client watcher(const QString &name, bool isEnhanced = false, const QJsonObject &more = {});
    Client integration(const QString &name, const QJsonObject &more = {});
    Client game(const QString &name, const QStringList &actions = {});
    Client registered(const QString &type, const QString &name, const QString &token,
                      const QJsonObject &more);

private:
    qsizetype comings(const QString &name) const;
};

} // namespace neuro::testing

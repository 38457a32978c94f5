// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "service/relayservice.h"

#include <QObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <cstddef>
#include <functional>
#include <memory>

namespace neuro::testing {

/// A whole relay on free ports of the loopback, with a data folder of its own, and all that it
/// told.
class ServiceFixture : public QObject
{
    Q_OBJECT

public:
    config::RelayConfig config;
    service::RunOptions options;

    ServiceFixture();
    ~ServiceFixture() override;

    /// Makes the service without starting it; start() does it otherwise.
    void prepare();
    /// Starts and waits until the doors are open, those that are on, and the outbox, if there is
    /// one and `options.observed` lets it be seen: before, nobody knows which integrations were
    /// here.
    bool start();

    service::RelayService &service() { return *m_service; }
    QUrl url() const;
    QUrl intermediaryUrl() const;

    /// Instantiated where it is defined, for every kind of event: a copy in each test costs
    /// minutes.
    template <typename Event>
    QList<Event> all() const;

    /// Waits until an event of this type satisfies `condition`. Instantiated like all().
    template <typename Event>
    bool waitFor(const std::function<bool(const Event &)> &condition) const;

    QTemporaryDir folder;
    relay::DoorEvent door; ///< The backend's.
    relay::DoorEvent intermediary;
    service::StatusDoor status;
    relay::RelayEvents events;
    quint64 skippedFrames = 0;

private:
    bool hasOutbox() const;
    /// Until it has told how it is, open or not, after so many events.
    bool waitForOutboxSince(std::size_t event) const;

    std::unique_ptr<service::RelayService> m_service;
};

} // namespace neuro::testing

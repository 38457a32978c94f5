// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "service/relayservice.h"

#include <QObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

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

    ServiceFixture()
    {
        config.backend.port = 0;
        config.backend.host = QStringLiteral("127.0.0.1");
        config.intermediary.port = 0;
        config.intermediary.host = QStringLiteral("127.0.0.1");
        config.intermediary.authToken = QStringLiteral("a-standard-token-for-tests");
        config.neuroOsToken = QStringLiteral("an-enhanced-token-for-tests");
        config.status.port = 0;
        config.engine.idPrefix = QStringLiteral("t");
        options.dataFolder = folder.path();
    }

    /// Makes the service without starting it; start() does it otherwise.
    void prepare()
    {
        m_service = std::make_unique<service::RelayService>(config, options);
        connect(m_service.get(), &service::RelayService::doorChanged, this,
                [this](const relay::DoorEvent &event) {
                    (event.door == relay::Door::Backend ? door : intermediary) = event;
                });
        connect(m_service.get(), &service::RelayService::statusDoorChanged, this,
                [this](const service::StatusDoor &event) { status = event; });
        connect(m_service.get(), &service::RelayService::events, this,
                [this](const relay::RelayEvents &batch, quint64 skipped) {
                    events.insert(events.end(), batch.begin(), batch.end());
                    skippedFrames += skipped;
                });
    }

    /// Starts and waits until the doors are open, those that are on.
    bool start()
    {
        if (!m_service)
            prepare();
        if (!m_service->start().isEmpty())
            return false;
        const auto isTold = [](const auto &each) {
            return each.listening || !each.error.isEmpty();
        };
        const bool isOpen = QTest::qWaitFor([&] {
            return isTold(door) && (isTold(intermediary) || !config.intermediary.enabled) &&
                   (isTold(status) || !config.status.enabled);
        });
        return isOpen && door.listening;
    }

    service::RelayService &service() { return *m_service; }
    QUrl url() const { return QUrl(QStringLiteral("ws://") + door.addresses.value(0)); }
    QUrl intermediaryUrl() const
    {
        return QUrl(QStringLiteral("ws://") + intermediary.addresses.value(0));
    }

    template <typename Event>
    QList<Event> all() const
    {
        QList<Event> found;
        for (const relay::RelayEvent &event : events) {
            if (const auto *wanted = std::get_if<Event>(&event))
                found.append(*wanted);
        }
        return found;
    }

    /// Waits until an event of this type satisfies `condition`.
    template <typename Event, typename Condition>
    bool waitFor(Condition condition)
    {
        return QTest::qWaitFor([&] {
            for (const relay::RelayEvent &event : events) {
                const auto *wanted = std::get_if<Event>(&event);
                if (wanted && condition(*wanted))
                    return true;
            }
            return false;
        });
    }

    QTemporaryDir folder;
    relay::DoorEvent door; ///< The backend's.
    relay::DoorEvent intermediary;
    service::StatusDoor status;
    relay::RelayEvents events;
    quint64 skippedFrames = 0;

private:
    std::unique_ptr<service::RelayService> m_service;
};

} // namespace neuro::testing

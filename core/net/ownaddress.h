// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"

#include <QBasicTimer>
#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QString>
#include <QUrl>

#include <functional>
#include <optional>

namespace neuro::net {

/// Where one of our own doors listens, or is going to.
struct OwnDoor
{
    /// An address, a name, or empty: both loopbacks.
    QString host;
    /// 0: not known yet, or any free one; clashes with nothing.
    quint16 port = 0;
    /// The key, variable or option that says so, for messages: "nakurity-backend.port".
    QString place;

    bool operator==(const OwnDoor &) const = default;
};

/// An upstream that leads back to this program.
struct DoorClash
{
    OwnDoor door;
    QHostAddress address; ///< By which it does.

    /// "the upstream ws://localhost:8000 (--upstream) is this relay's own door 127.0.0.1:8000
    /// (nakurity-backend.port); change one of the two". `upstreamPlace` may be empty.
    protocol::Phrase text(const QString &shownUrl, const QString &upstreamPlace) const;

    bool operator==(const DoorClash &) const = default;
};

/// The addresses that `host` means when no lookup is needed to tell: an address, "localhost", or
/// nothing (both loopbacks).
std::optional<QList<QHostAddress>> addressesWithoutLookup(const QString &host);

/// The port that a ws or wss URL means; 0 for another scheme.
quint16 upstreamPort(const QUrl &url);

/// What somebody who dials one of `upstream` reaches when a door listens on `door` and this
/// machine has `own` addresses (loopback ones need not be among them); nothing when it is not the
/// door. Wildcards count for every address of their family. Pure.
std::optional<QHostAddress> reachedAddress(const QList<QHostAddress> &upstream,
                                           const QList<QHostAddress> &door,
                                           const QList<QHostAddress> &own);

/// What names were found to mean. Keys are in lower case.
using KnownNames = QHash<QString, QList<QHostAddress>>;

/// The clash that shows without looking up a name; names count as elsewhere, but for `names`.
std::optional<DoorClash> evidentClash(const QUrl &upstream, const QList<OwnDoor> &doors,
                                      const KnownNames &names = {});

/// All addresses of a name; none when it has none. May take for ever.
using AddressLookup = std::function<QList<QHostAddress>(const QString &name)>;

/// Looks up the names that decide whether `upstream` is one of `doors`, those that have its port.
/// The result holds those that have an address.
///
/// Blocks for `timeoutMs` at most: for a program that starts, before it has an event loop. A name
/// that has no address by then is left out; its lookup goes on in a thread that nobody waits for.
/// `lookUp` is called there; an empty one asks the system.
KnownNames learnNames(const QUrl &upstream, const QList<OwnDoor> &doors, int timeoutMs,
                      const AddressLookup &lookUp = {});

/// Finds out whether an upstream is one of our own doors, names looked up, without blocking.
class OwnDoorCheck : public QObject
{
    Q_OBJECT

public:
    explicit OwnDoorCheck(QObject *parent = nullptr);
    ~OwnDoorCheck() override;

    /// finished() follows once, from the event loop, after `timeoutMs` at the latest. A name that
    /// cannot be looked up by then counts as elsewhere. Forgets what was started before.
    void start(const QUrl &upstream, const QList<OwnDoor> &doors, int timeoutMs);
    /// finished() will not follow.
    void cancel();

Q_SIGNALS:
    void finished(const std::optional<neuro::net::DoorClash> &clash);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void lookUp(const QString &host);
    void finish();
    std::optional<DoorClash> findClash() const;

    QString m_host;
    QList<OwnDoor> m_doors; ///< Those with the upstream's port.
    QHash<QString, QList<QHostAddress>> m_addresses;
    QList<int> m_lookups;
    QBasicTimer m_deadline;
};

} // namespace neuro::net

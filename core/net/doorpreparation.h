// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/detachedwork.h"
#include "net/doorcertificate.h"
#include "net/tlssettings.h"
#include "protocol/phrase.h"

#include <QHostAddress>
#include <QList>
#include <QString>
#include <QTimer>

#include <functional>
#include <optional>

namespace neuro::net {

/// Where a door opens.
struct DoorAddresses
{
    QList<QHostAddress> addresses; ///< At most limits::addressesPerName; empty: see `error`.
    protocol::Phrase error;
};

/// What has to be known before a door opens.
struct PreparedDoor
{
    using Certificate = protocol::Result<DoorCertificate, CertificateProblem>;

    DoorAddresses where;
    /// For the encrypted port; nothing when there is to be none.
    std::optional<Certificate> certificate;
};

/// Of a host as in BackendSettings::host. Blocks while a name other than localhost is looked up.
DoorAddresses doorAddresses(const QString &host);
/// Both. Blocks while the name is looked up, and while the files are read.
PreparedDoor prepareDoor(const QString &host, const TlsSettings &tls);
/// What those are told, with 1001, who are connected to a door that is closed to be opened anew.
protocol::Phrase whyDoorMoves();

/// The same without blocking, for doors that open while there are peers: name servers and disks are
/// asked in threads of their own. To be used in the thread that it was created in.
class DoorPreparation : public QObject
{
    Q_OBJECT

public:
    using Taker = std::function<void(const PreparedDoor &)>;

    /// Whom to ask: tests have others.
    struct Sources
    {
        std::function<DoorAddresses(const QString &host)> addresses = doorAddresses;
        std::function<PreparedDoor::Certificate(const QString &certificate, const QString &key)>
            certificate = readDoorCertificate;
        /// How long they may take; what is not known then is given up.
        int patienceMs = 10'000;
    };

    explicit DoorPreparation(QObject *parent = nullptr);
    explicit DoorPreparation(Sources sources, QObject *parent = nullptr);

    /// Gives up what was started before. `taker` is called once: at once when nobody has to be
    /// asked, from the event loop otherwise. What was not answered in time, or cannot be asked now,
    /// is an error in what it is given.
    void start(const QString &host, const TlsSettings &tls, Taker taker);
    /// Where the addresses are known.
    void start(const QList<QHostAddress> &addresses, const TlsSettings &tls, Taker taker);
    /// The taker is not called any more.
    void cancel();
    /// Whether there is a taker that waits.
    bool isActive() const { return static_cast<bool>(m_taker); }

private:
    void begin(const QString &host, const TlsSettings &tls, Taker taker);
    /// Empty, or why it cannot be asked now.
    QString ask(const DetachedWork::Work &work);
    bool isKnown() const { return m_where && (!m_tls.port || m_certificate); }
    void finishWhenKnown();
    void giveUp();
    void setNoAddress(const protocol::Phrase &why);
    void setNoCertificate(const protocol::Phrase &why);

    const Sources m_sources;
    DetachedWork m_work;
    QTimer m_patience;
    Taker m_taker;
    QString m_host;
    TlsSettings m_tls;
    std::optional<DoorAddresses> m_where;
    std::optional<PreparedDoor::Certificate> m_certificate;
};

} // namespace neuro::net

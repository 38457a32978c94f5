// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/doorpreparation.h"

#include "net/netlimits.h"
#include "net/netlogging.h"
#include "net/ownaddress.h"

#include <QHostInfo>

#include <utility>

namespace neuro::net {

using protocol::Phrase;
using protocol::phrase;

DoorAddresses doorAddresses(const QString &host)
{
    const QString name = host.trimmed();
    if (const auto known = addressesWithoutLookup(name))
        return {*known, {}};
    const QHostInfo found = QHostInfo::fromName(name);
    if (found.error() != QHostInfo::NoError || found.addresses().isEmpty())
        return {
            {},
            phrase(QT_TRANSLATE_NOOP(
                       "core", "%1: %2. Give an address of this machine, or leave the host empty."),
                   name, found.errorString())};
    return {found.addresses().first(
                qMin<qsizetype>(found.addresses().size(), limits::addressesPerName)),
            {}};
}

PreparedDoor prepareDoor(const QString &host, const TlsSettings &tls)
{
    PreparedDoor door;
    door.where = doorAddresses(host);
    if (tls.port)
        door.certificate = readDoorCertificate(tls.certificate, tls.key);
    return door;
}

Phrase whyDoorMoves()
{
    return phrase(QT_TRANSLATE_NOOP("core", "Neuro Relay opens this door anew, perhaps at another "
                                            "address: connect again"));
}

DoorPreparation::DoorPreparation(QObject *parent)
    : DoorPreparation(Sources(), parent)
{
}

DoorPreparation::DoorPreparation(Sources sources, QObject *parent)
    : QObject(parent)
    , m_sources(std::move(sources))
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &DoorPreparation::giveUp);
}

void DoorPreparation::start(const QString &host, const TlsSettings &tls, Taker taker)
{
    m_where.reset();
    if (const auto known = addressesWithoutLookup(host.trimmed()))
        m_where = DoorAddresses{*known, {}};
    begin(host.trimmed(), tls, std::move(taker));
}

void DoorPreparation::start(const QList<QHostAddress> &addresses, const TlsSettings &tls,
                            Taker taker)
{
    m_where = DoorAddresses{addresses, {}};
    begin({}, tls, std::move(taker));
}

void DoorPreparation::begin(const QString &host, const TlsSettings &tls, Taker taker)
{
    m_work.cancel();
    m_taker = std::move(taker);
    m_host = host;
    m_tls = tls;
    m_certificate.reset();
    m_patience.start(m_sources.patienceMs);
    QString problem;
    if (!m_where) {
        problem = ask([this, host, find = m_sources.addresses]() -> DetachedWork::Outcome {
            return [this, where = find(host)] {
                m_where = where;
            };
        });
        if (!problem.isEmpty())
            setNoAddress(phrase(QT_TRANSLATE_NOOP("core", "%1: its address could not be found out, "
                                                          "for name servers and disks cannot be "
                                                          "asked now. Try it again in a while, "
                                                          "give an address of this machine, or "
                                                          "leave the host empty."),
                                m_host));
    }
    if (tls.port) {
        problem = ask([this, tls, read = m_sources.certificate]() -> DetachedWork::Outcome {
            return [this, certificate = read(tls.certificate, tls.key)] {
                m_certificate = certificate;
            };
        });
        if (!problem.isEmpty())
            setNoCertificate(phrase(QT_TRANSLATE_NOOP("core", "%1 and %2 could not be read, for "
                                                              "name servers and disks cannot be "
                                                              "asked now; save again in a while"),
                                    m_tls.certificate, m_tls.key));
    }
    // The taker is told from the event loop of what could not be asked.
    if (isKnown() && !problem.isEmpty())
        m_patience.start(0);
    else
        finishWhenKnown();
}

QString DoorPreparation::ask(const DetachedWork::Work &work)
{
    const QString problem = m_work.start([this, work]() -> DetachedWork::Outcome {
        return [this, outcome = work()] {
            outcome();
            finishWhenKnown();
        };
    });
    if (!problem.isEmpty())
        qCWarning(lcNet, "%ls, %ls: name servers and disks cannot be asked now: %ls",
                  qUtf16Printable(m_host), qUtf16Printable(m_tls.certificate),
                  qUtf16Printable(problem));
    return problem;
}

void DoorPreparation::finishWhenKnown()
{
    if (!m_taker || !isKnown())
        return;
    m_patience.stop();
    m_work.cancel();
    // It may start another one.
    const Taker taker = std::exchange(m_taker, {});
    taker({*std::exchange(m_where, {}), std::exchange(m_certificate, {})});
}

void DoorPreparation::giveUp()
{
    if (!m_where)
        setNoAddress(phrase(QT_TRANSLATE_NOOP("core", "%1: its address could not be found out, for "
                                                      "the name server does not answer. Give an "
                                                      "address of this machine, or leave the host "
                                                      "empty."),
                            m_host));
    if (m_tls.port && !m_certificate)
        setNoCertificate(phrase(QT_TRANSLATE_NOOP("core", "%1 and %2 could not be read, for the "
                                                          "disk does not answer; see to it, or "
                                                          "name files on another one, and save "
                                                          "again"),
                                m_tls.certificate, m_tls.key));
    finishWhenKnown();
}

void DoorPreparation::setNoAddress(const Phrase &why)
{
    m_where = DoorAddresses{{}, why};
}

void DoorPreparation::setNoCertificate(const Phrase &why)
{
    m_certificate = CertificateProblem{CertificateProblem::File::Certificate, why};
}

void DoorPreparation::cancel()
{
    m_work.cancel();
    m_patience.stop();
    m_taker = {};
}

} // namespace neuro::net

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/readyline.h"

#include <utility>

namespace neuro::app {

using namespace Qt::StringLiterals;

namespace {

/// " status=http://127.0.0.1:8770"; nothing for a door that is closed.
QString part(const QString &name, const QString &scheme, const QStringList &addresses)
{
    return addresses.isEmpty() ? QString()
                               : u" %1=%2://%3"_s.arg(name, scheme, addresses.constFirst());
}

} // namespace

ReadyLine::ReadyLine(const config::RelayConfig &config)
    : m_isIntermediaryChosen(config.intermediary.addressIsSet)
    , m_isStatusChosen(config.status.addressIsSet || config.status.randyPort.has_value())
{
}

void ReadyLine::take(const relay::DoorEvent &door)
{
    switch (door.door) {
    case relay::Door::Backend:
        m_backend = part(u"backend"_s, u"ws"_s, door.addresses) +
                    part(u"backend-tls"_s, u"wss"_s, door.encryptedAddresses);
        if (!door.listening)
            fail(true, u"games"_s, door.error, u"--backend [HOST:]PORT"_s);
        failEncrypted(u"games"_s, door.encryptedError);
        break;
    case relay::Door::Intermediary:
        m_intermediary = part(u"intermediary"_s, u"ws"_s, door.addresses) +
                         part(u"intermediary-tls"_s, u"wss"_s, door.encryptedAddresses);
        if (!door.error.isEmpty())
            fail(m_isIntermediaryChosen, u"integrations and watchers"_s, door.error,
                 u"--intermediary [HOST:]PORT|off"_s);
        failEncrypted(u"integrations and watchers"_s, door.encryptedError);
        break;
    case relay::Door::Hub:
    case relay::Door::Upstream:
        break;
    }
}

void ReadyLine::take(const service::StatusDoor &door)
{
    m_status = part(u"status"_s, u"http"_s, door.addresses) +
               part(u"status-tls"_s, u"https"_s, door.encryptedAddresses) +
               part(u"randy"_s, u"http"_s, door.randyAddresses);
    if (!door.error.isEmpty())
        fail(m_isStatusChosen, u"status requests"_s, door.error,
             u"--status [HOST:]PORT|off or --randy PORT"_s);
    failEncrypted(u"status requests"_s, door.encryptedError);
}

void ReadyLine::fail(bool isFatal, const QString &what, const protocol::Phrase &why,
                     const QString &option)
{
    const QString text = u"cannot listen for %1: %2; choose another address with %3"_s.arg(
        what, why.english(), option);
    (isFatal ? m_error : m_warning) = text;
}

/// Whoever configured encryption must not believe that it is there. That a plain port does not open
/// comes first: it is the reason for the rest.
void ReadyLine::failEncrypted(const QString &what, const protocol::Phrase &why)
{
    if (!why.isEmpty() && m_error.isEmpty())
        m_error = u"there is no encrypted port for %1: %2; it is set by the section \"tls\" and by "
                  "this door's tls_port in the configuration file"_s.arg(what, why.english());
}

QString ReadyLine::takeError()
{
    if (m_isDone || m_error.isEmpty())
        return {};
    m_isDone = true;
    return m_error;
}

QString ReadyLine::takeWarning()
{
    return std::exchange(m_warning, {});
}

std::optional<QString> ReadyLine::takeLine()
{
    if (m_isDone || !m_backend || !m_intermediary || !m_status)
        return std::nullopt;
    m_isDone = true;
    return u"ready"_s + *m_backend + *m_intermediary + *m_status;
}

} // namespace neuro::app

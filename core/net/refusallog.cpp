// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/refusallog.h"

#include "net/netlogging.h"

#include <QString>

namespace neuro::net {

using namespace Qt::Literals::StringLiterals;
using relay::RegistrationRefusedEvent;

namespace {

/// Everybody can make this log grow, so it grows slowly.
constexpr int pauseMs = 1000;

} // namespace

RefusalLog::RefusalLog(const char *what)
    : m_what(what)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    QObject::connect(&m_pause, &QTimer::timeout, &m_pause, [this] {
        if (m_unlogged > 0)
            write();
    });
}

void RefusalLog::note(const RegistrationRefusedEvent &refusal)
{
    m_last = refusal;
    ++m_unlogged;
    if (!m_pause.isActive())
        write();
}

void RefusalLog::write()
{
    const QString more = m_unlogged > 1 ? u", and %1 before it"_s.arg(m_unlogged - 1) : QString();
    qCWarning(lcNet, "%s from %ls was refused (%ls; type \"%ls\", name \"%ls\")%ls", m_what,
              qUtf16Printable(m_last.address),
              qUtf16Printable(
                  QString(relay::nameOf(m_last.reason, RegistrationRefusedEvent::reasonNames))),
              qUtf16Printable(m_last.type), qUtf16Printable(m_last.name), qUtf16Printable(more));
    m_unlogged = 0;
    m_pause.start();
}

} // namespace neuro::net

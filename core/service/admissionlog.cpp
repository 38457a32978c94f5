// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/admissionlog.h"

#include "protocol/codec.h"

namespace neuro::service {

using namespace Qt::StringLiterals;

void AdmissionLog::refused(const QString &origin, const QString &address)
{
    if (origin.isEmpty()) {
        m_warning.warn(u"a connection from %1 to the %2 door was refused (403): only 127.0.0.1 and "
                       "::1 need no permission. To let it in, add it, or its network, to %2.allow "
                       "in the configuration"_s.arg(address, m_door));
        return;
    }
    m_warning.warn(u"a connection of the web page \"%1\" to the %2 door was refused (403). To let "
                   "it in, add it to %2.allowed_origins in the configuration"_s.arg(
                       protocol::quoteForMessage(origin), m_door));
}

} // namespace neuro::service

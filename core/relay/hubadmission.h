// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/hubmessage.h"
#include "relay/hubrules.h"
#include "relay/relayevent.h"

#include <QString>

#include <optional>

/// Who may be a hub client. Pure.
namespace neuro::relay {

/// What somebody at the hub has shown of the token; the token itself stays outside.
enum class HubToken {
    None,
    Wrong,
    Weak, ///< Right, but good for this computer only, and the peer is none of its programs.
    Right,
};

/// Somebody who wants to be a hub client: what the address that was connected to says, decoded.
struct HubRequest
{
    /// Nothing when it is no text in UTF-8.
    std::optional<QString> clientId;
    /// Nothing when the address names none.
    std::optional<QString> clientType;
    /// A token stood where one of these belongs; it was taken out.
    bool isSecretMisplaced = false;
    HubToken token = HubToken::None;
    /// A program on this computer: it came from loopback, and is no web page.
    bool isLocalProgram = false;
    QString address; ///< "127.0.0.1:51234"
    QString host;    ///< The same without the port.
};

/// Why somebody may not be a hub client.
struct HubRejection
{
    RegistrationRefusedEvent::Reason reason = RegistrationRefusedEvent::Reason::BadToken;
    protocol::HubFault fault;
};

/// Nothing when `request` is all right. The token is looked at first.
std::optional<HubRejection> rejectionOf(const HubRequest &request, const HubRules &rules);

/// The type that `request` asks for; nothing when there is no such type.
std::optional<protocol::HubClientType> requestedType(const HubRequest &request);

} // namespace neuro::relay

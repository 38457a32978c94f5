// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/hubadmission.h"

#include <QHostAddress>
#include <QStringList>
#include <QtGlobal>

/// Reads what the request of a hub client says about it:
/// `/ws/CLIENT_ID?client_type=TYPE&token=TOKEN`. Pure.
namespace neuro::net {

class RequestHead;
class TokenCheck;

/// `secrets` are the tokens that `tokens` knows; with none of them what a client shows counts for
/// nothing. The token of a request is not in the result, wherever in the request it stood: in the
/// query, in the field Authorization, or by mistake in the id or the type.
relay::HubRequest readHubRequest(const RequestHead &head, const QHostAddress &peer, quint16 port,
                                 const TokenCheck &tokens, const QStringList &secrets);

} // namespace neuro::net

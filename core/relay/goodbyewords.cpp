// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/goodbyewords.h"

#include "relay/types.h"

namespace neuro::relay {

using protocol::Phrase;
using protocol::phrase;

namespace {

Phrase codeWithReason(const Goodbye &goodbye)
{
    return goodbye.reason.isEmpty()
               ? phrase(QT_TRANSLATE_NOOP("core", "code %1"), QString::number(goodbye.closeCode))
               : phrase(QT_TRANSLATE_NOOP("core", "code %1: %2"),
                        QString::number(goodbye.closeCode), goodbye.reason);
}

Phrase ourGoodbye(const Goodbye &goodbye)
{
    const Phrase code = codeWithReason(goodbye);
    switch (static_cast<CloseCode>(goodbye.closeCode)) {
    case CloseCode::ProtocolError:
        return phrase(QT_TRANSLATE_NOOP("core", "the relay closed the connection, as the game sent "
                                                "no valid WebSocket frame (%1). Leave frames to a "
                                                "WebSocket library, and let one thread at a time "
                                                "write to it"),
                      code);
    case CloseCode::NotUtf8:
        return phrase(QT_TRANSLATE_NOOP("core", "the relay closed the connection, as a text "
                                                "message of the game is not UTF-8 (%1). Encode "
                                                "every text message as UTF-8"),
                      code);
    case CloseCode::TooLarge:
        return phrase(QT_TRANSLATE_NOOP("core", "the relay closed the connection, as a message of "
                                                "the game is larger than it takes (%1). Send less "
                                                "in one message, or raise limits.message"),
                      code);
    case CloseCode::Normal:
    case CloseCode::GoingAway:
    case CloseCode::Policy:
    case CloseCode::TryAgainLater:
        break;
    }
    return {};
}

Phrase peersGoodbye(const Goodbye &goodbye)
{
    const Phrase code = codeWithReason(goodbye);
    if (goodbye.closeCode == static_cast<int>(CloseCode::TooLarge))
        return phrase(QT_TRANSLATE_NOOP("core", "the game closed the connection, as a message of "
                                                "the relay's is larger than the game's WebSocket "
                                                "library takes (%1). Let the library take larger "
                                                "messages"),
                      code);
    return phrase(QT_TRANSLATE_NOOP("core", "the game closed the connection: its WebSocket library "
                                            "found fault with a message of the relay's (%1). Look "
                                            "at the last messages to the game and at what its "
                                            "library logs; another version of the library may take "
                                            "them"),
                  code);
}

Phrase somebodysGoodbye(const Goodbye &goodbye)
{
    return goodbye.reason.isEmpty()
               ? phrase(QT_TRANSLATE_NOOP("core", "the connection ended with code %1, over a "
                                                  "message that the relay or the game's WebSocket "
                                                  "library could not take"),
                        QString::number(goodbye.closeCode))
               : phrase(QT_TRANSLATE_NOOP("core", "the connection ended with code %1, over a "
                                                  "message that the relay or the game's WebSocket "
                                                  "library could not take: %2"),
                        QString::number(goodbye.closeCode), goodbye.reason);
}

bool isOverMessage(int closeCode)
{
    return closeCode == static_cast<int>(CloseCode::ProtocolError) ||
           closeCode == static_cast<int>(CloseCode::NotUtf8) ||
           closeCode == static_cast<int>(CloseCode::TooLarge);
}

} // namespace

Phrase goodbyeOverMessage(const Goodbye &goodbye)
{
    if (!isOverMessage(goodbye.closeCode))
        return {};
    switch (goodbye.by) {
    case Goodbye::By::Unknown:
        return somebodysGoodbye(goodbye);
    case Goodbye::By::Us:
        return ourGoodbye(goodbye);
    case Goodbye::By::Peer:
        return peersGoodbye(goodbye);
    }
    return {};
}

} // namespace neuro::relay

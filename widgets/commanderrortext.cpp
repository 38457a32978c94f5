// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/commanderrortext.h"

#include "models/phrasetext.h"
#include "widgets/plaintext.h"

#include <QCoreApplication>

namespace neuro::ui {

using relay::CommandError;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CommandError)
};

constexpr qsizetype particularsCharacters = 300;

/// Whether it was for all games.
bool isForAll(const relay::OperatorEvent &result)
{
    return result.peer == 0 && result.force == 0;
}

QString sentence(const relay::OperatorEvent &result)
{
    switch (result.code) {
    case CommandError::None:
        return {};
    case CommandError::UnknownForce:
        return Words::tr("This force is already over.");
    case CommandError::AlreadyAnswered:
        return Words::tr("This force was answered already; the game's result is awaited.");
    case CommandError::UnknownGame:
        return isForAll(result) ? Words::tr("No game is connected. Try again when one is.")
                                : Words::tr("The game has left. Try again when it is connected.");
    case CommandError::UnknownAction:
        return Words::tr("The game does not offer this action, or no longer. Choose another one.");
    case CommandError::InvalidData:
        return Words::tr("The data does not fit the action's schema. Correct it and try again.");
    case CommandError::NoSample:
        return Words::tr("No data could be made for the allowed actions. Answer by hand.");
    case CommandError::TooManyInFlight:
        return Words::tr("Too many actions await their results. Wait until the game has answered.");
    case CommandError::NoDeciders:
        return Words::tr("Nobody would decide: choose at least one decider.");
    case CommandError::NoUpstream:
        return Words::tr("No upstream is configured. Name Neuro's server in the configuration.");
    case CommandError::TooLarge:
        return Words::tr("The message is too long. Send a shorter one.");
    case CommandError::TooManyKept:
        return Words::tr("Too much is muted, blocked or hidden. Take some of it back first.");
    case CommandError::UpstreamConnected:
        return Words::tr("An upstream is connected. Disconnect it first, then try again.");
    case CommandError::OutOfRange:
        return Words::tr("A setting is out of its range. Correct it and try again.");
    }
    return {};
}

/// Whether the particulars say more than the sentence does.
bool hasParticulars(const relay::OperatorEvent &result)
{
    const CommandError code = result.code;
    // The test bench is locked as a whole; of a raw message it says what is wrong with it.
    if (code == CommandError::UpstreamConnected)
        return result.what == u"send_to_games";
    return code == CommandError::InvalidData || code == CommandError::NoSample ||
           code == CommandError::UnknownAction || code == CommandError::TooLarge ||
           code == CommandError::TooManyKept || code == CommandError::OutOfRange;
}

} // namespace

QString commandErrorText(const relay::OperatorEvent &result)
{
    const QString particulars = singleLine(models::translated(result.error), particularsCharacters);
    if (result.code == CommandError::None)
        return particulars;
    const QString text = sentence(result);
    if (result.error.isEmpty() || !hasParticulars(result))
        return text;
    return Words::tr("%1 (%2)", "sentence, particulars").arg(text, particulars);
}

} // namespace neuro::ui

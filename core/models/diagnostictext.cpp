// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/diagnostictext.h"

#include <QCoreApplication>

#include <array>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;
using protocol::DiagnosticKey;

namespace {

const QString specification =
    u"https://github.com/VedalAI/neuro-sdk/blob/main/API/SPECIFICATION.md"_s;

/// The headings of the specification that rules refer to.
enum class Part {
    Whole,
    ActionType,
    Startup,
    Context,
    Register,
    Unregister,
    Force,
    Result,
};

struct Heading
{
    const char *title;
    const char *anchor; ///< As GitHub makes it.
};

constexpr std::array headings = {
    Heading{"Neuro API Specification", "neuro-api-specification"},
    Heading{"Action", "action"},
    Heading{"Startup", "startup"},
    Heading{"Context", "context"},
    Heading{"Register Actions", "register-actions"},
    Heading{"Unregister Actions", "unregister-actions"},
    Heading{"Force Actions", "force-actions"},
    Heading{"Action Result", "action-result"},
};
static_assert(headings.size() == static_cast<std::size_t>(Part::Result) + 1);

struct Entry
{
    DiagnosticKey key;
    Part part;
    const char *title;
    const char *meaning;
    const char *advice;
};

constexpr std::array entries = {
    Entry{
        DiagnosticKey::MessageInvalid, Part::Whole,
        QT_TRANSLATE_NOOP("Diagnostics", "Message refused"),
        QT_TRANSLATE_NOOP(
            "Diagnostics",
            "The relay could not use a message of the game, or a part of it, and ignored that; or "
            "the connection ended over a message that one of the two could not take. The real "
            "Neuro may close the connection over such a message, too."),
        QT_TRANSLATE_NOOP(
            "Diagnostics",
            "The detail names the place in the message and what should be there: go to the "
            "message and compare it with the specification. When the connection ended, the "
            "detail says who closed it and what to change.")},
    Entry{DiagnosticKey::MessageUnknownCommand, Part::Whole,
          QT_TRANSLATE_NOOP("Diagnostics", "Unknown command"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "The game sent a command that the Neuro API does not have. The relay does nothing "
              "with it but to pass it on to the real Neuro while she is connected."),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "Look for a slip in the command's name. If the game uses a newer version of the "
              "API, this can be muted.")},
    Entry{DiagnosticKey::MessageBinary, Part::Whole,
          QT_TRANSLATE_NOOP("Diagnostics", "Binary message"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "The game sent binary data. The Neuro API is text only, so it was ignored; Neuro "
              "would not understand it either."),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "Send every message as a text frame: many WebSocket libraries have two functions "
              "to send with.")},
    Entry{DiagnosticKey::MessageUnknownField, Part::Whole,
          QT_TRANSLATE_NOOP("Diagnostics", "Unknown field"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "A message holds a field that the Neuro API does not know. The field has no "
              "effect."),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "Look for a slip in the field's name, or for a field at the wrong level of the "
              "message; otherwise leave it out.")},
    Entry{DiagnosticKey::MessageDuplicateKey, Part::Whole,
          QT_TRANSLATE_NOOP("Diagnostics", "Same field twice"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "An object in a message has two fields of the same name. The last one counts here; "
              "other programs may take the first one."),
          QT_TRANSLATE_NOOP("Diagnostics",
                            "Write each field once. A JSON library does that by itself.")},
    Entry{DiagnosticKey::GameRenamed, Part::Whole,
          QT_TRANSLATE_NOOP("Diagnostics", "Game changed its name"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "A message has another game's name than the first one of this connection. It was "
              "taken as one of the first name."),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "Send the same name with every message, and use a connection of its own for each "
              "game.")},
    Entry{DiagnosticKey::GameEmpty, Part::Whole,
          QT_TRANSLATE_NOOP("Diagnostics", "Game without a name"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "The field “game” is empty, so neither Neuro nor the operator can tell whose "
              "message it is."),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "Send the game's display name, with spaces and capitals, in every message.")},
    Entry{
        DiagnosticKey::StartupMissing, Part::Startup,
        QT_TRANSLATE_NOOP("Diagnostics", "Did not start with “startup”"),
        QT_TRANSLATE_NOOP(
            "Diagnostics",
            "The first message of the connection was another one. The relay serves the game "
            "all the same; Neuro may still know actions of an earlier session."),
        QT_TRANSLATE_NOOP("Diagnostics",
                          "Send “startup” as the first message after each connecting, also after a "
                          "reconnect.")},
    Entry{DiagnosticKey::StartupRepeated, Part::Startup,
          QT_TRANSLATE_NOOP("Diagnostics", "Second “startup”"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "The game sent “startup” again on the same connection. That takes back all of its "
              "actions and forces."),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "Send “startup” once for each connection. To take actions back, unregister "
              "them.")},
    Entry{
        DiagnosticKey::StartupLate, Part::Startup,
        QT_TRANSLATE_NOOP("Diagnostics", "Late “startup”"),
        QT_TRANSLATE_NOOP(
            "Diagnostics",
            "More than half a second went by between the connecting and “startup”. Until then "
            "nobody knows what game it is."),
        QT_TRANSLATE_NOOP("Diagnostics",
                          "Send “startup” as soon as the connection is open, not when the game has "
                          "loaded.")},
    Entry{DiagnosticKey::StartupReregisterNeeded, Part::Startup,
          QT_TRANSLATE_NOOP("Diagnostics", "Registers only when it is asked to"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "After connecting, the game waited until the relay asked for its actions. The real "
              "Neuro may not ask, and would then have no action of it."),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "Send “startup” and register the actions unasked after each connecting. Some SDKs "
              "do not do that after a reconnect: an update may help.")},
    Entry{
        DiagnosticKey::RegisterIdentical, Part::Register,
        QT_TRANSLATE_NOOP("Diagnostics", "Action registered again"),
        QT_TRANSLATE_NOOP(
            "Diagnostics",
            "The game registered an action that is registered already, in the same words. "
            "Nothing changes."),
        QT_TRANSLATE_NOOP("Diagnostics", "Harmless. Registering only what is new saves messages.")},
    Entry{DiagnosticKey::RegisterConflict, Part::Register,
          QT_TRANSLATE_NOOP("Diagnostics", "Registered action cannot be changed"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "The game registered an action again with another description or schema. The first "
              "one stays: Neuro does not learn of the change."),
          QT_TRANSLATE_NOOP("Diagnostics", "Unregister the action first, then register it anew.")},
    Entry{DiagnosticKey::RegisterChurn, Part::Register,
          QT_TRANSLATE_NOOP("Diagnostics", "Actions change all the time"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "More than 20 messages in 10 seconds registered or unregistered actions. Neuro is "
              "told of each change and can hardly keep up."),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "Register what is possible for some time, several actions in one message, and "
              "answer an action that does not fit just now with a failure.")},
    Entry{DiagnosticKey::UnregisterNeverRegistered, Part::Unregister,
          QT_TRANSLATE_NOOP("Diagnostics", "Unregistered an unknown action"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "The game took back an action that it has never registered. Nothing changes, but "
              "the action that was meant may still be there."),
          QT_TRANSLATE_NOOP("Diagnostics", "Look for a slip in the action's name.")},
    Entry{DiagnosticKey::UnregisterInactive, Part::Unregister,
          QT_TRANSLATE_NOOP("Diagnostics", "Unregistered an action twice"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "The game took back an action that was taken back before. Nothing changes."),
          QT_TRANSLATE_NOOP("Diagnostics", "Harmless.")},
    Entry{DiagnosticKey::ActionNameStyle, Part::ActionType,
          QT_TRANSLATE_NOOP("Diagnostics", "Unusual action name"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "The name of an action has other characters than small letters, digits, “_” and "
              "“-”. Towards Neuro each of them becomes “_”."),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "Name actions like “join_friend_lobby”; what people should read belongs into the "
              "description.")},
    Entry{
        DiagnosticKey::ActionNoDescription, Part::ActionType,
        QT_TRANSLATE_NOOP("Diagnostics", "Action without description"),
        QT_TRANSLATE_NOOP("Diagnostics",
                          "An action does not say what it does. Neuro has only its name to go by."),
        QT_TRANSLATE_NOOP("Diagnostics",
                          "Describe in plain text what the action does and when to use it.")},
    Entry{DiagnosticKey::SchemaNotObject, Part::ActionType,
          QT_TRANSLATE_NOOP("Diagnostics", "Schema is not of type “object”"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "The schema of an action asks for something else than an object. It is passed on "
              "as it is, but data for it cannot be checked here."),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "Give the schema the type “object” and make the value a property of it.")},
    Entry{DiagnosticKey::SchemaUnsupportedKeyword, Part::ActionType,
          QT_TRANSLATE_NOOP("Diagnostics", "Schema uses what Neuro may not support"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "The schema of an action has a keyword that Neuro probably does not heed, so her "
              "data may break it."),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "Write the schema without it, say the rule in the description, and check the data "
              "in the game in any case.")},
    Entry{DiagnosticKey::SchemaEmpty, Part::ActionType,
          QT_TRANSLATE_NOOP("Diagnostics", "Schema says nothing"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "The schema of an action allows any data, so Neuro does not know what to send."),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "List the properties that the game needs. Leave the schema out when the action "
              "takes no data.")},
    Entry{DiagnosticKey::SchemaInvalid, Part::ActionType,
          QT_TRANSLATE_NOOP("Diagnostics", "Invalid schema"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "The schema of an action is not a valid JSON Schema. The action is kept, but its "
              "data cannot be checked, and Neuro may make nothing of it."),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "Correct the place that the detail names. “neuro-relay check-action” judges a "
              "schema before it is used.")},
    Entry{
        DiagnosticKey::ForceEmpty, Part::Force,
        QT_TRANSLATE_NOOP("Diagnostics", "Force without actions"),
        QT_TRANSLATE_NOOP(
            "Diagnostics",
            "A force lists no action to choose from. It was refused, since nobody could answer "
            "it."),
        QT_TRANSLATE_NOOP("Diagnostics",
                          "List the names of the registered actions that Neuro may choose from.")},
    Entry{DiagnosticKey::ForceAllUnregistered, Part::Force,
          QT_TRANSLATE_NOOP("Diagnostics", "Force with unknown actions only"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "None of the actions that a force lists is registered. It was refused, since "
              "nobody could answer it."),
          QT_TRANSLATE_NOOP("Diagnostics",
                            "Register the actions before the force, and compare the names.")},
    Entry{DiagnosticKey::ForceSomeUnregistered, Part::Force,
          QT_TRANSLATE_NOOP("Diagnostics", "Force with an unknown action"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "One or more actions of a force are not registered. Only the others can be "
              "chosen."),
          QT_TRANSLATE_NOOP("Diagnostics",
                            "Register the actions before the force, and compare the names.")},
    Entry{DiagnosticKey::ForceOverlapping, Part::Force,
          QT_TRANSLATE_NOOP("Diagnostics", "Force while another one is open"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "The game sent a force before its last one was over. It waits here, and "
              "is refused when too many wait; the real Neuro can handle one at a time only."),
          QT_TRANSLATE_NOOP("Diagnostics",
                            "Wait for the action and send its result before the next force.")},
    Entry{DiagnosticKey::ForceWhileResultPending, Part::Force,
          QT_TRANSLATE_NOOP("Diagnostics", "Force before the result"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "The game sent a force while it still owed the result of an action. Neuro waits "
              "for that result first."),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "Send the result as soon as the action's data is checked, then the next force.")},
    Entry{DiagnosticKey::ForcePriority, Part::Force,
          QT_TRANSLATE_NOOP("Diagnostics", "Unknown priority"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "The priority of a force is none of low, medium, high and critical. It counts as "
              "low here."),
          QT_TRANSLATE_NOOP("Diagnostics",
                            "Use one of the four words, or leave the field out for low.")},
    Entry{DiagnosticKey::ResultSlow, Part::Result, QT_TRANSLATE_NOOP("Diagnostics", "Slow result"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "The game took more than half a second to answer an action. Neuro stands still for "
              "so long."),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "Send the result when the data is checked, before the action is played out.")},
    Entry{DiagnosticKey::ResultTimeout, Part::Result,
          QT_TRANSLATE_NOOP("Diagnostics", "No result in time"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "The game did not answer an action in time. Neuro was told so; a later result "
              "is ignored."),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "Answer every action, also one that cannot be done or whose data is wrong. See "
              "whether the game hangs or waits for the player.")},
    Entry{DiagnosticKey::ResultUnexpected, Part::Result,
          QT_TRANSLATE_NOOP("Diagnostics", "Result for no action"),
          QT_TRANSLATE_NOOP("Diagnostics",
                            "A result has an id that no action of this connection had. It was "
                            "ignored, and the action that was meant still waits."),
          QT_TRANSLATE_NOOP("Diagnostics", "Send back the id of the action as it came.")},
    Entry{DiagnosticKey::ResultRepeated, Part::Result,
          QT_TRANSLATE_NOOP("Diagnostics", "Second or late result"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "The game answered an action that is over: it was answered before, its time was up, "
              "or the game has started up again since. The result was ignored."),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "Send one result for each action, in time. What happens later is a context.")},
    Entry{DiagnosticKey::ResultSilentFailure, Part::Result,
          QT_TRANSLATE_NOOP("Diagnostics", "Failure without a reason"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "A result says that an action failed, but not why. Neuro may try the same thing "
              "again."),
          QT_TRANSLATE_NOOP("Diagnostics",
                            "Say in “message” what was wrong and what would be right.")},
    Entry{DiagnosticKey::ResultAfterUnregister, Part::Result,
          QT_TRANSLATE_NOOP("Diagnostics", "Failed after it was unregistered"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "A forced action failed, but the game had unregistered it by then: Neuro cannot "
              "try again, and the force may hang."),
          QT_TRANSLATE_NOOP("Diagnostics",
                            "Unregister the actions of a force only after a success.")},
    Entry{DiagnosticKey::ContextFlood, Part::Context,
          QT_TRANSLATE_NOOP("Diagnostics", "Too many contexts"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "The game sent more than 10 contexts in a second. They crowd everything else out "
              "of what Neuro remembers."),
          QT_TRANSLATE_NOOP("Diagnostics",
                            "Tell what matters, and put several small things into one message.")},
    Entry{DiagnosticKey::ContextHeading, Part::Context,
          QT_TRANSLATE_NOOP("Diagnostics", "Context starts with a heading"),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "A context begins with a Markdown heading, which sets it apart in what Neuro reads "
              "as if it were a document of its own."),
          QT_TRANSLATE_NOOP(
              "Diagnostics",
              "Write contexts as plain sentences. Markdown belongs into the state of a force.")},
    Entry{
        DiagnosticKey::ContextJson, Part::Context,
        QT_TRANSLATE_NOOP("Diagnostics", "Context is JSON"),
        QT_TRANSLATE_NOOP("Diagnostics",
                          "A context is raw JSON. Neuro reads it word for word, brackets and all."),
        QT_TRANSLATE_NOOP("Diagnostics", "Say the same in a sentence.")},
};

consteval bool isInOrder()
{
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (entries[i].key != static_cast<DiagnosticKey>(i))
            return false;
    }
    return true;
}
static_assert(entries.size() == protocol::diagnosticTable.size() && isInOrder());

const Entry &entryOf(DiagnosticKey key)
{
    return entries[static_cast<std::size_t>(key)];
}

const Heading &headingOf(DiagnosticKey key)
{
    return headings[static_cast<std::size_t>(entryOf(key).part)];
}

QString translated(const char *text)
{
    return QCoreApplication::translate("Diagnostics", text);
}

} // namespace

QString diagnosticTitle(DiagnosticKey key)
{
    return translated(entryOf(key).title);
}

QString diagnosticMeaning(DiagnosticKey key)
{
    return translated(entryOf(key).meaning);
}

QString diagnosticAdvice(DiagnosticKey key)
{
    return translated(entryOf(key).advice);
}

QUrl diagnosticLink(DiagnosticKey key)
{
    QUrl url(specification);
    url.setFragment(QString::fromLatin1(headingOf(key).anchor));
    return url;
}

QString diagnosticLinkTitle(DiagnosticKey key)
{
    return QString::fromLatin1(headingOf(key).title);
}

QString severityText(protocol::Severity severity)
{
    switch (severity) {
    case protocol::Severity::Info:
        return QCoreApplication::translate("Diagnostics", "info");
    case protocol::Severity::Warning:
        return QCoreApplication::translate("Diagnostics", "warning");
    case protocol::Severity::Error:
        return QCoreApplication::translate("Diagnostics", "error");
    }
    return {};
}

} // namespace neuro::models

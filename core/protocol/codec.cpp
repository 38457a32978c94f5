// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/codec.h"

#include "protocol/actionreader.h"
#include "protocol/integrationcommand.h"
#include "protocol/json.h"
#include "protocol/objectreader.h"

#include <algorithm>
#include <array>
#include <span>

namespace neuro::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

/// One C SDK spells `action/result` so.
constexpr QByteArrayView misspeltResult = "action:result";
/// Bytes of a command that may be a known one, misspelt.
constexpr qsizetype longestMisspelling = 64;

template <std::size_t size>
bool isAmong(const std::array<const char *, size> &commands, QByteArrayView command)
{
    return std::any_of(commands.begin(), commands.end(),
                       [command](const char *name) { return command == name; });
}

/// The command that somebody probably meant who wrote "Actions.Register "; empty when none.
QByteArray closestCommand(QByteArrayView command)
{
    if (command.size() > longestMisspelling)
        return {};
    QByteArray guess = command.trimmed().toByteArray().toLower();
    guess.replace('.', '/').replace(':', '/').replace('\\', '/');
    return isAmong(gameCommands, guess) ? guess : QByteArray();
}

Phrase explainUnknownCommand(QByteArrayView command)
{
    const QString quoted = quoteForMessage(QString::fromUtf8(command));
    if (isAmong(serverCommands, command)) {
        return phrase(
            QT_TRANSLATE_NOOP("core", "\"%1\" is sent by the server only, never by a game"),
            quoted);
    }
    if (const QByteArray guess = closestCommand(command); !guess.isEmpty()) {
        return phrase(QT_TRANSLATE_NOOP("core", "\"%1\" is no command; did you mean \"%2\"?"),
                      quoted, QString::fromLatin1(guess));
    }
    QStringList known;
    for (const char *name : gameCommands)
        known.append(QString::fromLatin1(name));
    return phrase(QT_TRANSLATE_NOOP("core", "\"%1\" is no command; games send %2"), quoted,
                  known.join(u", "_s));
}

/// Reads one parsed message. Lives for one call of decodeGameMessage().
class GameMessageReader
{
public:
    GameMessageReader(const JsonDocument &document, const Limits &limits,
                      const QString *assumedGame = nullptr)
        : m_document(document)
        , m_limits(limits)
        , m_assumedGame(assumedGame)
    {
    }

    Result<DecodedGameMessage, UndecodedMessage> read();

private:
    using Alternative = GameMessage (GameMessageReader::*)(ObjectReader &data);

    struct Command
    {
        Alternative read;
        bool needsData;
    };

    GameMessage readStartup(ObjectReader &data);
    GameMessage readContext(ObjectReader &data);
    GameMessage readRegister(ObjectReader &data);
    GameMessage readUnregister(ObjectReader &data);
    GameMessage readForce(ObjectReader &data);
    GameMessage readResult(ObjectReader &data);
    GameMessage readShutdownReady(ObjectReader &data);

    /// In the order of gameCommands.
    static constexpr std::array<Command, gameCommands.size()> commands = {{
        {&GameMessageReader::readStartup, false},
        {&GameMessageReader::readContext, true},
        {&GameMessageReader::readRegister, true},
        {&GameMessageReader::readUnregister, true},
        {&GameMessageReader::readForce, true},
        {&GameMessageReader::readResult, true},
        {&GameMessageReader::readShutdownReady, false},
    }};

    const Command *findCommand(QByteArrayView name);
    void readPriority(ObjectReader &data, ForceActions &force);
    UndecodedMessage refused(const Refusal &refusal) const;

    const JsonDocument &m_document;
    const Limits &m_limits;
    const QString *const m_assumedGame; ///< Where `game` is absent; null: it must not be.
    FindingList m_findings;
    QList<Refusal> m_refusedActions;
};

Result<DecodedGameMessage, UndecodedMessage> GameMessageReader::read()
{
    const JsonValue root = m_document.root();
    if (!root.isObject()) {
        return refused({Reason::WrongType, QString(),
                        phrase(QT_TRANSLATE_NOOP("core", "a message must be a JSON object, not %1"),
                               describeType(root))});
    }
    ObjectReader envelope(root, {});
    const JsonValue commandName = envelope.required("command", JsonValue::Type::String);
    const bool isGameAssumed = m_assumedGame && !hasGame(root);
    const JsonValue game =
        isGameAssumed ? JsonValue() : envelope.required("game", JsonValue::Type::String);
    ActionReader::checkSize(envelope, u"game"_s, game.utf8().size(), m_limits.gameName);
    if (envelope.refusal())
        return refused(*envelope.refusal());
    const Command *command = findCommand(commandName.utf8());
    if (!command) {
        return refused(
            {Reason::UnknownCommand, u"command"_s, explainUnknownCommand(commandName.utf8())});
    }
    const JsonValue dataObject = envelope.optionalObject("data");
    if (command->needsData && dataObject.isAbsent()) {
        envelope.refuse(Reason::MissingField, u"data"_s,
                        phrase(QT_TRANSLATE_NOOP("core", "\"data\" is missing; %1 needs it"),
                               QString::fromUtf8(commandName.utf8())));
    }
    if (envelope.refusal())
        return refused(*envelope.refusal());

    ObjectReader data(dataObject, {"data"});
    DecodedGameMessage decoded{
        isGameAssumed ? *m_assumedGame : game.toString(), (this->*command->read)(data), {}, {}};
    if (data.refusal())
        return refused(*data.refusal());
    static constexpr std::array<QByteArrayView, 4> known = {"command", "game", "data",
                                                            "main_thread"};
    envelope.warnAboutOthers(known, m_findings);
    if (QStringView(decoded.game).trimmed().isEmpty())
        m_findings.add(DiagnosticKey::GameEmpty,
                       phrase(QT_TRANSLATE_NOOP("core", "\"game\" should be the display name")));
    if (const QString key = m_document.firstDuplicateKey(); !key.isEmpty())
        m_findings.add(DiagnosticKey::MessageDuplicateKey, verbatim(quoteForMessage(key)));
    decoded.warnings = m_findings.take();
    decoded.refusedActions = std::move(m_refusedActions);
    return decoded;
}

const GameMessageReader::Command *GameMessageReader::findCommand(QByteArrayView name)
{
    if (name == misspeltResult) {
        m_findings.add(
            DiagnosticKey::MessageUnknownCommand,
            phrase(QT_TRANSLATE_NOOP("core", "\"action:result\" is taken as \"action/result\"")));
        name = "action/result";
    }
    for (std::size_t i = 0; i < commands.size(); ++i) {
        if (name == gameCommands[i])
            return &commands[i];
    }
    return nullptr;
}

GameMessage GameMessageReader::readStartup(ObjectReader &data)
{
    static constexpr std::array<QByteArrayView, 1> known = {"main_thread"};
    data.warnAboutOthers(known, m_findings);
    return Startup{};
}

GameMessage GameMessageReader::readContext(ObjectReader &data)
{
    static constexpr std::array<QByteArrayView, 3> known = {"message", "silent", "main_thread"};
    data.warnAboutOthers(known, m_findings);
    Context context;
    context.message = data.requiredString("message");
    context.silent = data.requiredBool("silent");
    return context;
}

GameMessage GameMessageReader::readRegister(ObjectReader &data)
{
    static constexpr std::array<QByteArrayView, 2> known = {"actions", "main_thread"};
    data.warnAboutOthers(known, m_findings);
    const JsonValue elements = data.requiredArray("actions");
    ActionReader reader(m_limits, m_findings);
    qsizetype index = 0;
    for (JsonValue element = elements.first(); !element.isAbsent(); element = element.next()) {
        const ObjectPlace place{"data.actions", index};
        if (!reader.hasRoom(place, elements.size() - index))
            break;
        reader.readElement(element, place);
        ++index;
    }
    m_refusedActions = reader.takeRefusals("data.actions");
    return RegisterActions{reader.takeActions(), reader.takeIndexes()};
}

GameMessage GameMessageReader::readUnregister(ObjectReader &data)
{
    static constexpr std::array<QByteArrayView, 2> known = {"action_names", "main_thread"};
    data.warnAboutOthers(known, m_findings);
    return UnregisterActions{readActionNames(data.requiredStringArray("action_names"),
                                             "data.action_names", m_limits, false,
                                             m_refusedActions)};
}

GameMessage GameMessageReader::readForce(ObjectReader &data)
{
    static constexpr std::array<QByteArrayView, 6> known = {
        "state", "query", "ephemeral_context", "priority", "action_names", "main_thread",
    };
    data.warnAboutOthers(known, m_findings);
    ForceActions force;
    force.state = data.optionalString("state");
    force.query = data.requiredString("query");
    force.ephemeralContext = data.optionalBool("ephemeral_context", false);
    readPriority(data, force);
    force.actionNames = readActionNames(data.requiredStringArray("action_names"),
                                        "data.action_names", m_limits, true, m_refusedActions);
    return force;
}

void GameMessageReader::readPriority(ObjectReader &data, ForceActions &force)
{
    const std::optional<QString> word = data.optionalString("priority");
    if (!word)
        return;
    force.priorityWord = *word;
    for (std::size_t i = 0; i < priorityNames.size(); ++i) {
        if (*word == QLatin1StringView(priorityNames[i])) {
            force.priority = static_cast<Priority>(i);
            return;
        }
    }
    m_findings.add(
        DiagnosticKey::ForcePriority,
        phrase(
            QT_TRANSLATE_NOOP(
                "core", "priority \"%1\" is taken as low; known are low, medium, high, critical"),
            quoteForMessage(*word)));
}

GameMessage GameMessageReader::readResult(ObjectReader &data)
{
    static constexpr std::array<QByteArrayView, 4> known = {"id", "success", "message",
                                                            "main_thread"};
    data.warnAboutOthers(known, m_findings);
    ActionResult result;
    result.id = data.requiredString("id");
    result.success = data.requiredBool("success");
    result.message = data.optionalString("message");
    return result;
}

GameMessage GameMessageReader::readShutdownReady(ObjectReader &data)
{
    static constexpr std::array<QByteArrayView, 1> known = {"main_thread"};
    data.warnAboutOthers(known, m_findings);
    return ShutdownReady{};
}

UndecodedMessage GameMessageReader::refused(const Refusal &refusal) const
{
    const JsonValue root = m_document.root();
    // The command is only to be shown, and a whole message may be one word; by the game's name it
    // is decided who may stay.
    return {refusal, shortened(root.member("command").toString(), limits::shownName),
            root.member("game").toString()};
}

} // namespace

bool hasGame(JsonValue message)
{
    const JsonValue game = message.member("game");
    return !game.isAbsent() && !game.isNull();
}

Result<DecodedGameMessage, UndecodedMessage>
decodeIntegrationCommand(const JsonDocument &document, const QString &game, const Limits &limits)
{
    return GameMessageReader(document, limits, &game).read();
}

Result<DecodedGameMessage, UndecodedMessage> decodeGameMessage(const QByteArray &text,
                                                               const Limits &limits)
{
    const auto document = JsonDocument::parse(text, limits.nesting);
    if (!document)
        return UndecodedMessage{invalidJson(document.error()), {}, {}};
    return GameMessageReader(*document, limits).read();
}

} // namespace neuro::protocol

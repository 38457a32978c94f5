// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/integrationmessage.h"

#include "protocol/actionreader.h"
#include "protocol/integrationcommand.h"
#include "protocol/jsonrewriter.h"
#include "protocol/objectreader.h"

#include <QSet>

#include <array>

namespace neuro::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

using Decoded = Result<IntegrationMessage, UndecodedIntegrationMessage>;

/// The whole text with a `game`.
QByteArray withGame(const JsonDocument &document, const QString &game)
{
    JsonRewriter rewriter(document);
    rewriter.set(document.root(), "game", jsonQuoted(game));
    return rewriter.text();
}

/// Reads one form of an older relay. Lives for one call of decodeIntegrationMessage().
class FormReader
{
public:
    FormReader(const JsonDocument &document, const QString &name, const Limits &limits)
        : m_document(document)
        , m_name(name)
        , m_limits(limits)
        , m_root(document.root(), {})
    {
    }

    Decoded readRegister();
    Decoded readUnregister();
    Decoded readResult();
    Decoded readForce();

private:
    Decoded finished(const GameMessage &message, QList<Refusal> refusedActions = {},
                     bool replacesActions = false);
    Decoded refused(const Refusal &refusal, std::size_t command) const;

    const JsonDocument &m_document;
    const QString &m_name;
    const Limits &m_limits;
    ObjectReader m_root;
    FindingList m_findings;
};

constexpr std::size_t registerIndex = 2;
constexpr std::size_t unregisterIndex = 3;
constexpr std::size_t forceIndex = 4;
constexpr std::size_t resultIndex = 5;

Decoded FormReader::readRegister()
{
    static constexpr std::array<QByteArrayView, 2> known = {"event", "actions"};
    m_root.warnAboutOthers(known, m_findings);
    const JsonValue members = m_root.required("actions", JsonValue::Type::Object);
    if (m_root.refusal())
        return refused(*m_root.refusal(), registerIndex);
    ActionReader reader(m_limits, m_findings);
    qsizetype left = members.size();
    for (JsonValue member = members.first(); !member.isAbsent(); member = member.next()) {
        const ObjectPlace place{"actions", -1, member.keyUtf8()};
        if (!reader.hasRoom(place, left))
            break;
        reader.readMember(member, place);
        --left;
    }
    QList<Refusal> refusals = reader.takeRefusals("actions");
    return finished(RegisterActions{reader.takeActions()}, std::move(refusals), true);
}

Decoded FormReader::readUnregister()
{
    static constexpr std::array<QByteArrayView, 2> known = {"event", "actions"};
    m_root.warnAboutOthers(known, m_findings);
    const JsonValue names = m_root.requiredStringArray("actions");
    if (m_root.refusal())
        return refused(*m_root.refusal(), unregisterIndex);
    QList<Refusal> refusals;
    const UnregisterActions message{readActionNames(names, "actions", m_limits, false, refusals)};
    return finished(message, std::move(refusals));
}

Decoded FormReader::readResult()
{
    static constexpr std::array<QByteArrayView, 2> known = {"event", "payload"};
    m_root.warnAboutOthers(known, m_findings);
    const JsonValue object = m_root.required("payload", JsonValue::Type::Object);
    if (m_root.refusal())
        return refused(*m_root.refusal(), resultIndex);
    ObjectReader payload(object, {"payload"});
    static constexpr std::array<QByteArrayView, 3> inner = {"id", "status", "message"};
    payload.warnAboutOthers(inner, m_findings);
    ActionResult result;
    result.id = payload.requiredString("id");
    const QString status = payload.requiredString("status");
    result.success = status == "ok"_L1;
    result.message = payload.optionalString("message");
    if (!result.success && status != "error"_L1) {
        payload.refuse(
            Reason::WrongType, u"payload.status"_s,
            phrase(QT_TRANSLATE_NOOP("core", "\"%1\" must be \"ok\" or \"error\", not \"%2\""),
                   u"payload.status"_s, quoteForMessage(status)));
    }
    if (payload.refusal())
        return refused(*payload.refusal(), resultIndex);
    return finished(result);
}

Decoded FormReader::readForce()
{
    static constexpr std::array<QByteArrayView, 5> known = {"op", "state", "query",
                                                            "ephemeral_context", "actions"};
    m_root.warnAboutOthers(known, m_findings);
    ForceActions force;
    force.state = m_root.optionalString("state");
    force.query = m_root.requiredString("query");
    force.ephemeralContext = m_root.optionalBool("ephemeral_context", false);
    const JsonValue actions = m_root.requiredArray("actions");
    QSet<QString> seen;
    QList<Refusal> refusals;
    qsizetype index = 0;
    for (JsonValue element = actions.first(); !element.isAbsent(); element = element.next()) {
        const ObjectPlace place{"actions", index++};
        if (!element.isObject()) {
            const QString path = place.toString();
            m_root.refuse(
                Reason::WrongType, path,
                phrase(QT_TRANSLATE_NOOP("core", "\"%1\" must be an object with a name, not %2"),
                       path, describeType(element)));
            break;
        }
        ObjectReader action(element, place);
        const QString name = action.requiredString("name");
        if (action.refusal()) {
            m_root.refuse(action.refusal()->reason, action.refusal()->path,
                          action.refusal()->detail);
            break;
        }
        if (seen.contains(name))
            continue;
        if (!hasRoomForName(seen.size(), place, actions.size() - place.index, m_limits, refusals))
            break;
        seen.insert(name);
        force.actionNames.append(name);
    }
    if (m_root.refusal())
        return refused(*m_root.refusal(), forceIndex);
    return finished(force, std::move(refusals));
}

Decoded FormReader::finished(const GameMessage &message, QList<Refusal> refusedActions,
                             bool replacesActions)
{
    if (const QString key = m_document.firstDuplicateKey(); !key.isEmpty())
        m_findings.add(DiagnosticKey::MessageDuplicateKey, verbatim(quoteForMessage(key)));
    IntegrationGameMessage taken;
    taken.decoded = {m_name, message, m_findings.take(), std::move(refusedActions)};
    taken.text = encode(message, m_name);
    taken.replacesActions = replacesActions;
    return IntegrationMessage(std::move(taken));
}

Decoded FormReader::refused(const Refusal &refusal, std::size_t command) const
{
    return UndecodedIntegrationMessage{
        {refusal, QString::fromLatin1(gameCommands[command]), m_name}, {}, false};
}

Decoded readCommand(const JsonDocument &document, const QString &name, const Limits &limits)
{
    const bool saysGame = hasGame(document.root());
    const auto text = [&] {
        return saysGame ? document.text() : withGame(document, name);
    };
    auto decoded = decodeIntegrationCommand(document, name, limits);
    if (decoded)
        return IntegrationMessage(IntegrationGameMessage{std::move(*decoded), text(), false});
    UndecodedIntegrationMessage undecoded{decoded.error(), {}, false};
    if (undecoded.undecoded.refusal.reason == Reason::UnknownCommand)
        undecoded.text = text();
    return undecoded;
}

} // namespace

Result<IntegrationMessage, UndecodedIntegrationMessage>
decodeIntegrationMessage(const QByteArray &text, const QString &name, const Limits &limits)
{
    const auto document = JsonDocument::parse(text, limits.nesting);
    if (!document || !document->root().isObject())
        return IntegrationMessage(IntegrationRemark{});
    const JsonValue root = document->root();
    // A command of its own that is no word is nothing that Neuro's API knows.
    if (root.member("command").isString())
        return readCommand(*document, name, limits);
    if (!root.member("choice").isAbsent()) {
        const auto choice = readChoice(root);
        if (choice)
            return IntegrationMessage(*choice);
        return UndecodedIntegrationMessage{{choice.error(), u"choice"_s, name}, {}, true};
    }
    FormReader form(*document, name, limits);
    const QByteArrayView event = root.member("event").utf8();
    if (event == "register_actions")
        return form.readRegister();
    if (event == "unregister_actions")
        return form.readUnregister();
    if (event == "action_result")
        return form.readResult();
    if (root.member("op").utf8() == "choose_force_action")
        return form.readForce();
    return IntegrationMessage(IntegrationRemark{});
}

} // namespace neuro::protocol

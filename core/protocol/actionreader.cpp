// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/actionreader.h"

#include "protocol/actioncheck.h"
#include "protocol/codec.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace neuro::protocol {

namespace {

/// The definition as a game would send it: with its name in it.
QByteArray sourceOf(QByteArrayView name, JsonValue definition)
{
    QByteArray out = "{\"name\":";
    appendJsonQuoted(out, name);
    for (JsonValue member = definition.first(); !member.isAbsent(); member = member.next()) {
        if (member.keyUtf8() == "name")
            continue;
        out.append(',');
        appendJsonQuoted(out, member.keyUtf8());
        out.append(':').append(member.text());
    }
    return out.append('}');
}

} // namespace

bool ActionReader::hasRoom(const ObjectPlace &place, qsizetype left)
{
    if (refused() >= m_limits.actionsPerGame) {
        m_refusals.append(
            {Reason::TooMany, place.toString(),
             pluralPhrase(QT_TRANSLATE_N_NOOP("core", "%1 actions of this message are refused "
                                                      "already; \"%3\" and what follows it (%2 "
                                                      "in all) is not read"),
                          refused(), left, place.toString())});
        return false;
    }
    if (m_actions.size() < m_limits.actionsPerGame)
        return true;
    m_refusals.append(
        {Reason::TooMany, place.toString(),
         pluralPhrase(QT_TRANSLATE_N_NOOP("core", "a game may have %1 actions; \"%3\" and what "
                                                  "follows it (%2 in all) is not registered"),
                      m_limits.actionsPerGame, left, place.toString())});
    return false;
}

void ActionReader::readElement(JsonValue element, const ObjectPlace &place)
{
    if (!element.isObject()) {
        const QString path = place.toString();
        refuse(
            {Reason::WrongType, path,
             phrase(QT_TRANSLATE_NOOP(
                        "core", "\"%1\" must be an object with a name and a description, not %2"),
                    path, describeType(element))});
        return;
    }
    ObjectReader reader(element, place);
    const JsonValue name = reader.required("name", JsonValue::Type::String);
    const QString path = place.member("name");
    if (name.isString() && name.utf8().isEmpty()) {
        reader.refuse(
            Reason::InvalidActionName, path,
            phrase(QT_TRANSLATE_NOOP(
                       "core", "\"%1\" is empty; an action needs a name of a-z, 0-9, _ and -"),
                   path));
    }
    checkSize(reader, path, name.utf8().size(), m_limits.actionName);
    Action action;
    action.name = name.toString();
    action.source = element.text().toByteArray();
    readDefinition(reader, element, std::move(action));
}

void ActionReader::readMember(JsonValue member, const ObjectPlace &place)
{
    const QString path = place.toString();
    if (!member.isObject()) {
        refuse({Reason::WrongType, path,
                phrase(QT_TRANSLATE_NOOP("core", "\"%1\" must be an object with a description and "
                                                 "perhaps a schema, not %2"),
                       path, describeType(member))});
        return;
    }
    ObjectReader reader(member, place);
    const QByteArrayView name = member.keyUtf8();
    if (name.isEmpty()) {
        reader.refuse(
            Reason::InvalidActionName, path,
            phrase(QT_TRANSLATE_NOOP(
                       "core", "\"%1\" is empty; an action needs a name of a-z, 0-9, _ and -"),
                   path));
    }
    checkSize(reader, path, name.size(), m_limits.actionName);
    Action action;
    action.name = member.key();
    action.source = sourceOf(name, member);
    readDefinition(reader, member, std::move(action));
}

void ActionReader::readDefinition(ObjectReader &reader, JsonValue object, Action action)
{
    // Not optionalString(): an action without a description is common, one with `null` is broken.
    if (!object.member("description").isAbsent())
        action.description = reader.requiredString("description");
    const JsonValue schema = reader.optionalObject("schema");
    checkSize(reader, reader.place().member("schema"), schema.text().size(), m_limits.schema);
    if (reader.refusal()) {
        refuse(*reader.refusal());
        return;
    }
    action.schema = schema.text().toByteArray();
    static constexpr std::array<QByteArrayView, 4> known = {"name", "description", "schema",
                                                            "main_thread"};
    reader.warnAboutOthers(known, m_findings);
    checkParsedAction(action, schema, m_findings, m_validityBudget);
    m_actions.append(std::move(action));
    m_indexes.append(reader.place().index);
}

void ActionReader::checkSize(ObjectReader &reader, const QString &path, qsizetype size,
                             qint64 limit)
{
    if (size <= limit)
        return;
    reader.refuse(Reason::TooLarge, path,
                  phrase(QT_TRANSLATE_NOOP("core", "\"%1\" has %2 bytes; at most %3 are allowed"),
                         path, size, limit));
}

void ActionReader::refuse(const Refusal &refusal)
{
    if (m_refusals.size() < listedRefusals)
        m_refusals.append(refusal);
    else
        ++m_unlisted;
}

QList<Refusal> ActionReader::takeRefusals(const char *path)
{
    if (m_unlisted > 0) {
        m_refusals.append(
            {Reason::TooMany, QString::fromLatin1(path),
             pluralPhrase(QT_TRANSLATE_N_NOOP("core", "%1 more actions are refused and not listed"),
                          m_unlisted)});
    }
    return std::move(m_refusals);
}

bool hasRoomForName(qsizetype count, const ObjectPlace &place, qsizetype left, const Limits &limits,
                    QList<Refusal> &refusals)
{
    const qsizetype most = std::max<qsizetype>(namesPerMessage, limits.actionsPerGame);
    if (count < most)
        return true;
    refusals.append(
        {Reason::TooMany, place.toString(),
         pluralPhrase(QT_TRANSLATE_N_NOOP("core", "a message may name %1 actions; \"%3\" and "
                                                  "what follows it (%2 in all) is passed over"),
                      most, left, place.toString())});
    return false;
}

QStringList readActionNames(JsonValue array, const char *path, const Limits &limits, bool distinct,
                            QList<Refusal> &refusals)
{
    QStringList names;
    QSet<QByteArrayView> seen;
    qsizetype index = 0;
    for (JsonValue name = array.first(); !name.isAbsent(); name = name.next(), ++index) {
        if (distinct && seen.contains(name.utf8()))
            continue;
        if (!hasRoomForName(names.size(), {path, index}, array.size() - index, limits, refusals))
            break;
        if (distinct)
            seen.insert(name.utf8());
        names.append(name.toString());
    }
    return names;
}

} // namespace neuro::protocol

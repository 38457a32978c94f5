// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/forwarding.h"

#include "protocol/codec.h"
#include "protocol/json.h"
#include "protocol/jsonrewriter.h"

#include <utility>

namespace neuro::relay::forwarding {

using namespace Qt::Literals::StringLiterals;
using protocol::JsonDocument;
using protocol::jsonQuoted;
using protocol::JsonRewriter;
using protocol::JsonValue;

namespace {

/// Lets `change` work on the message and returns what becomes of it.
template <typename Change>
QByteArray changed(const QByteArray &text, Change change)
{
    const auto document = JsonDocument::parse(text);
    Q_ASSERT(document); // The codec took it.
    if (!document)
        return text;
    JsonRewriter rewriter(*document);
    change(rewriter, document->root());
    return rewriter.text();
}

/// Calls `change` with every `data` of the message: a repeated one counts for some reader.
template <typename Change>
void forEachData(JsonValue root, Change change)
{
    for (JsonValue member = root.first(); !member.isAbsent(); member = member.next()) {
        if (member.keyUtf8() == "data" && member.isObject())
            change(member);
    }
}

QByteArray quotedList(const QStringList &texts)
{
    QByteArray json = "[";
    for (const QString &text : texts) {
        if (json.size() > 1)
            json.append(',');
        json.append(jsonQuoted(text));
    }
    return json.append(']');
}

} // namespace

QString prefixOf(const QString &game)
{
    return u'[' + game + u"] "_s;
}

QByteArray renamed(const QByteArray &text, const QString &relayName)
{
    return changed(text, [&](JsonRewriter &rewriter, JsonValue root) {
        rewriter.replace(root, "game", jsonQuoted(relayName));
    });
}

QByteArray context(const QByteArray &text, const QString &relayName, const QString &game)
{
    return changed(text, [&](JsonRewriter &rewriter, JsonValue root) {
        rewriter.replace(root, "game", jsonQuoted(relayName));
        forEachData(root,
                    [&](JsonValue data) { rewriter.prefix(data, "message", prefixOf(game)); });
    });
}

QByteArray silenced(const QByteArray &text)
{
    return changed(text, [](JsonRewriter &rewriter, JsonValue root) {
        forEachData(root, [&](JsonValue data) { rewriter.set(data, "silent", "true"); });
    });
}

QByteArray force(const QByteArray &text, const QString &relayName, const QString &game,
                 const QStringList &names)
{
    return changed(text, [&](JsonRewriter &rewriter, JsonValue root) {
        rewriter.replace(root, "game", jsonQuoted(relayName));
        forEachData(root, [&](JsonValue data) {
            rewriter.prefix(data, "query", prefixOf(game));
            rewriter.replace(data, "action_names", quotedList(names));
        });
    });
}

qint64 mostForceBytes(const QByteArray &text, const QString &relayName, const QString &game,
                      const QStringList &names)
{
    // At most: of a character in JSON, and of the quotes and the comma of a text.
    constexpr qint64 character = 6;
    constexpr qint64 marks = 3;
    qint64 longest = character * (relayName.size() + prefixOf(game).size()) + marks +
                     QByteArrayView("[]").size();
    for (const QString &name : names)
        longest += character * name.size() + marks;
    // A key may be repeated, and its letters be escaped.
    const qint64 places = text.count("\"game\"") + text.count("\"query\"") +
                          text.count("\"action_names\"") + text.count("\\u00");
    return text.size() + places * longest;
}

QByteArray result(const QByteArray &text, const QString &relayName, const QString &id)
{
    return changed(text, [&](JsonRewriter &rewriter, JsonValue root) {
        if (root.member("command").utf8() != "action/result")
            rewriter.replace(root, "command", "\"action/result\"");
        rewriter.replace(root, "game", jsonQuoted(relayName));
        forEachData(root, [&](JsonValue data) { rewriter.replace(data, "id", jsonQuoted(id)); });
    });
}

QByteArray action(const protocol::Action &action, const QString &name, const QString &game)
{
    if (action.source.isEmpty()) {
        protocol::Action renamedAction = action;
        renamedAction.name = name;
        if (!game.isEmpty())
            renamedAction.description.prepend(prefixOf(game));
        const QByteArray message = protocol::encode(protocol::RegisterActions{{renamedAction}}, {});
        const auto document = JsonDocument::parse(message);
        return document->root().member("data").member("actions").first().text().toByteArray();
    }
    return changed(action.source, [&](JsonRewriter &rewriter, JsonValue root) {
        rewriter.replace(root, "name", jsonQuoted(name));
        if (!game.isEmpty() && !rewriter.prefix(root, "description", prefixOf(game)))
            rewriter.set(root, "description", jsonQuoted(prefixOf(game).trimmed()));
    });
}

QByteArray registration(const QList<QByteArray> &actions, const QString &relayName)
{
    return R"({"command":"actions/register","game":)"_ba + jsonQuoted(relayName) +
           R"(,"data":{"actions":[)"_ba + actions.join(',') + "]}}"_ba;
}

QList<QByteArray> registrations(const QList<QByteArray> &actions, const QString &relayName,
                                qint64 limit)
{
    const qint64 frame = registration({}, relayName).size();
    QList<QByteArray> messages;
    qsizetype first = 0;
    qint64 size = frame;
    for (qsizetype i = 0; i < actions.size(); ++i) {
        const qint64 more = actions.at(i).size() + (i > first ? 1 : 0);
        if (i > first && size + more > limit) {
            messages.append(registration(actions.sliced(first, i - first), relayName));
            first = i;
            size = frame + actions.at(i).size();
        } else {
            size += more;
        }
    }
    if (first < actions.size())
        messages.append(registration(actions.sliced(first), relayName));
    return messages;
}

QByteArray request(const QByteArray &text, const QString &id, const QString &name)
{
    return changed(text, [&](JsonRewriter &rewriter, JsonValue root) {
        forEachData(root, [&](JsonValue data) {
            rewriter.set(data, "id", jsonQuoted(id));
            rewriter.replace(data, "name", jsonQuoted(name));
        });
    });
}

} // namespace neuro::relay::forwarding

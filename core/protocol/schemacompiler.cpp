// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/schemacompiler.h"

#include "protocol/codec.h"
#include "protocol/jsonequal.h"
#include "protocol/limits.h"

#include <algorithm>

namespace neuro::protocol {

using namespace Qt::Literals::StringLiterals;

SchemaCompiler::SchemaCompiler(CompiledSchema &schema)
    : m_schema(schema)
{
}

void SchemaCompiler::compile(const QByteArray &text)
{
    Result<JsonDocument, JsonError> parsed = JsonDocument::parse(text, limits::nesting);
    if (!parsed) {
        m_schema.errors.append(
            {QString(), phrase(QT_TRANSLATE_NOOP("core", "the schema is not JSON: %1 at byte %2"),
                               parsed.error().message, parsed.error().offset)});
        return;
    }
    m_schema.document.emplace(std::move(parsed).value());
    const JsonValue root = m_schema.document->root();
    const QByteArrayView draft = root.member("$schema").utf8();
    m_readsBesideReference = draft.contains("2019-09") || draft.contains("2020-12");
    m_references.setRoot(root);
    addNode(root, noNode, {}, SchemaNode::keywordStep, 0);
    compilePending();
    resolveReferences();
    findCycles();
    m_schema.steps = m_budget.used();
    if (m_budget.isExhausted())
        fail(0, {},
             phrase(QT_TRANSLATE_NOOP(
                 "core", "the schema is too large or too complicated; make it simpler")));
}

NodeId SchemaCompiler::addNode(JsonValue source, NodeId parent, QByteArrayView keyword, qint64 step,
                               int resource)
{
    const auto id = static_cast<NodeId>(m_schema.nodes.size());
    SchemaNode &added = m_schema.nodes.emplace_back();
    added.source = source;
    added.parent = parent;
    added.keyword = keyword;
    added.step = step;
    added.resource = resource;
    m_pending.push_back(id);
    return id;
}

void SchemaCompiler::compilePending()
{
    while (!m_pending.empty() && !m_budget.isExhausted()) {
        const NodeId id = m_pending.back();
        m_pending.pop_back();
        compileNode(id);
    }
}

void SchemaCompiler::compileNode(NodeId id)
{
    m_id = id;
    m_draft.clear();
    const JsonValue source = node().source;
    m_budget.spend(1 + source.size());
    if (source.isBool()) {
        node().isNever = !source.toBool();
        return;
    }
    if (!source.isObject()) {
        fail(id, {}, phrase(QT_TRANSLATE_NOOP("core", "a schema must be an object or a boolean")));
        return;
    }
    JsonMembers members;
    collectMembers(source, members);
    JsonValue reference;
    for (const JsonValue &member : std::as_const(members)) {
        if (member.keyUtf8() == "$ref")
            reference = member;
    }
    if (!reference.isAbsent() && !reference.isString())
        failHere(reference, phrase(QT_TRANSLATE_NOOP("core", "must be a string")));
    if (reference.isString()) {
        m_references.add(id, reference.toString(), node().resource);
        if (!m_readsBesideReference)
            return;
    }
    node().resource = m_references.enter(source, node().resource);
    compileKeywords(members);
    finishArrays();
    finishObjects();
}

NodeId SchemaCompiler::child(JsonValue value, qint64 step)
{
    return addNode(value, m_id, m_keyword, step, node().resource);
}

std::vector<NodeId> SchemaCompiler::children(JsonValue value, bool mayBeEmpty)
{
    std::vector<NodeId> list;
    if (!value.isArray() || (value.size() == 0 && !mayBeEmpty)) {
        failHere(value, phrase(QT_TRANSLATE_NOOP("core", "must be a non-empty array of schemas")));
        return list;
    }
    for (JsonValue item = value.first(); !item.isAbsent(); item = item.next())
        list.push_back(child(item, static_cast<qint64>(list.size())));
    m_budget.spend(value.size());
    return list;
}

void SchemaCompiler::resolveReferences()
{
    if (m_references.isEmpty())
        return;
    QHash<qsizetype, NodeId> nodeAt;
    size_t known = 0;
    const auto learnNodes = [this, &nodeAt, &known] {
        for (; known < m_schema.nodes.size(); ++known)
            nodeAt.insert(m_schema.nodes[known].source.offset(), static_cast<NodeId>(known));
    };
    while (!m_references.isEmpty() && !m_budget.isExhausted()) {
        const std::vector<SchemaReferences::Waiting> waiting = m_references.takeWaiting();
        for (const SchemaReferences::Waiting &from : waiting) {
            learnNodes();
            m_budget.spendOnText(from.reference.size());
            const SchemaReferences::Target target =
                m_references.resolve(from.reference, from.resource, m_budget);
            if (target.value.isAbsent()) {
                fail(from.node, "$ref",
                     phrase(QT_TRANSLATE_NOOP("core",
                                              "leads to \"%1\", which is not in this schema; only "
                                              "references within the schema are followed"),
                            shortened(from.reference, limits::quotedText)));
                continue;
            }
            auto at = nodeAt.constFind(target.value.offset());
            if (at == nodeAt.cend()) {
                const NodeId added = addNode(target.value, from.node, "$ref",
                                             SchemaNode::keywordStep, target.resource);
                at = nodeAt.insert(target.value.offset(), added);
            }
            m_schema.node(from.node).reference = *at;
        }
        compilePending();
    }
}

namespace {

/// The nodes that are applied to the same value as `node` itself.
std::vector<NodeId> nodesInPlace(const SchemaNode &node)
{
    std::vector<NodeId> list = {node.reference};
    if (node.logic) {
        const LogicRules &logic = *node.logic;
        for (const std::vector<NodeId> *group : {&logic.allOf, &logic.anyOf, &logic.oneOf})
            list.insert(list.end(), group->begin(), group->end());
        list.insert(list.end(), {logic.no, logic.condition, logic.consequence, logic.alternative});
    }
    if (node.objects) {
        for (const ObjectRules::Dependency &dependency : node.objects->dependencies)
            list.push_back(dependency.schema);
    }
    list.erase(std::remove(list.begin(), list.end(), noNode), list.end());
    return list;
}

} // namespace

/// A node that leads back to itself without going into the data could be followed for ever.
/// Only a reference can close such a circle.
void SchemaCompiler::findCycles()
{
    const bool hasReferences =
        std::any_of(m_schema.nodes.begin(), m_schema.nodes.end(),
                    [](const SchemaNode &node) { return node.reference != noNode; });
    if (!hasReferences)
        return;
    enum class State : quint8 { New, Open, Done };
    struct Visit
    {
        NodeId node;
        std::vector<NodeId> next;
    };
    std::vector<State> states(m_schema.nodes.size(), State::New);
    std::vector<Visit> way;
    const auto open = [&](NodeId id) {
        states[static_cast<size_t>(id)] = State::Open;
        way.push_back({id, nodesInPlace(m_schema.node(id))});
    };
    for (NodeId start = 0; start < static_cast<NodeId>(states.size()); ++start) {
        if (states[static_cast<size_t>(start)] != State::New)
            continue;
        open(start);
        while (!way.empty()) {
            Visit &visit = way.back();
            if (visit.next.empty()) {
                states[static_cast<size_t>(visit.node)] = State::Done;
                way.pop_back();
                continue;
            }
            const NodeId next = visit.next.back();
            visit.next.pop_back();
            const State state = states[static_cast<size_t>(next)];
            if (state == State::Open)
                fail(visit.node, {},
                     phrase(QT_TRANSLATE_NOOP(
                         "core", "refers to itself without going into the data, so that it can "
                                 "never be decided; break the circle of $ref")));
            else if (state == State::New)
                open(next);
        }
    }
}

void SchemaCompiler::fail(NodeId id, QByteArrayView keyword, const Phrase &message)
{
    if (m_schema.errors.size() >= maxErrors)
        return;
    QString path = m_schema.path(id);
    if (!keyword.isEmpty())
        path += (path.isEmpty() ? QString() : u"."_s) + QString::fromUtf8(keyword);
    m_schema.errors.append({path, message});
}

void SchemaCompiler::failHere(JsonValue value, const Phrase &message)
{
    fail(m_id, value.keyUtf8(), message);
}

} // namespace neuro::protocol

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/script/scriptsection.h"

#include "config/valueformat.h"
#include "protocol/codec.h"

#include <algorithm>

namespace neuro::script {

using namespace Qt::StringLiterals;
using config::YamlNode;
using protocol::quoteForMessage;

ScriptIssues::ScriptIssues(const QByteArray &yaml)
    : m_yaml(yaml)
{
    m_lines.append(0);
    for (qsizetype at = 0; at < yaml.size(); ++at) {
        if (yaml.at(at) == '\n')
            m_lines.append(at + 1);
    }
}

Place ScriptIssues::placeOf(qsizetype at) const
{
    if (at < 0)
        return {};
    const qsizetype end = std::min(at, m_yaml.size());
    const auto next = std::upper_bound(m_lines.cbegin(), m_lines.cend(), end);
    const qsizetype begin = *std::prev(next);
    const QString before = QString::fromUtf8(QByteArrayView(m_yaml).sliced(begin, end - begin));
    return {static_cast<int>(next - m_lines.cbegin()),
            static_cast<int>(before.toUcs4().size()) + 1};
}

void ScriptIssues::add(qsizetype at, const QString &message)
{
    if (isFull())
        return; // To find a place costs something.
    addAt(placeOf(at), message);
}

void ScriptIssues::addAt(const Place &place, const QString &message)
{
    if (!isFull())
        m_issues.append({place, message});
}

QList<ScriptIssue> ScriptIssues::take()
{
    std::stable_sort(m_issues.begin(), m_issues.end(),
                     [](const ScriptIssue &a, const ScriptIssue &b) {
                         return std::pair(a.place.line, a.place.column) <
                                std::pair(b.place.line, b.place.column);
                     });
    return std::move(m_issues);
}

QString textOf(const YamlNode &node)
{
    return QString::fromUtf8(node.value);
}

QString kindOf(const YamlNode &node)
{
    switch (node.kind) {
    case YamlNode::Kind::Null:
        return u"nothing"_s;
    case YamlNode::Kind::Scalar:
        return u"a single value"_s;
    case YamlNode::Kind::Sequence:
        return u"a list"_s;
    case YamlNode::Kind::Map:
        return u"a mapping"_s;
    case YamlNode::Kind::Alias:
        return u"an alias"_s;
    }
    Q_UNREACHABLE();
    return {};
}

ScriptSection::ScriptSection(const YamlNode &node, const QString &what, ScriptIssues &issues)
    : m_node(node)
    , m_issues(issues)
{
    if (!node.isMap()) {
        issues.add(node.begin, u"%1 must be a mapping of \"key: value\" lines, not %2"_s.arg(
                                   what, kindOf(node)));
        return;
    }
    for (std::size_t pair = 0; pair < node.pairs(); ++pair) {
        const YamlNode &key = node.key(pair);
        if (!key.isScalar()) {
            issues.add(key.begin, u"a key must be a plain word, not %1"_s.arg(kindOf(key)));
            continue;
        }
        const QString name = textOf(key);
        if (m_indexes.contains(name))
            issues.add(key.begin, u"\"%1\" is set twice; remove one"_s.arg(quoteForMessage(name)));
        else
            m_indexes.insert(name, pair);
    }
}

const YamlNode *ScriptSection::find(const QString &key)
{
    m_known.append(key);
    const auto pair = m_indexes.constFind(key);
    return pair == m_indexes.cend() ? nullptr : &m_node.mapped(*pair);
}

qsizetype ScriptSection::at(const QString &key) const
{
    const auto pair = m_indexes.constFind(key);
    return pair == m_indexes.cend() ? m_node.begin : m_node.key(*pair).begin;
}

void ScriptSection::wrong(const QString &key, const QString &message)
{
    const auto pair = m_indexes.constFind(key);
    qsizetype place = at(key);
    if (pair != m_indexes.cend() && m_node.mapped(*pair).begin >= 0 &&
        !m_node.mapped(*pair).isNull())
        place = m_node.mapped(*pair).begin;
    m_issues.add(place, u"%1: %2"_s.arg(key, message));
}

void ScriptSection::wrongText(const QString &key, const QString &rule, const QString &found)
{
    wrong(key, u"%1, not \"%2\""_s.arg(rule, quoteForMessage(found)));
}

std::optional<QString> ScriptSection::scalar(const QString &key, const QString &rule)
{
    const YamlNode *node = find(key);
    if (node == nullptr)
        return std::nullopt;
    if (!node->isScalar()) {
        wrong(key, u"%1, not %2"_s.arg(rule, kindOf(*node)));
        return std::nullopt;
    }
    QString text = textOf(*node);
    if (text.size() > limits::text) {
        wrong(key,
              u"must be at most %1 characters long, not %2"_s.arg(limits::text).arg(text.size()));
        return std::nullopt;
    }
    return text;
}

bool ScriptSection::readText(const QString &key, QString &target)
{
    const QString rule = u"must be a text that is not empty"_s;
    const auto text = scalar(key, rule);
    if (!text)
        return false;
    if (text->isEmpty()) {
        wrong(key, rule);
        return false;
    }
    target = *text;
    return true;
}

bool ScriptSection::readBoolean(const QString &key, bool &target)
{
    const QString rule = u"must be true or false"_s;
    const auto text = scalar(key, rule);
    if (!text)
        return false;
    const auto value = config::parseBoolean(*text);
    if (!value) {
        wrongText(key, rule, *text);
        return false;
    }
    target = *value;
    return true;
}

bool ScriptSection::readNumber(const QString &key, int &target, int min, int max)
{
    const QString rule = u"must be a whole number from %1 to %2"_s.arg(min).arg(max);
    const auto text = scalar(key, rule);
    if (!text)
        return false;
    bool isNumber = false;
    const int value = text->toInt(&isNumber);
    if (!isNumber || value < min || value > max) {
        wrongText(key, rule, *text);
        return false;
    }
    target = value;
    return true;
}

bool ScriptSection::readSeed(const QString &key, quint64 &target)
{
    const QString rule =
        u"must be a seed, a whole number from 0 to %1"_s.arg(std::numeric_limits<quint32>::max());
    const auto text = scalar(key, rule);
    if (!text)
        return false;
    bool isNumber = false;
    const uint value = text->toUInt(&isNumber);
    if (!isNumber) {
        wrongText(key, rule, *text);
        return false;
    }
    target = value;
    return true;
}

bool ScriptSection::readTime(const QString &key, int &targetMs, bool zero)
{
    const QString rule = u"must be a time from %1 to 1440 min, such as \"500 ms\" or \"2 s\""_s.arg(
        zero ? u"0"_s : u"1 ms"_s);
    const auto text = scalar(key, rule);
    if (!text)
        return false;
    const auto ms = parseTime(*text);
    if (!ms || (*ms == 0 && !zero)) {
        wrongText(key, rule, *text);
        return false;
    }
    targetMs = *ms;
    return true;
}

bool ScriptSection::readChoice(const QString &key, const QStringList &words, int &index)
{
    const QString rule = u"must be one of %1"_s.arg(words.join(u", "));
    const auto text = scalar(key, rule);
    if (!text)
        return false;
    const qsizetype found = words.indexOf(*text);
    if (found < 0) {
        wrongText(key, rule, *text);
        return false;
    }
    index = static_cast<int>(found);
    return true;
}

bool ScriptSection::readNames(const QString &key, QStringList &target)
{
    const YamlNode *node = find(key);
    if (node == nullptr)
        return false;
    QStringList names;
    const auto take = [&](const YamlNode &entry) {
        const QString text = textOf(entry);
        if (!entry.isScalar())
            wrong(key, u"must be a list of texts; one of them is %1"_s.arg(kindOf(entry)));
        else if (text.size() > limits::text)
            wrong(key, u"a text must be at most %1 characters long"_s.arg(limits::text));
        else
            names.append(text);
        return entry.isScalar() && text.size() <= limits::text;
    };
    if (!node->isList()) {
        if (!node->isScalar()) {
            wrong(key, u"must be a list of texts, not %1"_s.arg(kindOf(*node)));
            return false;
        }
        if (!take(*node))
            return false;
    } else if (node->children.empty()) {
        wrong(key, u"the list is empty; name something, or leave the key out"_s);
        return false;
    } else if (node->children.size() > static_cast<std::size_t>(limits::names)) {
        wrong(key, u"must have at most %1 entries, not %2"_s.arg(limits::names)
                       .arg(node->children.size()));
        return false;
    } else if (!std::all_of(node->children.cbegin(), node->children.cend(), take)) {
        return false;
    }
    target = names;
    return true;
}

bool ScriptSection::readPattern(const QString &key, QString &expression,
                                std::optional<protocol::TextPattern> &target)
{
    QString text;
    if (!readText(key, text))
        return false;
    const auto pattern = protocol::TextPattern::compile(text);
    if (!pattern) {
        wrong(key, u"is no regular expression that can be used here: %1"_s.arg(
                       pattern.error().english()));
        return false;
    }
    expression = text;
    target = *pattern;
    return true;
}

void ScriptSection::readNothing(const QString &key)
{
    const YamlNode *node = find(key);
    if (node != nullptr && !node->isNull())
        wrong(key, u"takes nothing behind its colon, not %1"_s.arg(kindOf(*node)));
}

void ScriptSection::finish(const QString &what)
{
    for (std::size_t pair = 0; m_node.isMap() && pair < m_node.pairs(); ++pair) {
        const YamlNode &key = m_node.key(pair);
        const QString name = textOf(key);
        if (!key.isScalar() || m_known.contains(name))
            continue;
        if (m_issues.isFull())
            return;
        const QString quoted = quoteForMessage(name);
        const QString meant = config::nearestKey(name, m_known);
        m_issues.add(
            key.begin,
            meant.isEmpty()
                ? u"%1 has no \"%2\"; it may have: %3"_s.arg(what, quoted, m_known.join(u", "))
                : u"%1 has no \"%2\"; did you mean \"%3\"?"_s.arg(what, quoted, meant));
    }
}

} // namespace neuro::script

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// How single values of a script are spelled.

#include "app/script/scriptsection.h"
#include "config/valueformat.h"
#include "protocol/codec.h"
#include "protocol/json.h"
#include "protocol/jsonwriter.h"

#include <QSet>

#include <array>
#include <cmath>

namespace neuro::script {

using namespace Qt::StringLiterals;
using config::YamlNode;

namespace {

struct TimeUnit
{
    QLatin1StringView name;
    double ms;
};
constexpr std::array timeUnits = {
    TimeUnit{QLatin1StringView("ms"), 1.0},
    TimeUnit{QLatin1StringView("min"), 60'000.0},
    TimeUnit{QLatin1StringView("s"), 1000.0},
};

bool isPlain(const YamlNode &node)
{
    return node.tag == "?" || node.tag.isEmpty();
}

void writeScalar(const YamlNode &node, protocol::JsonWriter &writer)
{
    // What JSON knows as a number, true, false or null looks the same there.
    if (isPlain(node)) {
        if (const auto document = protocol::JsonDocument::parse(node.value);
            document && !document->root().isString()) {
            writer.json(node.value);
            return;
        }
    }
    writer.text(textOf(node));
}

bool write(const YamlNode &node, protocol::JsonWriter &writer, ScriptIssues &issues);

bool writeMap(const YamlNode &node, protocol::JsonWriter &writer, ScriptIssues &issues)
{
    QSet<QByteArray> keys;
    writer.beginObject();
    for (std::size_t pair = 0; pair < node.pairs(); ++pair) {
        const YamlNode &key = node.key(pair);
        if (!key.isScalar()) {
            issues.add(key.begin, u"a key of the data must be a text, not %1"_s.arg(kindOf(key)));
            return false;
        }
        if (keys.contains(key.value)) {
            issues.add(key.begin, u"\"%1\" is in the data twice; remove one"_s.arg(
                                      protocol::quoteForMessage(textOf(key))));
            return false;
        }
        keys.insert(key.value);
        // An escape in the text may stand for what is no UTF-8.
        writer.key(textOf(key).toUtf8());
        if (!write(node.mapped(pair), writer, issues))
            return false;
    }
    writer.endObject();
    return true;
}

bool write(const YamlNode &node, protocol::JsonWriter &writer, ScriptIssues &issues)
{
    switch (node.kind) {
    case YamlNode::Kind::Null:
        writer.null();
        return true;
    case YamlNode::Kind::Scalar:
        writeScalar(node, writer);
        return true;
    case YamlNode::Kind::Sequence:
        writer.beginArray();
        for (const YamlNode &entry : node.children) {
            if (!write(entry, writer, issues))
                return false;
        }
        writer.endArray();
        return true;
    case YamlNode::Kind::Map:
        return writeMap(node, writer, issues);
    case YamlNode::Kind::Alias:
        issues.add(node.begin, u"aliases are not read; write the value out"_s);
        return false;
    }
    Q_UNREACHABLE();
    return false;
}

} // namespace

std::optional<int> parseTime(const QString &text)
{
    QStringView number = QStringView(text).trimmed();
    double factor = 1000.0;
    for (const TimeUnit &unit : timeUnits) {
        if (number.endsWith(unit.name)) {
            number = number.chopped(unit.name.size()).trimmed();
            factor = unit.ms;
            break;
        }
    }
    const auto value = config::parseNumber(number);
    if (!value || *value < 0 || *value * factor > limits::timeMs)
        return std::nullopt;
    const double ms = std::round(*value * factor);
    // A time that was given is not nothing.
    if (*value > 0 && ms < 1)
        return std::nullopt;
    return static_cast<int>(ms);
}

QString formatTime(qint64 ms)
{
    constexpr qint64 perSecond = 1000;
    if (ms != 0 && ms < perSecond)
        return u"%1 ms"_s.arg(ms);
    return config::formatNumber(static_cast<double>(ms) / static_cast<double>(perSecond)) + u" s"_s;
}

std::optional<QByteArray> jsonOf(const YamlNode &node, ScriptIssues &issues)
{
    QByteArray json;
    protocol::JsonWriter writer(json);
    if (!write(node, writer, issues))
        return std::nullopt;
    return json;
}

} // namespace neuro::script

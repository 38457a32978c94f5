// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/yamltree.h"

#include "config/yamlmeasure.h"
#include "protocol/byteordermark.h"

#include <algorithm>
#include <exception>
#include <sstream>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

namespace neuro::config {

using protocol::phrase;

namespace {

/// Builds the tree from what the parser tells.
class TreeBuilder : public YAML::EventHandler
{
public:
    /// `firstByte`: what yaml-cpp does not count.
    explicit TreeBuilder(qsizetype firstByte)
        : m_firstByte(firstByte)
    {
    }

    YamlNode takeRoot() { return std::move(m_root); }

    /// Where the document begins, its "---" included; -1 before it was told.
    qsizetype documentBegin() const { return m_documentBegin; }

    void OnDocumentStart(const YAML::Mark &mark) override
    {
        m_documentBegin = mark.pos + m_firstByte;
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        add(YamlNode::Kind::Null, mark, anchor);
    }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        add(YamlNode::Kind::Alias, mark, 0).value =
            QByteArray::number(static_cast<qulonglong>(anchor));
    }
    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override
    {
        YamlNode &node = add(YamlNode::Kind::Scalar, mark, anchor);
        node.tag = QByteArray::fromStdString(tag);
        node.value = QByteArray::fromStdString(value);
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override
    {
        open(YamlNode::Kind::Sequence, mark, tag, anchor, style);
    }
    void OnSequenceEnd() override { m_open.pop_back(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override
    {
        open(YamlNode::Kind::Map, mark, tag, anchor, style);
    }
    void OnMapEnd() override { m_open.pop_back(); }

private:
    YamlNode &add(YamlNode::Kind kind, const YAML::Mark &mark, YAML::anchor_t anchor)
    {
        YamlNode *node = &m_root;
        if (!m_open.empty()) {
            // Nodes inside of which others are being read are not moved meanwhile: they are last.
            m_open.back()->children.emplace_back();
            node = &m_open.back()->children.back();
        }
        node->kind = kind;
        node->isAnchored = anchor != 0;
        node->begin = mark.is_null() ? -1 : mark.pos + m_firstByte;
        return *node;
    }

    void open(YamlNode::Kind kind, const YAML::Mark &mark, const std::string &tag,
              YAML::anchor_t anchor, YAML::EmitterStyle::value style)
    {
        YamlNode &node = add(kind, mark, anchor);
        node.tag = QByteArray::fromStdString(tag);
        node.isFlow = style == YAML::EmitterStyle::Flow;
        m_open.push_back(&node);
    }

    qsizetype m_firstByte;
    qsizetype m_documentBegin = -1;
    YamlNode m_root;
    std::vector<YamlNode *> m_open;
};

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f;
}

} // namespace

bool saysTheSame(const YamlNode &a, const YamlNode &b)
{
    const auto isNothing = [](const YamlNode &node) {
        return node.isNull() || (node.isMap() && node.children.empty());
    };
    if (isNothing(a) && isNothing(b))
        return a.isAnchored == b.isAnchored;
    return a.kind == b.kind && a.isAnchored == b.isAnchored && a.tag == b.tag &&
           a.value == b.value &&
           std::equal(a.children.cbegin(), a.children.cend(), b.children.cbegin(),
                      b.children.cend(), saysTheSame);
}

protocol::Result<YamlNode, protocol::Phrase> parseYamlTree(const QByteArray &yaml,
                                                           qsizetype *errorAt)
{
    const auto tellPlace = [errorAt](qsizetype at) {
        if (errorAt != nullptr)
            *errorAt = at;
    };
    tellPlace(-1);
    const auto control = std::find_if(yaml.cbegin(), yaml.cend(), isControl);
    if (control != yaml.cend()) {
        tellPlace(control - yaml.cbegin());
        return phrase(QT_TRANSLATE_NOOP(
            "core", "the text holds a control character; it must be plain UTF-8 text"));
    }
    if (!yaml.isValidUtf8())
        return phrase(QT_TRANSLATE_NOOP("core", "the text is not UTF-8"));
    const qsizetype firstByte =
        yaml.startsWith(protocol::byteOrderMark) ? protocol::byteOrderMark.size() : 0;
    TreeBuilder builder(firstByte);
    try {
        std::istringstream stream(yaml.toStdString());
        YAML::Parser parser(stream);
        if (parser.HandleNextDocument(builder)) {
            TreeBuilder second(firstByte);
            if (parser.HandleNextDocument(second)) {
                tellPlace(second.documentBegin());
                return phrase(
                    QT_TRANSLATE_NOOP("core", "the text holds more than one YAML document"));
            }
        }
    } catch (const YAML::Exception &exception) {
        if (!exception.mark.is_null())
            tellPlace(exception.mark.pos + firstByte);
        return phrase(QT_TRANSLATE_NOOP("core", "line %1 is not valid YAML"),
                      exception.mark.is_null() ? 1 : exception.mark.line + 1);
    } catch (const std::exception &) {
        return phrase(QT_TRANSLATE_NOOP("core", "the text is not valid YAML"));
    }
    YamlNode root = builder.takeRoot();
    measureYaml(yaml, root);
    return root;
}

} // namespace neuro::config

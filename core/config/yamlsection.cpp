// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/yamlsection.h"

#include "config/valueformat.h"
#include "protocol/codec.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace neuro::config {

using protocol::Phrase;
using protocol::phrase;
using protocol::quoteForMessage;
using protocol::verbatim;

namespace {

constexpr double msPerSecond = 1000.0;

QString scalarText(const YAML::Node &node)
{
    return QString::fromStdString(node.Scalar());
}

int lineOfMark(const YAML::Mark &mark)
{
    return mark.is_null() ? 0 : mark.line + 1;
}

/// Numbers are written as the file has them, in every language.
Phrase wholeNumberRule(const QString &min, const QString &max)
{
    return phrase(QT_TRANSLATE_NOOP("core", "must be a whole number from %1 to %2"), verbatim(min),
                  verbatim(max));
}

} // namespace

Phrase kindOf(const YAML::Node &node)
{
    switch (node.Type()) {
    case YAML::NodeType::Undefined:
    case YAML::NodeType::Null:
        return phrase(QT_TRANSLATE_NOOP("core", "nothing"));
    case YAML::NodeType::Scalar:
        return phrase(QT_TRANSLATE_NOOP("core", "a single value"));
    case YAML::NodeType::Sequence:
        return phrase(QT_TRANSLATE_NOOP("core", "a list"));
    case YAML::NodeType::Map:
        return phrase(QT_TRANSLATE_NOOP("core", "a section"));
    }
    Q_UNREACHABLE();
    return {};
}

YamlSection::YamlSection(const YAML::Node &node, QString path, int line, IssueList &issues)
    : m_path(std::move(path))
    , m_issues(issues)
{
    if (node.IsMap())
        readEntries(node);
    else if (node.IsDefined() && !node.IsNull())
        // Never with the text itself, which may be a token without its key.
        m_issues.error(
            line, m_path,
            phrase(QT_TRANSLATE_NOOP("core", "must be a section with \"key: value\" lines, not %1"),
                   kindOf(node)));
}

void YamlSection::readEntries(const YAML::Node &node)
{
    for (const auto &pair : node)
        addEntry(pair.first, pair.second);
}

void YamlSection::addEntry(const YAML::Node &key, const YAML::Node &value)
{
    const int line = lineOfMark(key.Mark());
    if (!key.IsScalar()) {
        m_issues.error(
            line, m_path,
            phrase(QT_TRANSLATE_NOOP("core", "a key must be a plain word, not %1"), kindOf(key)));
        return;
    }
    const QString name = scalarText(key);
    const auto earlier = m_indexes.constFind(name);
    if (earlier != m_indexes.cend()) {
        const int first = m_entries[*earlier].line;
        m_issues.error(
            line, pathOf(name),
            phrase(QT_TRANSLATE_NOOP("core", "is set twice, first in line %1; remove one"), first));
        return;
    }
    m_indexes.insert(name, m_entries.size());
    const int valueLine = value.IsNull() ? line : lineOfMark(value.Mark());
    m_entries.push_back({name, value.IsScalar() ? valueLine : line, value});
}

QString YamlSection::pathOf(const QString &key) const
{
    return m_path.isEmpty() ? key : m_path + u'.' + key;
}

int YamlSection::lineOf(const QString &key) const
{
    const auto index = m_indexes.constFind(key);
    return index == m_indexes.cend() ? 0 : m_entries[*index].line;
}

void YamlSection::error(const QString &key, const Phrase &message)
{
    m_issues.error(lineOf(key), pathOf(key), message);
}

void YamlSection::warning(const QString &key, const Phrase &message)
{
    m_issues.warning(lineOf(key), pathOf(key), message);
}

void YamlSection::wrong(const QString &key, const Phrase &rule, const Phrase &found)
{
    error(key, phrase(QT_TRANSLATE_NOOP("core", "%1, not %2"), rule, found));
}

void YamlSection::wrongText(const QString &key, const Phrase &rule, const QString &found)
{
    error(key, phrase(QT_TRANSLATE_NOOP("core", "%1, not \"%2\""), rule, quoteForMessage(found)));
}

const YamlSection::Entry *YamlSection::find(const QString &key)
{
    m_known.append(key);
    const auto index = m_indexes.constFind(key);
    if (index == m_indexes.cend() || m_entries[*index].value.IsNull())
        return nullptr;
    return &m_entries[*index];
}

std::optional<QString> YamlSection::scalar(const QString &key, const Phrase &rule)
{
    const Entry *entry = find(key);
    if (entry == nullptr)
        return std::nullopt;
    if (!entry->value.IsScalar()) {
        wrong(key, rule, kindOf(entry->value));
        return std::nullopt;
    }
    const QString text = scalarText(entry->value);
    if (text.size() > limits::text) {
        error(key, phrase(QT_TRANSLATE_NOOP("core", "must be at most %1 characters long, not %2"),
                          limits::text, text.size()));
        return std::nullopt;
    }
    return text;
}

YamlSection YamlSection::section(const QString &key)
{
    const Entry *entry = find(key);
    return YamlSection(entry == nullptr ? YAML::Node() : entry->value, pathOf(key), lineOf(key),
                       m_issues);
}

void YamlSection::readText(const QString &key, QString &target)
{
    const Phrase rule = phrase(QT_TRANSLATE_NOOP("core", "must be a text that is not empty"));
    const std::optional<QString> text = scalar(key, rule);
    if (!text)
        return;
    if (text->trimmed().isEmpty())
        wrongText(key, rule, *text);
    else
        target = *text;
}

int YamlSection::readSecret(const QString &key, QString &target)
{
    const std::optional<QString> text =
        scalar(key, phrase(QT_TRANSLATE_NOOP("core", "must be a text")));
    if (!text)
        return 0;
    const QList<uint> characters = text->toUcs4();
    const bool isPlain = std::all_of(characters.cbegin(), characters.cend(), [](uint c) {
        return QChar::isPrint(c) && !QChar::isSpace(c);
    });
    if (isPlain)
        target = *text;
    else
        error(key, phrase(QT_TRANSLATE_NOOP(
                       "core", "must be a text without spaces and control characters")));
    return lineOf(key);
}

void YamlSection::readHost(const QString &key, QString &target)
{
    const Phrase rule = hostRule();
    const std::optional<QString> text = scalar(key, rule);
    if (!text)
        return;
    if (text->isEmpty())
        return;
    if (const std::optional<QString> host = parseHost(*text))
        target = *host;
    else
        wrongText(key, rule, *text);
}

void YamlSection::readPort(const QString &key, quint16 &target, bool anyFree)
{
    int port = target;
    readInteger(key, port, anyFree ? 0 : 1, std::numeric_limits<quint16>::max());
    target = static_cast<quint16>(port);
}

void YamlSection::readBoolean(const QString &key, bool &target)
{
    const Phrase rule = phrase(QT_TRANSLATE_NOOP("core", "must be true or false"));
    const std::optional<QString> text = scalar(key, rule);
    if (!text)
        return;
    if (const std::optional<bool> value = parseBoolean(*text))
        target = *value;
    else
        wrongText(key, rule, *text);
}

void YamlSection::readInteger(const QString &key, int &target, int min, int max)
{
    const Phrase rule = wholeNumberRule(QString::number(min), QString::number(max));
    const std::optional<QString> text = scalar(key, rule);
    if (!text)
        return;
    bool isNumber = false;
    const int value = text->toInt(&isNumber);
    if (isNumber && value >= min && value <= max)
        target = value;
    else
        wrongText(key, rule, *text);
}

void YamlSection::readUnsigned64(const QString &key, quint64 &target)
{
    const Phrase rule =
        wholeNumberRule(u"0"_s, QString::number(std::numeric_limits<quint64>::max()));
    const std::optional<QString> text = scalar(key, rule);
    if (!text)
        return;
    bool isNumber = false;
    const quint64 value = text->toULongLong(&isNumber);
    if (isNumber)
        target = value;
    else
        wrongText(key, rule, *text);
}

void YamlSection::readSize(const QString &key, qint64 &target, qint64 min, qint64 max)
{
    const Phrase rule =
        phrase(QT_TRANSLATE_NOOP(
                   "core", "must be a size from %1 to %2, such as \"%3\" or a number of bytes"),
               verbatim(formatSize(min)), verbatim(formatSize(max)), verbatim(formatSize(target)));
    const std::optional<QString> text = scalar(key, rule);
    if (!text)
        return;
    const std::optional<qint64> bytes = parseSize(*text);
    if (bytes && *bytes >= min && *bytes <= max)
        target = *bytes;
    else
        wrongText(key, rule, *text);
}

void YamlSection::readSeconds(const QString &key, int &target, double min, double max,
                              const Phrase &zero)
{
    const Phrase rule =
        zero.isEmpty()
            ? phrase(QT_TRANSLATE_NOOP("core", "must be a number of seconds from %1 to %2"),
                     verbatim(formatNumber(min)), verbatim(formatNumber(max)))
            : phrase(
                  QT_TRANSLATE_NOOP("core", "must be a number of seconds from %1 to %2 (or 0: %3)"),
                  verbatim(formatNumber(min)), verbatim(formatNumber(max)), zero);
    const std::optional<QString> text = scalar(key, rule);
    if (!text)
        return;
    const std::optional<double> seconds = parseNumber(*text);
    const bool isZero = seconds && qFuzzyIsNull(*seconds) && !zero.isEmpty();
    if (isZero || (seconds && *seconds >= min && *seconds <= max))
        target = static_cast<int>(std::lround(*seconds * msPerSecond));
    else
        wrongText(key, rule, *text);
}

void YamlSection::readChoice(const QString &key, const QStringList &words,
                             const std::function<void(int)> &set)
{
    const Phrase rule =
        phrase(QT_TRANSLATE_NOOP("core", "must be one of %1"), verbatim(words.join(u", ")));
    const std::optional<QString> text = scalar(key, rule);
    if (!text)
        return;
    if (const auto index = words.indexOf(*text); index >= 0)
        set(static_cast<int>(index));
    else
        wrongText(key, rule, *text);
}

void YamlSection::finish(const QStringList &elsewhere)
{
    for (const Entry &entry : m_entries) {
        if (m_known.contains(entry.key))
            continue;
        // "auth_token:abc" without a space is one key, and half of it is a secret.
        const qsizetype colon = entry.key.indexOf(u':');
        const QString key = quoteForMessage(colon < 0 ? entry.key : entry.key.first(colon));
        m_issues.warning(entry.line, pathOf(key), unknownKey(key, colon >= 0, elsewhere));
    }
}

Phrase YamlSection::unknownKey(const QString &key, bool hasColon,
                               const QStringList &elsewhere) const
{
    if (hasColon)
        return phrase(
            QT_TRANSLATE_NOOP("core", "unknown key, ignored; write a space after the colon"));
    const QString meant = suggestion(key, elsewhere);
    if (meant.isEmpty())
        return phrase(QT_TRANSLATE_NOOP("core", "unknown key, ignored"));
    return phrase(QT_TRANSLATE_NOOP("core", "unknown key, ignored; did you mean \"%1\"?"),
                  verbatim(meant));
}

QString YamlSection::suggestion(const QString &key, const QStringList &elsewhere) const
{
    if (m_issues.isFull())
        return {};
    if (const QString nearest = nearestKey(key, m_known); !nearest.isEmpty())
        return nearest;
    if (elsewhere.contains(key))
        return key;
    const QString ending = u'.' + key;
    for (const QString &path : elsewhere) {
        if (path.endsWith(ending))
            return path;
    }
    return {};
}

QStringList YamlSection::knownPaths() const
{
    QStringList out;
    for (const QString &key : m_known)
        out.append(pathOf(key));
    return out;
}

} // namespace neuro::config

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/yamlwrite.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace neuro::config {

namespace {

constexpr int hexBase = 16;
constexpr int shortHex = 2;
constexpr int longHex = 4;

/// What YAML 1.1 or 1.2 reads as something else than a text: our reader does not care, others of
/// the same file do.
bool looksTyped(const QString &text)
{
    static const QRegularExpression typed(
        uR"(\A(?:~|null|true|false|yes|no|on|off|y|n|[-+]?\.(?:inf|nan)|0[xob][0-9a-f_]+)"
        uR"(|[-+]?(?:[0-9][0-9_]*)?\.?[0-9_]*(?:e[-+]?[0-9]*)?|[-+]?[0-9][0-9_]*(?::[0-9]+)+(?:\.[0-9]*)?)"
        uR"(|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t ].*)?)\z)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return text.isEmpty() || typed.match(text).hasMatch();
}

bool isNullWord(const QString &text)
{
    return text.isEmpty() || text == u"~" || text.compare(u"null"_s, Qt::CaseInsensitive) == 0;
}

/// Line breaks of Unicode and what does not print.
bool needsEscape(QChar c)
{
    return c.category() == QChar::Other_Control || c == QChar::LineSeparator ||
           c == QChar::ParagraphSeparator || c == QChar::ByteOrderMark;
}

/// Less than YAML allows without quotes; nobody misses the rest.
bool canBePlain(const QString &text, bool inFlow)
{
    static const QString firstOnes = u"/._+^$("_s;
    static const QString flowOnes = u",[]{}:?"_s;
    const QChar first = text.isEmpty() ? QChar() : text.front();
    const bool isNegative = first == u'-' && text.size() > 1 && text[1].isLetterOrNumber();
    if (!(first.isLetterOrNumber() || firstOnes.contains(first) || isNegative))
        return false;
    if (text.back().isSpace() || text.endsWith(u':') || text.contains(u": "_s) ||
        text.contains(u" #"_s))
        return false;
    return std::none_of(text.cbegin(), text.cend(), [inFlow](QChar c) {
        return needsEscape(c) || (c.isSpace() && c != u' ') || (inFlow && flowOnes.contains(c));
    });
}

void appendEscaped(QString &out, QChar c)
{
    switch (c.unicode()) {
    case u'"':
        out += u"\\\""_s;
        return;
    case u'\\':
        out += u"\\\\"_s;
        return;
    case u'\n':
        out += u"\\n"_s;
        return;
    case u'\t':
        out += u"\\t"_s;
        return;
    default:
        break;
    }
    if (!needsEscape(c)) {
        out += c;
        return;
    }
    const bool isShort = c.unicode() <= 0xff;
    out += (isShort ? u"\\x%1"_s : u"\\u%1"_s)
               .arg(c.unicode(), isShort ? shortHex : longHex, hexBase, QLatin1Char('0'));
}

} // namespace

QByteArray yamlSpelling(const YamlText &value, YamlQuotes wanted, bool inFlow)
{
    const QString &text = value.text;
    const bool misleads = value.kind == YamlText::Kind::Text ? looksTyped(text) : isNullWord(text);
    if (wanted == YamlQuotes::None && !misleads && canBePlain(text, inFlow))
        return text.toUtf8();
    const bool fitsSingle = std::none_of(text.cbegin(), text.cend(), needsEscape);
    if (wanted == YamlQuotes::Single && fitsSingle)
        return (u'\'' + QString(text).replace(u'\'', u"''"_s) + u'\'').toUtf8();
    QString out;
    for (const QChar c : text)
        appendEscaped(out, c);
    return (u'"' + out + u'"').toUtf8();
}

QByteArray yamlFlowList(const QList<YamlText> &items)
{
    QByteArrayList spelled;
    for (const YamlText &item : items)
        spelled.append(yamlSpelling(item, YamlQuotes::None, true));
    return '[' + spelled.join(", ") + ']';
}

QByteArray spliced(const QByteArray &yaml, std::vector<YamlSplice> splices)
{
    std::stable_sort(splices.begin(), splices.end(),
                     [](const YamlSplice &a, const YamlSplice &b) { return a.at < b.at; });
    QByteArray out;
    qsizetype copied = 0;
    for (const YamlSplice &splice : splices) {
        out += QByteArrayView(yaml).sliced(copied, splice.at - copied);
        out += splice.with;
        copied = splice.at + splice.size;
    }
    out += QByteArrayView(yaml).sliced(copied);
    return out;
}

} // namespace neuro::config

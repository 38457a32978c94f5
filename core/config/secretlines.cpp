// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/secretlines.h"

#include "protocol/byteordermark.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace neuro::config {

namespace {

/// A key further to the right counts as standing here.
constexpr int lastColumn = 0xffff;
/// Keys of one line whose values are looked at: to find one takes time for the whole line.
constexpr int keysInALine = 32;

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\r';
}

qsizetype afterBlanks(QStringView line, qsizetype from)
{
    while (from < line.size() && isBlank(line[from]))
        ++from;
    return from;
}

/// Behind the quote that ends what begins at `from`; -1 when it goes on in the next line.
qsizetype afterQuote(QStringView line, qsizetype from, QChar quote)
{
    for (qsizetype i = from; i < line.size(); ++i) {
        const bool isDoubled = i + 1 < line.size() && line[i + 1] == quote;
        if (quote == u'"' && line[i] == u'\\')
            ++i;
        else if (line[i] == quote && quote == u'\'' && isDoubled)
            ++i;
        else if (line[i] == quote)
            return i + 1;
    }
    return -1;
}

/// Where the value itself begins, after its tag and its anchor.
qsizetype afterProperties(QStringView line, qsizetype from)
{
    qsizetype at = afterBlanks(line, from);
    while (at < line.size() && (line[at] == u'!' || line[at] == u'&')) {
        while (at < line.size() && !isBlank(line[at]))
            ++at;
        at = afterBlanks(line, at);
    }
    return at;
}

bool isQuote(QChar c)
{
    return c == u'"' || c == u'\'';
}

/// "name: …" of any key, which ends a value that stands deeper.
bool isEntry(const QString &line)
{
    static const QRegularExpression entry(
        uR"(^\s*(?:"[^"]*"|'[^']*'|\w[\w -]{0,80})\s{0,8}:(?:\s|$))"_s);
    return entry.match(line).hasMatch();
}

/// What begins like a secret: a key whose name says so, wherever it stands; the same alone at the
/// beginning of a line, whatever follows; a key with escapes, which may spell that name; an address
/// that may hold a password; an anchor, whose value an alias may use elsewhere. The repetitions
/// have limits, or a long line of a hostile file would take its square of time.
const QRegularExpression &secretBegin()
{
    static const QRegularExpression pattern(
        uR"((?<key>(?:token|passw(?:or)?d|passphrase|secret)[\w-]{0,40}["']?)\s*[:=])"
        uR"(|^[\s?-]*(?<start>["']?(?:auth[_-]?)?token["']?)(?![\w-])\s*[:=]?)"
        uR"(|(?<escaped>"(?:[^"\\]|\\.){0,60}\\.(?:[^"\\]|\\.){0,60}")\s*:)"
        uR"(|(?<![\w-])(?<url>url["']?)\s*[:=])"
        uR"(|(?<![^\s:,\[{])(?<anchor>&[\w-]+)\s+(?=\S))"_s,
        QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

/// Of the whole key that was found, be it a part of one.
qsizetype columnOf(const QRegularExpressionMatch &match, QStringView line)
{
    qsizetype column = match.capturedStart();
    for (const QString &name : {u"key"_s, u"start"_s, u"escaped"_s, u"url"_s, u"anchor"_s}) {
        if (const qsizetype at = match.capturedStart(name); at >= 0)
            column = at;
    }
    const auto isOfAKey = [](QChar c) {
        return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'"' || c == u'\'';
    };
    while (column > 0 && isOfAKey(line[column - 1]))
        --column;
    return column;
}

/// An address without a password and a query.
bool isHarmlessAddress(const QString &value)
{
    static const QRegularExpression harmless(
        uR"(^["']?(?:none|wss?://[\w.:\[\]-]+(?:/[\w./~-]*)?)["']?\s*(?:\}\s*)*(?:(?<=\s)#.*)?$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return harmless.match(value).hasMatch();
}

/// Of what was found, with `value`.
bool mayBeSecret(const QRegularExpressionMatch &match, const QString &value, bool isComment)
{
    if (match.capturedStart(u"url"_s) >= 0)
        return !isHarmlessAddress(value);
    // Prose says "password: …" in another way.
    const QString key = match.captured(u"key"_s);
    return !isComment || key.isEmpty() || key.startsWith(u"token"_s, Qt::CaseInsensitive);
}

} // namespace

SecretLines::SecretLines(int state)
    : m_secret(static_cast<Open>(state & 3))
    , m_quotes(static_cast<Open>((state >> 2) & 3))
    , m_column(state >> 4)
{
}

int SecretLines::state() const
{
    return static_cast<int>(m_secret) | static_cast<int>(m_quotes) << 2 | m_column << 4;
}

SecretLines::Line SecretLines::next(QStringView line)
{
    Line found;
    found.comment = commentOf(line);
    const qsizetype text = afterBlanks(line, 0);
    qsizetype from = 0;
    if (m_secret != Open::Nothing) {
        from = continued(line);
        if (from != 0)
            found.secret = text;
        if (from < 0)
            return found;
    }
    findKeys(line.toString(), from, found);
    return found;
}

/// 0 when the line does not belong to the secret of the lines before, -1 when all of it does, else
/// where that ends.
qsizetype SecretLines::continued(QStringView line)
{
    if (m_secret != Open::Value) {
        const qsizetype end = afterQuote(line, 0, m_secret == Open::DoubleQuotes ? u'"' : u'\'');
        if (end >= 0)
            m_secret = Open::Nothing;
        return end;
    }
    const qsizetype text = afterBlanks(line, 0);
    if (text == line.size() || text > m_column)
        return -1;
    if (line[text] == u'#')
        return 0;
    // Inside of braces a value may stand anywhere.
    if (!isEntry(line.toString()))
        return -1;
    m_secret = Open::Nothing;
    return 0;
}

void SecretLines::findKeys(const QString &line, qsizetype from, Line &found)
{
    for (int keys = 0; from >= 0 && from < line.size(); ++keys) {
        const QRegularExpressionMatch match = secretBegin().match(line, from);
        if (!match.hasMatch())
            return;
        const qsizetype key = columnOf(match, line);
        const qsizetype value = afterBlanks(line, match.capturedEnd());
        const bool isComment = found.comment >= 0 && key > found.comment;
        from = endOfValue(line, key, value, isComment);
        if (found.secret < 0 && value < line.size() &&
            mayBeSecret(match, line.sliced(value), isComment))
            found.secret = value;
        if (keys == keysInALine) {
            m_column = 0;
            return;
        }
    }
}

/// Where further keys are looked for; -1 when the value's quotes go on in the next line.
qsizetype SecretLines::endOfValue(QStringView line, qsizetype key, qsizetype value, bool isComment)
{
    const qsizetype text = afterProperties(line, value);
    const bool isQuoted = text < line.size() && isQuote(line[text]);
    const qsizetype end = isQuoted ? afterQuote(line, text + 1, line[text]) : value;
    if (isComment)
        return std::max(end, value);
    m_column = static_cast<int>(std::min(key, qsizetype(lastColumn)));
    if (!isQuoted)
        m_secret = Open::Value;
    else if (end >= 0)
        m_secret = Open::Nothing;
    else
        m_secret = line[text] == u'"' ? Open::DoubleQuotes : Open::SingleQuotes;
    return end;
}

qsizetype SecretLines::commentOf(QStringView line)
{
    qsizetype at = 0;
    bool isFlow = false;
    // Whether a value may begin here: elsewhere a quote is a character like any other.
    bool mayBegin = true;
    if (m_quotes != Open::Nothing) {
        // Nothing goes on beyond a key of the file's own.
        const bool isOver = !line.isEmpty() && !isBlank(line[0]) && isEntry(line.toString());
        const QChar quote = m_quotes == Open::DoubleQuotes ? u'"' : u'\'';
        at = isOver ? 0 : afterQuote(line, 0, quote);
        if (at < 0)
            return -1;
        m_quotes = Open::Nothing;
        mayBegin = isOver;
    }
    while (at < line.size()) {
        const QChar c = line[at];
        const bool isLast = at + 1 == line.size() || isBlank(line[at + 1]);
        if (c == u'#' && (at == 0 || isBlank(line[at - 1])))
            return at;
        if (isQuote(c) && mayBegin) {
            at = afterQuote(line, at + 1, c);
            if (at < 0) {
                m_quotes = c == u'"' ? Open::DoubleQuotes : Open::SingleQuotes;
                return -1;
            }
            // What follows in braces, or after a key in quotes.
            const qsizetype next = afterBlanks(line, at);
            mayBegin = next < line.size() && (line[next] == u':' || line[next] == u',');
            at = mayBegin ? next + 1 : at;
            continue;
        }
        if (mayBegin && (c == u'!' || c == u'&')) {
            at = afterProperties(line, at);
            continue;
        }
        if (mayBegin && (c == u'[' || c == u'{'))
            isFlow = true;
        else if (c == u':' && isLast)
            mayBegin = true;
        else if (c == u',' && isFlow)
            mayBegin = true;
        else if (!isBlank(c) && !(mayBegin && isLast && (c == u'-' || c == u'?')))
            mayBegin = false;
        ++at;
    }
    return -1;
}

QByteArray withoutSecrets(const QByteArray &yaml)
{
    // Another encoding, in which no key can be seen.
    const bool isText = !yaml.contains('\0');
    // It belongs to no line, and is lost on the way.
    const QByteArray mark = yaml.startsWith(protocol::byteOrderMark)
                                ? protocol::byteOrderMark.toByteArray()
                                : QByteArray();
    QStringList lines = QString::fromUtf8(yaml.mid(mark.size())).split(u'\n');
    SecretLines scan;
    for (QString &line : lines) {
        const qsizetype secret = isText ? scan.next(line).secret : 0;
        if (secret >= 0 && secret < line.size())
            line = line.first(secret) + u"***"_s;
    }
    return mark + lines.join(u'\n').toUtf8();
}

QStringList withSpellings(const QStringList &secrets)
{
    QStringList out = secrets;
    for (const QString &secret : secrets) {
        if (secret.contains(u'\''))
            out.append(QString(secret).replace(u"'"_s, u"''"_s));
    }
    return out;
}

} // namespace neuro::config

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/spellings.h"

#include <QRegularExpression>

#include <functional>

using namespace Qt::Literals::StringLiterals;

namespace neuro::tests {

namespace {

using Encoder = std::function<QByteArray(const QString &)>;

QByteArray numbered(char16_t unit, bool isUpper = false)
{
    const QByteArray digits = QByteArray::number(unit, 16).rightJustified(4, '0');
    return "\\u" + (isUpper ? digits.toUpper() : digits);
}

/// A string of JSON without its quotes: `letters` and what is not ASCII by number.
QByteArray jsonOf(const QString &text, QByteArrayView letters, QByteArrayView behindBackslash,
                  bool isUpper, bool isAsciiOnly = true)
{
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        const auto c = static_cast<char>(unit);
        if ((unit >= 0x80 && isAsciiOnly) || (unit < 0x80 && letters.contains(c))) {
            out += numbered(unit, isUpper);
        } else if (unit < 0x80 && (c == '"' || c == '\\' || behindBackslash.contains(c))) {
            out += '\\';
            out += c;
        } else if (QChar::isHighSurrogate(unit)) {
            out += text.sliced(i++, 2).toUtf8();
        } else {
            out += QString(text[i]).toUtf8();
        }
    }
    return out;
}

QByteArray python(const QString &text)
{
    return jsonOf(text, {}, {}, false);
}

QByteArray javaScript(const QString &text)
{
    return jsonOf(text, {}, {}, false, false);
}

QByteArray php(const QString &text)
{
    return jsonOf(text, {}, "/", false);
}

QByteArray dotNet(const QString &text)
{
    return jsonOf(text, "\"&'+<>`", {}, true);
}

QByteArray everyLetter(const QString &text)
{
    QByteArray out;
    for (const QChar c : text)
        out += numbered(c.unicode());
    return out;
}

QByteArray percent(const QString &text)
{
    return text.toUtf8().toPercentEncoding();
}

QByteArray percentLower(const QString &text)
{
    QByteArray out = percent(text);
    for (qsizetype at = out.indexOf('%'); at >= 0; at = out.indexOf('%', at + 3))
        out.replace(at, 3, out.sliced(at, 3).toLower());
    return out;
}

} // namespace

QList<Spelling> spellingsOf(const QString &text)
{
    const QList<std::pair<QByteArray, Encoder>> inner = {
        {"JavaScript", javaScript},
        {"Python", python},
        {"PHP", php},
        {".NET", dotNet},
        {"all by number", everyLetter},
        {"percent", percent},
        {"percent in lower case", percentLower},
    };
    const QList<std::pair<QByteArray, Encoder>> outer = {
        {"Python", python}, {"PHP", php}, {".NET", dotNet}};
    QList<Spelling> out;
    for (const auto &[who, encode] : inner)
        out.append({who, encode(text)});
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isSurrogate())
            continue; // Both halves are written in one way.
        out.append({"letter " + QByteArray::number(i), javaScript(text.first(i)) +
                                                           numbered(text[i].unicode()) +
                                                           javaScript(text.sliced(i + 1))});
    }
    // Inside of a string, and that inside of another one.
    const qsizetype alone = out.size();
    for (qsizetype i = 0; i < alone; ++i) {
        for (const auto &[who, encode] : outer) {
            const QByteArray once = encode(QString::fromUtf8(out[i].text));
            out.append({out[i].who + " in " + who, once});
            for (const auto &[again, encodeAgain] : outer)
                out.append({out[i].who + " in " + who + " in " + again,
                            encodeAgain(QString::fromUtf8(once))});
        }
        out.append({out[i].who + " in a URL", percentLower(QString::fromUtf8(out[i].text))});
    }
    return out;
}

QList<QString> readingsOf(const QByteArray &text)
{
    static const QRegularExpression escape(
        uR"(\\u([0-9a-fA-F]{4})|\\(["\\/])|%([0-9a-fA-F]{2}))"_s);
    QList<QString> out{QString::fromUtf8(text)};
    for (int level = 0; level < 6; ++level) {
        const QString &last = out.last();
        // Bytes of UTF-8 come one by one.
        QByteArray plain;
        QString units;
        const auto flush = [&] {
            plain += units.toUtf8();
            units.clear();
        };
        qsizetype done = 0;
        for (auto found = escape.globalMatch(last); found.hasNext();) {
            const QRegularExpressionMatch one = found.next();
            units += QStringView(last).sliced(done, one.capturedStart() - done);
            done = one.capturedEnd();
            if (one.hasCaptured(1)) {
                units += QChar(one.captured(1).toUShort(nullptr, 16));
            } else if (one.hasCaptured(2)) {
                units += one.captured(2);
            } else {
                flush();
                plain += static_cast<char>(one.captured(3).toUShort(nullptr, 16));
            }
        }
        if (done == 0)
            break;
        units += QStringView(last).sliced(done);
        flush();
        out.append(QString::fromUtf8(plain));
    }
    return out;
}

} // namespace neuro::tests

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/jsonvaluetext.h"

#include "models/oneline.h"

#include <QCoreApplication>

#include <algorithm>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;
using protocol::JsonValue;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(JsonTree)
};

/// Numbers are spelled as they came, up to this many digits.
constexpr int longestNumber = 80;

qsizetype firstLineLength(QStringView text)
{
    const auto end =
        std::find_if(text.begin(), text.end(), [](QChar c) { return c == u'\n' || c == u'\r'; });
    return end - text.begin();
}

QString stringText(const QString &text)
{
    const qsizetype lineLength = firstLineLength(text);
    if (lineLength == text.size() && text.size() <= jsonStringLength)
        return u'"' + oneLine(QStringView(text), jsonStringLength) + u'"';
    QString shown = oneLine(QStringView(text).first(lineLength), jsonStringLength);
    if (!shown.endsWith(QChar(0x2026)))
        shown += QChar(0x2026);
    return Words::tr("\"%1\" string, %Ln characters", nullptr, static_cast<int>(text.size()))
        .arg(shown);
}

} // namespace

QString jsonValueText(JsonValue value)
{
    switch (value.type()) {
    case JsonValue::Type::Absent:
        return QString();
    case JsonValue::Type::Null:
    case JsonValue::Type::Bool:
    case JsonValue::Type::Number:
        return oneLine(value.text(), longestNumber);
    case JsonValue::Type::String:
        return stringText(value.toString());
    case JsonValue::Type::Array:
        return value.size() == 1 ? Words::tr("1 item")
                                 : Words::tr("%Ln items", nullptr, static_cast<int>(value.size()));
    case JsonValue::Type::Object:
        return value.size() == 1
                   ? Words::tr("1 member")
                   : Words::tr("%Ln members", nullptr, static_cast<int>(value.size()));
    }
    Q_UNREACHABLE();
}

} // namespace neuro::models

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/codecmessages.h"

namespace neuro::tests {

using namespace protocol;

QByteArray message(const char *command, const QByteArray &data)
{
    QByteArray text = R"({"command":")" + QByteArray(command) + R"(","game":"Test Game")";
    if (!data.isEmpty())
        text += ",\"data\":" + data;
    return text + '}';
}

QByteArray registering(const QByteArray &actions)
{
    return message("actions/register", R"({"actions":[)" + actions + "]}");
}

DecodedGameMessage decoded(const QByteArray &text)
{
    const auto result = decodeGameMessage(text);
    if (!result)
        qFatal("refused: %s", qPrintable(result.error().refusal.detail.english()));
    return *result;
}

QList<DiagnosticKey> keys(const QList<Finding> &findings)
{
    QList<DiagnosticKey> result;
    for (const Finding &finding : findings)
        result.append(finding.key);
    return result;
}

} // namespace neuro::tests

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/sessionlines.h"

#include "protocol/json.h"
#include "storage/sessionlogformat.h"

namespace neuro::tests {

QByteArray logTime(int second)
{
    return "2026-11-20T17:31:" + QByteArray::number(second).rightJustified(2, '0') + ".000000Z";
}

qint64 logMicros(int second)
{
    return storage::readIsoTime(logTime(second)).value_or(0);
}

QByteArray headerLine()
{
    return R"({"kind":"session","format":1,"program":"neuro-relay","version":"0.1.0","started":")" +
           logTime(0) + R"(","config":{}})" + '\n';
}

QByteArray otherLine(const QByteArray &kind, int second, const QByteArray &rest)
{
    return R"({"kind":")" + kind + R"(","t":")" + logTime(second) + R"(",)" + rest + "}\n";
}

QByteArray contextLine(quint64 seq, int second, int peer, const QByteArray &message)
{
    const QByteArray number = QByteArray::number(peer);
    const QByteArray payload = R"({"command":"context","game":"Game )" + number +
                               R"(","data":{"message":")" + message + R"(","silent":true}})";
    QByteArray text;
    protocol::appendJsonQuoted(text, payload);
    return otherLine("frame", second,
                     R"("seq":)" + QByteArray::number(seq) +
                         R"(,"dir":"in","door":"backend","peer":)" + number + R"(,"name":"Game )" +
                         number + R"(","size":99,"text":)" + text +
                         R"(,"command":"context","verdict":"accepted","warnings":[])");
}

QByteArray frameLine(quint64 seq, int second, const QByteArray &command, const QByteArray &payload)
{
    QByteArray text;
    protocol::appendJsonQuoted(text, payload);
    return otherLine("frame", second,
                     R"("seq":)" + QByteArray::number(seq) +
                         R"(,"dir":"in","door":"backend","peer":1,"name":"Game 1","size":)" +
                         QByteArray::number(payload.size()) + R"(,"text":)" + text +
                         R"(,"command":")" + command + R"(","verdict":"accepted","warnings":[])");
}

QByteArray diagnosticLine(quint64 seq, int second, const QByteArray &detail)
{
    return otherLine("diagnostic", second,
                     R"("peer":1,"key":"game/empty","severity":"warning","detail":")" + detail +
                         R"(","seq":)" + QByteArray::number(seq));
}

QByteArray peerLine(int peer, const QByteArray &state, int second)
{
    return otherLine("peer", second,
                     R"("peer":)" + QByteArray::number(peer) +
                         R"(,"door":"backend","name":"","type":"game","state":")" + state +
                         R"(","address":"")");
}

QByteArray registryLine(int second, const QByteArray &names, int peer)
{
    const QByteArray number = QByteArray::number(peer);
    return otherLine("registry", second,
                     R"("peer":)" + number + R"(,"name":"Game )" + number + R"(","actions":[)" +
                         names + ']');
}

QByteArray contextLog(int contexts, const QByteArray &lines)
{
    QByteArray log = headerLine() + lines;
    for (int i = 1; i <= contexts; ++i)
        log += contextLine(static_cast<quint64>(i), i % 60, 1, "message " + QByteArray::number(i));
    return log;
}

storage::SessionIndex::Limits partsOf(quint64 lines)
{
    storage::SessionIndex::Limits limits;
    limits.partLines = lines;
    return limits;
}

models::ExportOutcome exported(const QByteArray &log, const models::ExportRequest &request,
                               QByteArray &text)
{
    QBuffer source;
    source.setData(log);
    QBuffer target(&text);
    if (!source.open(QIODevice::ReadOnly) || !target.open(QIODevice::WriteOnly))
        return {};
    return models::exportSession(source, target, request);
}

QByteArray exported(const QByteArray &log, models::ExportFormat format)
{
    models::ExportRequest request;
    request.format = format;
    QByteArray text;
    return exported(log, request, text).error.isEmpty() ? text : QByteArray();
}

} // namespace neuro::tests

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/json.h"

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QString>

/// The pairs of schema and instance in tests/data/schema.jsonl.
struct SchemaCase
{
    QByteArray id;
    QByteArray schema;
    QByteArray instance;
    bool valid = false;
    bool isParseError = false;
    bool assertsFormat = false;
    /// JSON pointers to what is wrong.
    QStringList failedAt;
};

inline QList<SchemaCase> readSchemaCases()
{
    using namespace neuro::protocol;
    QList<SchemaCase> cases;
    QFile file(QStringLiteral(TEST_DATA_DIR "/schema.jsonl"));
    if (!file.open(QIODevice::ReadOnly))
        return cases;
    while (!file.atEnd()) {
        const auto line = JsonDocument::parse(file.readLine());
        if (!line)
            return {};
        const JsonValue root = line->root();
        SchemaCase entry;
        entry.id = root.member("id").utf8().toByteArray();
        entry.schema = root.member("schema").text().toByteArray();
        entry.instance = root.member("instance").utf8().toByteArray();
        entry.valid = root.member("valid").toBool();
        entry.isParseError = root.member("parse_error").toBool();
        entry.assertsFormat = root.member("format_assertion").toBool();
        const JsonValue failed = root.member("failed");
        for (JsonValue at = failed.first(); !at.isAbsent(); at = at.next())
            entry.failedAt += at.member("path").toString();
        cases += entry;
    }
    return cases;
}

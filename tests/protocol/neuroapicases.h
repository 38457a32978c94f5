// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QString>

/// How many conversations tests/data/neuro_api.jsonl holds: fewer would mean that some got lost.
inline constexpr qsizetype neuroApiCaseCount = 353;

/// The conversations of tests/data/neuro_api.jsonl; none when a line of it cannot be read.
inline QList<QJsonObject> readNeuroApiCases()
{
    QList<QJsonObject> cases;
    QFile file(QStringLiteral(TEST_DATA_DIR "/neuro_api.jsonl"));
    if (!file.open(QIODevice::ReadOnly))
        return cases;
    while (!file.atEnd()) {
        const QJsonDocument line = QJsonDocument::fromJson(file.readLine());
        if (!line.isObject())
            return {};
        cases.append(line.object());
    }
    return cases;
}

/// The text of a frame that has `text` or `text_repeat`.
inline QByteArray textOfFrame(const QJsonObject &frame)
{
    if (!frame.contains(QLatin1String("text_repeat")))
        return frame.value(QLatin1String("text")).toString().toUtf8();
    const QJsonObject repeat = frame.value(QLatin1String("text_repeat")).toObject();
    const auto part = [&repeat](const char *name) {
        return repeat.value(QLatin1String(name)).toString().toUtf8();
    };
    return part("prefix") + part("unit").repeated(repeat.value(QLatin1String("count")).toInt()) +
           part("suffix");
}

/// `expect` of a case as one of its alternatives, or something else, changes it.
inline QJsonObject mergedExpectation(QJsonObject expect, const QJsonObject &overrides)
{
    for (auto it = overrides.begin(); it != overrides.end(); ++it)
        expect[it.key()] = it.value();
    return expect;
}

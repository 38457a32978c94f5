// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/json.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QStringView>

#include <vector>

namespace neuro::protocol {

/// Changes single values of a JSON text and leaves every other byte as it is: order of members,
/// spelling of numbers, white space. Changes may come in any order but must not overlap. The
/// document must outlive the rewriter.
///
/// A key that is repeated in its object counts as one: what is done to a member is done to every
/// member with its key, since readers differ in which of them they take.
class JsonRewriter
{
public:
    explicit JsonRewriter(const JsonDocument &document);

    /// Puts `json` in the place of the members named `key` of `object`; nothing if there is none.
    void replace(JsonValue object, QByteArrayView key, const QByteArray &json);
    /// Puts `text` before the text of the members named `key` that are strings. Returns whether
    /// there was one.
    bool prefix(JsonValue object, QByteArrayView key, QStringView text);
    /// Replaces the members named `key`, or adds one at the end of `object`.
    void set(JsonValue object, QByteArrayView key, const QByteArray &json);

    /// The text with all changes.
    QByteArray text() const;

private:
    struct Change
    {
        qsizetype begin = 0; ///< Bytes of the document from here …
        qsizetype end = 0;   ///< … to here give way …
        QByteArray json;     ///< … to this.
    };
    void add(qsizetype begin, qsizetype end, const QByteArray &json);

    const JsonDocument &m_document;
    std::vector<Change> m_changes; ///< By place.
};

} // namespace neuro::protocol

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/json.h"

namespace neuro::protocol {

/// Fills the node table of a JsonDocument in one pass over its text. No recursion: open
/// containers are found through the nodes' parents.
class JsonParser
{
public:
    /// Whether JsonDocument::parse() would take `text`. Its memory does not depend on how many
    /// values there are.
    static bool isJson(const QByteArray &text, int maxNesting = limits::nesting);

    /// `document` holds the text and no nodes yet.
    JsonParser(JsonDocument &document, int maxNesting);

    /// Whether the text is JSON; otherwise error() says why not.
    bool run();
    const JsonError &error() const { return m_error; }

private:
    enum class Next { Value, End, Error };

    Next readValue();
    Next readContainer(JsonValue::Type type);
    Next readStringValue();
    Next readLiteral(const char *word, JsonValue::Type type);
    Next readNumber();
    /// What follows a complete value: brackets that close, a comma, or the end.
    Next afterValue();
    bool readKey();
    bool readString(JsonDocument::Span *span, bool *apart);
    void skipPlainBytes();
    bool readEscape();
    bool readUnicodeEscape();
    bool readHex4(char32_t *code);
    bool skipUtf8Character();
    bool skipDigits();
    void skipSpace();

    JsonDocument::Node &addNode(JsonValue::Type type);
    Next finishScalar(JsonValue::Type type, const char *begin);
    void dropCompleteValues();
    void close();
    void appendUtf8(char32_t code);

    /// The byte at the position, -1 at the end of the text.
    int peek() const;
    quint32 offsetOf(const char *at) const { return static_cast<quint32>(at - m_begin); }
    bool fail(const Phrase &message);
    Next failed(const Phrase &message);

    JsonDocument &m_document;
    const char *const m_begin;
    const char *const m_end;
    const char *m_at;
    const int m_maxNesting;
    bool m_keepsValues = true; ///< Those that are complete.
    int m_nesting = 0;
    quint32 m_open = 0;
    JsonDocument::Span m_key;
    bool m_hasKey = false;
    bool m_keyIsApart = false;
    JsonError m_error;
};

} // namespace neuro::protocol

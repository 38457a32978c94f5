// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/unsupportedkeywords.h"

#include "protocol/codec.h"

#include <QLatin1StringView>
#include <QSet>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace neuro::protocol {

namespace {

/// What the value of a keyword holds, as far as schemas go.
enum class Holds {
    NoSchema,
    Schema,
    ListOfSchemas,
    MapOfSchemas,
    SchemaOrList,
};

struct Keyword
{
    std::string_view name;
    Holds holds;
    bool unsupported;
};

// The unsupported ones are those of the Neuro API specification, and `uniqueItems`, of which it
// says that nobody knows. In byte order, for the binary search.
constexpr std::array keywords = {
    Keyword{"$anchor", Holds::NoSchema, true},
    Keyword{"$comment", Holds::NoSchema, true},
    Keyword{"$defs", Holds::MapOfSchemas, true},
    Keyword{"$dynamicAnchor", Holds::NoSchema, true},
    Keyword{"$dynamicRef", Holds::NoSchema, true},
    Keyword{"$id", Holds::NoSchema, true},
    Keyword{"$ref", Holds::NoSchema, true},
    Keyword{"$schema", Holds::NoSchema, true},
    Keyword{"$vocabulary", Holds::NoSchema, true},
    Keyword{"additionalItems", Holds::Schema, false},
    Keyword{"additionalProperties", Holds::Schema, true},
    Keyword{"allOf", Holds::ListOfSchemas, true},
    Keyword{"anyOf", Holds::ListOfSchemas, true},
    Keyword{"contains", Holds::Schema, false},
    Keyword{"contentEncoding", Holds::NoSchema, true},
    Keyword{"contentMediaType", Holds::NoSchema, true},
    Keyword{"contentSchema", Holds::Schema, true},
    Keyword{"definitions", Holds::MapOfSchemas, false},
    Keyword{"dependencies", Holds::MapOfSchemas, false},
    Keyword{"dependentRequired", Holds::NoSchema, true},
    Keyword{"dependentSchemas", Holds::MapOfSchemas, true},
    Keyword{"deprecated", Holds::NoSchema, true},
    Keyword{"description", Holds::NoSchema, true},
    Keyword{"else", Holds::Schema, true},
    Keyword{"if", Holds::Schema, true},
    Keyword{"items", Holds::SchemaOrList, false},
    Keyword{"maxProperties", Holds::NoSchema, true},
    Keyword{"minProperties", Holds::NoSchema, true},
    Keyword{"multipleOf", Holds::NoSchema, true},
    Keyword{"not", Holds::Schema, true},
    Keyword{"oneOf", Holds::ListOfSchemas, true},
    Keyword{"patternProperties", Holds::MapOfSchemas, true},
    Keyword{"prefixItems", Holds::ListOfSchemas, false},
    Keyword{"properties", Holds::MapOfSchemas, false},
    Keyword{"propertyNames", Holds::Schema, false},
    Keyword{"readOnly", Holds::NoSchema, true},
    Keyword{"then", Holds::Schema, true},
    Keyword{"title", Holds::NoSchema, true},
    Keyword{"unevaluatedItems", Holds::Schema, true},
    Keyword{"unevaluatedProperties", Holds::Schema, true},
    Keyword{"uniqueItems", Holds::NoSchema, true},
    Keyword{"writeOnly", Holds::NoSchema, true},
};

consteval bool keywordsAreInOrder()
{
    for (std::size_t i = 1; i < keywords.size(); ++i) {
        if (!(keywords[i - 1].name < keywords[i].name))
            return false;
    }
    return true;
}
static_assert(keywordsAreInOrder());

const Keyword *findKeyword(QByteArrayView key)
{
    const std::string_view name(key.data(), static_cast<std::size_t>(key.size()));
    const auto at = std::lower_bound(
        keywords.begin(), keywords.end(), name,
        [](const Keyword &keyword, std::string_view wanted) { return keyword.name < wanted; });
    return at != keywords.end() && at->name == name ? &*at : nullptr;
}

/// Walks a schema breadth first. A queue instead of recursion: the nesting is the sender's choice.
class KeywordSearch
{
public:
    QList<UnsupportedKeyword> run(JsonValue schema)
    {
        enqueue(schema, QString());
        for (std::size_t i = 0; i < m_queue.size(); ++i) {
            // A copy: reading the schema appends to the queue.
            const Place place = m_queue[i];
            readSchema(place);
        }
        return m_found;
    }

private:
    struct Place
    {
        JsonValue schema;
        QString path;
    };

    void enqueue(JsonValue schema, const QString &path)
    {
        if (schema.isObject())
            m_queue.push_back({schema, path});
    }

    void enqueueChildren(JsonValue container, const QString &path)
    {
        qsizetype index = 0;
        for (JsonValue child = container.first(); !child.isAbsent(); child = child.next()) {
            if (child.isObject())
                enqueue(child, container.isArray() ? path + indexStep(index) : step(path, child));
            ++index;
        }
    }

    void readSchema(const Place &place)
    {
        for (JsonValue member = place.schema.first(); !member.isAbsent(); member = member.next()) {
            const Keyword *keyword = findKeyword(member.keyUtf8());
            if (!keyword)
                continue;
            if (isUnsupported(*keyword, member) && !m_seen.contains(keyword)) {
                m_seen.insert(keyword);
                m_found.append({member.key(), place.path});
            }
            follow(keyword->holds, member, step(place.path, member));
        }
    }

    /// `"uniqueItems": false` asks for nothing; the other keywords confuse with any value.
    static bool isUnsupported(const Keyword &keyword, JsonValue value)
    {
        return keyword.unsupported && (keyword.name != "uniqueItems" || value.toBool());
    }

    void follow(Holds holds, JsonValue value, const QString &path)
    {
        switch (holds) {
        case Holds::NoSchema:
            return;
        case Holds::Schema:
            enqueue(value, path);
            return;
        case Holds::ListOfSchemas:
            if (value.isArray())
                enqueueChildren(value, path);
            return;
        case Holds::MapOfSchemas:
            if (value.isObject())
                enqueueChildren(value, path);
            return;
        case Holds::SchemaOrList:
            if (value.isArray())
                enqueueChildren(value, path);
            else
                enqueue(value, path);
            return;
        }
        Q_UNREACHABLE();
    }

    static QString indexStep(qsizetype index)
    {
        return QLatin1Char('[') + QString::number(index) + QLatin1Char(']');
    }

    /// Longer paths would make deep schemas cost the square of their depth.
    static QString step(const QString &path, JsonValue member)
    {
        if (path.size() > longestPath)
            return path;
        const QString name = quoteForMessage(member.key());
        return path.isEmpty() ? name : path + QLatin1Char('.') + name;
    }

    static constexpr qsizetype longestPath = 400;

    std::vector<Place> m_queue;
    QSet<const Keyword *> m_seen;
    QList<UnsupportedKeyword> m_found;
};

} // namespace

QList<UnsupportedKeyword> findUnsupportedKeywords(JsonValue schema)
{
    return KeywordSearch().run(schema);
}

} // namespace neuro::protocol

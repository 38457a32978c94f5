// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/json.h"
#include "protocol/workbudget.h"

#include <QHash>
#include <QString>
#include <QUrl>

#include <vector>

namespace neuro::protocol {

/// Finds what the `$ref`s of one schema document mean: `#`, pointers, `$id`s and anchors. Nothing
/// is ever fetched.
class SchemaReferences
{
public:
    struct Target
    {
        /// Absent when the reference leads nowhere.
        JsonValue value;
        int resource = 0;
    };

    /// Starts with the document's root, which is resource 0.
    void setRoot(JsonValue root);
    /// Takes note of the `$id` and `$anchor` of a subschema; returns the resource that it and what
    /// is inside it belong to.
    int enter(JsonValue schema, int resource);
    /// Takes note of a `$ref` at `node`.
    void add(int node, const QString &reference, int resource)
    {
        m_waiting.push_back({node, reference, resource});
    }

    struct Waiting
    {
        int node = 0;
        QString reference;
        int resource = 0;
    };
    bool isEmpty() const { return m_waiting.empty(); }
    std::vector<Waiting> takeWaiting() { return std::exchange(m_waiting, {}); }

    /// What `reference` means inside of `resource`.
    Target resolve(const QString &reference, int resource, WorkBudget &budget);

private:
    struct Resource
    {
        QUrl url;
        JsonValue root;
    };

    JsonValue followPointer(JsonValue from, const QString &pointer, WorkBudget &budget) const;

    std::vector<Resource> m_resources;
    QHash<QString, int> m_byUrl;
    QHash<QString, Target> m_anchors;
    QHash<QString, Target> m_resolved;
    std::vector<Waiting> m_waiting;
};

} // namespace neuro::protocol

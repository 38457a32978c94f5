// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/json.h"

#include <QList>
#include <QString>

namespace neuro::protocol {

/// A schema keyword that Neuro is said not to understand well, and where it stands first.
struct UnsupportedKeyword
{
    /// As the schema spells it: "oneOf".
    QString keyword;
    /// "properties.pos.items", empty for the root of the schema.
    QString path;

    /// The same keyword in the same place.
    bool operator==(const UnsupportedKeyword &) const = default;
};

/// The unsupported keywords of `schema` (an object), each once, outermost first. Only places that
/// hold schemas are looked at: a *property* that is called "title" is no keyword, nor is a member
/// of a constant or of an unknown keyword.
QList<UnsupportedKeyword> findUnsupportedKeywords(JsonValue schema);

} // namespace neuro::protocol

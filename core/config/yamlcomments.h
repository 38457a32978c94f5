// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/yamlwrite.h"

#include <QByteArray>

#include <optional>

/// Keys that are commented out: "#  name: Neuro Relay" with an even number of spaces, which is the
/// column that the key will have; or, in a line that begins with spaces, "# name: …" in the column
/// of the "#". Everything else behind a "#" is prose.
namespace neuro::config {

/// Where keys of one section are looked for.
struct YamlRegion
{
    qsizetype begin = 0;          ///< The first line after the one of the section.
    qsizetype sectionColumn = -1; ///< Of the section's own key; -1: the whole text.
    qsizetype column = -1;        ///< That its keys have; -1: any one behind the section's.
};

/// What makes the first commented-out `key` of the region a key; nothing when there is none. The
/// region ends where another section begins, be it commented out.
std::optional<YamlSplice> uncommenting(const QByteArray &yaml, const YamlRegion &region,
                                       const QByteArray &key);

} // namespace neuro::config

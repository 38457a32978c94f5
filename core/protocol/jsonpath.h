// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/json.h"

#include <QByteArrayView>
#include <QString>

namespace neuro::protocol {

/// Appends the step into the member `key` to a path: `pos` + `x` gives `pos.x`; keys that would be
/// misread are quoted: `pos["a.b"]`. Long keys are cut.
void appendMemberStep(QString &path, QByteArrayView key);
/// Appends the step to an element: `pos` gives `pos[1]`.
void appendIndexStep(QString &path, qint64 index);

/// The text of `value` for an error message, cut when long.
QString excerpt(JsonValue value);
/// `utf8` in quotes for an error message, cut when long.
QString excerpt(QByteArrayView utf8);

} // namespace neuro::protocol

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "storage/byterange.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

/// Finds credentials by their look, in any text: JSON, JSON inside a JSON string, URLs, headers.
namespace neuro::storage {

/// The first secret value at or after `from`: of a member `"auth_token": "…"`, of `token=…`, of
/// `Authorization: Bearer …`. Costs little more than a search for two rare letters when there is
/// none. The range is never empty and lies within the text.
std::optional<ByteRange> findCredential(QByteArrayView utf8, qsizetype from);

} // namespace neuro::storage

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>

namespace neuro::protocol {

/// What some editors, and PowerShell, put in front of a text in UTF-8; it belongs to no line.
inline constexpr QByteArrayView byteOrderMark = "\xef\xbb\xbf";

} // namespace neuro::protocol

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>

namespace neuro::protocol {

/// The values of `format` that can be checked.
enum class StringFormat {
    None,
    DateTime,
    Date,
    Time,
    Email,
    Hostname,
    Ipv4,
    Ipv6,
    Uri,
    UriReference,
    Uuid,
    Regex,
    JsonPointer,
};

/// The format that `name` means; None for those that stay an annotation.
StringFormat stringFormat(QByteArrayView name);
/// The name of `format`; empty for None.
QByteArrayView stringFormatName(StringFormat format);
/// Whether `utf8` is written as `format` wants it. Linear in its length.
bool hasFormat(StringFormat format, QByteArrayView utf8);

} // namespace neuro::protocol

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>

/// Pickled numbers and text as JSON has them. Internal to core/storage.
namespace neuro::storage {

/// The decimal digits of a two's complement number, lowest byte first; "0" when it is empty. Time
/// grows with the square of the length.
QByteArray decimalFromBytes(QByteArrayView littleEndian);

/// The shortest text that means exactly `value`, as Python writes it: "1.0", "-0.0", "1e+22".
/// `value` must be finite.
QByteArray textOfDouble(double value);

/// Whether `text` is a number as JSON spells it.
bool isJsonNumber(QByteArrayView text);
/// The same without a fraction and an exponent.
bool isJsonInteger(QByteArrayView text);

/// Text of protocol 0: Latin-1 in which \uXXXX and \UXXXXXXXX are other characters. Appends it to
/// `utf8`; false when an escape is broken or no character.
bool decodeRawUnicodeEscape(QByteArrayView text, QByteArray &utf8);

} // namespace neuro::storage

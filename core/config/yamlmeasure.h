// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/yamltree.h"

/// Where things stand in a YAML text. The parser tells where a value begins; where it ends, and
/// where colons and hyphens are, is found here. Nothing here decides what a text means: whoever
/// edits with it reads the outcome again.
namespace neuro::config {

/// Fills in the places of `root` and of everything in it (`begin` is the parser's).
void measureYaml(const QByteArray &yaml, YamlNode &root);

/// The first byte of the line that `at` is in.
qsizetype lineBegin(const QByteArray &yaml, qsizetype at);
/// Behind the last byte of that line, before its line break ("\n" or "\r\n").
qsizetype lineEnd(const QByteArray &yaml, qsizetype at);
/// The first byte of the next line; the size of the text after the last one.
qsizetype nextLine(const QByteArray &yaml, qsizetype at);
/// Bytes between the beginning of its line and `at`.
qsizetype columnOf(const QByteArray &yaml, qsizetype at);

} // namespace neuro::config

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/diagnostics.h"

#include <QString>
#include <QUrl>

/// What the diagnostics mean, in plain words, in the language of the window. docs/diagnostics.md
/// says the same at more length.
namespace neuro::models {

/// What happened, in a few words: "Message refused".
QString diagnosticTitle(protocol::DiagnosticKey key);
/// What is wrong and what comes of it, in a sentence or two.
QString diagnosticMeaning(protocol::DiagnosticKey key);
/// What to do about it: for the most part, what the game's author should change.
QString diagnosticAdvice(protocol::DiagnosticKey key);
/// The part of the specification of the Neuro API that the rule is about.
QUrl diagnosticLink(protocol::DiagnosticKey key);
/// What that part is called there: "Force Actions". Not translated, as the specification is not.
QString diagnosticLinkTitle(protocol::DiagnosticKey key);

/// "error", "warning", "info".
QString severityText(protocol::Severity severity);

} // namespace neuro::models

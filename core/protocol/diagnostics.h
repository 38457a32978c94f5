// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"

#include <QLatin1StringView>
#include <QList>
#include <QString>

#include <array>

namespace neuro::protocol {

/// How much a diagnostic matters to the game's developer.
enum class Severity {
    Info,    ///< Allowed, and better done in another way.
    Warning, ///< Neuro may misunderstand it.
    Error,   ///< It does not do what the game means.
};

/// What an integration can do wrong without losing its connection. The order is the order of
/// diagnosticTable.
enum class DiagnosticKey {
    MessageInvalid,
    MessageUnknownCommand,
    MessageBinary,
    MessageUnknownField,
    MessageDuplicateKey,
    GameRenamed,
    GameEmpty,
    StartupMissing,
    StartupRepeated,
    StartupLate,
    StartupReregisterNeeded,
    RegisterIdentical,
    RegisterConflict,
    RegisterChurn,
    UnregisterNeverRegistered,
    UnregisterInactive,
    ActionNameStyle,
    ActionNoDescription,
    SchemaNotObject,
    SchemaUnsupportedKeyword,
    SchemaEmpty,
    SchemaInvalid,
    ForceEmpty,
    ForceAllUnregistered,
    ForceSomeUnregistered,
    ForceOverlapping,
    ForceWhileResultPending,
    ForcePriority,
    ResultSlow,
    ResultTimeout,
    ResultUnexpected,
    ResultRepeated,
    ResultSilentFailure,
    ResultAfterUnregister,
    ContextFlood,
    ContextHeading,
    ContextJson,
};

/// What is fixed about one rule.
struct DiagnosticInfo
{
    DiagnosticKey key; ///< The rule.
    const char *name;  ///< As logs and watchers spell it, "startup/missing".
    Severity severity; ///< Always the same for one rule.
};

// clang-format off
/// Every rule, in the order of DiagnosticKey.
inline constexpr std::array diagnosticTable = {
    DiagnosticInfo{DiagnosticKey::MessageInvalid, "message/invalid", Severity::Error},
    DiagnosticInfo{DiagnosticKey::MessageUnknownCommand, "message/unknown_command", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::MessageBinary, "message/binary", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::MessageUnknownField, "message/unknown_field", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::MessageDuplicateKey, "message/duplicate_key", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::GameRenamed, "game/renamed", Severity::Error},
    DiagnosticInfo{DiagnosticKey::GameEmpty, "game/empty", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::StartupMissing, "startup/missing", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::StartupRepeated, "startup/repeated", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::StartupLate, "startup/late", Severity::Info},
    DiagnosticInfo{DiagnosticKey::StartupReregisterNeeded, "startup/reregister_needed", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::RegisterIdentical, "register/identical", Severity::Info},
    DiagnosticInfo{DiagnosticKey::RegisterConflict, "register/conflict", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::RegisterChurn, "register/churn", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::UnregisterNeverRegistered, "unregister/never_registered", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::UnregisterInactive, "unregister/inactive", Severity::Info},
    DiagnosticInfo{DiagnosticKey::ActionNameStyle, "action/name_style", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::ActionNoDescription, "action/no_description", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::SchemaNotObject, "schema/not_object", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::SchemaUnsupportedKeyword, "schema/unsupported_keyword", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::SchemaEmpty, "schema/empty", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::SchemaInvalid, "schema/invalid", Severity::Error},
    DiagnosticInfo{DiagnosticKey::ForceEmpty, "force/empty", Severity::Error},
    DiagnosticInfo{DiagnosticKey::ForceAllUnregistered, "force/all_unregistered", Severity::Error},
    DiagnosticInfo{DiagnosticKey::ForceSomeUnregistered, "force/some_unregistered", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::ForceOverlapping, "force/overlapping", Severity::Error},
    DiagnosticInfo{DiagnosticKey::ForceWhileResultPending, "force/while_result_pending", Severity::Error},
    DiagnosticInfo{DiagnosticKey::ForcePriority, "force/priority", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::ResultSlow, "result/slow", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::ResultTimeout, "result/timeout", Severity::Error},
    DiagnosticInfo{DiagnosticKey::ResultUnexpected, "result/unexpected", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::ResultRepeated, "result/repeated", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::ResultSilentFailure, "result/silent_failure", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::ResultAfterUnregister, "result/after_unregister", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::ContextFlood, "context/flood", Severity::Warning},
    DiagnosticInfo{DiagnosticKey::ContextHeading, "context/heading", Severity::Info},
    DiagnosticInfo{DiagnosticKey::ContextJson, "context/json", Severity::Info},
};
// clang-format on

/// Whether the index of each row is its key; evaluated while compiling.
consteval bool diagnosticTableIsInOrder()
{
    for (std::size_t i = 0; i < diagnosticTable.size(); ++i) {
        if (diagnosticTable[i].key != static_cast<DiagnosticKey>(i))
            return false;
    }
    return true;
}
static_assert(diagnosticTableIsInOrder());

/// The row of a rule.
constexpr const DiagnosticInfo &diagnosticInfo(DiagnosticKey key)
{
    return diagnosticTable[static_cast<std::size_t>(key)];
}

/// As logs and watchers spell it: "startup/missing".
inline QLatin1StringView diagnosticName(DiagnosticKey key)
{
    return QLatin1StringView(diagnosticInfo(key).name);
}

/// One warning about one message: which rule, and what broke it ("data.actions[2].title").
struct Finding
{
    /// The rule.
    DiagnosticKey key;
    /// A sentence for a person: what broke the rule, and where.
    Phrase detail;

    /// The same words about the same rule.
    bool operator==(const Finding &) const = default;
};

} // namespace neuro::protocol

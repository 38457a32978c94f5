// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/filterfields.h"
#include "models/framefacts.h"
#include "models/textneedle.h"
#include "protocol/textpattern.h"

#include <QByteArrayMatcher>
#include <QString>
#include <QStringList>

#include <bitset>
#include <optional>
#include <variant>

/// The single conditions that a FilterExpression is made of. Immutable; any thread.
namespace neuro::models {

/// A text in which `*` stands for any text, also none.
class StarPattern
{
public:
    /// What stands between the stars, one part more than there are stars; parts may be empty.
    explicit StarPattern(QStringList parts)
        : m_parts(std::move(parts))
    {
    }

    /// Of the whole `text`.
    bool matches(QStringView text, Qt::CaseSensitivity letterCase) const;
    bool isExact() const { return m_parts.size() == 1; }
    /// As a filter has it.
    QString text() const;

private:
    QStringList m_parts;
};

/// Exactly one of the names of a frame.
struct NameTerm
{
    FilterField field; ///< Game, Command or Id.
    StarPattern pattern;
};

struct PeerTerm
{
    relay::PeerId peer;
};

struct DirectionTerm
{
    relay::Direction direction;
};

struct DoorTerm
{
    relay::Door door;
};

struct VerdictTerm
{
    relay::Verdict verdict;
};

/// At least one of these diagnostics.
struct WarningTerm
{
    StarPattern pattern;
    std::bitset<protocol::diagnosticTable.size()> keys; ///< By DiagnosticKey.
};

struct NumberTerm
{
    FilterField field; ///< Size in bytes, or Latency in microseconds.
    Comparison comparison;
    qint64 number;
};

/// Words in the payload, the game, the command or the refusal.
struct TextTerm
{
    explicit TextTerm(const QString &wanted)
        : text(wanted)
        , needle(wanted)
    {
    }

    /// Whether it is in one of the texts of a frame, of which `refusal` may be nullptr.
    bool isIn(QByteArrayView payload, QStringView game, QStringView command,
              const protocol::Refusal *refusal) const;

    QString text;
    TextNeedle needle;
};

/// A regular expression in the payload.
struct PatternTerm
{
    PatternTerm(const QString &expression, const protocol::TextPattern &compiled);

    QString source;
    protocol::TextPattern pattern;
    /// A part that is in every text that matches, which is found far more quickly; may be empty.
    QByteArrayMatcher part;
};

using FilterTerm = std::variant<NameTerm, PeerTerm, DirectionTerm, DoorTerm, VerdictTerm,
                                WarningTerm, NumberTerm, TextTerm, PatternTerm>;

bool holds(const FilterTerm &term, const FrameFacts &frame);
/// As a filter has it.
QString textOf(const FilterTerm &term);

/// How much looking at a frame costs, the cheapest first.
enum class FilterCost { Field, Text, Pattern };
FilterCost costOf(const FilterTerm &term);

} // namespace neuro::models

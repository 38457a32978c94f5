// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/actionschema.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

/// What a form shows for a JSON Schema, as values: no widgets here. Schemas come from games and may
/// be hostile; everything beyond a limit becomes a field of kind Json.
namespace neuro::ui {

namespace formlimits {
/// Fields of one form, over all levels.
inline constexpr int fields = 200;
/// Groups and lists inside one another.
inline constexpr int depth = 8;
/// Values of one `enum`.
inline constexpr int choices = 300;
/// Choices that are shown as radio buttons; more become a combo box.
inline constexpr int radioChoices = 4;
/// Rows of one list.
inline constexpr int rows = 100;
/// References followed from one schema to the next.
inline constexpr int references = 8;
/// Longest `maxLength` that gets a single line.
inline constexpr int singleLine = 80;
/// Values (members and elements) of data that is put into a form.
inline constexpr int values = 2000;
/// Bytes of a `const`, a `default` or one enum value.
inline constexpr int constant = 4096;
} // namespace formlimits

enum class FieldKind {
    Text,
    Choice, ///< One of `choices`.
    Flag,   ///< true or false.
    Integer,
    Number,
    List,  ///< Any number of `members[0]`.
    Group, ///< An object of `members`.
    Constant,
    Json, ///< Shown as JSON text; `note` says why.
};

struct FieldChoice
{
    QString label;
    QByteArray json;

    bool operator==(const FieldChoice &) const = default;
};

struct FormField
{
    FieldKind kind = FieldKind::Json;
    /// The member's key; empty for the root and for the elements of a list.
    QString name;
    QString description;
    bool required = false;
    bool nullable = false;
    /// Text: starts with several lines.
    bool multiLine = false;
    /// Text: may have several lines, when there is no limit that says otherwise.
    bool canBeMultiLine = false;
    QList<FieldChoice> choices;
    /// Of numbers, as spelled in the schema; empty when there is none.
    QByteArray minimum;
    QByteArray maximum;
    bool minimumIsExclusive = false;
    bool maximumIsExclusive = false;
    int minItems = 0;
    int maxItems = formlimits::rows;
    /// What the field starts with, as JSON text; never empty.
    QByteArray initial = "null";
    QList<FormField> members;
    QString note;
};

/// The form of `schema`. The root is a Group, or Json when no form can be made.
FormField describeForm(const protocol::ActionSchema &schema);

/// Whether `text` is a JSON number; with `integer`, one without fraction and exponent.
bool isJsonNumber(QStringView text, bool integer);

/// `text` moved by `steps` and kept inside the limits of `field`; nothing when it cannot be moved
/// (no number, or an integer outside of 64 bits).
std::optional<QString> steppedNumber(const QString &text, int steps, const FormField &field);

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <cstdio>
#include <optional>

/// `neuro-relay check-action`: tells a game's developer whether an action is fit to be registered
/// and whether data satisfies its schema, exactly as a running relay would judge them. Without an
/// event loop; any thread.
namespace neuro::app {

enum class ActionVerdict {
    Good = 0,
    Bad = 1, ///< The action, or the data for it.
    /// The command line or a file of it: nothing could be judged; or nobody was told.
    Unusable = 2,
};

/// A text and what to call it in messages, its file's name mostly.
struct NamedText
{
    QString name;
    QByteArray text;
};

struct ActionReport
{
    ActionVerdict verdict = ActionVerdict::Good;
    /// What was found, a line each: "shoot.json: error: invalid_action_name: …". The last line of
    /// each text that was judged says how it came out.
    QStringList lines;
};

/// Judges an action (`name`, `description`, `schema`), or all of an `actions/register` message.
/// `data` is judged against the schema, for which there must be exactly one action.
ActionReport reportOnAction(const NamedText &action, const std::optional<NamedText> &data = {});

/// The answer to one line `{"schema":…,"instance":"<JSON text>"}`:
/// `{"valid":true|false,"errors":[{"path":…,"message":…}]}`, without a line end. With
/// `"format_assertion":true` in the line `format` is checked too. Absent when the line is no such
/// request; `problem` then says why.
std::optional<QByteArray> answerToLine(const QByteArray &line, QString &problem);

/// Answers every line of `in` with one on `out`, in order, at once. A line that is no request is
/// answered as not valid, with what is wrong as its error, and makes the verdict Unusable; one that
/// is not valid does not. An empty line is a line like any other; a byte order mark in front is
/// passed over. When `in` cannot be read to its end, or `out` cannot be written, it ends with
/// Unusable; `problem`, else untouched, then says which line, and why.
ActionVerdict checkActionLines(std::FILE *in, std::FILE *out, QString &problem);

/// Runs the command with its arguments: FILE [DATA], each "-" for standard input, or --jsonl. "--"
/// ends the options. Prints to standard output, or to standard error when nothing could be judged.
ActionVerdict runCheckAction(const QStringList &arguments);

/// Of a file or line: what a game could never send in one message is not read.
inline constexpr qint64 checkedTextLimit = 16LL * 1024 * 1024;

} // namespace neuro::app

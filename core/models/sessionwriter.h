// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/sessiontally.h"
#include "storage/sessionlogreader.h"

#include <QByteArray>
#include <QString>

namespace neuro::models {

/// What a report says about its own origin.
struct SessionSource
{
    QString name;   ///< Of the file.
    QString filter; ///< As it was written; empty: none.
    QString range;  ///< In words; empty: all of it.
};

/// Turns the chosen lines of a session into the text of one format, which is appended to the array
/// that the writer was made with; whoever made it takes it away from there now and then. The names
/// that a writer was made with have noted every line before it is written, and those that were not
/// chosen.
class SessionWriter
{
public:
    virtual ~SessionWriter() = default;

    virtual void begin() = 0;
    virtual void write(const storage::SessionLine &line) = 0;
    /// Nothing is written afterwards.
    virtual void end() = 0;
    /// Whether further lines would change nothing: a report that is full.
    virtual bool isFull() const { return false; }
};

} // namespace neuro::models

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"
#include "protocol/result.h"
#include "storage/outbox.h"
#include "storage/picklereader.h"

#include <QString>

#include <functional>
#include <optional>

namespace neuro::storage {

/// What became of an older relay's queue file.
struct PickleImport
{
    enum class State {
        NoFile,   ///< There is none: nothing was done.
        Imported, ///< Its messages are in the outbox.
        Known,    ///< They were put there in an earlier run, which did not come to renaming it.
    };

    State state = State::NoFile;
    relay::OutboxAppended appended; ///< Of Imported; what was refused is still in the file.
    QString renamedTo;              ///< Empty when it could not be renamed.
    QString renameError;            ///< Then: English, for the log. The file is not imported again.
};

/// Why an older relay's queue file stays as it is, and nothing of it is in the outbox.
struct PickleImportError
{
    QString file;
    QString unreadable;                       ///< What the operating system said, or
    std::optional<PickleError> pickle;        ///< what is wrong with the content, or
    std::optional<relay::OutboxError> outbox; ///< what is wrong with the outbox.

    /// English, for the log: file, reason, what to do.
    QString text() const;
    /// The same for a window, without what is only of use to somebody who reads pickles.
    protocol::Phrase phrase() const;
};

/// Moves the messages in the pickle file `path` into `outbox`, all at once, as commands for
/// `destinationOf` their names, created at `nowUs` (the file does not tell when they were), and
/// renames the file: "queue.pkl.imported", "queue.pkl.imported-2". However often that is
/// interrupted, no message is lost and none comes in twice. A file of the same name with another
/// content or time of change is another file.
protocol::Result<PickleImport, PickleImportError>
importPickle(Outbox &outbox, const QString &path,
             const std::function<QString(const QString &name)> &destinationOf, qint64 nowUs);

} // namespace neuro::storage

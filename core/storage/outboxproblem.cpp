// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/outboxproblem.h"

namespace neuro::storage {

using protocol::Phrase;
using protocol::phrase;

Phrase outboxProblem(const relay::OutboxError &error)
{
    using Cause = relay::OutboxError::Cause;
    switch (error.cause) {
    case Cause::DiskFull:
        return phrase(QT_TRANSLATE_NOOP("core", "the disk is full: %1 takes nothing more; make "
                                                "room"),
                      error.file);
    case Cause::Locked:
        return phrase(QT_TRANSLATE_NOOP("core", "another program holds %1; end it"), error.file);
    case Cause::Damaged:
        return phrase(QT_TRANSLATE_NOOP("core", "%1 is damaged (%2); it is set aside when it is "
                                                "opened again"),
                      error.file, error.particulars);
    case Cause::InputOutput:
        return phrase(QT_TRANSLATE_NOOP("core", "%1 cannot be read or written: %2; look after the "
                                                "disk"),
                      error.file, error.particulars);
    case Cause::NotWritable:
        return phrase(QT_TRANSLATE_NOOP("core", "%1 may not be written; check its permissions"),
                      error.file);
    case Cause::Newer:
        return phrase(QT_TRANSLATE_NOOP("core", "%1 is from a newer version of this program; use "
                                                "that one, or move the file away"),
                      error.file);
    case Cause::NotAnOutbox:
        return phrase(QT_TRANSLATE_NOOP("core", "%1 is another program's database; move it away"),
                      error.file);
    case Cause::NoDriver:
        return phrase(QT_TRANSLATE_NOOP("core", "Qt's SQLite driver is missing; install the "
                                                "package libqt6sql6-sqlite"));
    case Cause::NotOpen:
        return phrase(QT_TRANSLATE_NOOP("core", "%1 is not open; mend what keeps it closed"),
                      error.file);
    case Cause::Unexpected:
        return phrase(QT_TRANSLATE_NOOP("core", "%1 cannot be used: %2"), error.file,
                      error.particulars);
    }
    Q_UNREACHABLE();
    return {};
}

} // namespace neuro::storage

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/outboxrow.h"

using namespace Qt::Literals::StringLiterals;

namespace neuro::relay {

namespace {

QString reason(OutboxError::Cause cause)
{
    using Cause = OutboxError::Cause;
    switch (cause) {
    case Cause::NotOpen:
        return u"the outbox is not open"_s;
    case Cause::NoDriver:
        return u"Qt's SQLite driver is not installed"_s;
    case Cause::DiskFull:
        return u"the disk is full, or the file is as large as it may be"_s;
    case Cause::Locked:
        return u"another program has it locked"_s;
    case Cause::Damaged:
        return u"is damaged"_s;
    case Cause::InputOutput:
        return u"cannot be read or written"_s;
    case Cause::NotWritable:
        return u"cannot be opened for writing"_s;
    case Cause::Newer:
        return u"was made by a newer version of this program"_s;
    case Cause::NotAnOutbox:
        return u"is the database of some other program"_s;
    case Cause::Unexpected:
        return u"the database cannot be used"_s;
    }
    return {};
}

QString advice(OutboxError::Cause cause)
{
    using Cause = OutboxError::Cause;
    switch (cause) {
    case Cause::NotOpen:
        return u"mend what kept it from being opened; until then nothing can be queued"_s;
    case Cause::NoDriver:
        return u"install it (Debian: libqt6sql6-sqlite)"_s;
    case Cause::DiskFull:
        return u"make room; until then nothing can be queued"_s;
    case Cause::Locked:
        return u"close the program that has it open: another relay, or a database browser"_s;
    case Cause::Damaged:
        return u"open the outbox again: the file is then set aside and a new one begun"_s;
    case Cause::InputOutput:
        return u"check the disk, or set relay_queue to another place"_s;
    case Cause::NotWritable:
        return u"check the permissions of the file and its folder, or set relay_queue to another "
               "place"_s;
    case Cause::Newer:
        return u"update the program, or set relay_queue to another file"_s;
    case Cause::NotAnOutbox:
        return u"set relay_queue to another file"_s;
    case Cause::Unexpected:
        return u"set relay_queue to another file, and report this with the text above"_s;
    }
    return {};
}

} // namespace

QString OutboxError::text() const
{
    QString out = (file.isEmpty() ? u"outbox"_s : file) + u": "_s + reason(cause);
    if (!particulars.isEmpty())
        out += u" ("_s + particulars + u')';
    return out + u"; "_s + advice(cause);
}

QString OutboxRefusal::text() const
{
    switch (cause) {
    case Cause::RowTooLarge:
        return u"a message of %1 bytes for \"%2\" cannot be queued: all that waits for one "
               "destination may have %3 bytes; send less at once, or raise the limit"_s.arg(size)
                   .arg(destination)
                   .arg(limit);
    case Cause::NoDestination:
        return u"a message without a destination cannot be queued"_s;
    case Cause::DestinationTooLong:
        return u"a message for a destination whose name has %1 bytes cannot be queued: at most %2 "
               "are allowed"_s.arg(size)
                   .arg(limit);
    case Cause::TooManyDestinations:
        return u"a message for \"%1\" cannot be queued: messages for %2 other destinations wait "
               "already; drop some of them in the outbox"_s.arg(destination)
                   .arg(limit);
    }
    return {};
}

} // namespace neuro::relay

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/limits.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

/// Reads the queue file of an older relay, a Python pickle. A pickle is a program for a small
/// machine that can call any Python function; this reader has only the part of that machine that
/// builds lists, tuples, dictionaries, text, numbers, booleans and None, and refuses everything
/// else. Any bytes are safe to read: time and memory are bounded by PickleLimits.
namespace neuro::storage {

struct PickleLimits
{
    qint64 bytes = qint64(64) * 1024 * 1024; ///< Of the pickle.
    /// Lists, tuples and dictionaries inside one another, within one message.
    int nesting = protocol::limits::nesting;
    /// Values in the pickle, and once more, values in all messages: a shared value counts wherever
    /// it is used.
    qint64 values = 2'000'000;
    qint64 memo = 1'000'000;                     ///< Values that the pickle wants to share.
    qint64 integerBytes = 1024;                  ///< Of one whole number in binary.
    qint64 digits = 2500;                        ///< Of one number in decimal.
    qint64 jsonBytes = qint64(64) * 1024 * 1024; ///< Of all messages, and of all names.
};

/// One `(name, object)` of the queue.
struct PickledMessage
{
    QString name;
    QByteArray json; ///< Compact; members in their order, numbers with their exact value.

    bool operator==(const PickledMessage &) const = default;
};

struct PickleError
{
    enum class Cause {
        Truncated, ///< The file ends too early.
        Forbidden, ///< It wants something else than plain values: to run code, for instance.
        Malformed, ///< It is no pickle.
        TooLarge,  ///< Over one of PickleLimits.
        NotAQueue, ///< A pickle of something else, or of values that JSON does not have.
    };

    Cause cause = Cause::Malformed;
    qint64 offset = 0; ///< In the pickle, from 0.
    QString detail;    ///< English: what was found.

    /// English, for the log.
    QString text() const;
};

/// The messages in a pickle of any protocol up to 5.
protocol::Result<QList<PickledMessage>, PickleError>
readPickledQueue(QByteArrayView pickle, const PickleLimits &limits = {});

} // namespace neuro::storage

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/picklereader.h"

#include "storage/picklemachine.h"
#include "storage/picklevalues.h"

using namespace Qt::Literals::StringLiterals;

namespace neuro::storage {

namespace {

using Type = PickleValues::Type;

PickleError notAQueue(const QString &detail)
{
    return {PickleError::Cause::NotAQueue, 0, detail};
}

QString reason(PickleError::Cause cause)
{
    using Cause = PickleError::Cause;
    switch (cause) {
    case Cause::Truncated:
        return u"the file is cut off"_s;
    case Cause::Forbidden:
        return u"the file holds more than plain values, and could run code"_s;
    case Cause::Malformed:
        return u"this is no pickle of a message queue"_s;
    case Cause::TooLarge:
        return u"the file is too large"_s;
    case Cause::NotAQueue:
        return u"the file does not hold a list of (name, object)"_s;
    }
    return {};
}

} // namespace

QString PickleError::text() const
{
    return u"%1: %2 (at byte %3)"_s.arg(reason(cause), detail).arg(offset);
}

protocol::Result<QList<PickledMessage>, PickleError> readPickledQueue(QByteArrayView pickle,
                                                                      const PickleLimits &limits)
{
    PickleMachine machine(pickle, limits);
    if (const auto error = machine.run())
        return *error;
    const PickleValues &values = machine.values();
    if (values.type(machine.result()) != Type::List)
        return notAQueue(u"it holds something else than a list"_s);

    QList<PickledMessage> messages;
    PickleJsonWriter writer(values, limits);
    qint64 nameBytes = 0;
    for (const PickleValues::Index item : values.children(machine.result())) {
        const QString place = u"element %1: "_s.arg(messages.size());
        if (values.type(item) != Type::Tuple || values.children(item).size() != 2)
            return notAQueue(place + u"it is not a pair"_s);
        const PickleValues::Index name = values.children(item)[0];
        if (values.type(name) != Type::Text)
            return notAQueue(place + u"the name is not text"_s);
        nameBytes += values.text(name).size();
        if (nameBytes > limits.jsonBytes)
            return PickleError{PickleError::Cause::TooLarge, 0,
                               place +
                                   u"the names have more than %1 bytes"_s.arg(limits.jsonBytes)};
        PickledMessage message;
        message.name = QString::fromUtf8(values.text(name));
        if (auto error = writer.write(values.children(item)[1], message.json)) {
            error->detail.prepend(place);
            return *error;
        }
        messages.append(message);
    }
    return messages;
}

} // namespace neuro::storage

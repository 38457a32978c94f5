// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/pickleimport.h"

#include "storage/outboxproblem.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace neuro::storage {

using namespace relay;

namespace {

protocol::Phrase causePhrase(PickleError::Cause cause)
{
    using Cause = PickleError::Cause;
    using protocol::phrase;
    switch (cause) {
    case Cause::Truncated:
        return phrase(QT_TRANSLATE_NOOP("core", "the file is cut off"));
    case Cause::Forbidden:
        return phrase(QT_TRANSLATE_NOOP("core", "the file holds more than plain values, and could "
                                                "run code"));
    case Cause::Malformed:
        return phrase(QT_TRANSLATE_NOOP("core", "this is no pickle of a message queue"));
    case Cause::TooLarge:
        return phrase(QT_TRANSLATE_NOOP("core", "the file is too large"));
    case Cause::NotAQueue:
        return phrase(QT_TRANSLATE_NOOP("core", "the file does not hold a list of (name, object)"));
    }
    Q_UNREACHABLE();
    return {};
}

PickleImportError unreadable(const QString &file, const QString &reason)
{
    return {file, reason, {}, {}};
}

/// The same for the same file, as long as nobody writes to it.
QByteArray fingerprintOf(const QFileInfo &info, const QByteArray &content)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const QString identity = u"%1\n%2\n%3\n"_s.arg(info.canonicalFilePath())
                                 .arg(content.size())
                                 .arg(info.lastModified().toMSecsSinceEpoch());
    hash.addData(identity.toUtf8());
    hash.addData(content);
    return hash.result();
}

void renameImported(const QString &path, PickleImport &import)
{
    const QString stem = path + u".imported"_s;
    QString target = stem;
    for (int number = 2; QFileInfo::exists(target); ++number)
        target = u"%1-%2"_s.arg(stem).arg(number);
    QFile file(path);
    if (file.rename(target))
        import.renamedTo = target;
    else
        import.renameError =
            u"%1: its messages are in the outbox, but it could not be renamed to %2: %3; "
            "rename or delete it"_s.arg(path, target, file.errorString());
}

} // namespace

QString PickleImportError::text() const
{
    if (outbox)
        return u"%1: its messages cannot be put into the outbox: %2"_s.arg(file, outbox->text());
    if (pickle)
        return u"%1: %2; nothing of it was imported: rename or delete it to go on without it"_s.arg(
            file, pickle->text());
    return u"%1: cannot be read: %2; check its permissions"_s.arg(file, unreadable);
}

protocol::Phrase PickleImportError::phrase() const
{
    using protocol::phrase;
    if (outbox)
        return phrase(QT_TRANSLATE_NOOP("core", "%1: its messages cannot be put into the outbox: "
                                                "%2"),
                      file, outboxProblem(*outbox));
    if (pickle)
        return phrase(QT_TRANSLATE_NOOP("core", "%1: %2 (at byte %3); nothing of it was imported: "
                                                "rename or delete it to go on without it"),
                      file, causePhrase(pickle->cause), pickle->offset);
    return phrase(QT_TRANSLATE_NOOP("core", "%1: cannot be read: %2; check its permissions"), file,
                  unreadable);
}

protocol::Result<PickleImport, PickleImportError>
importPickle(Outbox &outbox, const QString &path,
             const std::function<QString(const QString &name)> &destinationOf, qint64 nowUs)
{
    PickleImport import;
    const QFileInfo info(path);
    if (!info.exists())
        return import;
    const PickleLimits limits;
    QFile file(path);
    if (!info.isFile())
        return unreadable(path, u"it is not a file"_s);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(path, file.errorString());
    // One more than allowed is enough for the reader to refuse it.
    const QByteArray content = file.read(limits.bytes + 1);
    if (file.error() != QFileDevice::NoError)
        return unreadable(path, file.errorString());
    file.close();

    const auto messages = readPickledQueue(content, limits);
    if (!messages)
        return PickleImportError{path, {}, messages.error(), {}};
    QList<NewOutboxRow> rows;
    rows.reserve(messages->size());
    for (const PickledMessage &message : *messages)
        rows.append(
            {destinationOf(message.name), message.name, message.json, nowUs, OutboxKind::Command});
    const auto imported = outbox.importOnce(fingerprintOf(info, content), rows, nowUs);
    if (!imported)
        return PickleImportError{path, {}, {}, imported.error()};
    import.state =
        imported->alreadyDone ? PickleImport::State::Known : PickleImport::State::Imported;
    import.appended = imported->appended;
    renameImported(path, import);
    return import;
}

} // namespace neuro::storage

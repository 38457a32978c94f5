// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configwriter.h"

#include "config/relayconfig.h"
#include "storage/privatefolder.h"

#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>

using namespace Qt::Literals::StringLiterals;

namespace neuro::config {

using protocol::Phrase;
using protocol::phrase;

namespace {

/// How long another program that writes the same file is waited for.
constexpr int lockMs = 2000;

/// Returns why not, or nothing.
QString writePrivately(const QString &path, const QByteArray &text)
{
    QSaveFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly) &&
                           file.setPermissions(storage::privateFile) &&
                           file.write(text) == text.size() && file.commit();
    return isWritten ? QString() : file.errorString();
}

ConfigSaving failed(const ConfigSource &now, const Phrase &error)
{
    return {ConfigSaving::Outcome::Failed, now, {}, error};
}

} // namespace

QString backupPath(const QString &path)
{
    return path + u".backup"_s;
}

ConfigSource readConfigSource(const QString &path)
{
    ConfigSource source{path, {}, false, {}};
    QFile file(path);
    if (!file.exists())
        return source;
    if (QFileInfo(path).isDir()) {
        source.problem = phrase(QT_TRANSLATE_NOOP("core", "%1 is a folder"), path);
        return source;
    }
    const bool isOpen = file.open(QIODevice::ReadOnly);
    if (isOpen)
        source.text = file.read(limits::fileSize + 1);
    if (!isOpen || file.error() != QFileDevice::NoError) {
        source.problem = phrase(QT_TRANSLATE_NOOP("core", "%1 cannot be read: %2"), path,
                                protocol::verbatim(file.errorString()));
    } else if (source.text.size() > limits::fileSize) {
        source.problem = phrase(QT_TRANSLATE_NOOP("core", "%1 is larger than the %2 bytes that a "
                                                          "configuration may have"),
                                path, limits::fileSize);
    }
    source.exists = source.problem.isEmpty();
    if (!source.exists)
        source.text.clear();
    return source;
}

ConfigSaving saveConfig(const ConfigSource &basedOn, const QByteArray &text)
{
    const QString &path = basedOn.path;
    if (text.size() > limits::fileSize)
        return failed(basedOn,
                      phrase(QT_TRANSLATE_NOOP("core", "the text has %1 bytes; a configuration may "
                                                       "have %2"),
                             text.size(), limits::fileSize));
    const QString folder = QFileInfo(path).absolutePath();
    if (!storage::makePrivateFolder(folder))
        return failed(basedOn,
                      phrase(QT_TRANSLATE_NOOP("core", "the folder %1 cannot be created"), folder));
    QLockFile lock(path + u".lock"_s);
    if (!lock.tryLock(lockMs))
        return failed(basedOn,
                      phrase(QT_TRANSLATE_NOOP("core", "%1 cannot be locked: another program may "
                                                       "be writing it, or its folder cannot be "
                                                       "written to"),
                             path));
    const ConfigSource found = readConfigSource(path);
    if (!found.problem.isEmpty())
        return failed(found, found.problem);
    if (found != basedOn)
        return {ConfigSaving::Outcome::ChangedOutside, found, {}, {}};
    if (found.exists && found.text == text)
        return {ConfigSaving::Outcome::Saved, found, {}, {}};
    const QString backup = found.exists ? backupPath(path) : QString();
    if (found.exists) {
        if (const QString error = writePrivately(backup, found.text); !error.isEmpty())
            return failed(found, phrase(QT_TRANSLATE_NOOP("core", "the backup %1 cannot be "
                                                                  "written, so nothing was "
                                                                  "changed: %2"),
                                        backup, protocol::verbatim(error)));
    }
    if (const QString error = writePrivately(path, text); !error.isEmpty())
        return failed(found, phrase(QT_TRANSLATE_NOOP("core", "%1 cannot be written: %2"), path,
                                    protocol::verbatim(error)));
    return {ConfigSaving::Outcome::Saved, {path, text, true, {}}, backup, {}};
}

ConfigWriter::ConfigWriter(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

ConfigWriter::~ConfigWriter()
{
    // Its jobs speak to this object.
    m_pool.waitForDone();
}

void ConfigWriter::read(const QString &path)
{
    m_pool.start([this, path] {
        const ConfigSource source = readConfigSource(path);
        QMetaObject::invokeMethod(
            this, [this, source] { Q_EMIT sourceRead(source); }, Qt::QueuedConnection);
    });
}

void ConfigWriter::save(const ConfigSource &basedOn, const QByteArray &text)
{
    m_pool.start([this, basedOn, text] {
        const ConfigSaving saving = saveConfig(basedOn, text);
        QMetaObject::invokeMethod(
            this, [this, saving] { Q_EMIT saved(saving); }, Qt::QueuedConnection);
    });
}

} // namespace neuro::config

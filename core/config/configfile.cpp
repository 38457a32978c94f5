// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configreader.h"
#include "storage/privatefolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QRandomGenerator>
#include <QSaveFile>
#include <QStandardPaths>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace neuro::config {

using protocol::Phrase;
using protocol::phrase;

namespace {

constexpr qsizetype randomTokenLength = 32;
/// How long a first run waits for another one that is writing the same file.
constexpr int lockMs = 2000;

constexpr QFileDevice::Permissions othersPermissions =
    QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
    QFileDevice::WriteOther;

ConfigReading failed(const QString &path, const Phrase &message)
{
    ConfigReading reading;
    reading.config.file = path;
    reading.issues.append({ConfigIssue::Severity::Error, path, 0, {}, message});
    return reading;
}

/// Returns why the file could not be written, or nothing.
Phrase writeInitialConfig(const QString &path)
{
    const QString folder = QFileInfo(path).path();
    if (!storage::makePrivateFolder(folder))
        return phrase(QT_TRANSLATE_NOOP("core", "the folder %1 cannot be created"), folder);
    QLockFile lock(path + u".lock"_s);
    if (!lock.tryLock(lockMs))
        return phrase(QT_TRANSLATE_NOOP("core", "%1 cannot be locked"), path);
    if (QFileInfo::exists(path))
        return {}; // Another first run was faster.
    const QByteArray text = initialConfig(randomToken());
    QSaveFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly) &&
                           file.setPermissions(storage::privateFile) &&
                           file.write(text) == text.size() && file.commit();
    return isWritten ? Phrase() : protocol::verbatim(file.errorString());
}

} // namespace

ConfigReading readConfigFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return failed(path, phrase(QT_TRANSLATE_NOOP("core", "there is no such file")));
    if (info.isDir())
        return failed(path, phrase(QT_TRANSLATE_NOOP("core", "is a folder; name a YAML file")));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failed(path,
                      phrase(QT_TRANSLATE_NOOP("core", "cannot be read: %1"), file.errorString()));
    const QByteArray yaml = file.read(limits::fileSize + 1);
    if (file.error() != QFileDevice::NoError)
        return failed(path,
                      phrase(QT_TRANSLATE_NOOP("core", "cannot be read: %1"), file.errorString()));
    if (yaml.size() > limits::fileSize)
        return failed(
            path, phrase(QT_TRANSLATE_NOOP(
                             "core", "is larger than the %1 bytes that a configuration may have"),
                         limits::fileSize));
    ConfigReading reading = readConfig(yaml, path);
    if ((file.permissions() & othersPermissions) && QFileInfo(file).isFile())
        reading.issues.append(
            {ConfigIssue::Severity::Warning,
             path,
             0,
             {},
             phrase(QT_TRANSLATE_NOOP(
                        "core", "other users of this computer can read or change it, with the "
                                "tokens in it; run: chmod 600 '%1'"),
                    path)});
    return reading;
}

QString randomToken()
{
    static constexpr QByteArrayView alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    QString token;
    token.reserve(randomTokenLength);
    QRandomGenerator *const generator = QRandomGenerator::system();
    while (token.size() < randomTokenLength)
        token.append(QLatin1Char(alphabet[generator->bounded(static_cast<int>(alphabet.size()))]));
    return token;
}

QString defaultConfigPath()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation))
        .filePath(u"neuro-relay/config.yaml"_s);
}

ConfigReading loadConfig(const std::optional<QString> &path, bool *created)
{
    if (created != nullptr)
        *created = false;
    if (path)
        return readConfigFile(*path);
    const QString standard = defaultConfigPath();
    if (QFileInfo::exists(standard))
        return readConfigFile(standard);
    if (const Phrase error = writeInitialConfig(standard); !error.isEmpty()) {
        ConfigReading reading;
        reading.config.intermediary.authToken = randomToken();
        reading.issues.append(
            {ConfigIssue::Severity::Warning,
             standard,
             0,
             {},
             phrase(QT_TRANSLATE_NOOP("core", "cannot be created: %1; running with the defaults, "
                                              "name another file with --config"),
                    error)});
        return reading;
    }
    if (created != nullptr)
        *created = true;
    return readConfigFile(standard);
}

} // namespace neuro::config

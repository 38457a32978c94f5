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

namespace {

constexpr qsizetype randomTokenLength = 32;
/// How long a first run waits for another one that is writing the same file.
constexpr int lockMs = 2000;

constexpr QFileDevice::Permissions othersPermissions =
    QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
    QFileDevice::WriteOther;

ConfigReading failed(const QString &path, const QString &message)
{
    ConfigReading reading;
    reading.config.file = path;
    reading.issues.append({ConfigIssue::Severity::Error, path, 0, {}, message});
    return reading;
}

/// Returns why the file could not be written, or nothing.
QString writeInitialConfig(const QString &path)
{
    const QString folder = QFileInfo(path).path();
    if (!storage::makePrivateFolder(folder))
        return u"the folder %1 cannot be created"_s.arg(folder);
    QLockFile lock(path + u".lock"_s);
    if (!lock.tryLock(lockMs))
        return u"%1 cannot be locked"_s.arg(path);
    if (QFileInfo::exists(path))
        return {}; // Another first run was faster.
    const QByteArray text = initialConfig(randomToken());
    QSaveFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly) &&
                           file.setPermissions(storage::privateFile) &&
                           file.write(text) == text.size() && file.commit();
    return isWritten ? QString() : file.errorString();
}

} // namespace

ConfigReading readConfigFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return failed(path, u"there is no such file"_s);
    if (info.isDir())
        return failed(path, u"is a folder; name a YAML file"_s);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failed(path, u"cannot be read: %1"_s.arg(file.errorString()));
    const QByteArray yaml = file.read(limits::fileSize + 1);
    if (file.error() != QFileDevice::NoError)
        return failed(path, u"cannot be read: %1"_s.arg(file.errorString()));
    if (yaml.size() > limits::fileSize)
        return failed(path, u"is larger than the %1 bytes that a configuration may have"_s.arg(
                                limits::fileSize));
    ConfigReading reading = readConfig(yaml, path);
    if ((file.permissions() & othersPermissions) && QFileInfo(file).isFile())
        reading.issues.append({ConfigIssue::Severity::Warning,
                               path,
                               0,
                               {},
                               u"other users of this computer can read or change it, with the "
                               "tokens in it; run: chmod 600 '%1'"_s.arg(path)});
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
    if (const QString error = writeInitialConfig(standard); !error.isEmpty()) {
        ConfigReading reading;
        reading.config.intermediary.authToken = randomToken();
        reading.issues.append(
            {ConfigIssue::Severity::Warning,
             standard,
             0,
             {},
             u"cannot be created: %1; running with the defaults, name another file with --config"_s
                 .arg(error)});
        return reading;
    }
    if (created != nullptr)
        *created = true;
    return readConfigFile(standard);
}

} // namespace neuro::config

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/instancelock.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>
#include <QLoggingCategory>

namespace neuro::app {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(appLog, "neuro.app")

namespace {

const QByteArray raiseMessage = "raise\n";
/// Bytes: what fits into sun_path of the systems that have the least.
constexpr qsizetype longestSocketPath = 103;

} // namespace

InstanceLock::InstanceLock(const QString &dataFolder, QObject *parent)
    : QObject(parent)
    , m_dataFolder(QDir(dataFolder).absolutePath())
    , m_lock(m_dataFolder + u"/neuro-relay.lock"_s)
{
    // A lock counts as stale only when its process is gone, however long it has been held.
    m_lock.setStaleLockTime(0);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server.nextPendingConnection()) {
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
            socket->write(raiseMessage);
            socket->disconnectFromServer();
            qCInfo(appLog) << "another start with this data folder asks for the window";
            Q_EMIT raiseRequested();
        }
    });
}

bool InstanceLock::acquire()
{
    QDir folder(m_dataFolder);
    if (!folder.exists()) {
        if (!folder.mkpath(u"."_s)) {
            m_error =
                u"%1: the data folder cannot be created; choose another with --data-dir"_s.arg(
                    m_dataFolder);
            return false;
        }
        QFile::setPermissions(m_dataFolder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    if (m_lock.tryLock())
        return true;
    if (m_lock.error() != QLockFile::LockFailedError) {
        m_error =
            u"%1: the lock file cannot be written; choose another folder with --data-dir"_s.arg(
                m_lock.fileName());
        return false;
    }
    QString host;
    QString program;
    m_lock.getLockInfo(&m_holder, &host, &program);
    m_error =
        u"%1: in use by process %2 (%3 on %4); stop it or choose another folder with --data-dir"_s
            .arg(m_dataFolder, QString::number(m_holder), program, host);
    return false;
}

bool InstanceLock::raiseOther()
{
    if (!QFileInfo::exists(m_lock.fileName()))
        return false;
    QString host;
    QString program;
    m_lock.getLockInfo(&m_holder, &host, &program);
    QLocalSocket socket;
    socket.connectToServer(socketName());
    return socket.waitForConnected(raiseTimeoutMs) && socket.waitForReadyRead(raiseTimeoutMs) &&
           socket.readAll() == raiseMessage;
}

void InstanceLock::listenForRaise()
{
    // The lock is ours, so what stands there was left by a crash.
    QLocalServer::removeServer(socketName());
    if (!m_server.listen(socketName()))
        qCWarning(appLog).noquote()
            << u"%1: a second start cannot bring this window to the front: %2. With a data folder "
               u"on "
               "another disk (--data-dir) it can."_s.arg(socketName(), m_server.errorString());
}

QString InstanceLock::socketName() const
{
    // In the folder, so that every start finds it, by whichever way and with whichever environment.
    const QString folder = QDir(m_dataFolder).canonicalPath();
    const QString path = folder + u"/neuro-relay.socket"_s;
    if (QFile::encodeName(path).size() <= longestSocketPath)
        return path;
    // A socket's path is short on every system; the data folder's need not be.
    const QByteArray hash =
        QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha256).toHex();
    return u"neuro-relay-"_s + QString::fromLatin1(hash.left(16));
}

} // namespace neuro::app

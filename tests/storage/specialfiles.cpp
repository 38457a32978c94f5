// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/specialfiles.h"

#include <QFile>

#include <array>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace neuro::test {

namespace {

constexpr mode_t ownersOnly = S_IRUSR | S_IWUSR;

} // namespace

bool makeFullDevice(const QString &path)
{
    // What /dev/full is.
    constexpr unsigned memory = 1;
    constexpr unsigned full = 7;
    const QByteArray name = QFile::encodeName(path);
    if (::mknod(name.constData(), S_IFCHR | ownersOnly, makedev(memory, full)) != 0)
        return false;
    // Some file systems have no working devices.
    const int opened = ::open(name.constData(), O_WRONLY | O_CLOEXEC);
    if (opened < 0)
        return false;
    ::close(opened);
    return true;
}

NamedPipe::NamedPipe(const QString &path)
    : m_path(QFile::encodeName(path))
{
    if (::mkfifo(m_path.constData(), ownersOnly) == 0)
        m_reader = ::open(m_path.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
}

NamedPipe::~NamedPipe()
{
    if (isOpen())
        ::close(m_reader);
}

QByteArray NamedPipe::readAll() const
{
    QByteArray read;
    std::array<char, 4096> part = {};
    for (ssize_t size = 0; (size = ::read(m_reader, part.data(), part.size())) > 0;)
        read.append(part.data(), size);
    return read;
}

bool NamedPipe::isStillThere() const
{
    struct stat status = {};
    return ::lstat(m_path.constData(), &status) == 0 && S_ISFIFO(status.st_mode);
}

} // namespace neuro::test

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>

/// Files that are no regular ones, made for a test, so that no test can spoil those of the system.
namespace neuro::test {

/// A device on which there is never any room. False where only others may make one, or use it.
bool makeFullDevice(const QString &path);

/// A pipe with a name, which is read from the beginning of its life.
class NamedPipe
{
public:
    explicit NamedPipe(const QString &path);
    ~NamedPipe();
    Q_DISABLE_COPY_MOVE(NamedPipe)

    bool isOpen() const { return m_reader >= 0; }
    /// What was written so far; does not wait.
    QByteArray readAll() const;
    /// Whether the name still leads to a pipe.
    bool isStillThere() const;

private:
    QByteArray m_path;
    int m_reader = -1;
};

} // namespace neuro::test

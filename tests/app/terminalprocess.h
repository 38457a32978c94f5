// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QProcess>
#include <QSocketNotifier>
#include <QString>
#include <QStringList>

#include <memory>

namespace neuro::testing {

/// A program at a terminal of its own, of 80 columns.
class TerminalProcess
{
public:
    /// `neuro-relay console`, which keeps everything in `folder`.
    TerminalProcess(const QString &folder, const QStringList &arguments);
    /// Another program, such as a shell, in the same surroundings.
    TerminalProcess(const QString &folder, const QString &program, const QStringList &arguments);
    /// Kills, and whatever the program has started and left at the terminal hears of its end.
    ~TerminalProcess();
    Q_DISABLE_COPY_MOVE(TerminalProcess)

    /// The arguments after "neuro-relay" of a console that keeps everything in `folder`.
    static QStringList consoleArguments(const QString &folder);

    void type(const QByteArray &keys);
    /// Waits until the screen was sent this since the last type(), wherever the cursor went
    /// between.
    bool shows(const QByteArray &text);
    /// What was sent to the screen since the last type(), without what moves the cursor.
    QByteArray plain() const;
    /// Whether anybody looks at the screen: otherwise the program can write no more at some time.
    void setReading(bool on) { m_notifier->setEnabled(on); }
    /// Waits for its end; the exit code, -1 when it does not end or crashes.
    int wait();
    void terminate() { m_process.terminate(); }
    qint64 id() const { return m_process.processId(); }
    /// Whether the terminal was given back as it is at first: it shows what is typed, line by line.
    bool isCooked() const;
    /// Sets the terminal up as it is at first.
    void cook();

private:
    int m_master = -1;
    QProcess m_process;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QByteArray m_screen;
};

} // namespace neuro::testing

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHash>
#include <QObject>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <vector>

namespace neuro::ui {

/// Starts the demo games of this program as processes that connect to the relay, and ends them
/// with itself. Errors come as signals.
class DemoLauncher : public QObject
{
    Q_OBJECT

public:
    struct Demo
    {
        QString id;    ///< As the command line calls it.
        QString title; ///< For people.
    };

    /// `program` is this program; another one in tests.
    explicit DemoLauncher(const QString &program, QObject *parent = nullptr);
    ~DemoLauncher() override;

    static std::vector<Demo> demos();
    /// Another program for what is started from now on; for tests of what a window starts.
    void setProgram(const QString &program) { m_program = program; }

    /// Starts a demo that is not running yet; `url` is the relay's address.
    void start(const QString &id, const QString &url);
    void stop(const QString &id);
    bool isRunning(const QString &id) const;
    /// Why no demo may run now, as a sentence; empty: it may. Those that run are ended, and killed
    /// endMs later.
    void setLock(const QString &why);
    const QString &lock() const { return m_lock; }

    /// Of a demo's error output; the end of it is kept.
    static constexpr qsizetype errorBytes = 2000;
    /// What a process gets to end by itself, in milliseconds.
    static constexpr int endMs = 500;

Q_SIGNALS:
    void lockChanged();
    void runningChanged(const QString &id, bool running);
    /// A demo could not be started, or ended with an error. `message` is a sentence.
    void failed(const QString &message);
    /// The lock ended demos that ran. `message` is a sentence.
    void lockedOut(const QString &message);

private:
    void ended(const QString &id, QProcess *process, int code, QProcess::ExitStatus status);
    void drop(const QString &id);
    void endAll();

    QString m_program;
    QString m_lock;
    QHash<QString, QProcess *> m_running;
};

} // namespace neuro::ui

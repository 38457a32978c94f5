// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/console/consolehistory.h"
#include "app/console/consolesession.h"
#include "app/console/jobsignals.h"

#include <QObject>
#include <QSocketNotifier>
#include <QString>
#include <QStringDecoder>
#include <QTimer>

#include <cstdio>
#include <memory>

namespace neuro::app {

/// The operator at a terminal: a prompt, line editing, history (arrow up) and completion (Tab).
/// Uses standard input, output and error. Waits for nobody: what is typed is edited as it comes.
/// Ctrl+Z gives the terminal to the shell; when the console is in the foreground again, the prompt
/// and what was being typed come back.
class TerminalInput : public QObject
{
    Q_OBJECT

public:
    /// `session` and `history` must outlive this.
    TerminalInput(ConsoleSession &session, ConsoleHistory &history, QObject *parent = nullptr);
    /// Gives the terminal back as it was.
    ~TerminalInput() override;

    /// What a key sends (Arrow Up is three characters) comes at once; after that time it was the
    /// Escape key.
    static constexpr int sequenceMs = 50;
    /// How often a console that went on in the background looks whether it is in front again: no
    /// shell tells.
    static constexpr int foregroundMs = 250;

private:
    struct Editor;

    bool readMore();
    void edit();
    void editOneKey();
    void prompt(bool on);
    /// For good: the process is about to end.
    void leaveTerminal();
    /// Prompting, and the terminal is ours.
    bool isPromptShown() const;
    /// Gives the terminal to the shell and stops the process.
    void suspend();
    /// The process goes on: takes the terminal, unless it is somebody else's.
    void resume();
    /// Takes the prompt, and what is being typed, off the screen.
    static void clearPrompt();
    void print(std::FILE *stream, const QString &text);

    ConsoleSession &m_session;
    ConsoleHistory &m_history;
    std::unique_ptr<Editor> m_editor;
    QSocketNotifier m_notifier;
    JobSignals m_jobs;
    QTimer m_background; ///< Runs while the terminal is somebody else's.
    QStringDecoder m_decoder{QStringDecoder::Utf8};
    QString m_typed; ///< What has not been edited yet.
    bool m_isPrompting = false;
    bool m_isAtEnd = false;
};

} // namespace neuro::app

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/console/consolehistory.h"
#include "app/console/consolesession.h"

#include <QObject>
#include <QSocketNotifier>
#include <QString>
#include <QStringDecoder>

#include <cstdio>
#include <memory>

namespace neuro::app {

/// The operator at a terminal: a prompt, line editing, history (arrow up) and completion (Tab).
/// Uses standard input, output and error. Waits for nobody: what is typed is edited as it comes.
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

private:
    struct Editor;

    bool readMore();
    void edit();
    void editOneKey();
    void prompt(bool on);
    /// Takes the prompt, and what is being typed, off the screen.
    void clearPrompt();
    void print(std::FILE *stream, const QString &text);

    ConsoleSession &m_session;
    ConsoleHistory &m_history;
    std::unique_ptr<Editor> m_editor;
    QSocketNotifier m_notifier;
    QStringDecoder m_decoder{QStringDecoder::Utf8};
    QString m_typed; ///< What has not been edited yet.
    bool m_isPrompting = false;
    bool m_isAtEnd = false;
};

} // namespace neuro::app

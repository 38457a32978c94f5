// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/console/terminalinput.h"

#include "app/console/consoletext.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <string>

#include <histedit.h>
#include <poll.h>
#include <unistd.h>

namespace neuro::app {

using namespace Qt::StringLiterals;

namespace {

constexpr wchar_t endOfInput = L'\4';

wchar_t *promptText(EditLine *)
{
    static std::wstring text = L"relay> ";
    return text.data();
}

} // namespace

/// libedit's own objects.
struct TerminalInput::Editor
{
    explicit Editor(TerminalInput &terminal);
    ~Editor();
    Q_DISABLE_COPY_MOVE(Editor)

    void remember(const QString &text);
    /// The terminal is somebody else's, until takeTerminal().
    void keepLine();
    /// The same, where nothing was being typed.
    void keepNothing();
    /// The same, and it is as it was at first.
    void giveTerminal();
    /// Whoever had the terminal may have changed it: sets it up anew, with the line that was there.
    void takeTerminal();

    static TerminalInput &terminalOf(EditLine *line);
    static int readCharacter(EditLine *line, wchar_t *character);
    static unsigned char complete(EditLine *line, wint_t key);

    EditLine *line = nullptr;
    HistoryW *history = nullptr;
    bool isGiven = false; ///< The terminal, to others.
    std::wstring kept;    ///< Then: what was being typed …
    int cursor = 0;       ///< … and how far from its end the cursor was, 0 or less.
};

TerminalInput::Editor::Editor(TerminalInput &terminal)
    : line(el_init("neuro-relay", stdin, stdout, stderr))
    , history(history_winit())
{
    HistEventW event = {};
    history_w(history, &event, H_SETSIZE, static_cast<int>(ConsoleHistory::maxLines));
    history_w(history, &event, H_SETUNIQUE, 1);
    for (const QString &entry : terminal.m_history.lines())
        remember(entry);
    el_wset(line, EL_CLIENTDATA, &terminal);
    el_wset(line, EL_PROMPT, &promptText);
    el_wset(line, EL_EDITOR, L"emacs");
    // Signals are the program's own business.
    el_wset(line, EL_SIGNAL, 0);
    el_wset(line, EL_GETCFN, &Editor::readCharacter);
    el_wset(line, EL_HIST, &history_w, history);
    el_wset(line, EL_ADDFN, L"relay-complete", L"completes what is typed", &Editor::complete);
    el_wset(line, EL_BIND, L"^I", L"relay-complete", nullptr);
    // These would wait for another key.
    for (const wchar_t *key : {L"^V", L"^[x", L"^[X"})
        el_wset(line, EL_BIND, L"-r", key, nullptr);
}

TerminalInput::Editor::~Editor()
{
    el_end(line);
    history_wend(history);
}

void TerminalInput::Editor::remember(const QString &text)
{
    HistEventW event = {};
    history_w(history, &event, H_ENTER, text.toStdWString().c_str());
}

void TerminalInput::Editor::keepLine()
{
    if (isGiven)
        return;
    const LineInfoW *info = el_wline(line);
    kept.assign(info->buffer, info->lastchar);
    cursor = static_cast<int>(info->cursor - info->lastchar);
    isGiven = true;
}

void TerminalInput::Editor::keepNothing()
{
    kept.clear();
    cursor = 0;
    isGiven = true;
}

void TerminalInput::Editor::giveTerminal()
{
    keepLine();
    el_wset(line, EL_UNBUFFERED, 0);
}

void TerminalInput::Editor::takeTerminal()
{
    // The editor believes that all is as it left it, and forgets the line when it begins anew.
    giveTerminal();
    isGiven = false;
    clearPrompt();
    el_resize(line);
    el_wset(line, EL_UNBUFFERED, 1);
    el_winsertstr(line, kept.c_str());
    el_cursor(line, cursor);
    clearPrompt();
    el_wset(line, EL_REFRESH);
}

TerminalInput &TerminalInput::Editor::terminalOf(EditLine *line)
{
    TerminalInput *terminal = nullptr;
    el_wget(line, EL_CLIENTDATA, static_cast<void *>(&terminal));
    return *terminal;
}

int TerminalInput::Editor::readCharacter(EditLine *line, wchar_t *character)
{
    TerminalInput &terminal = terminalOf(line);
    QString &typed = terminal.m_typed;
    if (typed.isEmpty()) {
        // In the middle of what one key sends.
        pollfd input = {STDIN_FILENO, POLLIN, 0};
        if (::poll(&input, 1, sequenceMs) != 1 || !terminal.readMore() || typed.isEmpty())
            return 0;
    }
    const bool isPair = typed.size() > 1 && typed.at(0).isHighSurrogate();
    *character = static_cast<wchar_t>(isPair ? QChar::surrogateToUcs4(typed.at(0), typed.at(1))
                                             : char32_t(typed.at(0).unicode()));
    typed.remove(0, isPair ? 2 : 1);
    return 1;
}

unsigned char TerminalInput::Editor::complete(EditLine *line, wint_t)
{
    const LineInfoW *info = el_wline(line);
    const QString typed = QString::fromWCharArray(info->buffer, info->cursor - info->buffer);
    const Completion completion = terminalOf(line).m_session.complete(typed);
    if (completion.words.isEmpty())
        return CC_REFRESH_BEEP;
    const bool isOnly = completion.words.size() == 1;
    const QString word = isOnly ? completion.words.first() + u' ' : completion.commonStart();
    const QString now = typed.mid(completion.begin);
    if (word.size() > now.size() || isOnly) {
        el_deletestr(line, static_cast<int>(now.toStdWString().size()));
        // A control character would be taken for a key.
        el_winsertstr(line, harmless(word).toStdWString().c_str());
        return CC_REFRESH;
    }
    std::fputc('\n', stdout);
    printLine(stdout, wrapped(completion.words.join(u"  "), 0));
    return CC_REDISPLAY;
}

TerminalInput::TerminalInput(ConsoleSession &session, ConsoleHistory &history, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_history(history)
    , m_editor(std::make_unique<Editor>(*this))
    , m_notifier(STDIN_FILENO, QSocketNotifier::Read)
{
    m_notifier.setEnabled(false);
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] {
        readMore();
        edit();
    });
    connect(&m_jobs, &JobSignals::suspendRequested, this, &TerminalInput::suspend);
    connect(&m_jobs, &JobSignals::continued, this, &TerminalInput::resume);
    m_background.setInterval(foregroundMs);
    connect(&m_background, &QTimer::timeout, this, &TerminalInput::resume);
    const auto tell = [this](const QString &text) {
        print(stdout, text);
    };
    const auto complain = [this](const QString &text) {
        print(stderr, text);
    };
    connect(&session, &ConsoleSession::greeted, this, tell);
    connect(&session, &ConsoleSession::output, this, tell);
    connect(&session, &ConsoleSession::noted, this, tell);
    connect(&session, &ConsoleSession::failed, this, complain);
    connect(&session, &ConsoleSession::warned, this, complain);
    connect(&session, &ConsoleSession::finished, this, [this](int, const QString &error) {
        leaveTerminal();
        if (!error.isEmpty())
            printLine(stderr, u"neuro-relay: "_s + error);
    });
    // Queued: a line that is answered at once must not lead to the next one from within itself.
    connect(
        &session, &ConsoleSession::ready, this,
        [this] {
            prompt(true);
            edit();
        },
        Qt::QueuedConnection);
}

TerminalInput::~TerminalInput()
{
    leaveTerminal();
}

void TerminalInput::leaveTerminal()
{
    // In the background the system would stop the process for touching the terminal.
    ::signal(SIGTTOU, SIG_IGN);
    if (isPromptShown())
        clearPrompt();
    prompt(false);
}

bool TerminalInput::isPromptShown() const
{
    return m_isPrompting && !m_editor->isGiven;
}

void TerminalInput::prompt(bool on)
{
    if (m_isPrompting == on)
        return;
    m_isPrompting = on;
    m_editor->isGiven = false;
    if (on && !JobSignals::isInForeground()) {
        m_editor->keepNothing();
        m_background.start();
        return;
    }
    m_notifier.setEnabled(on);
    if (on)
        el_resize(m_editor->line);
    el_wset(m_editor->line, EL_UNBUFFERED, on ? 1 : 0);
}

void TerminalInput::suspend()
{
    // The line is kept by resume(), which follows.
    if (m_isPrompting)
        m_editor->giveTerminal();
    std::fputs("\n", stdout);
    std::fflush(stdout);
    JobSignals::stopProcess();
    // Nobody tells when nobody could have stopped it: it has no shell that looks after it.
    resume();
}

void TerminalInput::resume()
{
    if (!JobSignals::isInForeground()) {
        // To touch the terminal now would stop the process.
        if (m_isPrompting)
            m_editor->keepLine();
        m_notifier.setEnabled(false);
        m_background.start();
        return;
    }
    m_background.stop();
    m_notifier.setEnabled(m_isPrompting);
    if (!m_isPrompting)
        return;
    m_editor->takeTerminal();
    edit();
}

/// False when nothing more will come.
bool TerminalInput::readMore()
{
    std::array<char, 4096> bytes;
    const ssize_t got = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return true;
    if (got <= 0) {
        m_isAtEnd = true;
        return false;
    }
    m_typed += m_decoder.decode(QByteArrayView(bytes.data(), got));
    return true;
}

void TerminalInput::edit()
{
    while (isPromptShown() && !m_typed.isEmpty())
        editOneKey();
    if (isPromptShown() && m_isAtEnd) {
        prompt(false);
        m_session.end();
    }
}

void TerminalInput::editOneKey()
{
    int count = 0;
    const wchar_t *text = el_wgets(m_editor->line, &count);
    if (!text || count <= 0)
        return; // The line is empty.
    const wchar_t last = text[count - 1];
    const bool isEnding = count == 1 && last == endOfInput;
    if (!isEnding && last != L'\n' && last != L'\r')
        return;
    const QString line = QString::fromWCharArray(text, count - 1).trimmed();
    prompt(false);
    if (isEnding) {
        std::fputs("\n", stdout);
        m_session.end();
        return;
    }
    if (m_history.add(line))
        m_editor->remember(line);
    m_session.take(line);
}

void TerminalInput::clearPrompt()
{
    std::fputs("\r\033[K", stdout);
    std::fflush(stdout);
}

void TerminalInput::print(std::FILE *stream, const QString &text)
{
    if (isPromptShown())
        clearPrompt();
    for (const QString &line : text.split(u'\n'))
        printLine(stream, wrapped(line, 2));
    if (isPromptShown())
        el_wset(m_editor->line, EL_REFRESH);
}

} // namespace neuro::app

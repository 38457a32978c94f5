// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/console/jobsignals.h"

#include <array>
#include <csignal>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace neuro::app {

namespace {

/// A signal handler may only write; the event loop reads at the other end.
std::array<int, 2> signalPipe = {-1, -1};

constexpr char suspendByte = 'z';
constexpr char continueByte = 'c';

void onSignal(int number)
{
    const char byte = number == SIGTSTP ? suspendByte : continueByte;
    [[maybe_unused]] const ssize_t written = ::write(signalPipe[0], &byte, 1);
}

void handle(int number, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigaction(number, &action, nullptr);
}

} // namespace

JobSignals::JobSignals(QObject *parent)
    : QObject(parent)
{
    // Never blocks a handler: when it is full, enough has been said.
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, signalPipe.data()) !=
        0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(signalPipe[1], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &JobSignals::read);
    handle(SIGTSTP, onSignal);
    handle(SIGCONT, onSignal);
}

JobSignals::~JobSignals()
{
    ::signal(SIGTSTP, SIG_DFL);
    ::signal(SIGCONT, SIG_DFL);
    m_notifier.reset();
    for (int &end : signalPipe) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

void JobSignals::read()
{
    std::array<char, 64> bytes;
    const ssize_t got = ::read(signalPipe[1], bytes.data(), bytes.size());
    bool isWanted = false;
    bool isContinued = false;
    for (ssize_t i = 0; i < got; ++i) {
        isWanted |= bytes[static_cast<std::size_t>(i)] == suspendByte;
        isContinued |= bytes[static_cast<std::size_t>(i)] == continueByte;
    }
    if (isWanted)
        Q_EMIT suspendRequested();
    if (isContinued)
        Q_EMIT continued();
}

void JobSignals::stopProcess()
{
    ::signal(SIGTSTP, SIG_DFL);
    ::raise(SIGTSTP);
    handle(SIGTSTP, onSignal);
}

bool JobSignals::isInForeground()
{
    const pid_t front = ::tcgetpgrp(STDIN_FILENO);
    return front < 0 || front == ::getpgrp(); // Nobody minds, without job control.
}

} // namespace neuro::app

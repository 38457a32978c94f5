// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/epolldispatcher.h"

#include "net/netlogging.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <limits>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace neuro::net {

namespace {

constexpr qint64 nanosPerMs = 1'000'000;
constexpr quint32 trouble = EPOLLERR | EPOLLHUP; ///< Reported without being asked for.

/// By QSocketNotifier::Type: what to watch for.
constexpr std::array<quint32, 3> eventsOf = {EPOLLIN, EPOLLOUT, EPOLLPRI};

qint64 steadyNow()
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

quint64 label(int descriptor, quint32 serial)
{
    return quint64(serial) << 32 | static_cast<quint32>(descriptor);
}

} // namespace

quint32 EpollDispatcher::Watch::wanted() const
{
    quint32 events = 0;
    for (std::size_t type = 0; type < notifiers.size(); ++type)
        events |= notifiers[type] ? eventsOf[type] : 0;
    return events;
}

EpollDispatcher::EpollDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent)
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_epoll < 0 || m_wake < 0)
        qFatal("cannot watch sockets: %s", std::strerror(errno));
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = label(m_wake, 0);
    if (::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &event) != 0)
        qFatal("cannot watch sockets: %s", std::strerror(errno));
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(m_wake);
    ::close(m_epoll);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_isInterrupted.store(false, std::memory_order_relaxed);
    QCoreApplication::sendPostedEvents();
    if (m_isInterrupted.load(std::memory_order_relaxed))
        return false;

    const bool withTimers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    const bool withSockets = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    bool isAnythingDone = false;
    if (withSockets) {
        isAnythingDone = notifyWriters();
        // What follows from that comes before new input, but not for ever.
        m_isReadingPutOff = isAnythingDone && !m_isReadingPutOff;
        if (!m_isReadingPutOff) {
            tellChanges();
            Ready ready; // Not a member: a slot may run an event loop of its own.
            const bool mayWait = flags.testFlag(QEventLoop::WaitForMoreEvents) && !isAnythingDone;
            const std::size_t count = waitFor(ready, mayWait, withTimers);
            if (notifySockets(ready, count))
                isAnythingDone = true;
        }
    }
    if (withTimers && fireTimers())
        isAnythingDone = true;
    return isAnythingDone;
}

/// Waits for sockets, the next timer, or wakeUp(); returns how many descriptors are ready.
std::size_t EpollDispatcher::waitFor(Ready &ready, bool mayWait, bool withTimers)
{
    // Woken since the last wait: what it was for may not have been seen yet, so this pass must not
    // block. That covers a QThread::quit() just before the loop came here.
    State expected = State::Running;
    int timeout = 0;
    if (mayWait && m_state.compare_exchange_strong(expected, State::Waiting)) {
        timeout = withTimers ? timeoutMs() : -1;
        if (timeout != 0)
            Q_EMIT aboutToBlock();
    }
    const int count = ::epoll_wait(m_epoll, ready.data(), readyAtOnce, timeout);
    m_state.store(State::Running);
    if (count < 0 && errno != EINTR)
        qCWarning(lcNet, "waiting for sockets failed: %s", std::strerror(errno));
    if (timeout != 0)
        Q_EMIT awake();
    return static_cast<std::size_t>(std::max(count, 0));
}

void EpollDispatcher::wakeUp()
{
    if (m_state.exchange(State::Woken) != State::Waiting)
        return;
    const quint64 one = 1;
    // It can only fail because the counter is full: then the thread is being woken anyway.
    [[maybe_unused]] const ssize_t written = ::write(m_wake, &one, sizeof one);
}

void EpollDispatcher::interrupt()
{
    m_isInterrupted.store(true, std::memory_order_relaxed);
    wakeUp();
}

void EpollDispatcher::drainWakeUps() const
{
    quint64 count = 0;
    [[maybe_unused]] const ssize_t size = ::read(m_wake, &count, sizeof count);
}

// Sockets.

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const auto descriptor = static_cast<int>(notifier->socket());
    if (static_cast<std::size_t>(descriptor) >= m_watches.size())
        m_watches.resize(static_cast<std::size_t>(descriptor) + 1);
    Watch &watch = m_watches[static_cast<std::size_t>(descriptor)];
    watch.notifiers[static_cast<std::size_t>(notifier->type())] = notifier;
    if (!std::exchange(watch.isChanged, true))
        m_changed.push_back(descriptor);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const auto descriptor = static_cast<int>(notifier->socket());
    if (descriptor < 0 || static_cast<std::size_t>(descriptor) >= m_watches.size())
        return;
    Watch &watch = m_watches[static_cast<std::size_t>(descriptor)];
    QSocketNotifier *&registered = watch.notifiers[static_cast<std::size_t>(notifier->type())];
    if (registered != notifier)
        return;
    registered = nullptr;
    if (watch.wanted() == 0) {
        // At once: the descriptor may be closed next, and its number given to another.
        tell(descriptor, watch);
        ++watch.serial;
    } else if (!std::exchange(watch.isChanged, true)) {
        m_changed.push_back(descriptor);
    }
}

/// Who waits to write since the last pass nearly always can. Asked together, they cost one system
/// call; watched by epoll, and no longer when they have written, three each.
bool EpollDispatcher::notifyWriters()
{
    std::array<pollfd, writersAtOnce>
        polled; // Not members: a slot may run an event loop of its own.
    std::array<quint32, writersAtOnce> serials;
    nfds_t count = 0;
    for (const int descriptor : m_changed) {
        const Watch &watch = m_watches[static_cast<std::size_t>(descriptor)];
        if (!watch.notifiers[QSocketNotifier::Write] || (watch.told & EPOLLOUT) != 0)
            continue;
        polled[count] = {descriptor, POLLOUT, 0};
        serials[count] = watch.serial;
        if (++count == writersAtOnce)
            break; // The others are watched.
    }
    if (count == 0 || ::poll(polled.data(), count, 0) <= 0)
        return false;
    bool isAnybodyTold = false;
    for (nfds_t i = 0; i < count; ++i) {
        if ((polled[i].revents & POLLOUT) == 0)
            continue;
        // Asked anew each time: the one before may have closed this or any other socket.
        const Watch &watch = m_watches[static_cast<std::size_t>(polled[i].fd)];
        if (watch.serial != serials[i] || !watch.notifiers[QSocketNotifier::Write])
            continue;
        QEvent event(QEvent::SockAct);
        QCoreApplication::sendEvent(watch.notifiers[QSocketNotifier::Write], &event);
        isAnybodyTold = true;
    }
    return isAnybodyTold;
}

void EpollDispatcher::tellChanges()
{
    // A write notifier is often switched on and off again before anybody waits.
    for (const int descriptor : m_changed) {
        Watch &watch = m_watches[static_cast<std::size_t>(descriptor)];
        watch.isChanged = false;
        tell(descriptor, watch);
    }
    m_changed.clear();
}

void EpollDispatcher::tell(int descriptor, Watch &watch)
{
    const quint32 wanted = watch.wanted();
    if (wanted == watch.told)
        return;
    epoll_event event{};
    event.events = wanted;
    event.data.u64 = label(descriptor, watch.serial);
    const int operation = wanted == 0       ? EPOLL_CTL_DEL
                          : watch.told == 0 ? EPOLL_CTL_ADD
                                            : EPOLL_CTL_MOD;
    watch.told = wanted;
    // A descriptor that was closed first is no longer watched: nothing to take back.
    if (::epoll_ctl(m_epoll, operation, descriptor, &event) != 0 && operation != EPOLL_CTL_DEL) {
        qCWarning(lcNet, "cannot watch descriptor %d: %s", descriptor, std::strerror(errno));
        watch.told = 0;
    }
}

bool EpollDispatcher::notifySockets(const Ready &ready, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        const quint32 events = ready[i].events;
        const quint64 labelled = ready[i].data.u64; // The struct is packed: no references into it.
        const auto descriptor = static_cast<int>(labelled & 0xFFFF'FFFF);
        const auto serial = static_cast<quint32>(labelled >> 32);
        if (descriptor == m_wake) {
            drainWakeUps();
            continue;
        }
        for (std::size_t type = 0; type < eventsOf.size(); ++type) {
            if ((events & (eventsOf[type] | trouble)) == 0)
                continue;
            // Asked anew each time: the one before may have closed this or any other socket.
            const Watch &watch = m_watches[static_cast<std::size_t>(descriptor)];
            if (watch.serial != serial || !watch.notifiers[type])
                continue;
            QEvent event(QEvent::SockAct);
            QCoreApplication::sendEvent(watch.notifiers[type], &event);
        }
    }
    return count > 0;
}

// Timers.

void EpollDispatcher::registerTimer(int id, qint64 intervalMs, Qt::TimerType type, QObject *object)
{
    unregisterTimer(id);
    Timer timer;
    timer.intervalMs = std::max<qint64>(intervalMs, 0);
    timer.type = type;
    timer.object = object;
    timer.serial = ++m_lastTimerSerial;
    const auto [place, isNew] = m_timers.emplace(id, timer);
    schedule(place, steadyNow() + timer.intervalMs * nanosPerMs);
}

bool EpollDispatcher::unregisterTimer(int id)
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return false;
    forget(found);
    return true;
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    bool isAnyFound = false;
    for (auto timer = m_timers.begin(); timer != m_timers.end();) {
        const auto current = timer++;
        if (current->second.object != object)
            continue;
        forget(current);
        isAnyFound = true;
    }
    return isAnyFound;
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    QList<TimerInfo> infos;
    for (const auto &[id, timer] : m_timers) {
        if (timer.object == object)
            infos.append(TimerInfo(id, static_cast<int>(timer.intervalMs), timer.type));
    }
    return infos;
}

int EpollDispatcher::remainingTime(int id)
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return -1;
    const qint64 left = std::max<qint64>(found->second.due - steadyNow(), 0);
    return static_cast<int>(
        std::min<qint64>((left + nanosPerMs - 1) / nanosPerMs, std::numeric_limits<int>::max()));
}

void EpollDispatcher::schedule(Timers::iterator timer, qint64 due)
{
    m_schedule.erase({timer->second.due, timer->first});
    timer->second.due = due;
    m_schedule.insert({due, timer->first});
}

void EpollDispatcher::forget(Timers::iterator timer)
{
    m_schedule.erase({timer->second.due, timer->first});
    m_timers.erase(timer);
}

/// Until the next timer, rounded up so that it is due then; -1: there is none.
int EpollDispatcher::timeoutMs() const
{
    if (m_schedule.empty())
        return -1;
    const qint64 left = std::max<qint64>(m_schedule.begin()->first - steadyNow(), 0);
    return static_cast<int>(
        std::min<qint64>((left + nanosPerMs - 1) / nanosPerMs, std::numeric_limits<int>::max()));
}

bool EpollDispatcher::fireTimers()
{
    if (m_schedule.empty())
        return false;
    // Those that are due now, and no others: a timer that is always due must not starve sockets.
    const qint64 now = steadyNow();
    std::vector<std::pair<int, quint64>> due;
    for (const auto &[moment, id] : m_schedule) {
        if (moment > now)
            break;
        due.emplace_back(id, m_timers.at(id).serial);
    }
    for (const auto &[id, serial] : due) {
        auto timer = m_timers.find(id);
        if (timer == m_timers.end() || timer->second.serial != serial || timer->second.isFiring)
            continue;
        const qint64 interval = timer->second.intervalMs * nanosPerMs;
        const qint64 next = timer->second.due + interval;
        schedule(timer, next < now ? now + interval : next); // What was missed is not made up for.
        timer->second.isFiring = true;
        QTimerEvent event(id);
        QCoreApplication::sendEvent(timer->second.object, &event);
        timer = m_timers.find(id);
        if (timer != m_timers.end() && timer->second.serial == serial)
            timer->second.isFiring = false;
    }
    return !due.empty();
}

} // namespace neuro::net

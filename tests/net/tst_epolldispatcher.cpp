// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/epolldispatcher.h"

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QPointer>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <array>
#include <functional>
#include <memory>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace neuro::net;

namespace {

constexpr int patienceMs = 5000;

/// Two connected descriptors that do not block.
struct Pair
{
    Pair()
    {
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()) != 0)
            qFatal("no socket pair");
    }
    ~Pair()
    {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    void say() const { QCOMPARE(::write(ends[1], "x", 1), ssize_t(1)); }
    void hear() const
    {
        char byte = 0;
        QCOMPARE(::read(ends[0], &byte, 1), ssize_t(1));
    }

    std::array<int, 2> ends{};
};

/// A thread with the dispatcher. Work is done in it and waited for.
class Worker
{
public:
    Worker()
    {
        m_thread.setEventDispatcher(new EpollDispatcher);
        m_thread.start();
        m_object.moveToThread(&m_thread);
    }
    ~Worker()
    {
        m_thread.quit();
        if (!m_thread.wait(patienceMs))
            qFatal("the thread does not end");
    }
    void run(const std::function<void()> &work)
    {
        QMetaObject::invokeMethod(&m_object, work, Qt::BlockingQueuedConnection);
    }
    void post(const std::function<void()> &work)
    {
        QMetaObject::invokeMethod(&m_object, work, Qt::QueuedConnection);
    }
    QThread &thread() { return m_thread; }

private:
    QThread m_thread;
    QObject m_object;
};

} // namespace

class tst_EpollDispatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsWhatIsPosted();
    void wakesFromOtherThreads();
    void endsAThreadThatQuitsAtAnyMoment();
    void deletesLater();
    void firesTimersInOrder();
    void repeatsUntilStopped();
    void stopsATimerFromInside();
    void doesNotStarveSocketsWithAZeroTimer();
    void tellsWhatIsLeft();
    void listsAndForgetsTimers();
    void reportsReadable();
    void reportsWritableAgainAndAgain();
    void doesNotStarveReadersWithAWriter();
    void asksNobodyToWriteWhoCannot();
    void survivesACloseInside();
    void doesNotMixUpAReusedDescriptor();
    void nestsLoops();
    void carriesTcp();
};

void tst_EpollDispatcher::runsWhatIsPosted()
{
    Worker worker;
    QList<int> order;
    for (int i = 0; i < 100; ++i)
        worker.post([&order, i] { order.append(i); });
    worker.run([] {});
    QCOMPARE(order.size(), 100);
    QVERIFY(std::is_sorted(order.begin(), order.end()));
}

void tst_EpollDispatcher::wakesFromOtherThreads()
{
    Worker worker;
    QSemaphore done;
    // One at a time: each finds the thread waiting, or about to wait.
    for (int i = 0; i < 5000; ++i) {
        worker.post([&done] { done.release(); });
        QVERIFY(done.tryAcquire(1, patienceMs));
    }
}

void tst_EpollDispatcher::endsAThreadThatQuitsAtAnyMoment()
{
    for (int i = 0; i < 500; ++i) {
        QThread thread;
        thread.setEventDispatcher(new EpollDispatcher);
        thread.start();
        for (int spin = 0; spin < i * 20; ++spin)
            std::atomic_signal_fence(std::memory_order_seq_cst);
        thread.quit();
        QVERIFY(thread.wait(patienceMs));
    }
}

void tst_EpollDispatcher::deletesLater()
{
    Worker worker;
    QSemaphore gone;
    worker.run([&gone] {
        auto *object = new QObject;
        QObject::connect(object, &QObject::destroyed, [&gone] { gone.release(); });
        object->deleteLater();
    });
    QVERIFY(gone.tryAcquire(1, patienceMs));
}

void tst_EpollDispatcher::firesTimersInOrder()
{
    Worker worker;
    QList<int> order;
    QSemaphore done;
    worker.run([&] {
        for (const int ms : {40, 10, 30, 0, 20}) {
            QTimer::singleShot(ms, Qt::PreciseTimer, QThread::currentThread()->eventDispatcher(),
                               [&order, &done, ms] {
                                   order.append(ms);
                                   done.release();
                               });
        }
    });
    QVERIFY(done.tryAcquire(5, patienceMs));
    QCOMPARE(order, QList<int>({0, 10, 20, 30, 40}));
}

void tst_EpollDispatcher::repeatsUntilStopped()
{
    Worker worker;
    QSemaphore ticks;
    std::unique_ptr<QTimer> timer;
    QElapsedTimer elapsed;
    worker.run([&] {
        timer = std::make_unique<QTimer>();
        QObject::connect(timer.get(), &QTimer::timeout, timer.get(), [&ticks] { ticks.release(); });
        elapsed.start();
        timer->start(5);
    });
    QVERIFY(ticks.tryAcquire(4, patienceMs));
    QVERIFY(elapsed.elapsed() >= 20);
    worker.run([&timer] { timer->stop(); });
    const int after = ticks.available();
    worker.run([] { QThread::msleep(15); }); // Would be due three times.
    worker.run([] {});
    QCOMPARE(ticks.available(), after);
    worker.run([&timer] { timer.reset(); });
}

void tst_EpollDispatcher::stopsATimerFromInside()
{
    Worker worker;
    QSemaphore done;
    int firings = 0;
    std::unique_ptr<QTimer> first;
    std::unique_ptr<QTimer> second;
    worker.run([&] {
        first = std::make_unique<QTimer>();
        second = std::make_unique<QTimer>();
        // Both are due in the same pass; the one that comes first takes the other away.
        const auto fire = [&] {
            ++firings;
            first->stop();
            second.reset();
            QTimer::singleShot(5, first.get(), [&done] { done.release(); });
        };
        QObject::connect(first.get(), &QTimer::timeout, first.get(), fire);
        QObject::connect(second.get(), &QTimer::timeout, first.get(), fire);
        first->start(1);
        second->start(1);
        QThread::msleep(5);
    });
    QVERIFY(done.tryAcquire(1, patienceMs));
    QCOMPARE(firings, 1);
    worker.run([&first] { first.reset(); });
}

void tst_EpollDispatcher::doesNotStarveSocketsWithAZeroTimer()
{
    Worker worker;
    const Pair pair;
    QSemaphore heard;
    std::unique_ptr<QTimer> busy;
    std::unique_ptr<QSocketNotifier> notifier;
    worker.run([&] {
        busy = std::make_unique<QTimer>();
        busy->start(0);
        notifier = std::make_unique<QSocketNotifier>(pair.ends[0], QSocketNotifier::Read);
        QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(), [&] {
            pair.hear();
            heard.release();
        });
    });
    pair.say();
    QVERIFY(heard.tryAcquire(1, patienceMs));
    worker.run([&] {
        busy.reset();
        notifier.reset();
    });
}

void tst_EpollDispatcher::tellsWhatIsLeft()
{
    Worker worker;
    worker.run([] {
        QTimer timer;
        timer.start(10'000);
        QVERIFY(timer.remainingTime() > 9'000 && timer.remainingTime() <= 10'000);
        timer.start(1);
        QThread::msleep(3);
        QCOMPARE(timer.remainingTime(), 0);
        timer.stop();
        QCOMPARE(timer.remainingTime(), -1);
    });
}

void tst_EpollDispatcher::listsAndForgetsTimers()
{
    Worker worker;
    worker.run([] {
        QObject object;
        QAbstractEventDispatcher *dispatcher = QThread::currentThread()->eventDispatcher();
        const int coarse = object.startTimer(1000);
        object.startTimer(2000, Qt::PreciseTimer);
        QCOMPARE(dispatcher->registeredTimers(&object).size(), 2);
        object.killTimer(coarse);
        const auto left = dispatcher->registeredTimers(&object);
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.first().interval, 2000);
        QCOMPARE(left.first().timerType, Qt::PreciseTimer);
        QVERIFY(dispatcher->unregisterTimers(&object));
        QVERIFY(dispatcher->registeredTimers(&object).isEmpty());
        QVERIFY(!dispatcher->unregisterTimers(&object));
    });
}

void tst_EpollDispatcher::reportsReadable()
{
    Worker worker;
    const Pair pair;
    QSemaphore heard;
    std::unique_ptr<QSocketNotifier> notifier;
    worker.run([&] {
        notifier = std::make_unique<QSocketNotifier>(pair.ends[0], QSocketNotifier::Read);
        QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(), [&] {
            pair.hear();
            heard.release();
        });
    });
    for (int i = 0; i < 100; ++i) {
        pair.say();
        QVERIFY(heard.tryAcquire(1, patienceMs));
    }
    worker.run([&] { notifier->setEnabled(false); });
    pair.say();
    worker.run([] {});
    QVERIFY(!heard.tryAcquire(1, 20));
    worker.run([&] { notifier->setEnabled(true); }); // It is still there.
    QVERIFY(heard.tryAcquire(1, patienceMs));
    worker.run([&notifier] { notifier.reset(); });
}

void tst_EpollDispatcher::reportsWritableAgainAndAgain()
{
    Worker worker;
    const Pair pair;
    QSemaphore writable;
    std::unique_ptr<QSocketNotifier> reader;
    std::unique_ptr<QSocketNotifier> writer;
    worker.run([&] {
        reader = std::make_unique<QSocketNotifier>(pair.ends[0], QSocketNotifier::Read);
        writer = std::make_unique<QSocketNotifier>(pair.ends[0], QSocketNotifier::Write);
        QObject::connect(writer.get(), &QSocketNotifier::activated, writer.get(), [&] {
            writer->setEnabled(false);
            writable.release();
        });
    });
    for (int i = 0; i < 50; ++i) {
        QVERIFY(writable.tryAcquire(1, patienceMs));
        worker.run([&writer] { writer->setEnabled(true); });
    }
    worker.run([&] {
        reader.reset();
        writer.reset();
    });
}

void tst_EpollDispatcher::doesNotStarveReadersWithAWriter()
{
    Worker worker;
    const Pair written;
    const Pair read;
    QSemaphore heard;
    std::unique_ptr<QSocketNotifier> writer;
    std::unique_ptr<QSocketNotifier> reader;
    worker.run([&] {
        writer = std::make_unique<QSocketNotifier>(written.ends[0], QSocketNotifier::Write);
        // As a sender that always has more.
        QObject::connect(writer.get(), &QSocketNotifier::activated, writer.get(), [&] {
            writer->setEnabled(false);
            writer->setEnabled(true);
        });
        reader = std::make_unique<QSocketNotifier>(read.ends[0], QSocketNotifier::Read);
        QObject::connect(reader.get(), &QSocketNotifier::activated, reader.get(), [&] {
            read.hear();
            heard.release();
        });
    });
    read.say();
    QVERIFY(heard.tryAcquire(1, patienceMs));
    worker.run([&] {
        writer.reset();
        reader.reset();
    });
}

void tst_EpollDispatcher::asksNobodyToWriteWhoCannot()
{
    Worker worker;
    const Pair pair;
    const std::array<char, 4096> block{};
    while (::write(pair.ends[0], block.data(), block.size()) > 0)
        continue;
    QSemaphore writable;
    std::unique_ptr<QSocketNotifier> writer;
    worker.run([&] {
        writer = std::make_unique<QSocketNotifier>(pair.ends[0], QSocketNotifier::Write);
        QObject::connect(writer.get(), &QSocketNotifier::activated, writer.get(), [&] {
            writer->setEnabled(false);
            writable.release();
        });
    });
    // Each is a pass of the loop of its own.
    for (int pass = 0; pass < 10; ++pass)
        worker.run([] {});
    QCOMPARE(writable.available(), 0);
    std::array<char, 4096> sink{};
    while (::read(pair.ends[1], sink.data(), sink.size()) > 0)
        continue;
    QVERIFY(writable.tryAcquire(1, patienceMs));
    worker.run([&writer] { writer.reset(); });
}

void tst_EpollDispatcher::survivesACloseInside()
{
    Worker worker;
    const std::array<Pair, 8> pairs;
    std::array<std::unique_ptr<QSocketNotifier>, 8> notifiers;
    QSemaphore activated;
    worker.run([&] {
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            notifiers[i] =
                std::make_unique<QSocketNotifier>(pairs[i].ends[0], QSocketNotifier::Read);
            QObject::connect(
                notifiers[i].get(), &QSocketNotifier::activated, this,
                [&, i] {
                    activated.release();
                    for (std::size_t other = 0; other < notifiers.size(); ++other) {
                        if (other != i)
                            notifiers[other].reset();
                    }
                    notifiers[i]->setEnabled(false);
                },
                Qt::DirectConnection);
            pairs[i].say(); // All are ready in one pass; the first one to hear ends the others.
        }
    });
    QVERIFY(activated.tryAcquire(1, patienceMs));
    worker.run([] {});
    QVERIFY(!activated.tryAcquire(1, 20));
    worker.run([&notifiers] {
        for (auto &notifier : notifiers)
            notifier.reset();
    });
}

void tst_EpollDispatcher::doesNotMixUpAReusedDescriptor()
{
    Worker worker;
    QSemaphore heard;
    worker.run([&] {
        for (int i = 0; i < 100; ++i) {
            auto pair = std::make_unique<Pair>();
            const int number = pair->ends[0];
            auto notifier = std::make_unique<QSocketNotifier>(number, QSocketNotifier::Read);
            QCoreApplication::processEvents();
            QThread::currentThread()->eventDispatcher()->processEvents(QEventLoop::AllEvents);
            notifier.reset();
            pair = std::make_unique<Pair>(); // Gets the descriptors that were just closed.
            auto again = std::make_unique<QSocketNotifier>(pair->ends[0], QSocketNotifier::Read);
            bool isHeard = false;
            QObject::connect(again.get(), &QSocketNotifier::activated, again.get(), [&] {
                isHeard = true;
                pair->hear();
            });
            QThread::currentThread()->eventDispatcher()->processEvents(QEventLoop::AllEvents);
            QVERIFY(!isHeard);
            pair->say();
            QThread::currentThread()->eventDispatcher()->processEvents(QEventLoop::AllEvents);
            QVERIFY(isHeard);
        }
        heard.release();
    });
    QVERIFY(heard.tryAcquire(1, patienceMs));
}

void tst_EpollDispatcher::nestsLoops()
{
    Worker worker;
    const Pair pair;
    bool isHeard = false;
    worker.run([&] {
        QEventLoop loop;
        QSocketNotifier notifier(pair.ends[0], QSocketNotifier::Read);
        QObject::connect(&notifier, &QSocketNotifier::activated, &loop, [&] {
            pair.hear();
            isHeard = true;
            loop.quit();
        });
        QTimer::singleShot(1, &loop, [&pair] { pair.say(); });
        loop.exec();
    });
    QVERIFY(isHeard);
}

void tst_EpollDispatcher::carriesTcp()
{
    Worker worker;
    std::unique_ptr<QTcpServer> server;
    quint16 port = 0;
    worker.run([&] {
        server = std::make_unique<QTcpServer>();
        QObject::connect(server.get(), &QTcpServer::newConnection, server.get(), [&server] {
            while (QTcpSocket *socket = server->nextPendingConnection()) {
                QObject::connect(socket, &QTcpSocket::readyRead, socket,
                                 [socket] { socket->write(socket->readAll()); });
                QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
        QVERIFY(server->listen(QHostAddress::LocalHost));
        port = server->serverPort();
    });
    // More than any buffer holds, so that both directions block and go on.
    const QByteArray sent(8 * 1024 * 1024, 'x');
    QByteArray received;
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, port);
    QVERIFY(client.waitForConnected(patienceMs));
    client.write(sent);
    QTRY_VERIFY_WITH_TIMEOUT((received += client.readAll()).size() == sent.size(), patienceMs);
    client.disconnectFromHost();
    worker.run([&server] { server.reset(); });
    QVERIFY(received == sent);
}

QTEST_GUILESS_MAIN(tst_EpollDispatcher)
#include "tst_epolldispatcher.moc"

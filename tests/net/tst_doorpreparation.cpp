// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/doorpreparation.h"
#include "net/tlsfixture.h"

#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>
#include <semaphore>

using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

const QHostAddress found(u"192.0.2.7"_s);

/// A name server and a disk that answer when they are let.
struct Outside
{
    std::counting_semaphore<> names{0};
    std::counting_semaphore<> disk{0};
    std::atomic_int asked = 0;
    std::atomic_bool wasInThread = false; ///< Asked in the one of the test.

    void noteThread(QThread *ours)
    {
        ++asked;
        if (QThread::currentThread() == ours)
            wasInThread = true;
    }
};

} // namespace

/// What a door needs to know is asked for without waiting for it.
class TestDoorPreparation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void whatIsKnownIsThereAtOnce_data();
    void whatIsKnownIsThereAtOnce();
    void asksElsewhere();
    void waitsForBoth();
    void knownAddressesAreNotAskedFor();
    void tellsWhatIsWrong();
    void givesUpWhatDoesNotAnswer();
    void theLastOneCounts();
    void isTakenBack();
    void asksNoMoreWhenNothingAnswers();
    void whatCannotBeAskedLeavesTheOther();
    void doesNotWaitAtItsEnd();
    void theComputerItself();

private:
    /// Who knows of m_outside when nobody is asked: the test, and both sources.
    static constexpr long idle = 3;

    void make(int patienceMs = 60'000);
    void start(const QString &host, const TlsSettings &tls = {});

    std::shared_ptr<Outside> m_outside;
    std::unique_ptr<DoorPreparation> m_preparation;
    QList<PreparedDoor> m_doors;
};

void TestDoorPreparation::init()
{
    m_doors.clear();
    make();
}

void TestDoorPreparation::cleanup()
{
    // Nobody hangs beyond the test.
    constexpr int enough = 2 * DetachedWork::atOnce;
    m_outside->names.release(enough);
    m_outside->disk.release(enough);
    m_preparation.reset();
    QTRY_COMPARE(m_outside.use_count(), 1L);
    QVERIFY(!m_outside->wasInThread);
}

void TestDoorPreparation::make(int patienceMs)
{
    m_preparation.reset();
    m_outside = std::make_shared<Outside>();
    DoorPreparation::Sources sources;
    sources.addresses = [outside = m_outside, ours = thread()](const QString &host) {
        outside->noteThread(ours);
        outside->names.acquire();
        return host == u"wrong" ? DoorAddresses{{}, protocol::verbatim(u"wrong: not found"_s)}
                                : DoorAddresses{{found}, {}};
    };
    sources.certificate = [outside = m_outside, ours = thread()](const QString &certificate,
                                                                 const QString &key) {
        outside->noteThread(ours);
        outside->disk.acquire();
        return readDoorCertificate(certificate, key);
    };
    sources.patienceMs = patienceMs;
    m_preparation = std::make_unique<DoorPreparation>(std::move(sources));
}

void TestDoorPreparation::start(const QString &host, const TlsSettings &tls)
{
    m_preparation->start(host, tls, [this](const PreparedDoor &door) { m_doors.append(door); });
}

void TestDoorPreparation::whatIsKnownIsThereAtOnce_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QStringList>("addresses");
    const QStringList loopbacks{u"127.0.0.1"_s, u"::1"_s};
    QTest::newRow("empty") << QString() << loopbacks;
    QTest::newRow("localhost") << u"LocalHost"_s << loopbacks;
    QTest::newRow("spaces") << u" localhost "_s << loopbacks;
    QTest::newRow("IPv4") << u"192.0.2.1"_s << QStringList{u"192.0.2.1"_s};
    QTest::newRow("IPv6") << u"[2001:db8::1]"_s << QStringList{u"2001:db8::1"_s};
}

void TestDoorPreparation::whatIsKnownIsThereAtOnce()
{
    QFETCH(QString, host);
    QFETCH(QStringList, addresses);
    start(host);
    QCOMPARE(m_doors.size(), 1);
    QStringList given;
    for (const QHostAddress &address : m_doors.first().where.addresses)
        given.append(address.toString());
    QCOMPARE(given, addresses);
    QVERIFY(m_doors.first().where.error.isEmpty() && !m_doors.first().certificate);
    QVERIFY(!m_preparation->isActive());
    QCOMPARE(m_outside->asked, 0);
}

void TestDoorPreparation::asksElsewhere()
{
    start(u"relay.example"_s);
    QTRY_COMPARE(m_outside->asked, 1);
    QVERIFY(m_preparation->isActive() && m_doors.isEmpty());
    m_outside->names.release();
    QTRY_COMPARE(m_doors.size(), 1);
    QCOMPARE(m_doors.first().where.addresses, QList{found});
    QVERIFY(!m_preparation->isActive());
}

void TestDoorPreparation::waitsForBoth()
{
    start(u"relay.example"_s, encryptedPort());
    QTRY_COMPARE(m_outside->asked, 2);
    m_outside->disk.release();
    // What came of the disk is there now; it is not enough.
    start(u"relay.example"_s, encryptedPort());
    QTRY_COMPARE(m_outside->asked, 4);
    QVERIFY(m_doors.isEmpty());
    m_outside->names.release(2);
    m_outside->disk.release();
    QTRY_COMPARE(m_doors.size(), 1);
    QCOMPARE(m_doors.first().where.addresses, QList{found});
    QVERIFY(m_doors.first().certificate && *m_doors.first().certificate);
}

void TestDoorPreparation::knownAddressesAreNotAskedFor()
{
    m_preparation->start({found}, encryptedPort(),
                         [this](const PreparedDoor &door) { m_doors.append(door); });
    QTRY_COMPARE(m_outside->asked, 1);
    m_outside->disk.release();
    QTRY_COMPARE(m_doors.size(), 1);
    QCOMPARE(m_doors.first().where.addresses, QList{found});
    QVERIFY(m_doors.first().certificate && *m_doors.first().certificate);
}

void TestDoorPreparation::tellsWhatIsWrong()
{
    m_outside->names.release();
    m_outside->disk.release();
    start(u"wrong"_s, {0, tlsFile(u"server.pem"_s), tlsFile(u"rsa.key"_s)});
    QTRY_COMPARE(m_doors.size(), 1);
    QVERIFY(m_doors.first().where.addresses.isEmpty());
    QCOMPARE(m_doors.first().where.error.english(), u"wrong: not found"_s);
    QVERIFY(m_doors.first().certificate && !*m_doors.first().certificate);
    QVERIFY(m_doors.first().certificate->error().text.english().contains(u"does not belong"));
}

void TestDoorPreparation::givesUpWhatDoesNotAnswer()
{
    make(50);
    start(u"relay.example"_s, encryptedPort());
    QTRY_COMPARE(m_doors.size(), 1);
    QVERIFY(m_doors.first().where.addresses.isEmpty());
    QVERIFY(m_doors.first().where.error.english().startsWith(u"relay.example: "));
    QVERIFY(m_doors.first().certificate && !*m_doors.first().certificate);
    const QString text = m_doors.first().certificate->error().text.english();
    QVERIFY2(text.contains(encryptedPort().certificate) && text.contains(encryptedPort().key),
             qPrintable(text));
    // What is answered after all comes too late.
    m_outside->names.release();
    m_outside->disk.release();
    QTRY_COMPARE(m_outside.use_count(), idle);
    QCoreApplication::processEvents();
    QCOMPARE(m_doors.size(), 1);
}

void TestDoorPreparation::theLastOneCounts()
{
    start(u"wrong"_s);
    QTRY_COMPARE(m_outside->asked, 1);
    start(u"relay.example"_s);
    QTRY_COMPARE(m_outside->asked, 2);
    m_outside->names.release(2);
    QTRY_COMPARE(m_doors.size(), 1);
    QCOMPARE(m_doors.first().where.addresses, QList{found});
    // One that needs nobody is not overtaken by one that does.
    start(u"wrong"_s);
    start(u"127.0.0.1"_s);
    QCOMPARE(m_doors.size(), 2);
    m_outside->names.release();
    QTRY_COMPARE(m_outside.use_count(), idle);
    QCoreApplication::processEvents();
    QCOMPARE(m_doors.size(), 2);
}

void TestDoorPreparation::isTakenBack()
{
    start(u"relay.example"_s);
    m_preparation->cancel();
    QVERIFY(!m_preparation->isActive());
    m_outside->names.release();
    QTRY_COMPARE(m_outside.use_count(), idle);
    QCoreApplication::processEvents();
    QCOMPARE(m_doors.size(), 0);
}

/// Each attempt leaves a thread behind: there is a limit.
void TestDoorPreparation::asksNoMoreWhenNothingAnswers()
{
    for (int i = 0; i < DetachedWork::atOnce; ++i)
        start(u"relay.example"_s);
    QTRY_COMPARE(m_outside->asked, DetachedWork::atOnce);
    QVERIFY(m_doors.isEmpty());
    start(u"relay.example"_s);
    QVERIFY(m_doors.isEmpty());      // Never from inside of start().
    QTRY_COMPARE(m_doors.size(), 1); // Not when its patience is over.
    QVERIFY(m_doors.first().where.error.english().contains(u"cannot be asked now"));
    QCOMPARE(m_outside->asked, DetachedWork::atOnce);
    // It recovers.
    m_outside->names.release(DetachedWork::atOnce + 1);
    QTRY_COMPARE(m_outside.use_count(), idle);
    start(u"relay.example"_s);
    QTRY_COMPARE(m_doors.size(), 2);
    QCOMPARE(m_doors.last().where.addresses, QList{found});
}

/// There is one place left for two questions: the one that has it is waited for.
void TestDoorPreparation::whatCannotBeAskedLeavesTheOther()
{
    constexpr int hanging = DetachedWork::atOnce - 1;
    for (int i = 0; i < hanging; ++i)
        start(u"relay.example"_s);
    QTRY_COMPARE(m_outside->asked, hanging);
    start(u"relay.example"_s, encryptedPort());
    QTRY_COMPARE(m_outside->asked, DetachedWork::atOnce);
    QCoreApplication::processEvents();
    QVERIFY(m_doors.isEmpty());
    m_outside->names.release(DetachedWork::atOnce);
    QTRY_COMPARE(m_doors.size(), 1);
    QCOMPARE(m_doors.first().where.addresses, QList{found});
    QVERIFY(m_doors.first().certificate && !*m_doors.first().certificate);
    const QString text = m_doors.first().certificate->error().text.english();
    QVERIFY2(text.startsWith(encryptedPort().certificate) && text.contains(u"cannot be asked now"),
             qPrintable(text));
}

void TestDoorPreparation::doesNotWaitAtItsEnd()
{
    start(u"relay.example"_s, encryptedPort());
    QTRY_COMPARE(m_outside->asked, 2);
    // For ever, otherwise: only cleanup() lets them answer.
    m_preparation.reset();
    QVERIFY(m_doors.isEmpty());
}

/// With the sources that are used outside of tests.
void TestDoorPreparation::theComputerItself()
{
    DoorPreparation preparation;
    preparation.start(u"nobody.invalid"_s, encryptedPort(),
                      [this](const PreparedDoor &door) { m_doors.append(door); });
    QTRY_COMPARE_WITH_TIMEOUT(m_doors.size(), 1, 20'000);
    const QString error = m_doors.first().where.error.english();
    QVERIFY2(error.startsWith(u"nobody.invalid: ") && error.contains(u"leave the host empty"),
             qPrintable(error));
    QVERIFY(m_doors.first().certificate && *m_doors.first().certificate);
}

QTEST_GUILESS_MAIN(TestDoorPreparation)
#include "tst_doorpreparation.moc"

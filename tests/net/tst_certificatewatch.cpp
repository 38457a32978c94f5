// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/certificatewatch.h"
#include "net/tlsfixture.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <memory>
#include <semaphore>

using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Files of certificates that change while they are shown.
class TestCertificateWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void isToldOfAnother_data();
    void isToldOfAnother();
    void aParentFolderLeadsElsewhere_data();
    void aParentFolderLeadsElsewhere();
    void looksFromTimeToTime();
    void waitsForTheKey();
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
    void tellsAnotherProblem();
    void tellsOfARecovery();
    void looksWhenItIsTold();
    void saysNothingOfTheSame();
    void saysNothingAfterItsEnd();
    void doesNotWaitForADiskThatHangs();
    void goesOnWithFilesOnAnotherDisk();

private:
    /// Where no problem may be told: longer than any machine needs to write two files.
    static constexpr CertificateWatch::Times patient{20, 60'000, 60'000};
    /// Where one is to be told.
    static constexpr CertificateWatch::Times impatient{20, 200, 60'000};

    QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QString &name, const QByteArray &content, bool isReplaced = true) const;
    /// Puts the certificate and the key of this name into the files.
    void put(const QString &name, bool isReplaced = true) const;
    void start(const CertificateWatch::Times &times = patient);
    /// The same for files of this folder.
    void startIn(const QString &folder, const CertificateWatch::Times &times = patient);
    /// Waits until the watch has read what is in the files now, and has told what there is to tell.
    void lookAgain();
    static QSslCertificate certificate(const QString &name);

    std::unique_ptr<QTemporaryDir> m_folder;
    /// How often it has begun to read.
    std::shared_ptr<std::atomic_int> m_readings;
    std::unique_ptr<CertificateWatch> m_watch;
    QList<DoorCertificate> m_renewed;
    QStringList m_problems;
    int m_recoveries = 0;
};

void TestCertificateWatch::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_renewed.clear();
    m_problems.clear();
    m_recoveries = 0;
    put(u"server"_s);
}

void TestCertificateWatch::cleanup()
{
    m_watch.reset();
}

void TestCertificateWatch::write(const QString &name, const QByteArray &content,
                                 bool isReplaced) const
{
    if (isReplaced) {
        QSaveFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        QVERIFY(file.commit());
    } else {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(content);
    }
}

void TestCertificateWatch::put(const QString &name, bool isReplaced) const
{
    write(u"relay.pem"_s, contentOf(tlsFile(name + u".pem"_s)), isReplaced);
    write(u"relay.key"_s, contentOf(tlsFile(name + u".key"_s)), isReplaced);
}

void TestCertificateWatch::start(const CertificateWatch::Times &times)
{
    startIn(m_folder->path(), times);
}

void TestCertificateWatch::startIn(const QString &folder, const CertificateWatch::Times &times)
{
    const QString certificateFile = folder + u"/relay.pem"_s;
    const QString keyFile = folder + u"/relay.key"_s;
    const auto shown = readDoorCertificate(certificateFile, keyFile);
    QVERIFY(shown);
    m_readings = std::make_shared<std::atomic_int>(0);
    m_watch = std::make_unique<CertificateWatch>(
        times, [readings = m_readings](const QString &certificate, const QString &key) {
            ++*readings;
            return readDoorCertificate(certificate, key);
        });
    connect(m_watch.get(), &CertificateWatch::renewed, this,
            [this](const DoorCertificate &certificate) { m_renewed.append(certificate); });
    connect(
        m_watch.get(), &CertificateWatch::failed, this,
        [this](const CertificateProblem &problem) { m_problems.append(problem.text.english()); });
    connect(m_watch.get(), &CertificateWatch::recovered, this, [this] { ++m_recoveries; });
    m_watch->start(certificateFile, keyFile, *shown);
}

void TestCertificateWatch::lookAgain()
{
    // When the second one from here on begins, the first is over and told.
    const int enough = *m_readings + 2;
    const auto isRead = [this, enough] {
        m_watch->check();
        return *m_readings >= enough;
    };
    QVERIFY(QTest::qWaitFor(isRead));
}

QSslCertificate TestCertificateWatch::certificate(const QString &name)
{
    return QSslCertificate::fromData(contentOf(tlsFile(name + u".pem"_s)), QSsl::Pem).value(0);
}

void TestCertificateWatch::isToldOfAnother_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"replaced", "rewritten", "link", "both"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void TestCertificateWatch::isToldOfAnother()
{
    QFETCH(QString, how);
    const auto change = [&](const QString &name) {
        // "both": what has replaced another is rewritten.
        if (how != u"link")
            return put(name, how == u"replaced" || (how == u"both" && name == u"rsa"));
        // As certbot does it.
        for (const QString &ending : {u".pem"_s, u".key"_s}) {
            QFile::remove(path(u"relay"_s + ending));
            QVERIFY(QFile::link(tlsFile(name + ending), path(u"relay"_s + ending)));
        }
    };
    change(u"server"_s);
    start();
    // Again and again: what was replaced is watched, too.
    int count = 0;
    for (const QString &name : {u"rsa"_s, u"selfsigned"_s, u"server"_s}) {
        change(name);
        ++count;
        QTRY_VERIFY(!m_renewed.isEmpty() &&
                    m_renewed.last().chain.constFirst() == certificate(name));
        QVERIFY(m_renewed.size() >= count);
    }
    QCOMPARE(m_problems, QStringList());
}

void TestCertificateWatch::aParentFolderLeadsElsewhere_data()
{
    QTest::addColumn<QString>("folder");
    QTest::newRow("the folder") << u"current"_s;
    QTest::newRow("one above it") << u"current/tls"_s;
}

/// As in releases side by side, of which a link names the one that counts.
void TestCertificateWatch::aParentFolderLeadsElsewhere()
{
    QFETCH(QString, folder);
    const QString below = folder.mid(QStringLiteral("current").size());
    const auto release = [&](const QString &name) {
        const QString place = path(name + below);
        return QDir().mkpath(place) &&
               QFile::copy(tlsFile(name + u".pem"_s), place + u"/relay.pem"_s) &&
               QFile::copy(tlsFile(name + u".key"_s), place + u"/relay.key"_s);
    };
    const auto change = [&](const QString &name) {
        return (!QFileInfo(path(u"current"_s)).isSymLink() || QFile::remove(path(u"current"_s))) &&
               QFile::link(name, path(u"current"_s));
    };
    for (const QString &name : {u"server"_s, u"rsa"_s, u"selfsigned"_s})
        QVERIFY(release(name));
    QVERIFY(change(u"server"_s));
    startIn(path(folder));
    lookAgain();
    for (const QString &name : {u"rsa"_s, u"selfsigned"_s, u"server"_s}) {
        QVERIFY(change(name));
        QTRY_VERIFY(!m_renewed.isEmpty() &&
                    m_renewed.last().chain.constFirst() == certificate(name));
    }
    // What is in the folder now counts, not what is in the first one.
    QVERIFY(change(u"rsa"_s));
    QTRY_VERIFY(m_renewed.last().chain.constFirst() == certificate(u"rsa"_s));
    lookAgain();
    for (const QString &ending : {u".pem"_s, u".key"_s}) {
        const QString place = path(u"rsa"_s + below + u"/relay"_s + ending);
        QVERIFY(QFile::remove(place));
        QVERIFY(QFile::copy(tlsFile(u"selfsigned"_s + ending), place));
    }
    QTRY_VERIFY(m_renewed.last().chain.constFirst() == certificate(u"selfsigned"_s));
    QCOMPARE(m_problems, QStringList());
}

/// The system does not tell of all that happens on other computers' disks.
void TestCertificateWatch::looksFromTimeToTime()
{
    start({1, 60'000, 5});
    QTRY_VERIFY(*m_readings >= 5);
    m_watch->stop();
    const int readings = *m_readings;
    m_watch->start(path(u"relay.pem"_s), path(u"relay.key"_s),
                   *readDoorCertificate(path(u"relay.pem"_s), path(u"relay.key"_s)));
    QTRY_VERIFY(*m_readings >= readings + 5);
    QVERIFY(m_renewed.isEmpty());
}

/// The certificate comes first and does not go with the old key.
void TestCertificateWatch::waitsForTheKey()
{
    start();
    write(u"relay.pem"_s, contentOf(tlsFile(u"rsa.pem"_s)));
    lookAgain();
    QVERIFY(m_renewed.isEmpty());
    write(u"relay.key"_s, contentOf(tlsFile(u"rsa.key"_s)));
    QTRY_COMPARE(m_renewed.size(), 1);
    lookAgain();
    QCOMPARE(m_renewed.size(), 1);
    QCOMPARE(m_problems, QStringList());
    QCOMPARE(m_recoveries, 0);
}

void TestCertificateWatch::tellsWhatIsWrong_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("problem");
    QTest::newRow("another's key") << u"relay.key"_s << contentOf(tlsFile(u"rsa.key"_s))
                                   << u"does not belong to the first certificate"_s;
    QTest::newRow("a protected key") << u"relay.key"_s << contentOf(tlsFile(u"protected.key"_s))
                                     << u"is protected by a passphrase"_s;
    QTest::newRow("no PEM") << u"relay.pem"_s << QByteArray("hello") << u"is not a PEM file"_s;
    QTest::newRow("half of it") << u"relay.pem"_s << contentOf(tlsFile(u"server.pem"_s)).left(200)
                                << u"holds no certificate that can be read"_s;
    QTest::newRow("gone") << u"relay.pem"_s << QByteArray() << u"does not exist"_s;
}

void TestCertificateWatch::tellsWhatIsWrong()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, problem);
    start(impatient);
    if (content.isEmpty())
        QVERIFY(QFile::remove(path(file)));
    else
        write(file, content);
    QTRY_COMPARE(m_problems.size(), 1);
    QVERIFY2(m_problems.first().contains(problem), qPrintable(m_problems.first()));
    QVERIFY2(m_problems.first().contains(path(file)), qPrintable(m_problems.first()));
    QVERIFY(m_renewed.isEmpty());
    // Once is enough.
    lookAgain();
    QCOMPARE(m_problems.size(), 1);
    put(u"rsa"_s);
    QTRY_VERIFY(!m_renewed.isEmpty() &&
                m_renewed.last().chain.constFirst() == certificate(u"rsa"_s));
    // Between the two files there may have been another.
    QCOMPARE(m_problems.count(m_problems.first()), 1);
}

void TestCertificateWatch::tellsAnotherProblem()
{
    start(impatient);
    write(u"relay.pem"_s, "hello");
    QTRY_COMPARE(m_problems.size(), 1);
    QVERIFY(QFile::remove(path(u"relay.pem"_s)));
    QTRY_COMPARE(m_problems.size(), 2);
    QVERIFY(m_problems.last().contains(u"does not exist"));
}

void TestCertificateWatch::tellsOfARecovery()
{
    start(impatient);
    write(u"relay.pem"_s, "hello");
    QTRY_COMPARE(m_problems.size(), 1);
    put(u"server"_s);
    QTRY_COMPARE(m_recoveries, 1);
    QVERIFY(m_renewed.isEmpty());
}

/// The system does not tell of everything.
void TestCertificateWatch::looksWhenItIsTold()
{
    start();
    m_watch->check();
    m_watch->check();
    put(u"rsa"_s);
    QTRY_COMPARE(m_renewed.size(), 1);
}

void TestCertificateWatch::saysNothingOfTheSame()
{
    start();
    put(u"server"_s);
    write(u"else.txt"_s, "hello");
    lookAgain();
    QVERIFY(m_renewed.isEmpty());
    QCOMPARE(m_problems, QStringList());
    QCOMPARE(m_recoveries, 0);
}

void TestCertificateWatch::saysNothingAfterItsEnd()
{
    start();
    m_watch->check();
    m_watch->stop();
    put(u"rsa"_s);
    m_watch->check();
    // Only what comes after a new start is told.
    const auto shown = readDoorCertificate(path(u"relay.pem"_s), path(u"relay.key"_s));
    QVERIFY(shown);
    m_watch->start(path(u"relay.pem"_s), path(u"relay.key"_s), *shown);
    lookAgain();
    QVERIFY(m_renewed.isEmpty());
    put(u"selfsigned"_s);
    QTRY_COMPARE(m_renewed.size(), 1);
    QCOMPARE(m_renewed.first().chain.constFirst(), certificate(u"selfsigned"_s));
}

/// Nor tells it anything of what comes of that in the end.
void TestCertificateWatch::doesNotWaitForADiskThatHangs()
{
    struct Disk
    {
        std::binary_semaphore isRead{0};
        std::binary_semaphore answers{0};
    };
    const auto disk = std::make_shared<Disk>();
    const auto shown = readDoorCertificate(path(u"relay.pem"_s), path(u"relay.key"_s));
    const auto other = readDoorCertificate(tlsFile(u"rsa.pem"_s), tlsFile(u"rsa.key"_s));
    QVERIFY(shown && other);
    int told = 0;
    m_watch = std::make_unique<CertificateWatch>(
        patient, [disk, other](const QString &, const QString &) -> CertificateWatch::Reading {
            disk->isRead.release();
            disk->answers.acquire();
            return other;
        });
    connect(m_watch.get(), &CertificateWatch::renewed, this, [&told] { ++told; });
    m_watch->start(path(u"relay.pem"_s), path(u"relay.key"_s), *shown);
    m_watch->check();
    QVERIFY(QTest::qWaitFor([&disk] { return disk->isRead.try_acquire(); }));
    // For ever, otherwise: only the end of the watch lets it answer.
    m_watch.reset();
    disk->answers.release();
    QTRY_COMPARE(disk.use_count(), 1L); // Of what the thread had, nothing is left.
    QCoreApplication::processEvents();
    QCOMPARE(told, 0);
}

/// The first one may never answer.
void TestCertificateWatch::goesOnWithFilesOnAnotherDisk()
{
    struct Disk
    {
        std::binary_semaphore isRead{0};
        std::binary_semaphore answers{0};
    };
    const auto disk = std::make_shared<Disk>();
    const QString dead = path(u"dead.pem"_s);
    const auto shown = readDoorCertificate(path(u"relay.pem"_s), path(u"relay.key"_s));
    QVERIFY(shown);
    m_watch = std::make_unique<CertificateWatch>(
        patient,
        [disk, dead](const QString &certificate, const QString &key) -> CertificateWatch::Reading {
            if (certificate == dead) {
                disk->isRead.release();
                disk->answers.acquire();
            }
            return readDoorCertificate(certificate, key);
        });
    connect(m_watch.get(), &CertificateWatch::renewed, this,
            [this](const DoorCertificate &certificate) { m_renewed.append(certificate); });
    m_watch->start(dead, path(u"relay.key"_s), *shown);
    QVERIFY(QTest::qWaitFor([&disk] { return disk->isRead.try_acquire(); }));
    m_watch->start(path(u"relay.pem"_s), path(u"relay.key"_s), *shown);
    put(u"rsa"_s);
    QTRY_COMPARE(m_renewed.size(), 1);
    QCOMPARE(m_renewed.first().chain.constFirst(), certificate(u"rsa"_s));
    disk->answers.release();
}

QTEST_GUILESS_MAIN(TestCertificateWatch)
#include "tst_certificatewatch.moc"

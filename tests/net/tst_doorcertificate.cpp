// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/doorcertificate.h"
#include "net/netlimits.h"

#include <QFile>
#include <QScopeGuard>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace neuro;
using namespace neuro::net;
using namespace Qt::StringLiterals;

using File = CertificateProblem::File;

namespace {

#ifdef Q_OS_UNIX
constexpr uid_t nobody = 65534;
#endif

QString tlsFile(const QString &name)
{
    return QStringLiteral(TEST_DATA_DIR) + u"/tls/"_s + name;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestDoorCertificate : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size()
                   ? file.fileName()
                   : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!QSslSocket::supportsSsl())
            QSKIP("Qt has no TLS here");
        QVERIFY(m_folder.isValid());
    }

    void readsWhatBelongsTogether_data()
    {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("length");
        const QByteArray ec = contentOf(tlsFile(u"server.key"_s));
        const QByteArray rsa = contentOf(tlsFile(u"rsa.key"_s));
        QVERIFY(ec.startsWith("-----BEGIN PRIVATE KEY"));
        const QByteArray oldEc = QSslKey(ec, QSsl::Ec).toPem();
        const QByteArray oldRsa = QSslKey(rsa, QSsl::Rsa).toPem();
        QVERIFY(oldEc.contains("BEGIN EC PRIVATE KEY"));
        QVERIFY(oldRsa.contains("BEGIN RSA PRIVATE KEY"));
        const QByteArray server = contentOf(tlsFile(u"server.pem"_s));
        const QByteArray authority = contentOf(tlsFile(u"authority.pem"_s));
        QTest::newRow("EC") << tlsFile(u"server.pem"_s) << tlsFile(u"server.key"_s) << 1;
        QTest::newRow("RSA") << tlsFile(u"rsa.pem"_s) << tlsFile(u"rsa.key"_s) << 1;
        QTest::newRow("EC, older form")
            << tlsFile(u"server.pem"_s) << write(u"ec.key"_s, oldEc) << 1;
        QTest::newRow("RSA, older form")
            << tlsFile(u"rsa.pem"_s) << write(u"rsa.key"_s, oldRsa) << 1;
        QTest::newRow("chain") << write(u"chain.pem"_s, server + authority)
                               << tlsFile(u"server.key"_s) << 2;
        const QString both = write(u"both.pem"_s, server + ec);
        QTest::newRow("one file for both") << both << both << 1;
        QTest::newRow("expired") << tlsFile(u"expired.pem"_s) << tlsFile(u"expired.key"_s) << 1;
    }

    void readsWhatBelongsTogether()
    {
        QFETCH(QString, certificate);
        QFETCH(QString, key);
        const auto read = readDoorCertificate(certificate, key);
        QVERIFY2(read, read ? "" : qPrintable(read.error().text.english()));
        QTEST(int(read->chain.size()), "length");
        QVERIFY(!read->key.isNull());
        const QSslConfiguration encryption = doorEncryption(*read);
        QCOMPARE(encryption.protocol(), QSsl::TlsV1_2OrLater);
        QCOMPARE(encryption.localCertificateChain(), read->chain);
    }

    void tellsWhichFileAndWhatIsWrong_data()
    {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("key");
        QTest::addColumn<File>("file");
        QTest::addColumn<QString>("text");
        const QString good = tlsFile(u"server.pem"_s);
        const QString goodKey = tlsFile(u"server.key"_s);
        const auto row = [](const char *name, const QString &certificate, const QString &key,
                            File file, const QString &text) {
            QTest::newRow(name) << certificate << key << file << text;
        };
        row("no certificate", tlsFile(u"absent.pem"_s), goodKey, File::Certificate,
            u"does not exist"_s);
        row("no key", good, tlsFile(u"absent.key"_s), File::Key, u"does not exist"_s);
        row("folder", m_folder.path(), goodKey, File::Certificate, u"is not a file"_s);
        row("device", u"/dev/zero"_s, goodKey, File::Certificate, u"is not a file"_s);
        row("empty", write(u"empty.pem"_s, {}), goodKey, File::Certificate, u"not a PEM file"_s);
        row("DER", write(u"der.pem"_s, QSslCertificate::fromPath(good, QSsl::Pem).value(0).toDer()),
            goodKey, File::Certificate, u"not a PEM file"_s);
        row("key as certificate", goodKey, goodKey, File::Certificate, u"holds no certificate"_s);
        row("broken certificate",
            write(u"broken.pem"_s,
                  "-----BEGIN CERTIFICATE-----\nbm90aGluZw==\n-----END CERTIFICATE-----\n"),
            goodKey, File::Certificate, u"holds no certificate"_s);
        row("certificate as key", good, good, File::Key, u"holds no private key"_s);
        row("broken key", good,
            write(u"broken.key"_s,
                  "-----BEGIN PRIVATE KEY-----\nbm90aGluZw==\n-----END PRIVATE KEY-----\n"),
            File::Key, u"holds no private key"_s);
        row("another EC key", good, tlsFile(u"wronghost.key"_s), File::Key, u"does not belong"_s);
        row("RSA key for EC", good, tlsFile(u"rsa.key"_s), File::Key, u"does not belong"_s);
        row("another RSA key", tlsFile(u"rsa.pem"_s), tlsFile(u"weak.key"_s), File::Key,
            u"does not belong"_s);
        row("authority first",
            write(u"wrongway.pem"_s, contentOf(tlsFile(u"authority.pem"_s)) + contentOf(good)),
            goodKey, File::Key, u"the certificate of this relay first"_s);
        row("short key", tlsFile(u"weak.pem"_s), tlsFile(u"weak.key"_s), File::Key,
            u"has only 1024 bits, at least 2048"_s);
        row("passphrase", good, tlsFile(u"protected.key"_s), File::Key, u"openssl pkey -in"_s);
        const QSslKey key(contentOf(goodKey), QSsl::Ec);
        row("passphrase, older form", good, write(u"protected.key"_s, key.toPem("secret")),
            File::Key, u"openssl pkey -in"_s);
        row("large", write(u"large.pem"_s, QByteArray(limits::certificateFile + 1, '-')), goodKey,
            File::Certificate, u"is larger than"_s);
    }

    void tellsWhichFileAndWhatIsWrong()
    {
        QFETCH(QString, certificate);
        QFETCH(QString, key);
        QFETCH(File, file);
        QFETCH(QString, text);
        const auto read = readDoorCertificate(certificate, key);
        QVERIFY(!read);
        const QString told = read.error().text.english();
        QCOMPARE(read.error().file, file);
        QVERIFY2(told.contains(text), qPrintable(told));
        QVERIFY2(told.contains(file == File::Certificate ? certificate : key), qPrintable(told));
    }

    void tellsAFileThatMayNotBeRead()
    {
        const QString path = write(u"closed.key"_s, contentOf(tlsFile(u"server.key"_s)));
        QVERIFY(QFile::setPermissions(path, {}));
        const QString certificate = write(u"open.pem"_s, contentOf(tlsFile(u"server.pem"_s)));
#ifdef Q_OS_UNIX
        // Root may read everything: somebody else looks.
        const uid_t user = geteuid();
        const auto restore = qScopeGuard([user] {
            if (seteuid(user) != 0)
                qFatal("the user could not be restored");
        });
        if (user == 0) {
            QCOMPARE(chmod(QFile::encodeName(m_folder.path()).constData(), 0755), 0);
            QCOMPARE(chmod(QFile::encodeName(certificate).constData(), 0644), 0);
            if (seteuid(nobody) != 0)
                QSKIP("there is no other user here");
        }
#endif
        if (!QFile::exists(path))
            QSKIP("no other user comes to the temporary folder");
        if (QFile file(path); file.open(QIODevice::ReadOnly))
            QSKIP("this user may read everything");
        const auto read = readDoorCertificate(certificate, path);
        QVERIFY(!read);
        QVERIFY(read.error().text.english().contains(path + u" cannot be read"_s));
    }

    void warnsOfDates()
    {
        const auto warning = [](const QString &name, const QDateTime &now) {
            const QString path = tlsFile(name);
            return certificateWarning(QSslCertificate::fromPath(path, QSsl::Pem).value(0), path,
                                      now)
                .english();
        };
        const QDateTime now(QDate(2026, 6, 1), QTime(12, 0), Qt::UTC);
        QVERIFY(warning(u"server.pem"_s, now).isEmpty());
        const QString expired = warning(u"expired.pem"_s, now);
        QVERIFY2(expired.contains(tlsFile(u"expired.pem"_s)) &&
                     expired.contains(u"has expired on 2001-01-01"),
                 qPrintable(expired));
        const QString future = warning(u"future.pem"_s, now);
        QVERIFY2(future.contains(u"valid only from 2100-01-01 on"), qPrintable(future));
        QVERIFY(warning(u"expired.pem"_s, now.addYears(-26)).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDoorCertificate)
#include "tst_doorcertificate.moc"

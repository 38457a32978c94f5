// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/servicefixture.h"

#include <QFile>
#include <QSslSocket>
#include <QWebSocket>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &name)
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/tls/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QSslCertificate certificate(const QString &name)
{
    return QSslCertificate::fromData(contentOf(name + u".pem"_s), QSsl::Pem).value(0);
}

/// What whoever connects there is shown.
QSslCertificate shownAt(const QStringList &addresses)
{
    const QUrl url(u"wss://"_s + addresses.value(0));
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    QSignalSpy encrypted(&socket, &QSslSocket::encrypted);
    socket.connectToHostEncrypted(url.host(), static_cast<quint16>(url.port()));
    return encrypted.wait() ? socket.peerCertificate() : QSslCertificate();
}

} // namespace

/// Whoever runs a relay for months renews its certificate meanwhile.
class TestRenewedCertificate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_relay = std::make_unique<ServiceFixture>();
        put(u"server"_s);
        m_relay->config.backend.tls = {0, path(u"relay.pem"_s), path(u"relay.key"_s)};
        m_relay->config.intermediary.tlsPort = 0;
        m_relay->config.status.tlsPort = 0;
        QVERIFY(m_relay->start());
        QVERIFY(areAllShown(u"server"_s));
    }
    void cleanup() { m_relay.reset(); }

    void isShownToNewcomersAndDisturbsNobody()
    {
        QWebSocket game;
        QObject::connect(&game, &QWebSocket::sslErrors, &game, [&game] { game.ignoreSslErrors(); });
        QSignalSpy heard(&game, &QWebSocket::textMessageReceived);
        QSignalSpy left(&game, &QWebSocket::disconnected);
        game.open(QUrl(u"wss://"_s + m_relay->door.encryptedAddresses.value(0)));
        QTRY_COMPARE(game.state(), QAbstractSocket::ConnectedState);
        put(u"rsa"_s);
        QTRY_VERIFY(areAllShown(u"rsa"_s));
        // And again.
        put(u"selfsigned"_s);
        QTRY_VERIFY(areAllShown(u"selfsigned"_s));
        game.sendTextMessage(u"{\"command\":\"startup\",\"game\":\"Chess\"}"_s);
        QTRY_VERIFY(!heard.isEmpty());
        QVERIFY(left.isEmpty());
        QVERIFY(m_relay->door.encryptedError.isEmpty());
    }

    void aBadOneLeavesTheEarlierOne()
    {
        write(u"relay.key"_s, contentOf(u"rsa.key"_s));
        const auto isTold = [this](const protocol::Phrase &error) {
            return error.english().contains(path(u"relay.key"_s)) &&
                   error.english().contains(u"does not belong"_s);
        };
        QTRY_VERIFY(isTold(m_relay->door.encryptedError));
        QTRY_VERIFY(isTold(m_relay->intermediary.encryptedError));
        QTRY_VERIFY(isTold(m_relay->status.encryptedError));
        QCOMPARE(m_relay->door.encryptedAddresses.size(), 1);
        QVERIFY(m_relay->door.listening && m_relay->door.error.isEmpty());
        QVERIFY(areAllShown(u"server"_s));
        write(u"relay.pem"_s, contentOf(u"rsa.pem"_s));
        QTRY_VERIFY(m_relay->door.encryptedError.isEmpty());
        QTRY_VERIFY(m_relay->intermediary.encryptedError.isEmpty());
        QTRY_VERIFY(m_relay->status.encryptedError.isEmpty());
        QVERIFY(areAllShown(u"rsa"_s));
    }

    /// What was wrong from the beginning is looked at when the configuration is saved.
    void oneThatIsMendedOpensThePort()
    {
        m_relay = std::make_unique<ServiceFixture>();
        put(u"server"_s);
        write(u"relay.key"_s, contentOf(u"rsa.key"_s));
        m_relay->config.backend.tls = {0, path(u"relay.pem"_s), path(u"relay.key"_s)};
        m_relay->config.intermediary.tlsPort = 0;
        m_relay->config.status.tlsPort = 0;
        QVERIFY(m_relay->start());
        const auto isClosed = [this] {
            return !m_relay->door.encryptedError.isEmpty() &&
                   !m_relay->intermediary.encryptedError.isEmpty() &&
                   !m_relay->status.encryptedError.isEmpty() &&
                   m_relay->door.encryptedAddresses.isEmpty();
        };
        QVERIFY(isClosed());
        put(u"rsa"_s);
        QVERIFY(isClosed()); // Nobody has looked.
        m_relay->service().applyConfig(m_relay->config);
        QTRY_COMPARE(m_relay->door.encryptedAddresses.size(), 1);
        QTRY_COMPARE(m_relay->intermediary.encryptedAddresses.size(), 1);
        QTRY_COMPARE(m_relay->status.encryptedAddresses.size(), 1);
        QVERIFY(m_relay->door.encryptedError.isEmpty());
        QVERIFY(areAllShown(u"rsa"_s));
    }

private:
    QString path(const QString &name) const { return m_relay->folder.filePath(name); }
    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(content);
    }
    void put(const QString &name) const
    {
        write(u"relay.pem"_s, contentOf(name + u".pem"_s));
        write(u"relay.key"_s, contentOf(name + u".key"_s));
    }
    bool areAllShown(const QString &name) const
    {
        const QSslCertificate wanted = certificate(name);
        return !wanted.isNull() && shownAt(m_relay->door.encryptedAddresses) == wanted &&
               shownAt(m_relay->intermediary.encryptedAddresses) == wanted &&
               shownAt(m_relay->status.encryptedAddresses) == wanted;
    }

    std::unique_ptr<ServiceFixture> m_relay;
};

QTEST_GUILESS_MAIN(TestRenewedCertificate)
#include "tst_renewedcertificate.moc"

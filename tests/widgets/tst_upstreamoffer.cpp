// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/noticebar.h"
#include "widgets/relaynotices.h"
#include "widgets/screenshots.h"
#include "widgets/windowfixture.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

#include <memory>

using namespace neuro;
using namespace neuro::tests;
using namespace neuro::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A port whose successor is free, too.
quint16 freePair()
{
    for (;;) {
        QTcpServer first;
        QTcpServer second;
        if (first.listen(QHostAddress::LocalHost) && first.serverPort() < 65535 &&
            second.listen(QHostAddress::LocalHost, first.serverPort() + 1))
            return first.serverPort();
    }
}

/// A window before a relay that is to listen on a port which somebody else holds.
struct Scene : WindowFixture
{
    explicit Scene(quint16 port)
    {
        config.backend.host = u"127.0.0.1"_s;
        config.backend.port = port;
        window.reset();
        service = std::make_unique<service::RelayService>(config, options);
        open();
        QObject::connect(service.get(), &service::RelayService::events, &models,
                         &models::RelayModels::apply);
        probed = std::make_unique<QSignalSpy>(service.get(), &service::RelayService::serverProbed);
        window->resize(1440, 900);
        window->show();
        if (const QString error = service->start(); !error.isEmpty())
            qFatal("%ls", qUtf16Printable(error));
    }

    Notice *notice() const { return window->notices()->find(RelayNotices::doorKey); }

    QPushButton *offer() const
    {
        if (!notice())
            return nullptr;
        for (QPushButton *each : notice()->findChildren<QPushButton *>()) {
            if (each->text().startsWith(u"Use it as upstream"_s))
                return each;
        }
        return nullptr;
    }

    net::ProbeResult result() const
    {
        return probed->first().first().value<service::ProbedServer>().result;
    }

    std::unique_ptr<QSignalSpy> probed;
};

/// Somebody who speaks WebSocket, and notes what is said.
class Neuro
{
public:
    explicit Neuro(quint16 port)
        : m_server(u"Neuro"_s, QWebSocketServer::NonSecureMode)
    {
        QObject::connect(&m_server, &QWebSocketServer::newConnection, &m_server, [this] {
            QWebSocket *socket = m_server.nextPendingConnection();
            socket->setParent(&m_server); // The server leaves it to whoever takes it.
            QObject::connect(socket, &QWebSocket::textMessageReceived, &m_server,
                             [this](const QString &text) { messages.append(text); });
        });
        if (!m_server.listen(QHostAddress::LocalHost, port))
            qFatal("port %d cannot be used", port);
    }

    QStringList messages;

private:
    QWebSocketServer m_server;
};

} // namespace

/// The port that games look for is taken, and it may be Neuro who has it.
class TestUpstreamOffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neuroInItsPlaceBecomesTheUpstream()
    {
        const quint16 port = freePair();
        Neuro neuro(port);
        Scene scene(port);
        QTRY_VERIFY(scene.offer());
        QCOMPARE(scene.offer()->text(),
                 u"Use it as upstream and listen on %1"_s.arg(QString::number(port + 1)));
        QVERIFY(saveScreenshots(*scene.window->notices(), u"notice-use-upstream"_s));
        QCOMPARE(neuro.messages, QStringList()); // To be asked leaves no trace with her.
        QVERIFY(!scene.models.backend().listening);

        scene.offer()->click();
        QTRY_VERIFY(scene.models.backend().listening);
        QCOMPARE(scene.models.backend().addresses,
                 QStringList{u"127.0.0.1:%1"_s.arg(QString::number(port + 1))});
        QTRY_VERIFY(!neuro.messages.isEmpty());
        QVERIFY(neuro.messages.first().contains(u"\"startup\""_s));
        QTRY_VERIFY(scene.models.upstream().state == relay::UpstreamEvent::State::Connected);
        QCOMPARE(scene.models.upstream().url, u"ws://127.0.0.1:%1"_s.arg(QString::number(port)));
        QTRY_VERIFY(scene.models.settings().deciders.contains(relay::Decider::Upstream));
        QVERIFY(!scene.notice());
        QCOMPARE(scene.probed->size(), 1);
    }

    void anotherServerIsNotOffered()
    {
        QTcpServer web;
        connect(&web, &QTcpServer::newConnection, &web, [&web] {
            QTcpSocket *socket = web.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket,
                    [socket] { socket->write("HTTP/1.1 404 Not Found\r\n\r\n"); });
        });
        QVERIFY(web.listen(QHostAddress::LocalHost));
        Scene scene(web.serverPort());
        QTRY_COMPARE(scene.probed->size(), 1);
        QCOMPARE(scene.result(), net::ProbeResult::Other);
        QVERIFY(scene.notice());
        QVERIFY(!scene.offer());
        QCOMPARE(scene.notice()->findChildren<QPushButton *>().size(), 1);
    }

    void anotherRelayIsNamed()
    {
        const quint16 port = freePair();
        Scene first(port);
        QTRY_VERIFY(first.models.backend().listening);
        QCOMPARE(first.probed->size(), 0);
        Scene second(port);
        QTRY_COMPARE(second.probed->size(), 1);
        QCOMPARE(second.result(), net::ProbeResult::Relay);
        QVERIFY(!second.offer());
        QVERIFY(second.notice()->text().endsWith(u"Another Neuro Relay listens there."_s));
        QVERIFY(saveScreenshots(*second.window->notices(), u"notice-another-relay"_s));
    }
};

QTEST_MAIN(TestUpstreamOffer)
#include "tst_upstreamoffer.moc"

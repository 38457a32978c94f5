// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/statusfixture.h"

#include "net/dashboardpage.h"

#include <QRegularExpression>
#include <QTest>

#include <utility>

namespace neuro::tests {

using namespace net;
using namespace Qt::Literals::StringLiterals;

QByteArray StatusFixture::get(const QByteArray &path, const QByteArray &fields,
                              const QByteArray &method)
{
    return method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields + "\r\n";
}

QByteArray StatusFixture::post(const QByteArray &path, const QByteArray &body,
                               const QByteArray &fields)
{
    return get(path, "Content-Length: " + QByteArray::number(body.size()) + "\r\n" + fields,
               "POST") +
           body;
}

QByteArray StatusFixture::bearer(const QString &token)
{
    return "Authorization: Bearer " + token.toUtf8() + "\r\n";
}

QByteArray StatusFixture::bodyOf(const QByteArray &answer)
{
    const qsizetype end = answer.indexOf("\r\n\r\n");
    return end < 0 ? QByteArray() : answer.sliced(end + 4);
}

void StatusFixture::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_settings = {};
    m_settings.port = 0;
    m_settings.standardToken = standard;
    m_settings.enhancedToken = enhanced;
    m_source = {};
    m_source.health = [] {
        return QByteArray(R"({"status":"ok"})");
    };
    m_source.stats = [] {
        return QByteArray(R"({"total_clients":2})");
    };
    m_source.metrics = [] {
        return QByteArray("neuro_relay_up 1\n");
    };
    m_source.sendToGames = [this](const QByteArray &text, StatusServer::SendDone done) {
        m_sent.append(text);
        if (m_outcome)
            done(*m_outcome, m_why);
        else
            m_waiting.push_back(std::move(done));
    };
    m_source.intermediary = [] {
        return QStringList{u"127.0.0.1:8765"_s};
    };
    m_source.dashboard = dashboardPage();
    m_sent.clear();
    m_outcome = StatusServer::SendOutcome::Sent;
    m_why.clear();
    m_waiting.clear();
}

void StatusFixture::cleanup()
{
    m_server.reset();
}

void StatusFixture::start()
{
    m_server = std::make_unique<StatusServer>(m_settings, m_source);
    QVERIFY2(m_server->listen(), qPrintable(m_server->error().english()));
}

std::unique_ptr<RawPeer> StatusFixture::ask(const QByteArray &request)
{
    auto peer = std::make_unique<RawPeer>(m_server->port());
    peer->send(request);
    return peer;
}

std::unique_ptr<RawPeer> StatusFixture::askRandy(const QByteArray &request)
{
    const QStringList addresses = m_server->randyAddresses();
    const QString port = addresses.value(0).section(u':', -1);
    auto peer = std::make_unique<RawPeer>(static_cast<quint16>(port.toUInt()));
    peer->send(request);
    return peer;
}

} // namespace neuro::tests

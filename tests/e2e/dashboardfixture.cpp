// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/dashboardfixture.h"

#include "net/dashboardpage.h"

#include <QTest>

namespace neuro::testing {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Fields of every kind.
const QJsonObject itemSchema{
    {u"type"_s, u"object"_s},
    {u"properties"_s,
     QJsonObject{
         {u"item"_s, QJsonObject{{u"enum"_s, QJsonArray{u"beer"_s, u"saw"_s}},
                                 {u"description"_s, u"What to use"_s}}},
         {u"count"_s, QJsonObject{{u"type"_s, u"integer"_s}, {u"minimum"_s, 1}, {u"maximum"_s, 3}}},
         {u"aloud"_s, QJsonObject{{u"type"_s, u"boolean"_s}}},
         {u"say"_s, QJsonObject{{u"type"_s, u"string"_s}, {u"maxLength"_s, 10}}},
     }},
    {u"required"_s, QJsonArray{u"item"_s, u"count"_s}},
};

/// No fields for that.
const QJsonObject listSchema{
    {u"type"_s, u"object"_s},
    {u"properties"_s,
     QJsonObject{{u"cells"_s, QJsonObject{{u"type"_s, u"array"_s},
                                          {u"items"_s, QJsonObject{{u"type"_s, u"integer"_s}}}}}}},
    {u"required"_s, QJsonArray{u"cells"_s}},
};

} // namespace

QJsonObject DashboardFixture::action(const QString &name, const QString &description,
                                     const QJsonObject &schema)
{
    return {{u"name"_s, name}, {u"desc"_s, description}, {u"schema"_s, schema}};
}

QJsonObject DashboardFixture::force(const QString &id, const QString &game, const QString &query,
                                    const QJsonArray &actions, const QString &priority,
                                    const QString &state)
{
    return {{u"type"_s, u"choose_action_request"_s},
            {u"request_id"_s, id},
            {u"game_title"_s, game},
            {u"query"_s, query},
            {u"state"_s, state.isEmpty() ? QJsonValue() : QJsonValue(state)},
            {u"ephemeral_context"_s, false},
            {u"priority"_s, priority},
            {u"actions"_s, actions}};
}

QJsonObject DashboardFixture::asked(const QJsonObject &payload)
{
    return {{u"event"_s, u"choose_action"_s}, {u"payload"_s, payload}};
}

QJsonObject DashboardFixture::outcome(const QString &id, const QString &action, const QString &word)
{
    return {{u"event"_s, u"choice_made"_s},
            {u"request_id"_s, id},
            {u"by"_s, u"operator"_s},
            {u"action"_s, action},
            {u"outcome"_s, word}};
}

QJsonObject DashboardFixture::said(const QString &game, const QJsonObject &payload)
{
    return {{u"event"_s, u"integration_message"_s}, {u"from"_s, game}, {u"payload"_s, payload}};
}

void DashboardFixture::initTestCase()
{
    m_browser = std::make_unique<Browser>();
    QCOMPARE(m_browser->start(), QString());
}

void DashboardFixture::init()
{
    m_expectsProblems = false;
    m_door = std::make_unique<ScriptedIntermediary>();
    QVERIFY(m_door->open());
    m_door->snapshot = {{u"event"_s, u"snapshot"_s}};
    m_doorAddresses = {m_door->address()};
    net::StatusServer::Settings settings;
    settings.port = 0;
    net::StatusServer::Source source;
    source.dashboard = net::dashboardPage();
    source.intermediary = [this] {
        return m_doorAddresses;
    };
    m_server = std::make_unique<net::StatusServer>(settings, source);
    QVERIFY(m_server->listen());
    m_page = QUrl(u"http://"_s + m_server->addresses().constFirst() + u'/');
    m_browser->setColorScheme(u"light"_s);
    m_browser->setSize({1440, 900});
    m_browser->forget();
    QCOMPARE(m_browser->open(m_page), QString());
}

void DashboardFixture::cleanup()
{
    // A policy that the page breaks, an exception, a request to elsewhere: all of them are wrong.
    if (!m_expectsProblems)
        QCOMPARE(m_browser->problems(), QStringList());
    const QStringList requests = m_browser->requests();
    for (const QString &request : requests) {
        const bool isOurs = request == m_page.toString() || request.startsWith(u"data:"_s) ||
                            request == u"ws://"_s + m_door->address() + u'/';
        QVERIFY2(isOurs, qPrintable(request));
    }
    m_browser->open(QUrl(u"about:blank"_s));
    m_door.reset();
    m_server.reset();
}

QString DashboardFixture::js(const QString &expression)
{
    return m_browser->evaluate(expression).toVariant().toString();
}

void DashboardFixture::signIn()
{
    QVERIFY(m_browser->click(u"#token"_s));
    m_browser->type(m_door->token);
    QVERIFY(m_browser->click(u"#sign-in .main"_s));
    QVERIFY(m_browser->waitFor(u"!document.querySelector('#board').hidden"_s));
    QTRY_VERIFY(m_door->isWatched());
}

QJsonObject DashboardFixture::scene()
{
    const QJsonArray actions{action(u"shoot"_s, u"Fire the shotgun"_s),
                             action(u"use_item"_s, u"Use an item that you hold"_s, itemSchema)};
    const QJsonArray recent{
        QJsonObject{{u"t"_s, u"2026-11-27T17:31:02.114208Z"_s},
                    {u"dir"_s, u"in"_s},
                    {u"name"_s, u"Buckshot Roulette"_s},
                    {u"command"_s, u"startup"_s},
                    {u"verdict"_s, u"accepted"_s},
                    {u"size"_s, 47},
                    {u"text"_s, uR"({"command":"startup","game":"Buckshot Roulette"})"_s}},
        QJsonObject{
            {u"t"_s, u"2026-11-27T17:31:05.902417Z"_s},
            {u"dir"_s, u"in"_s},
            {u"name"_s, u"Buckshot Roulette"_s},
            {u"command"_s, u"context"_s},
            {u"verdict"_s, u"accepted"_s},
            {u"size"_s, 119},
            {u"text"_s,
             uR"({"command":"context","game":"Buckshot Roulette","data":{"message":"The dealer picked up a magnifying glass.","silent":true}})"_s}},
        QJsonObject{
            {u"t"_s, u"2026-11-27T17:31:06.000913Z"_s},
            {u"dir"_s, u"in"_s},
            {u"name"_s, u"Tic Tac Toe"_s},
            {u"command"_s, u"actions/force"_s},
            {u"verdict"_s, u"refused"_s},
            {u"size"_s, 74},
            {u"text"_s, uR"({"command":"actions/force","game":"Tic Tac Toe","data":{}})"_s}},
        QJsonObject{
            {u"t"_s, u"2026-11-27T17:31:08.120388Z"_s},
            {u"dir"_s, u"out"_s},
            {u"name"_s, u"Buckshot Roulette"_s},
            {u"command"_s, u"action"_s},
            {u"size"_s, 92},
            {u"text"_s,
             uR"({"command":"action","data":{"id":"7","name":"use_item","data":"{\"item\":\"beer\"}"}})"_s}},
    };
    const auto client = [](const QString &name, const QString &type, const QString &rights = {}) {
        QJsonObject object{{u"name"_s, name}, {u"type"_s, type}, {u"connected_at"_s, 1.5}};
        if (!rights.isEmpty())
            object.insert(u"privileges"_s, rights);
        return object;
    };
    const auto offered = [](const QString &name, const QString &text) {
        return QJsonObject{{u"name"_s, name}, {u"description"_s, text}};
    };
    return {
        {u"event"_s, u"snapshot"_s},
        {u"clients"_s,
         QJsonArray{client(u"Buckshot Roulette"_s, u"game"_s), client(u"Tic Tac Toe"_s, u"game"_s),
                    client(u"Spotify"_s, u"integration"_s),
                    client(u"stream overlay"_s, u"observer"_s),
                    client(u"neuroos"_s, u"watcher"_s, u"enhanced"_s)}},
        {u"actions"_s,
         QJsonObject{
             {u"Buckshot Roulette"_s, QJsonArray{offered(u"shoot"_s, u"Fire the shotgun"_s),
                                                 offered(u"use_item"_s, u"Use an item"_s)}},
             {u"Tic Tac Toe"_s, QJsonArray{offered(u"play"_s, u"Put your sign into a cell"_s)}},
             {u"Spotify"_s, QJsonArray{}}}},
        {u"forces"_s,
         QJsonArray{
             force(u"f-1"_s, u"Buckshot Roulette"_s, u"It is your turn. Please pick an action."_s,
                   actions, u"high"_s,
                   u"Table\n• Your lives: 2 of 4   • Dealer: 3\n• Shells: 2 live, 3 blank"_s),
             force(u"f-2"_s, u"Tic Tac Toe"_s, u"Where do you play?"_s,
                   {action(u"play"_s, u"Put your sign into a cell"_s, listSchema)})}},
        {u"upstream"_s,
         QJsonObject{{u"state"_s, u"connected"_s}, {u"url"_s, u"ws://neuro.lan:8000"_s}}},
        {u"queue"_s,
         QJsonArray{QJsonObject{{u"destination"_s, u"integration:Lights"_s}, {u"pending"_s, 3}}}},
        {u"recent"_s, recent},
    };
}

} // namespace neuro::testing

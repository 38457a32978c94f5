// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/actionschema.h"
#include "protocol/codec.h"
#include "protocol/json.h"
#include "relay/hostilemessages.h"

#include <QSet>
#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace Qt::StringLiterals;

namespace {

using Kind = HostileMessages::Kind;

protocol::Action action(const QString &name, const QByteArray &schema = {})
{
    return {name, u"does it"_s, schema, {}};
}

const QByteArray countSchema = R"({"type":"object","properties":{"n":{"type":"integer",)"
                               R"("minimum":1,"maximum":3}},"required":["n"],)"
                               R"("additionalProperties":false})";

ActionTable someActions()
{
    ActionTable table;
    table.add(action(u"move"_s, countSchema));
    table.add(action(u"pass"_s));
    table.add(action(u"old"_s));
    table.remove(u"old"_s);
    return table;
}

HostileMessages maker(const HostileNeuro &settings)
{
    HostileMessages messages;
    messages.apply(settings);
    return messages;
}

/// Whether a game that follows the rules may take it for an action of its own.
bool isAcceptable(const QByteArray &text, const ActionTable &table)
{
    const auto decoded = protocol::decodeServerMessage(text);
    if (!decoded)
        return false;
    const auto *request = std::get_if<protocol::ActionRequest>(&decoded->message);
    if (!request)
        return true;
    const protocol::Action *known = table.find(request->name);
    if (!known)
        return false;
    if (!known->takesData())
        return !request->data;
    return request->data && table.schema(request->name).validate(*request->data).valid;
}

/// `data.id`, where there is one.
QString idOf(const QByteArray &text)
{
    const auto document = protocol::JsonDocument::parse(text);
    return document ? document->root().member("data").member("id").toString() : QString();
}

} // namespace

class TestHostileMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedSaysTheSame()
    {
        const ActionTable table = someActions();
        HostileMessages a = maker({7, 60, 60, 0});
        HostileMessages b = maker({7, 60, 60, 0});
        HostileMessages other = maker({8, 60, 60, 0});
        QByteArrayList texts;
        QByteArrayList otherTexts;
        for (int i = 0; i < 50; ++i) {
            const Kind kind = i % 3 == 0 ? Kind::Unknown : Kind::Malformed;
            const QString id = QString::number(i);
            texts.append(a.make(kind, 1, table, id, 0)->text);
            QCOMPARE(b.make(kind, 1, table, id, 0)->text, texts.last());
            QCOMPARE(b.drawPause(kind), a.drawPause(kind));
            otherTexts.append(other.make(kind, 1, table, id, 0)->text);
        }
        QVERIFY(otherTexts != texts);
    }

    void malformedIsNeverRight()
    {
        const ActionTable table = someActions();
        HostileMessages messages = maker({1, 60, 0, 0});
        int broken = 0;
        int wrong = 0;
        int againstTheSchema = 0;
        for (int i = 0; i < 2000; ++i) {
            const QString id = u"a-x%1"_s.arg(i);
            const auto message = messages.make(Kind::Malformed, 1, table, id, 0);
            QVERIFY(message);
            QVERIFY2(!isAcceptable(message->text, table), message->text.constData());
            // The id is known exactly when a result can name it.
            QVERIFY2(message->id.isEmpty() || message->id == id, message->text.constData());
            QCOMPARE(idOf(message->text), message->id);
            if (!protocol::JsonDocument::parse(message->text))
                ++broken;
            else if (protocol::decodeServerMessage(message->text))
                ++againstTheSchema;
            else
                ++wrong;
        }
        QVERIFY2(broken > 50 && wrong > 200 && againstTheSchema > 400,
                 qPrintable(u"%1 %2 %3"_s.arg(broken).arg(wrong).arg(againstTheSchema)));
    }

    void malformedWithoutActions()
    {
        const ActionTable none;
        HostileMessages messages = maker({1, 60, 0, 0});
        for (int i = 0; i < 200; ++i)
            QVERIFY(!isAcceptable(messages.make(Kind::Malformed, 1, none, u"x"_s, 0)->text, none));
    }

    void unknownWasNeverRegistered()
    {
        ActionTable table = someActions();
        // Names beside which the nearly right ones are taken.
        table.add(action(u"mov"_s));
        table.add(action(u"MOVE"_s));
        HostileMessages messages = maker({1, 0, 60, 0});
        QSet<QString> names;
        for (int i = 0; i < 500; ++i) {
            const auto message = messages.make(Kind::Unknown, 1, table, u"a-x1"_s, 0);
            const auto decoded = protocol::decodeServerMessage(message->text);
            QVERIFY(decoded);
            const auto &request = std::get<protocol::ActionRequest>(decoded->message);
            QCOMPARE(request.id, u"a-x1"_s);
            QVERIFY2(!table.wasEverRegistered(request.name), qPrintable(request.name));
            names.insert(request.name);
        }
        QVERIFY(names.contains(u"move_"_s));
        QVERIFY(names.size() > 100);
    }

    void unregisteredAreThoseThatAre()
    {
        ActionTable table = someActions();
        HostileMessages messages = maker({1, 0, 0, 60});
        QVERIFY(!messages.make(Kind::Unregistered, 1, table, u"x"_s, 0));
        messages.noteUnregistered(1, *table.find(u"move"_s), 0);
        table.remove(u"move"_s);
        QVERIFY(!messages.make(Kind::Unregistered, 2, table, u"x"_s, 0)); // Another game's.
        const auto message = messages.make(Kind::Unregistered, 1, table, u"a-x9"_s, 0);
        QVERIFY(message);
        const auto decoded = protocol::decodeServerMessage(message->text);
        const auto &request = std::get<protocol::ActionRequest>(decoded->message);
        QCOMPARE(request.name, u"move"_s);
        QCOMPARE(message->id, u"a-x9"_s);
        // As it would have been right before.
        QVERIFY(protocol::ActionSchema::compile(countSchema).validate(*request.data).valid);

        table.add(action(u"move"_s));
        QVERIFY(!messages.make(Kind::Unregistered, 1, table, u"x"_s, 0));
        QCOMPARE(messages.remembered(), 0);
    }

    void unregisteredLongAgoIsNotJust()
    {
        const ActionTable table;
        HostileMessages messages = maker({1, 0, 0, 60});
        const auto make = [&](qint64 now) {
            return messages.make(Kind::Unregistered, 1, table, u"x"_s, now);
        };
        messages.noteUnregistered(1, action(u"older"_s), 5000);
        messages.noteUnregistered(1, action(u"newer"_s), 7000);
        QSet<QByteArray> texts;
        for (int i = 0; i < 50; ++i)
            texts.insert(make(5000 + limits::justUnregisteredMicros)->text);
        QCOMPARE(texts.size(), 2);
        for (int i = 0; i < 50; ++i)
            QVERIFY(make(5001 + limits::justUnregisteredMicros)->text.contains("newer"));
        QCOMPARE(messages.remembered(), 1);
        messages.noteUnregistered(1, action(u"newer"_s), 9000); // Once more, and so just now.
        QVERIFY(make(9000 + limits::justUnregisteredMicros));
        QVERIFY(!make(9001 + limits::justUnregisteredMicros));
        QCOMPARE(messages.remembered(), 0);
    }

    void remembersAFew()
    {
        const ActionTable table;
        HostileMessages messages = maker({1, 0, 0, 60});
        for (int i = 0; i < 100; ++i) {
            messages.noteUnregistered(1, action(u"a%1"_s.arg(i)), 0);
            messages.noteUnregistered(1, action(u"a%1"_s.arg(i)), 0);
        }
        QCOMPARE(messages.remembered(), limits::justUnregistered);
        for (int i = 0; i < 50; ++i) {
            const QByteArray text = messages.make(Kind::Unregistered, 1, table, u"x"_s, 0)->text;
            QVERIFY2(text.contains(R"("name":"a8)") || text.contains(R"("name":"a9)"),
                     text.constData());
        }
        messages.forget(1);
        QCOMPARE(messages.remembered(), 0);
        messages.noteUnregistered(1, action(u"a"_s), 0);
        messages.apply(HostileNeuro{1, 60, 60, 0});
        QCOMPARE(messages.remembered(), 0);
        messages.noteUnregistered(1, action(u"a"_s), 0);
        QCOMPARE(messages.remembered(), 0);
    }

    void pausesKeepTheRate()
    {
        HostileMessages messages = maker({1, 600, 6, 0});
        QVERIFY(messages.isOn(Kind::Malformed) && messages.isOn(Kind::Unknown));
        QVERIFY(!messages.isOn(Kind::Unregistered));
        qint64 all = 0;
        for (int i = 0; i < 6000; ++i) {
            const qint64 pause = messages.drawPause(Kind::Malformed);
            QVERIFY(pause >= 50'000 && pause <= 150'000);
            all += pause;
        }
        QVERIFY2(std::abs(all - 600'000'000) < 12'000'000, qPrintable(QString::number(all)));
        const qint64 rare = messages.drawPause(Kind::Unknown);
        QVERIFY(rare >= 5'000'000 && rare <= 15'000'000);
        messages.apply({});
        QVERIFY(!messages.isOn(Kind::Malformed));
    }

    void keysAreOfOneGameAndKind()
    {
        QSet<quint64> keys;
        for (PeerId peer = 1; peer < 5; ++peer) {
            for (const Kind kind : HostileMessages::kinds) {
                const quint64 key = HostileMessages::keyOf(peer, kind);
                keys.insert(key);
                QCOMPARE(HostileMessages::ofKey(key), std::pair(peer, kind));
            }
        }
        QCOMPARE(keys.size(), 12);
    }
};

QTEST_APPLESS_MAIN(TestHostileMessages)
#include "tst_hostilemessages.moc"

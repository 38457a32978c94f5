// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/eventmask.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;

namespace {

const QString secret = u"my-secret-token"_s;

storage::SecretMask mask()
{
    return {{secret}, {}};
}

template <typename Event>
Event masked(Event event)
{
    relay::RelayEvent any = std::move(event);
    storage::EventMask view(mask());
    view.mask(any);
    return std::get<Event>(any);
}

} // namespace

class TestEventMask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void frames()
    {
        relay::FrameEvent frame;
        frame.payload = R"({"auth_token":"of somebody else","note":"my-secret-token"})";
        QCOMPARE(masked(frame).payload, QByteArray(R"({"auth_token":"***","note":"***"})"));
        frame.payload = "nothing to hide";
        QVERIFY(masked(frame).payload.isSharedWith(frame.payload));
        // What is no text has no JSON in it, but may have a token.
        frame.binary = true;
        frame.payload = QByteArray("\0my-secret-token\xff", 17);
        QCOMPARE(masked(frame).payload, QByteArray("\0***\xff", 5));
        frame.refusal = protocol::Refusal{protocol::Reason::InvalidJson, u"data"_s,
                                          protocol::phrase("found %1", secret)};
        QCOMPARE(masked(frame).refusal->detail.english(), u"found ***"_s);
        frame.refusal->path = u"data."_s + secret;
        QCOMPARE(masked(frame).refusal->path, u"data.***"_s);
        frame.command = u"do "_s + secret;
        QCOMPARE(masked(frame).command, u"do ***"_s);
        frame.warnings = {
            {protocol::DiagnosticKey::MessageDuplicateKey, protocol::verbatim(secret)}};
        QCOMPARE(masked(frame).warnings.front().detail.english(), u"***"_s);
    }

    void everythingElseThatIsShown()
    {
        relay::TranscriptEvent transcript;
        transcript.text = u"a "_s + secret;
        transcript.detail = u"b "_s + secret;
        QCOMPARE(masked(transcript).text, u"a ***"_s);
        QCOMPARE(masked(transcript).detail, u"b ***"_s);

        relay::ForceEvent force;
        force.request.query = secret;
        force.request.state = secret;
        force.lastFailure = secret;
        QCOMPARE(masked(force).request.query, u"***"_s);
        QCOMPARE(masked(force).request.state, std::optional<QString>(u"***"_s));
        QCOMPARE(masked(force).lastFailure, u"***"_s);

        relay::SnapshotEvent snapshot;
        snapshot.forces = {force};
        QCOMPARE(masked(snapshot).forces.front().request.query, u"***"_s);

        relay::OutboxEvent outbox;
        outbox.name = secret;
        outbox.text = R"({"data":{"message":"my-secret-token"}})";
        QCOMPARE(masked(outbox).name, u"***"_s);
        QCOMPARE(masked(outbox).text, QByteArray(R"({"data":{"message":"***"}})"));

        relay::ActionEvent action;
        action.data = R"({"auth_token":"x"})";
        action.message = secret;
        QCOMPARE(*masked(action).data, QByteArray(R"({"auth_token":"***"})"));
        QCOMPARE(masked(action).message, u"***"_s);

        relay::PeerEvent peer;
        peer.reason = protocol::verbatim(u"bye, "_s + secret);
        QCOMPARE(masked(peer).reason.english(), u"bye, ***"_s);

        relay::OperatorEvent operatorEvent;
        operatorEvent.detail = secret;
        QCOMPARE(masked(operatorEvent).detail, u"***"_s);
    }

    /// A game may call itself like a token.
    void names()
    {
        relay::PeerEvent peer;
        peer.name = u"A "_s + secret;
        peer.gameId = u"a-"_s + secret;
        QCOMPARE(masked(peer).name, u"A ***"_s);
        QCOMPARE(masked(peer).gameId, u"a-***"_s);
        const auto nameOf = [](auto event) {
            event.name = secret;
            return masked(event).name;
        };
        const auto gameOf = [](auto event) {
            event.game = secret;
            return masked(event).game;
        };
        QCOMPARE(nameOf(relay::FrameEvent()), u"***"_s);
        QCOMPARE(nameOf(relay::RegistryEvent()), u"***"_s);
        QCOMPARE(nameOf(relay::ForceEvent()), u"***"_s);
        QCOMPARE(nameOf(relay::DiagnosticEvent()), u"***"_s);
        QCOMPARE(gameOf(relay::ActionEvent()), u"***"_s);
        QCOMPARE(gameOf(relay::TranscriptEvent()), u"***"_s);
        QCOMPARE(gameOf(relay::RestrictionEvent()), u"***"_s);
        relay::SnapshotEvent snapshot;
        snapshot.peers = {peer};
        relay::RegistryEvent registry;
        registry.name = secret;
        snapshot.registries = {registry};
        relay::RestrictionEvent restriction;
        restriction.game = secret;
        snapshot.restrictions = {restriction};
        snapshot = masked(snapshot);
        QCOMPARE(snapshot.peers.first().name, u"A ***"_s);
        QCOMPARE(snapshot.registries.first().name, u"***"_s);
        QCOMPARE(snapshot.restrictions.first().game, u"***"_s);
    }

    void namesAreUnderstood()
    {
        storage::NameMask names(mask());
        QCOMPARE(names.unmasked(u"***"_s), u"***"_s);
        QCOMPARE(names.masked(u"Chess"_s), u"Chess"_s);
        QCOMPARE(names.masked(secret), u"***"_s);
        QCOMPARE(names.masked(secret), u"***"_s);
        QCOMPARE(names.unmasked(u"***"_s), secret);
        QCOMPARE(names.unmasked(u"Chess"_s), u"Chess"_s);
        // It does not remember for ever, nor forget for good.
        for (int i = 0; i < 2 * storage::limits::maskedNames; ++i)
            QCOMPARE(names.masked(QString::number(i)), QString::number(i));
        QCOMPARE(names.unmasked(u"***"_s), u"***"_s);
        // Where the old look still stands, it must not mean somebody else.
        QCOMPARE(names.masked(u"another "_s + secret), u"another ***"_s);
        QCOMPARE(names.masked(secret), u"***-2"_s);
        QCOMPARE(names.unmasked(u"***-2"_s), secret);
        QCOMPARE(names.unmasked(u"***"_s), u"***"_s);
        QCOMPARE(names.masked(u"***"_s), u"***-3"_s);
    }

    /// However many there are.
    void noLookIsGivenTwice()
    {
        storage::NameMask names(mask());
        QSet<QString> looks;
        for (int i = 0; i < 2 * storage::limits::givenLooks; ++i) {
            const QString name = i % 2 == 0 ? u"***-%1"_s.arg(i) : secret + QString::number(i % 64);
            const QString look = names.masked(name);
            QCOMPARE(names.unmasked(look), name);
            if (i % 2 == 0)
                QVERIFY2(!looks.contains(look), qPrintable(look));
            looks.insert(look);
        }
    }

    /// What the operator does to one of them is not done to another.
    void everyNameLooksDifferent()
    {
        storage::NameMask names({{secret, u"other-token"_s}, {}});
        const QStringList all = {secret, u"other-token"_s, u"***"_s, u"***-2"_s, u"Chess"_s};
        const QStringList looks = {u"***"_s, u"***-2"_s, u"***-3"_s, u"***-2-4"_s, u"Chess"_s};
        for (qsizetype i = 0; i < all.size(); ++i)
            QCOMPARE(names.masked(all.at(i)), looks.at(i));
        for (qsizetype i = 0; i < all.size(); ++i) {
            QCOMPARE(names.masked(all.at(i)), looks.at(i));
            QCOMPARE(names.unmasked(looks.at(i)), all.at(i));
        }
    }

    /// The id of a game is no name: it may look like one, and must not be taken for it.
    void aGameIdTakesNoNamesPlace()
    {
        storage::EventMask view(mask());
        relay::PeerEvent peer;
        peer.name = u"A "_s + secret;
        peer.gameId = u"A my-secret-token"_s;
        relay::RelayEvent event = peer;
        view.mask(event);
        QCOMPARE(std::get<relay::PeerEvent>(event).gameId, u"A ***"_s);
        peer.gameId = secret;
        event = peer;
        view.mask(event);
        QCOMPARE(std::get<relay::PeerEvent>(event).gameId, u"***"_s);
        QCOMPARE(view.meant(u"***"_s), u"***"_s);
        QCOMPARE(view.meant(u"A ***"_s), peer.name);
    }

    void namesOfThoseWhoAreHereAreNotForgotten_data()
    {
        QTest::addColumn<QString>("why");
        for (const char *why : {"connected", "restricted", "in a snapshot", "gone", "let in again"})
            QTest::newRow(why) << QString::fromLatin1(why);
    }

    void namesOfThoseWhoAreHereAreNotForgotten()
    {
        QFETCH(QString, why);
        storage::EventMask view(mask());
        const auto see = [&view](relay::RelayEvent event) {
            view.mask(event);
        };
        relay::PeerEvent peer;
        peer.peer = 7;
        peer.name = secret;
        peer.state = relay::PeerEvent::State::Named;
        relay::RestrictionEvent restriction;
        restriction.game = secret;
        restriction.isBlocked = true;
        if (why == u"restricted" || why == u"let in again")
            see(restriction);
        else
            see(peer);
        relay::SnapshotEvent snapshot;
        snapshot.peers = {peer};
        if (why == u"in a snapshot")
            see(snapshot);
        peer.state = relay::PeerEvent::State::Disconnected;
        restriction.isBlocked = false;
        if (why == u"gone")
            see(peer);
        if (why == u"let in again")
            see(restriction);
        for (int i = 0; i < 2 * storage::limits::maskedNames; ++i)
            view.masked(QString::number(i));
        const bool isForgotten = why == u"gone" || why == u"let in again";
        QCOMPARE(view.meant(u"***"_s), isForgotten ? u"***"_s : secret);
        see(relay::SnapshotEvent()); // Nobody is here any more.
        for (int i = 0; i < 2 * storage::limits::maskedNames; ++i)
            view.masked(QString::number(i));
        QCOMPARE(view.meant(u"***"_s), u"***"_s);
    }

    /// What a view still shows means what it did.
    void otherSecretsForgetNoName()
    {
        storage::NameMask names({{secret, u"other-token"_s}, {}});
        QCOMPARE(names.masked(secret), u"***"_s);
        QCOMPARE(names.masked(u"other-token"_s), u"***-2"_s);
        QCOMPARE(names.masked(u"Chess"_s), u"Chess"_s);
        names.setMask({{u"other-token"_s, u"Chess"_s}, {}});
        QCOMPARE(names.unmasked(u"***"_s), secret);
        QCOMPARE(names.masked(secret), secret);
        QCOMPARE(names.unmasked(secret), secret);
        QCOMPARE(names.masked(u"Chess"_s), u"***-3"_s);
        QCOMPARE(names.masked(u"other-token"_s), u"***-2"_s); // As before.
        QCOMPARE(names.unmasked(u"***"_s), secret);
        QCOMPARE(names.unmasked(u"***-2"_s), u"other-token"_s);
        QCOMPARE(names.unmasked(u"***-3"_s), u"Chess"_s);
        QCOMPARE(names.unmasked(u"Chess"_s), u"Chess"_s);
        names.setMask({{secret}, {}});
        QCOMPARE(names.masked(secret), u"***"_s); // Its own again.
        // Some of what it was shown as, not all of it for ever.
        for (int i = 0; i < 3 * storage::limits::earlierLooks; ++i) {
            names.setMask({{u"my-secret-token"_s.left(4 + i % 11)}, {}});
            names.masked(secret);
        }
        QCOMPARE(names.unmasked(names.masked(secret)), secret);
    }

    /// A game may name its actions like tokens.
    void actions()
    {
        relay::RegistryEvent registry;
        registry.peer = 7;
        registry.actions = {{secret, u"use "_s + secret, R"({"const":"my-secret-token"})",
                             R"({"name":"my-secret-token"})"},
                            {u"***"_s, u"plain"_s, "{}", {}},
                            {u"move"_s, {}, {}, {}}};
        storage::EventMask view(mask());
        const auto seen = [&view](auto event) {
            relay::RelayEvent any = event;
            view.mask(any);
            return std::get<decltype(event)>(any);
        };
        const QList<protocol::Action> shown = seen(registry).actions;
        QCOMPARE(protocol::namesOf(shown), (QStringList{u"***"_s, u"***-2"_s, u"move"_s}));
        QCOMPARE(shown[0].description, u"use ***"_s);
        QCOMPARE(shown[0].schema, QByteArray(R"({"const":"***"})"));
        QCOMPARE(shown[0].source, QByteArray(R"({"name":"***"})"));
        QVERIFY(shown[1].schema.isSharedWith(registry.actions[1].schema));

        relay::ForceEvent force;
        force.request.actionNames = {u"***"_s, secret};
        force.actions = registry.actions;
        force.lastAction = secret;
        QCOMPARE(seen(force).request.actionNames, (QStringList{u"***-2"_s, u"***"_s}));
        QCOMPARE(protocol::namesOf(seen(force).actions), protocol::namesOf(shown));
        QCOMPARE(seen(force).lastAction, u"***"_s);
        relay::ActionEvent action;
        action.action = secret;
        QCOMPARE(seen(action).action, u"***"_s);
        relay::RestrictionEvent restriction;
        restriction.hiddenActions = {secret};
        QCOMPARE(seen(restriction).hiddenActions, QStringList{u"***"_s});

        // The operator means what he sees.
        const auto meantBy = [&view](auto command) {
            return std::get<decltype(command)>(view.meant(command)).action;
        };
        QCOMPARE(meantBy(relay::AnswerForce{1, u"***"_s, {}, false}), secret);
        QCOMPARE(meantBy(relay::AnswerForce{1, u"***-2"_s, {}, false}), u"***"_s);
        QCOMPARE(meantBy(relay::SendAction{7, u"***"_s, {}, false}), secret);
        QCOMPARE(meantBy(relay::UnregisterAction{7, u"***"_s, false}), secret);
        QCOMPARE(meantBy(relay::HideAction{u"A"_s, u"move"_s, true}), u"move"_s);
    }

    /// All of a game's come again with each that it registers: none of them is looked at twice.
    void knownActionsAreMaskedOnce()
    {
        storage::EventMask view(mask());
        relay::RegistryEvent registry;
        registry.peer = 7;
        const auto see = [&view](const relay::RegistryEvent &event) {
            relay::RelayEvent any = event;
            view.mask(any);
            return std::get<relay::RegistryEvent>(any).actions;
        };
        for (int i = 0; i < 200; ++i)
            registry.actions.append({u"a%1"_s.arg(i), u"d "_s + secret, {}, {}});
        const QList<protocol::Action> first = see(registry);
        QCOMPARE(first.last().description, u"d ***"_s);
        const auto isKept = [&first](const protocol::Action &action, qsizetype place) {
            return action.description.constData() == first[place].description.constData();
        };
        registry.actions.removeAt(1);
        registry.actions.append({u"new"_s, u"n "_s + secret, {}, {}});
        QList<protocol::Action> then = see(registry);
        QCOMPARE(then.size(), 200);
        QVERIFY(isKept(then[0], 0) && isKept(then[1], 2) && isKept(then[198], 199));
        QCOMPARE(then.last().description, u"n ***"_s);
        // One that has changed, and more gone than are passed over.
        registry.actions[0].description = u"other "_s + secret;
        registry.actions.remove(1, 150);
        then = see(registry);
        QCOMPARE(then.size(), 50);
        QCOMPARE(then[0].description, u"other ***"_s);
        QCOMPARE(then[1].description, u"d ***"_s);
        QCOMPARE(then[1].name, u"a152"_s);
        // Other secrets, another look.
        view.setMask({{u"other"_s}, {}});
        then = see(registry);
        QCOMPARE(then[0].description, u"*** "_s + secret);
        relay::RelayEvent leaving = relay::PeerEvent{};
        std::get<relay::PeerEvent>(leaving).peer = 7;
        std::get<relay::PeerEvent>(leaving).state = relay::PeerEvent::State::Disconnected;
        view.mask(leaving);
        QVERIFY(!isKept(see(registry)[1], 152));
    }

    /// Of integrations and pages: they are chosen by what they call themselves.
    void destinationsAndPages()
    {
        storage::EventMask view(mask());
        const QString destination = u"integration:"_s + secret;
        relay::RelayEvent event = relay::OutboxEvent{};
        std::get<relay::OutboxEvent>(event).destination = destination;
        view.mask(event);
        QCOMPARE(std::get<relay::OutboxEvent>(event).destination, u"integration:***"_s);
        relay::OutboxHealthEvent health;
        health.queues = {{destination, 1}, {u"upstream"_s, 2}};
        event = health;
        view.mask(event);
        QCOMPARE(std::get<relay::OutboxHealthEvent>(event).queues,
                 (QList<relay::OutboxPending>{{u"integration:***"_s, 1}, {u"upstream"_s, 2}}));
        relay::SnapshotEvent snapshot;
        snapshot.outbox = health;
        QCOMPARE(masked(snapshot).outbox.queues.first().destination, u"integration:***"_s);
        relay::OutboxRow row;
        row.destination = destination;
        row.name = secret;
        view.maskNames(row);
        QCOMPARE(row.destination, u"integration:***"_s);
        QCOMPARE(row.name, u"***"_s);
        QCOMPARE(view.meantDestination(u"integration:***"_s), destination);
        QCOMPARE(view.meantDestination(u"upstream"_s), u"upstream"_s);
        relay::AdmissionEvent admission;
        admission.origin = u"https://my-secret-token.example"_s;
        event = admission;
        view.mask(event);
        QCOMPARE(std::get<relay::AdmissionEvent>(event).origin, u"https://***.example"_s);
        QCOMPARE(view.meantOrigin(u"https://***.example"_s), admission.origin);
    }

    /// A phrase without a secret keeps its translation.
    void phrasesStayPhrases()
    {
        relay::PeerEvent peer;
        peer.reason = protocol::phrase("closed by %1", QStringLiteral("us"));
        QVERIFY(masked(peer).reason.source() != nullptr);
    }
};

QTEST_GUILESS_MAIN(TestEventMask)
#include "tst_eventmask.moc"

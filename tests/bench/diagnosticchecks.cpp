// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "bench/diagnosticchecks.h"

#include "bench/measure.h"
#include "protocol/actioncheck.h"
#include "protocol/actionreader.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace neuro::bench {

using namespace Qt::Literals::StringLiterals;
using protocol::JsonDocument;
using protocol::ObjectReader;

namespace {

constexpr qint64 contextSpanMicros = 1'000'000;
constexpr qint64 registrationSpanMicros = 10'000'000;

} // namespace

DiagnosticChecks::Message::Message(Said said)
    : document(JsonDocument::parse(textOf(said, "Game 1000", "an-id")).value())
    , root(document.root())
    , data(root.member("data"))
    , game(root.member("game").toString())
{
}

DiagnosticChecks::DiagnosticChecks()
    : m_contextText(m_context.data.member("message").toString())
    , m_resultText(m_result.data.member("message").toString())
    , m_actionId(m_result.data.member("id").toString())
{
    const JsonValue actions = m_registration.data.member("actions");
    for (JsonValue each = actions.first(); !each.isAbsent(); each = each.next()) {
        const JsonValue schema = each.member("schema");
        protocol::Action action;
        action.name = each.member("name").toString();
        action.description = each.member("description").toString();
        action.schema = schema.text().toByteArray();
        m_game.actions.add(action);
        m_names.append(action.name);
        m_registered.push_back({each, schema, action});
    }
    m_game.name = m_startup.game;
}

double DiagnosticChecks::cost(int conversations, int matches)
{
    const qint64 begin = threadCpu();
    for (int i = 0; i < conversations; ++i)
        play(matches);
    const qint64 end = threadCpu();
    if (m_found != 0)
        qFatal("%llu findings where there is nothing to find",
               static_cast<unsigned long long>(m_found));
    return static_cast<double>(end - begin) / 1000.0 / conversations / messagesOf(matches);
}

void DiagnosticChecks::play(int matches)
{
    static constexpr std::array<QByteArrayView, 1> known = {"main_thread"};
    check(m_startup, known);
    for (int match = 0; match < matches; ++match) {
        checkRegistration();
        for (int turn = 0; turn < turnsPerMatch; ++turn) {
            checkContext();
            checkForce();
            checkResult();
        }
        checkUnregistration();
    }
}

void DiagnosticChecks::check(const Message &message, std::span<const QByteArrayView> known,
                             FindingList findings)
{
    static constexpr std::array<QByteArrayView, 4> envelope = {"command", "game", "data",
                                                               "main_thread"};
    ObjectReader(message.data, {"data"}).warnAboutOthers(known, findings);
    ObjectReader(message.root, {}).warnAboutOthers(envelope, findings);
    countIf(QStringView(message.game).trimmed().isEmpty());
    countIf(message.game != m_game.name);
    countIf(!message.document.firstDuplicateKey().isEmpty());
    countIf(!findings.take().isEmpty());
}

void DiagnosticChecks::checkRegistration()
{
    static constexpr std::array<QByteArrayView, 2> known = {"actions", "main_thread"};
    static constexpr std::array<QByteArrayView, 4> members = {"name", "description", "schema",
                                                              "main_thread"};
    FindingList findings;
    protocol::WorkBudget budget(protocol::ActionReader::validitySteps);
    qsizetype index = 0;
    for (const Registered &each : m_registered) {
        ObjectReader(each.object, {"data.actions", index++}).warnAboutOthers(members, findings);
        // Walks through the schema, and compiles it.
        protocol::checkParsedAction(each.action, each.schema, findings, budget);
        m_former.remove(each.action.name);
    }
    check(m_registration, known, std::move(findings));
    countIf(m_game.registrations.note(nextMoment(), registrationSpanMicros));
}

void DiagnosticChecks::checkContext()
{
    static constexpr std::array<QByteArrayView, 3> known = {"message", "silent", "main_thread"};
    check(m_context, known);
    countIf(m_game.contexts.note(nextMoment(), contextSpanMicros));
    countIf(m_contextText.startsWith("# "_L1));
    const QStringView trimmed = QStringView(m_contextText).trimmed();
    countIf(trimmed.startsWith(u'{') || trimmed.startsWith(u'['));
}

void DiagnosticChecks::checkForce()
{
    static constexpr std::array<QByteArrayView, 6> known = {
        "state", "query", "ephemeral_context", "priority", "action_names", "main_thread",
    };
    check(m_force, known);
    QStringList unknown;
    std::copy_if(m_names.cbegin(), m_names.cend(), std::back_inserter(unknown),
                 [this](const QString &name) { return !m_game.actions.contains(name); });
    countIf(!unknown.isEmpty());
    countIf(!m_game.forces.isEmpty());
    countIf(!m_game.actionsInFlight.isEmpty());
}

void DiagnosticChecks::checkResult()
{
    static constexpr std::array<QByteArrayView, 4> known = {"id", "success", "message",
                                                            "main_thread"};
    check(m_result, known);
    countIf(m_resultText.isEmpty());
    m_game.rememberFinished(m_actionId); // To tell a result that is repeated.
}

void DiagnosticChecks::checkUnregistration()
{
    static constexpr std::array<QByteArrayView, 2> known = {"action_names", "main_thread"};
    check(m_unregistration, known);
    countIf(m_game.registrations.note(nextMoment(), registrationSpanMicros));
    for (const QString &name : m_names)
        m_former.insert(name);
}

} // namespace neuro::bench

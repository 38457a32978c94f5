// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/sessiontext.h"

#include "models/framesummary.h"
#include "models/oneline.h"
#include "models/testbenchtext.h"
#include "storage/sessionlogformat.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;
using relay::nameOf;
using storage::SessionEntry;

namespace {

constexpr qsizetype dateLength = 10;
constexpr qsizetype longestName = 80;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SessionText)
};

QString shortName(const QString &name)
{
    return oneLine(QStringView(name), longestName);
}

QString joined(const QList<protocol::Action> &actions)
{
    return protocol::namesOf(actions).join(u", ");
}

/// "deciding: operator" and the like stay the log's own words, so that both can be compared.
QString withTime(const QString &text, qint64 micros)
{
    if (micros < 0)
        return text;
    return Words::tr("%1, after %2 ms").arg(text, QString::number(micros / relay::microsPerMs));
}

/// Makes the text of each kind of entry.
class TextMaker
{
public:
    explicit TextMaker(const SessionNames &names)
        : m_names(names)
    {
    }

    SessionText operator()(const storage::SessionHeader &header) const
    {
        return {Words::tr("Relay"),
                Words::tr("recording started (%1 %2)").arg(header.program, header.version)};
    }

    SessionText operator()(const storage::RecordedFrame &frame) const
    {
        const relay::FrameEvent &event = frame.event;
        return {event.name.isEmpty() ? m_names.nameOf(event.peer) : event.name, summaryOf(event)};
    }

    SessionText operator()(const relay::PeerEvent &peer) const
    {
        const QString name = peer.name.isEmpty() ? m_names.nameOf(peer.peer) : peer.name;
        const QString door = nameOf(peer.door, relay::doorNames);
        if (peer.state != relay::PeerEvent::State::Disconnected)
            return {name, Words::tr("connected (%1, %2)").arg(door, peer.address)};
        const QString reason = peer.reason.english();
        const QString code = QString::number(peer.closeCode);
        return {name, reason.isEmpty() ? Words::tr("disconnected (%1)").arg(code)
                                       : Words::tr("disconnected (%1): %2").arg(code, reason)};
    }

    SessionText operator()(const relay::RegistryEvent &registry) const
    {
        return {nameOr(registry.name, registry.peer),
                registry.actions.isEmpty()
                    ? Words::tr("offers no action any more")
                    : Words::tr("now offers: %1").arg(joined(registry.actions))};
    }

    SessionText operator()(const relay::ForceEvent &force) const
    {
        QString what = Words::tr("force %1: %2")
                           .arg(QString::number(force.id),
                                QString(nameOf(force.state, relay::forceStateNames)));
        if (force.decider)
            what += u" ("_s + nameOf(*force.decider, relay::deciderNames) + u')';
        if (!force.lastAction.isEmpty())
            what += u", "_s + force.lastAction;
        return {nameOr(force.name, force.peer), withTime(what, force.duration)};
    }

    SessionText operator()(const relay::ActionEvent &action) const
    {
        const QString what =
            Words::tr("action %1 (%2): %3")
                .arg(action.action, QString(nameOf(action.source, relay::actionSourceNames)),
                     QString(nameOf(action.state, relay::actionStateNames)));
        const QString timed = withTime(what, action.duration);
        return {m_names.nameOf(action.peer),
                action.message.isEmpty() ? timed : timed + u" — "_s + action.message};
    }

    SessionText operator()(const relay::DiagnosticEvent &diagnostic) const
    {
        const QString key = protocol::diagnosticName(diagnostic.key);
        const QString detail = diagnostic.detail.english();
        return {m_names.nameOf(diagnostic.peer), (detail.isEmpty() ? key : key + u": "_s + detail)};
    }

    SessionText operator()(const relay::OperatorEvent &event) const
    {
        QString what = event.what;
        if (event.peer != 0)
            what += u' ' + m_names.nameOf(event.peer);
        if (event.force != 0)
            what += u' ' + Words::tr("force %1").arg(event.force);
        if (!event.detail.isEmpty())
            what += u": "_s + event.detail;
        if (!event.error.isEmpty())
            what += u" — "_s + event.error.english();
        return {Words::tr("Operator"), what};
    }

    SessionText operator()(const relay::UpstreamEvent &upstream) const
    {
        QString what = QString(nameOf(upstream.state, relay::UpstreamEvent::stateNames));
        if (!upstream.url.isEmpty())
            what += u' ' + upstream.url;
        if (!upstream.problem.isEmpty())
            what += u" — "_s + upstream.problem.english();
        if (upstream.waiting > 0)
            what += u" — "_s + Words::tr("%1 messages wait").arg(upstream.waiting);
        return {Words::tr("Upstream"), what};
    }

    SessionText operator()(const relay::RegistrationRefusedEvent &event) const
    {
        const QString reason = nameOf(event.reason, relay::RegistrationRefusedEvent::reasonNames);
        return {event.name.isEmpty() ? event.address : event.name,
                Words::tr("registration refused (%1)").arg(reason)};
    }

    SessionText operator()(const relay::OutboxEvent &outbox) const
    {
        const QString what = Words::tr("%1: %2 messages for %3, %4 wait now")
                                 .arg(QString(nameOf(outbox.state, relay::OutboxEvent::stateNames)),
                                      QString::number(outbox.count), outbox.destination,
                                      QString::number(outbox.pending));
        const QString reason = outbox.why.isEmpty() ? message(outbox) : outbox.why.english();
        return {Words::tr("Outbox"), reason.isEmpty() ? what : what + u" — "_s + reason};
    }

    /// Which message waits, of one that is new; empty when the line does not tell.
    static QString message(const relay::OutboxEvent &outbox)
    {
        if (outbox.origin != 0)
            return Words::tr("message #%1 of %2", "sequence number, sender")
                .arg(QString::number(outbox.origin), shortName(outbox.name));
        relay::FrameEvent said;
        said.direction = relay::Direction::In;
        said.command = u"context"_s;
        said.payload = outbox.text;
        return outbox.text.isEmpty() ? QString() : summaryOf(said);
    }

    SessionText operator()(const relay::OutboxHealthEvent &health) const
    {
        return {Words::tr("Outbox"), health.problem.english()};
    }

    SessionText operator()(const relay::TestBenchEvent &event) const
    {
        const QString who = Words::tr("Test bench");
        if (event.byUpstream)
            return {who, Words::tr("off, as an upstream connected")};
        return {who, event.bench.isOff() ? Words::tr("off", "the test bench")
                                         : testBenchText(event.bench)};
    }

    SessionText operator()(const storage::DroppedLines &dropped) const
    {
        return {Words::tr("Relay"), Words::tr("%1 lines of the log are missing here: %2")
                                        .arg(QString::number(dropped.count), dropped.why)};
    }

    SessionText operator()(const storage::UnknownLine &unknown) const
    {
        return {Words::tr("Relay"),
                Words::tr("something of a newer version: %1").arg(unknown.kind)};
    }

private:
    QString nameOr(const QString &name, relay::PeerId peer) const
    {
        return name.isEmpty() ? m_names.nameOf(peer) : name;
    }

    const SessionNames &m_names;
};

QString isoText(qint64 wallMicros)
{
    QByteArray text;
    storage::appendIsoTime(text, wallMicros);
    return QString::fromLatin1(text);
}

} // namespace

void SessionNames::note(const SessionEntry &entry)
{
    if (const auto *frame = std::get_if<storage::RecordedFrame>(&entry))
        noteName(frame->event.peer, frame->event.name);
    else if (const auto *peer = std::get_if<relay::PeerEvent>(&entry))
        noteName(peer->peer, peer->name);
    else if (std::holds_alternative<storage::SessionHeader>(entry))
        m_names.clear(); // Another run numbers its peers anew.
}

void SessionNames::noteName(relay::PeerId peer, const QString &name)
{
    if (name.isEmpty())
        return;
    const auto known = m_names.find(peer);
    if (known != m_names.end()) {
        if (*known != name)
            *known = name;
        return;
    }
    if (m_names.size() >= maxNames)
        m_names.clear();
    m_names.insert(peer, name);
}

QString SessionNames::nameOf(relay::PeerId peer) const
{
    const auto known = m_names.constFind(peer);
    return known == m_names.constEnd() ? Words::tr("Peer %1").arg(peer) : *known;
}

SessionText sessionTextOf(const SessionEntry &entry, const SessionNames &names)
{
    SessionText text = std::visit(TextMaker(names), entry);
    text.who = shortName(text.who);
    text.what = oneLine(QStringView(text.what), sessionTextLength);
    return text;
}

QString sessionKindOf(const SessionEntry &entry)
{
    static constexpr std::array kinds = {
        "session", "frame",      "peer",       "registry", "force",
        "action",  "diagnostic", "operator",   "upstream", "registration",
        "outbox",  "outbox",     "test_bench", "dropped",  ""};
    static_assert(kinds.size() == std::variant_size_v<SessionEntry>);
    if (const auto *unknown = std::get_if<storage::UnknownLine>(&entry))
        return unknown->kind;
    return QString::fromLatin1(kinds.at(entry.index()));
}

QLatin1StringView severityWord(protocol::DiagnosticKey key)
{
    switch (protocol::diagnosticInfo(key).severity) {
    case protocol::Severity::Info:
        return "info"_L1;
    case protocol::Severity::Warning:
        return "warning"_L1;
    case protocol::Severity::Error:
        return "error"_L1;
    }
    Q_UNREACHABLE();
}

QString utcDateText(qint64 wallMicros)
{
    return isoText(wallMicros).left(dateLength);
}

QString utcTimeText(qint64 wallMicros)
{
    // Without the T before and the Z behind.
    return isoText(wallMicros).sliced(dateLength + 1).chopped(1);
}

} // namespace neuro::models

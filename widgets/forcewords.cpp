// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/forcewords.h"

#include "widgets/deciderbutton.h"
#include "widgets/plaintext.h"
#include "widgets/upstreambutton.h"

#include <QCoreApplication>
#include <QLocale>

#include <optional>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using relay::Decider;
using relay::ForceEvent;
using relay::ForceState;

namespace {

constexpr double microsPerSecond = 1'000'000.0;
/// Below this many seconds, tenths are shown.
constexpr double tenthsBelow = 10.0;
constexpr qsizetype nameCharacters = 40;
constexpr qsizetype queryCharacters = 80;
constexpr qsizetype messageCharacters = 600;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(neuro::ui::ForceCard)
};

bool isUpstreams(const ForceEvent &force)
{
    return force.decider == Decider::Upstream;
}

QString secondsText(double seconds)
{
    const int decimals = seconds < tenthsBelow ? 1 : 0;
    return Words::tr("%1 s").arg(QLocale().toString(qMax(0.0, seconds), 'f', decimals));
}

QString askedText(const ForceEvent &force, bool isRecorded, qint64 now)
{
    const Decider decider = force.decider.value_or(Decider::Operator);
    const QString name = deciderTitle(decider);
    const double seconds = static_cast<double>(force.deadline - now) / microsPerSecond;
    if (decider == Decider::Upstream && force.deadline == 0)
        return Words::tr("Neuro decides");
    if (decider == Decider::Upstream && seconds > 0)
        return Words::tr("Neuro decides — %1 left").arg(secondsText(seconds));
    if (force.deadline == 0 && isRecorded)
        return Words::tr("%1 is deciding").arg(name);
    if (force.deadline == 0)
        return Words::tr("%1 is deciding · no limit").arg(name);
    if (seconds <= 0)
        return Words::tr("%1 is deciding · the time is over").arg(name);
    if (decider == Decider::Operator)
        return Words::tr("%1 is deciding · %2 left").arg(name, secondsText(seconds));
    return Words::tr("%1 answers in %2").arg(name, secondsText(seconds));
}

/// Who is asked when the time of the current decider is over, or when upstream is not there. Which
/// watchers are there is not known here.
std::optional<Decider> nextDecider(const ForceEvent &force, const QList<Decider> &deciders)
{
    const qsizetype current = force.decider ? deciders.indexOf(*force.decider) : -1;
    for (qsizetype at = current + 1; at < deciders.size(); ++at) {
        const bool isLast = at + 1 == deciders.size();
        if (deciders[at] != Decider::Upstream || isLast)
            return deciders[at];
    }
    return std::nullopt;
}

/// Whether anybody may still be asked about it.
bool isUndecided(const ForceEvent &force)
{
    switch (force.state) {
    case ForceState::Waiting:
    case ForceState::Asked:
    case ForceState::Failed:
        return true;
    case ForceState::Held:
    case ForceState::Answered:
    case ForceState::Succeeded:
    case ForceState::Withdrawn:
    case ForceState::Dropped:
    case ForceState::Timeout:
        return false;
    }
    return false;
}

QString absenceText(const relay::UpstreamEvent &upstream, qint64 now)
{
    using State = relay::UpstreamEvent::State;
    if (upstream.url.isEmpty())
        return Words::tr("No connection to Neuro is configured");
    const QString seconds = secondsToNextTry(upstream, now);
    if (!seconds.isEmpty())
        return Words::tr("Neuro is away, next try in %1 s").arg(seconds);
    if (upstream.state == State::Off || upstream.state == State::Stopping)
        return Words::tr("Neuro is disconnected");
    if (upstream.state == State::Connected)
        return Words::tr("Neuro has to catch up first");
    return Words::tr("Neuro is away");
}

QString replacementText(const ForceEvent &force, const QList<Decider> &deciders, qint64 now)
{
    const std::optional<Decider> next = nextDecider(force, deciders);
    if (!next)
        return isUpstreams(force) ? Words::tr("nobody else is asked") : QString();
    const QString name = deciderTitle(*next);
    // Whoever decides without a limit keeps the force.
    if (force.state == ForceState::Asked && !isUpstreams(force)) {
        if (force.deadline == 0)
            return {};
        const double seconds = static_cast<double>(force.deadline - now) / microsPerSecond;
        return *next == Decider::Upstream
                   ? Words::tr("waits for her in %1").arg(secondsText(seconds))
                   : Words::tr("%1 is asked in %2", "decider, time")
                         .arg(name, secondsText(seconds));
    }
    return *next == Decider::Upstream ? Words::tr("waits for her; nobody else is asked")
                                      : Words::tr("%1 is asked next").arg(name);
}

/// How it ended; empty when it is not over.
QString outcomeWords(const ForceEvent &force)
{
    const QString game = singleLine(force.name, nameCharacters);
    switch (force.state) {
    case ForceState::Succeeded:
        return Words::tr("%1: %2 succeeded")
            .arg(game, singleLine(force.lastAction, nameCharacters));
    case ForceState::Withdrawn:
        return Words::tr("%1: withdrawn").arg(game);
    case ForceState::Dropped:
        return Words::tr("%1: dropped").arg(game);
    case ForceState::Timeout:
        return Words::tr("%1: nobody answered in time").arg(game);
    case ForceState::Waiting:
    case ForceState::Asked:
    case ForceState::Answered:
    case ForceState::Failed:
    case ForceState::Held:
        return {};
    }
    return {};
}

} // namespace

QString statusText(const ForceEvent &force, const DeciderSituation &situation, qint64 now)
{
    switch (force.state) {
    case ForceState::Waiting:
        return isUpstreams(force) ? Words::tr("waits for its turn with Neuro")
                                  : Words::tr("waiting for its turn");
    case ForceState::Asked:
        return askedText(force, situation.isRecorded, now);
    case ForceState::Answered:
        return Words::tr("%1 sent, waiting for the game's result")
            .arg(singleLine(force.lastAction, nameCharacters));
    case ForceState::Failed:
        return Words::tr("The game refused %1; to be decided again")
            .arg(singleLine(force.lastAction, nameCharacters));
    case ForceState::Held:
        return isUpstreams(force)
                   ? Words::tr("Held, but Neuro was asked already and may still answer")
                   : Words::tr("Held: nobody is asked");
    case ForceState::Succeeded:
    case ForceState::Withdrawn:
    case ForceState::Dropped:
    case ForceState::Timeout:
        return outcomeText(force);
    }
    return {};
}

QString neuroAwayText(const ForceEvent &force, const DeciderSituation &situation, qint64 now)
{
    const relay::UpstreamEvent &upstream = situation.upstream;
    const bool isThere =
        upstream.state == relay::UpstreamEvent::State::Connected && !upstream.readsSlowly;
    if (isThere || !isUndecided(force) || !situation.deciders.contains(Decider::Upstream))
        return {};
    // Without an upstream she is missed only where the force waits for her.
    if (upstream.url.isEmpty() && !isUpstreams(force))
        return {};
    const QString absence = absenceText(upstream, now);
    const QString replacement = replacementText(force, situation.deciders, now);
    return replacement.isEmpty()
               ? absence
               : Words::tr("%1 · %2", "Neuro is away, who is asked").arg(absence, replacement);
}

QString summaryText(const ForceEvent &force, const DeciderSituation &situation, qint64 now)
{
    const int count = static_cast<int>(force.actions.size());
    const QString actions =
        count == 1 ? Words::tr("1 action") : Words::tr("%Ln actions", nullptr, count);
    const QString summary = Words::tr("%1 · %2 · %3")
                                .arg(singleLine(force.request.query, queryCharacters), actions,
                                     statusText(force, situation, now));
    const QString away = neuroAwayText(force, situation, now);
    return away.isEmpty() ? summary : summary + u" · "_s + away;
}

QString outcomeText(const ForceEvent &force)
{
    const QString outcome = outcomeWords(force);
    if (outcome.isEmpty() || force.duration < 0)
        return outcome;
    const double seconds = static_cast<double>(force.duration) / microsPerSecond;
    return Words::tr("%1 (%2)", "outcome, time").arg(outcome, secondsText(seconds));
}

double timeLeft(const ForceEvent &force, qint64 now)
{
    if (force.state != ForceState::Asked || force.deadline == 0)
        return -1;
    const double whole = static_cast<double>(force.deadline - force.askedAt);
    if (whole <= 0)
        return 0;
    return qBound(0.0, static_cast<double>(force.deadline - now) / whole, 1.0);
}

MainDeed mainDeed(const ForceEvent &force)
{
    const bool isAsked = force.state == ForceState::Asked && force.decider;
    // Upstream has it, or may be given it at any moment.
    const bool isWithUpstream = isUpstreams(force) && (force.state == ForceState::Waiting ||
                                                       force.state == ForceState::Held);
    const bool someoneElse = (isAsked && *force.decider != Decider::Operator) || isWithUpstream;
    return someoneElse ? MainDeed::TakeOver : MainDeed::Answer;
}

bool isBusy(const ForceEvent &force)
{
    return force.state == ForceState::Answered;
}

QString failureText(const ForceEvent &force)
{
    if (force.failures == 0 || isBusy(force))
        return {};
    const QString action = singleLine(force.lastAction, nameCharacters);
    const QString message = force.lastFailure.trimmed();
    if (message.isEmpty())
        return Words::tr("The game refused %1 without saying why.").arg(action);
    return Words::tr("The game refused %1: %2").arg(action, wrappable(message, messageCharacters));
}

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/upstreamnotices.h"

#include "models/outboxmodel.h"
#include "models/phrasetext.h"
#include "relay/relaydispatcher.h"
#include "relay/upstreamlink.h"
#include "widgets/noticebar.h"
#include "widgets/plaintext.h"
#include "widgets/upstreambutton.h"

#include <QLocale>

#include <algorithm>
#include <limits>
#include <utility>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int countdownMs = 250;
constexpr qint64 microsPerSecond = 1'000'000;
constexpr qsizetype reasonCharacters = 400;
/// Whose messages were lost; of more it is told that there are more.
constexpr qsizetype namedDestinations = 3;

QString reasonText(const protocol::Phrase &phrase)
{
    return singleLine(models::translated(phrase), reasonCharacters);
}

/// For plural forms.
int countOf(qint64 number)
{
    return static_cast<int>(std::min<qint64>(number, std::numeric_limits<int>::max()));
}

} // namespace

qint64 pendingFor(const relay::OutboxHealthEvent &outbox, const QString &destination)
{
    if (destination == relay::UpstreamLink::destination())
        return outbox.pending;
    const auto queue =
        std::find_if(outbox.queues.begin(), outbox.queues.end(),
                     [&](const auto &each) { return each.destination == destination; });
    return queue != outbox.queues.end() ? queue->pending : 0;
}

const QString UpstreamNotices::upstreamKey = u"upstream"_s;
const QString UpstreamNotices::unverifiedKey = u"upstream unverified"_s;
const QString UpstreamNotices::healthKey = u"outbox health"_s;
const QString UpstreamNotices::earlierRunKey = u"outbox earlier run"_s;
const QString UpstreamNotices::dropsKey = u"outbox drops"_s;
const QString UpstreamNotices::dropKey = u"outbox drop"_s;

UpstreamNotices::UpstreamNotices(NoticeBar *bar, RelayControls controls, QObject *parent)
    : QObject(parent)
    , m_bar(bar)
    , m_controls(std::move(controls))
    , m_clock([] { return relay::systemInstant().mono; })
{
    m_timer.setInterval(countdownMs);
    connect(&m_timer, &QTimer::timeout, this, &UpstreamNotices::tick);
    m_tryTimer.setInterval(countdownMs);
    connect(&m_tryTimer, &QTimer::timeout, this, &UpstreamNotices::showNextTry);
}

void UpstreamNotices::setClock(std::function<qint64()> clock)
{
    m_clock = std::move(clock);
}

void UpstreamNotices::upstreamChanged(const relay::UpstreamEvent &upstream)
{
    using State = relay::UpstreamEvent::State;
    m_upstream = upstream;
    // While it dials nothing is known yet; what was told still stands.
    if (upstream.state != State::Connecting)
        showProblem(upstream);
    showNextTry();
    showUnverified(upstream);
}

void UpstreamNotices::showProblem(const relay::UpstreamEvent &upstream)
{
    const bool isStanding = upstream.persistent && !upstream.problem.isEmpty();
    const protocol::Phrase problem = isStanding ? upstream.problem : protocol::Phrase();
    // Once: it may have been put away, and every try that fails tells the same.
    if (problem == std::exchange(m_problem, problem))
        return;
    m_bar->close(upstreamKey);
    if (problem.isEmpty())
        return;
    Notice *notice =
        m_bar->open(upstreamKey, Notice::Tone::Error, problemText(), NoticeBar::Place::First);
    notice->addButton(
        tr("Reconnect"),
        [this] {
            m_problem = {};
            m_controls.reconnectUpstream();
        },
        true);
    notice->addButton(tr("Stop trying"), [this] { m_controls.stopUpstream(); });
    notice->addButton(tr("Close"), {});
}

QString UpstreamNotices::problemText() const
{
    const QString problem =
        tr("The relay cannot connect to Neuro, and trying again will not help: %1")
            .arg(reasonText(m_problem));
    const QString seconds = secondsToNextTry(m_upstream, m_clock());
    if (!seconds.isEmpty())
        return tr("%1 — next try in %2 s", "problem, time").arg(problem, seconds);
    return m_upstream.state == relay::UpstreamEvent::State::Connecting
               ? tr("%1 — trying again now", "problem").arg(problem)
               : problem;
}

/// In the notice about a standing problem, which may have been put away.
void UpstreamNotices::showNextTry()
{
    Notice *notice = m_bar->find(upstreamKey);
    if (notice)
        notice->setText(problemText());
    if (notice && !secondsToNextTry(m_upstream, m_clock()).isEmpty())
        m_tryTimer.start();
    else
        m_tryTimer.stop();
}

void UpstreamNotices::showUnverified(const relay::UpstreamEvent &upstream)
{
    const bool unverified = isUnverified(upstream);
    if (unverified == std::exchange(m_isUnverified, unverified))
        return;
    m_bar->close(unverifiedKey);
    if (!unverified)
        return;
    Notice *notice =
        m_bar->open(unverifiedKey, Notice::Tone::Error,
                    tr("Nobody has checked that this is Neuro's server: the connection is "
                       "encrypted, but its certificate is not verified, as the configuration "
                       "says."),
                    NoticeBar::Place::First);
    notice->addButton(tr("Disconnect"), [this] { m_controls.stopUpstream(); });
    notice->addButton(tr("Go on"), {});
}

void UpstreamNotices::outboxChanged(const relay::OutboxHealthEvent &outbox)
{
    showHealth(outbox.problem);
    m_outbox = outbox;
    showEarlierRun();
    if (pendingFor(outbox, m_asksToDrop) == 0)
        m_bar->close(dropKey);
}

void UpstreamNotices::showHealth(const protocol::Phrase &problem)
{
    if (problem == std::exchange(m_health, problem))
        return;
    m_bar->close(healthKey);
    if (problem.isEmpty())
        return;
    Notice *notice = m_bar->open(
        healthKey, Notice::Tone::Warning,
        tr("What is kept for Neuro does not survive a crash: %1").arg(reasonText(problem)),
        NoticeBar::Place::First);
    notice->addButton(tr("Close"), {});
}

QString UpstreamNotices::earlierRunText() const
{
    const qint64 left = std::max<qint64>(m_outbox.earlierRunUntil - m_clock(), 0);
    const QString seconds = QLocale().toString((left + microsPerSecond - 1) / microsPerSecond);
    const int count = countOf(m_outbox.earlierRun);
    const QString waiting =
        tr("%Ln messages of an earlier run wait to be delivered.", nullptr, count);
    const QString next =
        count == 1 ? tr("It goes in %1 s.").arg(seconds) : tr("They go in %1 s.").arg(seconds);
    return tr("%1 %2", "how many wait, when they go").arg(waiting, next);
}

void UpstreamNotices::showEarlierRun()
{
    if (m_outbox.earlierRun == 0 || m_outbox.earlierRunUntil <= m_clock()) {
        m_timer.stop();
        m_bar->close(earlierRunKey);
        return;
    }
    if (m_timer.isActive())
        return tick();
    m_timer.start();
    Notice *notice = m_bar->open(earlierRunKey, Notice::Tone::Question, earlierRunText(),
                                 NoticeBar::Place::First);
    notice->addButton(
        tr("Send now"), [this] { m_controls.submit(relay::ReleaseEarlierRun{false}); }, true);
    notice->addButton(tr("Discard"), [this] { m_controls.submit(relay::ReleaseEarlierRun{true}); });
}

void UpstreamNotices::tick()
{
    if (m_outbox.earlierRunUntil <= m_clock()) {
        m_timer.stop();
        m_bar->close(earlierRunKey);
    } else if (Notice *notice = m_bar->find(earlierRunKey)) {
        notice->setText(earlierRunText());
    }
}

void UpstreamNotices::outboxDropped(const relay::OutboxEvent &drop)
{
    // One that was put away starts to count anew.
    Notice *known = m_bar->find(dropsKey);
    if (!known) {
        m_dropped = 0;
        m_droppedFor.clear();
    }
    m_dropped += drop.count;
    const bool isNew = !m_droppedFor.contains(drop.destination);
    if (isNew && m_droppedFor.size() <= namedDestinations)
        m_droppedFor.append(drop.destination);
    const QString text = dropsText(drop.why);
    if (known)
        return known->setText(text);
    Notice *notice = m_bar->open(dropsKey, Notice::Tone::Warning, text, NoticeBar::Place::First);
    notice->addButton(tr("Export them…"), [this] { Q_EMIT exportWanted(); });
    notice->addButton(tr("Close"), {});
}

QString UpstreamNotices::dropsText(const protocol::Phrase &why) const
{
    const QString reason = reasonText(why);
    const int count = countOf(m_dropped);
    if (m_droppedFor == QStringList{relay::UpstreamLink::destination()})
        return count == 1
                   ? tr("1 message for Neuro was dropped: %1").arg(reason)
                   : tr("%Ln messages for Neuro were dropped: %1", nullptr, count).arg(reason);
    QStringList names;
    for (const QString &destination :
         m_droppedFor.first(std::min<qsizetype>(m_droppedFor.size(), namedDestinations)))
        names.append(models::destinationName(destination));
    if (m_droppedFor.size() > namedDestinations)
        names.append(u"…"_s);
    const QString whom = names.join(u", "_s);
    return count == 1
               ? tr("1 message for %1 was dropped: %2").arg(whom, reason)
               : tr("%Ln messages for %1 were dropped: %2", nullptr, count).arg(whom, reason);
}

QString UpstreamNotices::dropQuestion(const relay::OutboxPending &queue)
{
    const int count = countOf(queue.pending);
    if (queue.destination == relay::UpstreamLink::destination())
        return count == 1 ? tr("Drop the message that waits for Neuro? She will never read it.")
                          : tr("Drop %Ln messages that wait for Neuro? She will never read them.",
                               nullptr, count);
    const QString whom = models::destinationName(queue.destination);
    return count == 1
               ? tr("Drop the message that waits for %1? It will never arrive there.").arg(whom)
               : tr("Drop %Ln messages that wait for %1? They will never arrive there.", nullptr,
                    count)
                     .arg(whom);
}

void UpstreamNotices::askToDrop(const relay::OutboxPending &queue)
{
    m_asksToDrop = queue.destination;
    Notice *notice =
        m_bar->open(dropKey, Notice::Tone::Question, dropQuestion(queue), NoticeBar::Place::First);
    notice->addButton(
        tr("Drop"), [this, destination = queue.destination] { m_controls.dropOutbox(destination); },
        true);
    notice->addButton(tr("Cancel"), {});
}

} // namespace neuro::ui

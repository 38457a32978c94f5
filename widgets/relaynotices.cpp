// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/relaynotices.h"

#include "models/phrasetext.h"
#include "widgets/encryptionnotice.h"
#include "widgets/noticebar.h"
#include "widgets/plaintext.h"
#include "widgets/wheelguard.h"
#include "widgets/windowsettings.h"

#include <QSpinBox>

#include <limits>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int greatestPort = std::numeric_limits<quint16>::max();
constexpr qsizetype whoCharacters = 120;
constexpr qsizetype errorCharacters = 400;

/// The one after it, as people count on.
quint16 portAfter(quint16 port)
{
    return static_cast<quint16>(port < greatestPort ? port + 1 : port - 1);
}

} // namespace

const QString RelayNotices::doorKey = u"door"_s;
const QString RelayNotices::recordingKey = u"recording"_s;

RelayNotices::RelayNotices(NoticeBar *bar, WindowSettings *settings, RelayControls controls,
                           QObject *parent)
    : QObject(parent)
    , m_bar(bar)
    , m_settings(settings)
    , m_controls(std::move(controls))
{
}

void RelayNotices::admissionWanted(const relay::AdmissionEvent &request)
{
    const QString who =
        singleLine(request.origin.isEmpty() ? request.address : request.origin, whoCharacters);
    // "null" is what browsers send for a page from a file.
    const bool isPage = request.origin == u"null"_s;
    const QString page = tr("A web page without an address (a local file, or a sandboxed frame)");
    const QString text = request.door == relay::Door::Intermediary
                             ? tr("%1 wants to connect as an integration or a watcher; it needs "
                                  "the token as well.")
                                   .arg(isPage ? page : who)
                             : tr("%1 wants to connect as a game.").arg(isPage ? page : who);
    const QString key = u"admit "_s + request.origin + u' ' + request.address +
                        (request.door == relay::Door::Intermediary ? u" watcher"_s : QString());
    Notice *notice = m_bar->open(key, Notice::Tone::Question, text);
    if (!notice) // So many are open: whoever comes again may find room.
        return give(request, net::Admission::Later);
    addAnswer(notice, tr("Allow once"), request, net::Admission::Once);
    addAnswer(notice, tr("Always"), request, net::Admission::Always);
    addAnswer(notice, tr("Never"), request, net::Admission::Never);
    connect(notice, &Notice::dismissed, this,
            [this, request] { answer(request, net::Admission::Later); });
}

void RelayNotices::addAnswer(Notice *notice, const QString &text,
                             const relay::AdmissionEvent &request, net::Admission admission)
{
    notice->addButton(text, [this, request, admission] { answer(request, admission); });
}

void RelayNotices::give(const relay::AdmissionEvent &request, net::Admission admission)
{
    if (request.door == relay::Door::Intermediary)
        m_controls.admitWatcher(request.origin, request.address, admission);
    else
        m_controls.admit(request.origin, request.address, admission);
}

void RelayNotices::answer(const relay::AdmissionEvent &request, net::Admission admission)
{
    give(request, admission);
    m_settings->addAdmission({request.origin, request.address, admission, request.door});
}

void RelayNotices::doorChanged(const relay::DoorEvent &door, const QString &host, quint16 port,
                               bool hasUpstream)
{
    repeatAnswers();
    showEncryption(m_bar, door, m_controls.openConfig);
    if (door.error.isEmpty()) {
        m_bar->close(doorKey);
        return;
    }
    m_doorHost = host;
    m_doorPort = port;
    m_doorError = m_bar->open(doorKey, Notice::Tone::Error,
                              tr("The relay cannot listen on port %1, so no game can connect: %2")
                                  .arg(QString::number(port),
                                       singleLine(models::translated(door.error), errorCharacters)),
                              NoticeBar::Place::First);
    addPortField(m_doorError, host, portAfter(port));
    if (!hasUpstream)
        m_controls.probeServer(host, port);
}

void RelayNotices::serverProbed(const service::ProbedServer &server)
{
    // The operator may have answered, or the door may be tried elsewhere by now.
    if (!m_doorError || m_doorError != m_bar->find(doorKey) || server.host != m_doorHost ||
        server.port != m_doorPort)
        return;
    switch (server.result) {
    case net::ProbeResult::WebSocket:
        return offerUpstream(server);
    case net::ProbeResult::Relay:
        return addToDoorError(tr("Another Neuro Relay listens there."));
    case net::ProbeResult::Nobody:
    case net::ProbeResult::Silent:
    case net::ProbeResult::Other:
        return;
    }
}

/// Errors end with or without a full stop.
void RelayNotices::addToDoorError(const QString &sentence)
{
    QString error = m_doorError->text();
    if (error.endsWith(u'.'))
        error.chop(1);
    m_doorError->setText(tr("%1. %2", "the error, a sentence").arg(error, sentence));
}

void RelayNotices::offerUpstream(const service::ProbedServer &server)
{
    const quint16 port = portAfter(server.port);
    const QUrl url(u"ws://"_s + server.address);
    addToDoorError(tr("It may be Neuro, for it is a WebSocket server."));
    m_doorError->addButton(tr("Use it as upstream and listen on %1").arg(port),
                           [this, url, port] { m_controls.useUpstream(url, port); });
}

void RelayNotices::askForPort(const QString &host, quint16 port)
{
    Notice *notice = m_bar->open(
        doorKey, Notice::Tone::Question,
        tr("Games connect to port %1. On another port they are disconnected first.").arg(port),
        NoticeBar::Place::First);
    QSpinBox *field = addPortField(notice, host, port);
    notice->addButton(tr("Cancel"), {});
    // Asked for by hand; a notice that comes by itself leaves the focus where one types.
    field->setFocus(Qt::OtherFocusReason);
    field->selectAll();
}

QSpinBox *RelayNotices::addPortField(Notice *notice, const QString &host, quint16 suggestion)
{
    auto *port = new QSpinBox(notice);
    port->setRange(1, greatestPort);
    port->setValue(suggestion);
    port->setAccessibleName(tr("Port"));
    guardWheel(port);
    notice->addField(port);
    notice->addButton(
        tr("Listen there"),
        [this, port, host] { m_controls.reopenBackend(host, static_cast<quint16>(port->value())); },
        true);
    return port;
}

void RelayNotices::recordingChanged(const storage::RecorderStatus &status)
{
    if (status.error == m_recordingError)
        return;
    m_recordingError = status.error;
    if (status.error.isEmpty()) {
        m_bar->close(recordingKey);
        return;
    }
    Notice *notice =
        m_bar->open(recordingKey, Notice::Tone::Warning,
                    tr("The session is not recorded completely: %1")
                        .arg(singleLine(models::translated(status.error), errorCharacters)),
                    NoticeBar::Place::First);
    notice->addButton(tr("Start a new recording"), [this] {
        m_recordingError = {};
        m_controls.setRecording(true);
    });
    notice->addButton(tr("Go on"), {});
}

int RelayNotices::forgetAnswers()
{
    const QList<StoredAdmission> answers = m_settings->admissions();
    m_settings->clearAdmissions();
    for (const StoredAdmission &stored : answers)
        give({{}, stored.door, stored.origin, stored.address}, net::Admission::Later);
    return static_cast<int>(answers.size());
}

/// The relay forgets what it was told when it ends.
void RelayNotices::repeatAnswers()
{
    if (std::exchange(m_repeated, true))
        return;
    for (const StoredAdmission &stored : m_settings->admissions())
        give({{}, stored.door, stored.origin, stored.address}, stored.admission);
}

} // namespace neuro::ui

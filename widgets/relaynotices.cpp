// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/relaynotices.h"

#include "models/phrasetext.h"
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
    const QString text = request.origin == u"null"_s
                             ? tr("A web page without an address (a local file, or a sandboxed "
                                  "frame) wants to connect as a game.")
                             : tr("%1 wants to connect as a game.").arg(who);
    const QString key = u"admit "_s + request.origin + u' ' + request.address;
    Notice *notice = m_bar->open(key, Notice::Tone::Question, text);
    if (!notice)
        return;
    addAnswer(notice, tr("Allow once"), request, net::Admission::Once);
    addAnswer(notice, tr("Always"), request, net::Admission::Always);
    addAnswer(notice, tr("Never"), request, net::Admission::Never);
}

void RelayNotices::addAnswer(Notice *notice, const QString &text,
                             const relay::AdmissionEvent &request, net::Admission admission)
{
    notice->addButton(text, [this, request, admission] { answer(request, admission); });
}

void RelayNotices::answer(const relay::AdmissionEvent &request, net::Admission admission)
{
    m_controls.admit(request.origin, request.address, admission);
    m_settings->addAdmission({request.origin, request.address, admission});
}

void RelayNotices::doorChanged(const relay::DoorEvent &door, const QString &host, quint16 port)
{
    repeatAnswers();
    if (door.error.isEmpty()) {
        m_bar->close(doorKey);
        return;
    }
    Notice *notice =
        m_bar->open(doorKey, Notice::Tone::Error,
                    tr("The relay cannot listen on port %1, so no game can connect: %2")
                        .arg(QString::number(port),
                             singleLine(models::translated(door.error), errorCharacters)));
    if (notice)
        addPortField(notice, host, port < greatestPort ? port + 1 : port - 1);
}

void RelayNotices::askForPort(const QString &host, quint16 port)
{
    Notice *notice = m_bar->open(
        doorKey, Notice::Tone::Question,
        tr("Games connect to port %1. On another port they are disconnected first.").arg(port));
    if (!notice)
        return;
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
                        .arg(singleLine(models::translated(status.error), errorCharacters)));
    if (!notice)
        return;
    notice->addButton(tr("Start a new recording"), [this] {
        m_recordingError = {};
        m_controls.setRecording(true);
    });
    notice->addButton(tr("Go on"), {});
}

/// The relay forgets what it was told when it ends.
void RelayNotices::repeatAnswers()
{
    if (std::exchange(m_repeated, true))
        return;
    for (const StoredAdmission &stored : m_settings->admissions())
        m_controls.admit(stored.origin, stored.address, stored.admission);
}

} // namespace neuro::ui

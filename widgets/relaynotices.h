// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"
#include "service/relayservice.h"
#include "widgets/relaycontrols.h"

#include <QObject>
#include <QPointer>

class QSpinBox;

namespace neuro::ui {

class Notice;
class NoticeBar;
class WindowSettings;

/// Turns what needs the operator's attention into notices: peers that want to be let in, a door
/// that cannot be opened, a recording that fails. Standing answers are kept in the settings and
/// given to the relay again when its door opens; a question that is put away unanswered is asked
/// again with the next attempt.
class RelayNotices : public QObject
{
    Q_OBJECT

public:
    RelayNotices(NoticeBar *bar, WindowSettings *settings, RelayControls controls,
                 QObject *parent = nullptr);

    void admissionWanted(const relay::AdmissionEvent &request);
    /// `host` is where the door listens, or shall: empty for both loopbacks. When it cannot, and
    /// there is no upstream, it may be Neuro who listens there: that is found out.
    void doorChanged(const relay::DoorEvent &door, const QString &host, quint16 port,
                     bool hasUpstream);
    /// Who listens where the door cannot: Neuro is offered as the upstream.
    void serverProbed(const service::ProbedServer &server);
    void recordingChanged(const storage::RecorderStatus &status);
    /// Asks for another port; `port` is the present one.
    void askForPort(const QString &host, quint16 port);
    /// Takes all standing answers back, so that everybody is asked about again; tells how many.
    int forgetAnswers();

    /// Keys of the notices in the bar.
    static const QString doorKey;
    static const QString recordingKey;

private:
    void addAnswer(Notice *notice, const QString &text, const relay::AdmissionEvent &request,
                   net::Admission admission);
    void answer(const relay::AdmissionEvent &request, net::Admission admission);
    /// Tells the door that asked.
    void give(const relay::AdmissionEvent &request, net::Admission admission);
    QSpinBox *addPortField(Notice *notice, const QString &host, quint16 suggestion);
    void addToDoorError(const QString &sentence);
    void offerUpstream(const service::ProbedServer &server);
    void repeatAnswers();

    NoticeBar *m_bar;
    WindowSettings *m_settings;
    RelayControls m_controls;
    QPointer<Notice> m_doorError; ///< While it is open.
    QString m_doorHost;           ///< Where the door could not be opened.
    quint16 m_doorPort = 0;
    bool m_repeated = false;
    protocol::Phrase m_recordingError;
};

} // namespace neuro::ui

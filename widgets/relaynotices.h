// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"
#include "service/relayservice.h"
#include "widgets/relaycontrols.h"

#include <QObject>

class QSpinBox;

namespace neuro::ui {

class Notice;
class NoticeBar;
class WindowSettings;

/// Turns what needs the operator's attention into notices: peers that want to be let in, a door
/// that cannot be opened, a recording that fails. Standing answers are kept in the settings and
/// given to the relay again when its door opens.
class RelayNotices : public QObject
{
    Q_OBJECT

public:
    RelayNotices(NoticeBar *bar, WindowSettings *settings, RelayControls controls,
                 QObject *parent = nullptr);

    void admissionWanted(const relay::AdmissionEvent &request);
    /// `host` is where the door listens, or shall: empty for both loopbacks.
    void doorChanged(const relay::DoorEvent &door, const QString &host, quint16 port);
    void recordingChanged(const storage::RecorderStatus &status);
    /// Asks for another port; `port` is the present one.
    void askForPort(const QString &host, quint16 port);

    /// Keys of the notices in the bar.
    static const QString doorKey;
    static const QString recordingKey;

private:
    void addAnswer(Notice *notice, const QString &text, const relay::AdmissionEvent &request,
                   net::Admission admission);
    void answer(const relay::AdmissionEvent &request, net::Admission admission);
    QSpinBox *addPortField(Notice *notice, const QString &host, quint16 suggestion);
    void repeatAnswers();

    NoticeBar *m_bar;
    WindowSettings *m_settings;
    RelayControls m_controls;
    bool m_repeated = false;
    protocol::Phrase m_recordingError;
};

} // namespace neuro::ui

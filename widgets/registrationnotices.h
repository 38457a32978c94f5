// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/relayconfig.h"
#include "relay/relayevent.h"
#include "service/statusdoor.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>

#include <functional>

namespace neuro::ui {

class NoticeBar;

/// Tells the operator who was sent away at the intermediary door or the hub: who, why, and what to
/// do about it. One notice for each address and reason, however often it comes; never with a token.
class RegistrationNotices : public QObject
{
    Q_OBJECT

public:
    /// What the texts are about, and what the buttons do.
    struct Access
    {
        /// What the relay runs with now.
        std::function<config::RelayConfig()> config;
        /// Where games connect to: "ws://127.0.0.1:8000"; empty while nowhere.
        std::function<QString()> gameUrl;
        std::function<void(const QString &host, quint16 port)> reopenIntermediary;
        std::function<void()> openConfig;
    };

    RegistrationNotices(NoticeBar *bar, Access access, QObject *parent = nullptr);

    void registrationRefused(const relay::RegistrationRefusedEvent &refusal);
    /// Tells of an intermediary door that cannot be opened.
    void doorChanged(const relay::DoorEvent &door);
    /// Tells of a status door, Randy's port or an encrypted port of theirs that cannot be opened.
    void statusChanged(const service::StatusDoor &door);
    /// Warns of tokens that everybody knows or can guess; once until they change. Call it when the
    /// relay has started, and when its configuration has changed.
    void checkTokens();

    /// Notices of this class that are open at the same time; what is beyond is counted with the
    /// last one.
    static constexpr int noticesOpen = 5;

    /// Keys of the notices in the bar.
    static const QString doorKey;
    static const QString tokenKey;
    static const QString statusKey;
    static const QString encryptedStatusKey;
    static QString keyOf(const relay::RegistrationRefusedEvent &refusal);

private:
    struct Told
    {
        relay::RegistrationRefusedEvent last;
        int count = 0;
    };
    QString textOf(const Told &told) const;
    QString reasonText(const relay::RegistrationRefusedEvent &refusal) const;
    QString unknownTypeText(const relay::RegistrationRefusedEvent &refusal,
                            const QString &who) const;
    QString badTokenText(const relay::RegistrationRefusedEvent &refusal, const QString &who) const;
    QString gameHint() const;
    void openNotice(const QString &key);

    NoticeBar *m_bar;
    Access m_access;
    QHash<QString, Told> m_told; ///< By key: of the notices that are open.
    QSet<QString> m_ignored;     ///< Keys that the operator does not want to hear of any more.
    QString m_weakTokens;        ///< As checkTokens() found them last.
};

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/registrationnotices.h"

#include "models/phrasetext.h"
#include "net/tokencheck.h"
#include "relay/hubrules.h"
#include "widgets/encryptionnotice.h"
#include "widgets/noticebar.h"
#include "widgets/plaintext.h"
#include "widgets/wheelguard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSpinBox>

#include <limits>
#include <utility>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using Reason = relay::RegistrationRefusedEvent::Reason;

namespace {

constexpr qsizetype whoCharacters = 60;
constexpr qsizetype errorCharacters = 400;
constexpr int greatestPort = std::numeric_limits<quint16>::max();
/// Keys that are remembered as ignored; for one more all are forgotten.
constexpr qsizetype mostIgnored = 200;

} // namespace

const QString RegistrationNotices::doorKey = u"intermediary door"_s;
const QString RegistrationNotices::tokenKey = u"weak tokens"_s;
const QString RegistrationNotices::statusKey = u"status door"_s;
const QString RegistrationNotices::encryptedStatusKey = u"encrypted status"_s;

RegistrationNotices::RegistrationNotices(NoticeBar *bar, Access access, QObject *parent)
    : QObject(parent)
    , m_bar(bar)
    , m_access(std::move(access))
{
}

QString RegistrationNotices::keyOf(const relay::RegistrationRefusedEvent &refusal)
{
    return u"registration %1 %2 %3"_s.arg(
        QString(relay::nameOf(refusal.door, relay::doorNames)),
        QString(relay::nameOf(refusal.reason, relay::RegistrationRefusedEvent::reasonNames)),
        refusal.address);
}

void RegistrationNotices::registrationRefused(const relay::RegistrationRefusedEvent &refusal)
{
    const QString key = keyOf(refusal);
    if (m_ignored.contains(key))
        return;
    if (!m_told.contains(key) && m_told.size() >= noticesOpen)
        return; // The log has it.
    Told &told = m_told[key];
    told.last = refusal;
    ++told.count;
    if (Notice *notice = m_bar->find(key))
        notice->setText(textOf(told));
    else
        openNotice(key);
}

void RegistrationNotices::openNotice(const QString &key)
{
    const Told &told = m_told[key];
    Notice *notice = m_bar->open(key, Notice::Tone::Warning, textOf(told));
    if (!notice) {
        m_told.remove(key);
        return;
    }
    connect(notice, &Notice::finished, this, [this, key] { m_told.remove(key); });
    const config::RelayConfig config = m_access.config();
    // The hub's clients need not say what they are.
    const bool isHub = told.last.door == relay::Door::Hub;
    const bool isTokenWrong =
        told.last.reason == Reason::BadToken && (isHub || !told.last.type.isEmpty());
    const QString token = isHub ? config.hubToken() : config.intermediary.authToken;
    if (isTokenWrong && !token.isEmpty())
        notice->addButton(tr("Copy the token"),
                          [token] { QGuiApplication::clipboard()->setText(token); });
    notice->addButton(tr("Open the configuration…"), m_access.openConfig, true);
    notice->addButton(tr("Ignore"), [this, key] {
        if (m_ignored.size() >= mostIgnored)
            m_ignored.clear();
        m_ignored.insert(key);
    });
    notice->addButton(tr("Close"), {});
}

QString RegistrationNotices::textOf(const Told &told) const
{
    const QString text = reasonText(told.last);
    return told.count == 1 ? text : tr("%1 (%Ln times)", nullptr, told.count).arg(text);
}

QString RegistrationNotices::reasonText(const relay::RegistrationRefusedEvent &refusal) const
{
    const QString name = singleLine(refusal.name, whoCharacters);
    const QString who = name.isEmpty() ? tr("Somebody at %1").arg(refusal.address)
                                       : tr("“%1” at %2").arg(name, refusal.address);
    switch (refusal.reason) {
    case Reason::NotJson:
        return tr("%1 was sent away: its first message is no registration. %2")
            .arg(who, gameHint());
    case Reason::BadToken:
        return badTokenText(refusal, who);
    case Reason::WeakToken:
        return tr("%1 was sent away: its token is the published example or shorter than %2 "
                  "characters, which is good enough on this computer only. Set a long, random one "
                  "in the configuration and in what connects.")
            .arg(who, QString::number(net::safeTokenLength));
    case Reason::UnknownType:
        return unknownTypeText(refusal, who);
    case Reason::InvalidName:
        if (refusal.door == relay::Door::Hub)
            return tr("%1 was sent away by the hub: a client id has 1 to %2 characters that can be "
                      "seen, and is neither “server” nor a token. Correct its settings.")
                .arg(who, QString::number(relay::limits::hubClientId));
        return tr("%1 was sent away: a name has 1 to 64 letters, digits, spaces, “_”, “.” or “-”, "
                  "and holds no token. Correct its settings.")
            .arg(who);
    case Reason::TooLate:
        return tr("%1 was sent away: it connected and did not register. %2").arg(who, gameHint());
    case Reason::TooLarge:
        return tr("%1 was sent away: its first message is far too large for a registration. %2")
            .arg(who, gameHint());
    }
    return {};
}

QString RegistrationNotices::unknownTypeText(const relay::RegistrationRefusedEvent &refusal,
                                             const QString &who) const
{
    const QString type = singleLine(refusal.type, whoCharacters);
    if (refusal.door == relay::Door::Hub)
        return tr("%1 was sent away by the hub: it connects as “%2”, and the hub knows “ui”, "
                  "“agent” and “observer” only. Correct its settings.")
            .arg(who, type);
    return tr("%1 was sent away: it registers as “%2”, and the relay knows “integration” and "
              "“neuro-os” only. Correct its settings.")
        .arg(who, type);
}

QString RegistrationNotices::badTokenText(const relay::RegistrationRefusedEvent &refusal,
                                          const QString &who) const
{
    if (refusal.door == relay::Door::Hub)
        return tr("%1 was sent away by the hub: its token is wrong or missing. Give it the one of "
                  "the configuration (hub.token, or else intermediary.auth_token).")
            .arg(who);
    if (refusal.type.isEmpty())
        return tr("%1 was sent away: its first message has no token. %2").arg(who, gameHint());
    const config::RelayConfig config = m_access.config();
    if (config.intermediary.authToken.isEmpty() && !config.neuroOsToken.isEmpty()) {
        if (refusal.type == u"integration")
            return tr("%1 was sent away: the configuration has no token for integrations "
                      "(intermediary.auth_token), only one for watchers. Set a long, random one "
                      "there and in what connects.")
                .arg(who);
        return tr("%1 was sent away: its token is wrong. Give it the watchers’ one of the "
                  "configuration (dependency-authentication.neuro-os.auth_token).")
            .arg(who);
    }
    if (config.intermediary.authToken.isEmpty())
        return tr("%1 was sent away: the configuration has no token (intermediary.auth_token), so "
                  "nobody can register. Set a long, random one there and in what connects.")
            .arg(who);
    return tr("%1 was sent away: its token is wrong. Give it the one of the configuration "
              "(intermediary.auth_token), in place of the example that many programs come with.")
        .arg(who);
}

/// A game that knocks at the wrong door is the likeliest reason for a strange first message.
QString RegistrationNotices::gameHint() const
{
    const QString url = m_access.gameUrl();
    return url.isEmpty() ? tr("If it is a game, it belongs at the relay's other port.")
                         : tr("If it is a game, point it at %1.").arg(url);
}

void RegistrationNotices::doorChanged(const relay::DoorEvent &door)
{
    showEncryption(m_bar, door, m_access.openConfig);
    if (door.error.isEmpty()) {
        m_bar->close(doorKey);
        return;
    }
    const config::RelayConfig config = m_access.config();
    Notice *notice =
        m_bar->open(doorKey, Notice::Tone::Error,
                    tr("Integrations and watchers cannot connect: %1")
                        .arg(singleLine(models::translated(door.error), errorCharacters)),
                    NoticeBar::Place::First);
    auto *port = new QSpinBox(notice);
    port->setRange(1, greatestPort);
    port->setValue(config.intermediary.port < greatestPort ? config.intermediary.port + 1
                                                           : greatestPort - 1);
    port->setAccessibleName(tr("Port"));
    guardWheel(port);
    notice->addField(port);
    notice->addButton(
        tr("Listen there"),
        [this, port, host = config.intermediary.host] {
            m_access.reopenIntermediary(host, static_cast<quint16>(port->value()));
        },
        true);
    notice->addButton(tr("Do without"), {});
}

void RegistrationNotices::statusChanged(const service::StatusDoor &door)
{
    const auto show = [this](const QString &key, const QString &text, const QString &putAway) {
        Notice *notice = m_bar->open(key, Notice::Tone::Warning, text, NoticeBar::Place::First);
        notice->addButton(tr("Open the configuration…"), m_access.openConfig, true);
        notice->addButton(putAway, {});
    };
    const auto shown = [](const protocol::Phrase &error) {
        return singleLine(models::translated(error), errorCharacters);
    };
    if (door.error.isEmpty())
        m_bar->close(statusKey);
    else if (m_access.config().status.enabled && !door.listening)
        show(statusKey, tr("The door for the status is closed: %1").arg(shown(door.error)),
             tr("Do without"));
    else
        show(statusKey, tr("Randy’s port is closed: %1").arg(shown(door.error)), tr("Do without"));
    if (door.encryptedError.isEmpty())
        return m_bar->close(encryptedStatusKey);
    const QString error = shown(door.encryptedError);
    if (door.encryptedAddresses.isEmpty())
        show(encryptedStatusKey, tr("Nobody can ask for the status with encryption: %1").arg(error),
             tr("Do without"));
    else
        show(encryptedStatusKey,
             tr("Browsers are shown the earlier certificate of the status, the new one is of no "
                "use: %1")
                 .arg(error),
             tr("Go on"));
}

void RegistrationNotices::checkTokens()
{
    const config::RelayConfig config = m_access.config();
    QStringList keys;
    // The games' door lets clients of the hub in, too, who show this one when the hub has none.
    const bool isUsed = config.intermediary.enabled || config.hub.token.isEmpty();
    if (isUsed && net::isWeakToken(config.intermediary.authToken))
        keys.append(u"intermediary.auth_token"_s);
    if (net::isWeakToken(config.neuroOsToken))
        keys.append(u"dependency-authentication.neuro-os.auth_token"_s);
    if (net::isWeakToken(config.hub.token))
        keys.append(u"hub.token"_s);
    const QString weak = keys.join(u", "_s);
    if (weak == std::exchange(m_weakTokens, weak))
        return;
    m_bar->close(tokenKey);
    if (weak.isEmpty())
        return;
    Notice *notice = m_bar->open(
        tokenKey, Notice::Tone::Warning,
        tr("A token is the published example, or short enough to guess (%1). It admits programs on "
           "this computer only. Set a long, random one.")
            .arg(weak));
    if (!notice)
        return;
    notice->addButton(tr("Open the configuration…"), m_access.openConfig, true);
    notice->addButton(tr("Close"), {});
}

} // namespace neuro::ui

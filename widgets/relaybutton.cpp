// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/relaybutton.h"

#include "models/phrasetext.h"
#include "widgets/menus.h"
#include "widgets/theme.h"
#include "widgets/themedicons.h"

#include <QEvent>
#include <QMenu>

#include <utility>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Between the dot and the text, in pixels.
constexpr int dotGap = 4;

/// "0.0.0.0:8000" and "[::]:8000" are where a door listens, but nowhere to connect to.
QString dialAddress(const QString &listening)
{
    for (const auto &[every, loopback] :
         {std::pair{u"0.0.0.0:"_s, u"127.0.0.1:"_s}, std::pair{u"[::]:"_s, u"[::1]:"_s}}) {
        if (listening.startsWith(every))
            return loopback + listening.mid(every.size());
    }
    return listening;
}

/// What games connect to, one address a line.
QString dialAddresses(const QStringList &listening)
{
    QStringList addresses;
    for (const QString &address : listening)
        addresses.append(dialAddress(address));
    return addresses.join(u'\n');
}

} // namespace

RelayButton::RelayButton(QWidget *parent)
    : ActionButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setIconSize({dotSize + dotGap, dotSize});
    showState();
}

void RelayButton::setActions(const QList<QAction *> &actions)
{
    setMenu(makeMenu(actions, this));
}

void RelayButton::setDoor(const relay::DoorEvent &door)
{
    m_door = door;
    showState();
}

void RelayButton::changeEvent(QEvent *event)
{
    ActionButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showState();
}

void RelayButton::showState()
{
    const ThemeColors &colors = themeColors(palette());
    if (m_door.listening) {
        setIcon(stateDot(colors.success, *this, dotGap));
        setText(tr("Relay on %1").arg(m_door.addresses.value(0)));
        QString where = tr("Games connect to:\n%1").arg(dialAddresses(m_door.addresses));
        if (!m_door.encryptedAddresses.isEmpty())
            where += u'\n' + tr("Encrypted:\n%1").arg(dialAddresses(m_door.encryptedAddresses));
        if (dialAddresses(m_door.addresses) != m_door.addresses.join(u'\n'))
            where += u'\n' + tr("Games on other computers: with this computer’s address instead.");
        if (!m_door.encryptedError.isEmpty())
            where += u'\n' + models::translated(m_door.encryptedError);
        setToolTip(where);
    } else if (!m_door.error.isEmpty()) {
        setIcon(stateDot(colors.error, *this, dotGap));
        setText(tr("Relay cannot listen"));
        setToolTip(models::translated(m_door.error));
    } else {
        setIcon(stateDot(colors.idle, *this, dotGap));
        setText(m_door.at.wall == 0 ? tr("Relay is starting") : tr("Relay stopped"));
        setToolTip(tr("No game can connect now."));
    }
    setAccessibleName(text());
}

QString relayUrl(const relay::DoorEvent &door)
{
    if (!door.listening || door.addresses.isEmpty())
        return {};
    return u"ws://"_s + dialAddress(door.addresses.first());
}

DoorAddress doorAddress(const QString &address)
{
    const qsizetype colon = address.lastIndexOf(u':');
    if (colon < 0)
        return {address, 0};
    QString host = address.left(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    return {host, address.mid(colon + 1).toUShort()};
}

} // namespace neuro::ui

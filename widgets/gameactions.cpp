// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/gameactions.h"

#include "widgets/menus.h"
#include "widgets/noticebar.h"
#include "widgets/plaintext.h"
#include "widgets/themedicons.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeySequence>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using models::IntegrationsModel;

namespace {

constexpr qsizetype nameCharacters = 60;

bool isOf(const QModelIndex &index, IntegrationsModel::ItemKind kind)
{
    return index.isValid() &&
           index.data(IntegrationsModel::KindRole).toInt() == static_cast<int>(kind);
}

bool isAction(const QModelIndex &index)
{
    return isOf(index, IntegrationsModel::ItemKind::Action);
}

relay::PeerRole roleOf(const QModelIndex &index)
{
    return static_cast<relay::PeerRole>(index.data(IntegrationsModel::ClientRole).toInt());
}

bool isGame(const QModelIndex &index)
{
    return isOf(index, IntegrationsModel::ItemKind::Game);
}

/// Clients of the hub are not the engine's to send away.
bool isWatcher(const QModelIndex &index)
{
    return isOf(index, IntegrationsModel::ItemKind::Watcher) &&
           roleOf(index) == relay::PeerRole::Watcher;
}

relay::PeerId peerOf(const QModelIndex &index)
{
    return index.data(IntegrationsModel::PeerRole).value<relay::PeerId>();
}

QString gameOf(const QModelIndex &index)
{
    return index.data(IntegrationsModel::GameRole).toString();
}

} // namespace

GameActions::GameActions(const IntegrationsModel *model, CommandSink submit, NoticeBar *notices,
                         QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_submit(std::move(submit))
    , m_notices(notices)
{
    m_send = add(tr("&Send action"), QKeySequence(Qt::Key_F4),
                 tr("Send the chosen action to its game, as Neuro would"));
    setThemedIcon(m_send, u"send"_s);
    connect(m_send, &QAction::triggered, this, [this] { send(m_item); });
    addSeparator();
    QAction *reregister = add(tr("Ask to &register its actions again"), QKeySequence(Qt::Key_F5),
                              tr("The chosen game sends its actions anew"));
    m_forGames.append(reregister);
    connect(reregister, &QAction::triggered, this,
            [this] { m_submit(relay::AskToReregister{peer()}); });
    addSeparator();
    addShutdowns();
    addSeparator();
    m_copyName = add(tr("&Copy name"), QKeySequence(Qt::SHIFT | Qt::Key_F4),
                     tr("Copy the name of the chosen game or action"));
    setThemedIcon(m_copyName, u"copy"_s);
    connect(m_copyName, &QAction::triggered, this, &GameActions::copyName);
    // A game may come back, leave, or take the chosen action away.
    connect(model, &QAbstractItemModel::dataChanged, this, &GameActions::refresh);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &GameActions::refresh);
    connect(model, &QAbstractItemModel::modelReset, this, &GameActions::refresh);
    refresh();
}

QAction *GameActions::add(const QString &text, const QKeySequence &keys, const QString &toolTip)
{
    auto *action = new QAction(text, this);
    explain(action, keys, toolTip);
    m_actions.append(action);
    return action;
}

void GameActions::addSeparator()
{
    auto *line = new QAction(this);
    line->setSeparator(true);
    m_actions.append(line);
}

void GameActions::addShutdowns()
{
    QAction *graceful = add(tr("Ask to shut &down at a good moment"), QKeySequence(Qt::Key_F8),
                            tr("The chosen game may finish what it is doing, save, and end"));
    connect(graceful, &QAction::triggered, this, [this] {
        m_submit(relay::AskToShutDown{peer(), relay::Shutdown::Graceful});
    });
    QAction *cancel = add(tr("Cancel the sh&utdown request"), QKeySequence(Qt::SHIFT | Qt::Key_F8),
                          tr("The chosen game goes on after all"));
    connect(cancel, &QAction::triggered, this, [this] {
        m_submit(relay::AskToShutDown{peer(), relay::Shutdown::CancelGraceful});
    });
    QAction *immediate =
        add(tr("Shut down at &once…"), QKeySequence(Qt::CTRL | Qt::Key_F8),
            tr("The chosen game ends now; what is not saved there may be lost. Asks first."));
    connect(immediate, &QAction::triggered, this, [this] {
        ask(tr("Shut down %1 at once? What is not saved there may be lost.").arg(game()),
            tr("Shut down"), relay::AskToShutDown{peer(), relay::Shutdown::Immediate});
    });
    QAction *disconnect =
        add(tr("D&isconnect…"), QKeySequence(Qt::Key_F9),
            tr("Close the connection of the chosen game or watcher, which may come back. Asks "
               "first."));
    connect(disconnect, &QAction::triggered, this, [this] {
        const QString question =
            isGame(m_item)
                ? tr("Disconnect %1? Its forces are withdrawn; it may connect again by itself.")
                : tr("Disconnect %1? It may connect again by itself.");
        ask(question.arg(game()), tr("Disconnect"), relay::DisconnectPeer{peer()});
    });
    m_forGames += {graceful, cancel, immediate};
    m_disconnect = disconnect;
}

void GameActions::setItem(const QModelIndex &index)
{
    m_item = index;
    refresh();
}

void GameActions::refresh()
{
    const QModelIndex item = m_item;
    const bool isThere = item.isValid() && peerOf(item) != 0;
    const bool takesData = item.data(IntegrationsModel::TakesDataRole).toBool();
    m_send->setText(takesData ? tr("&Send action…") : tr("&Send action"));
    m_send->setEnabled(isThere && isAction(item));
    const bool isItsGame = isAction(item) || isGame(item);
    for (QAction *action : std::as_const(m_forGames))
        action->setEnabled(isThere && isItsGame);
    m_disconnect->setEnabled(isThere && (isItsGame || isWatcher(item)));
    m_copyName->setEnabled(item.isValid());
}

void GameActions::send(const QModelIndex &index)
{
    const std::optional<protocol::Action> action = m_model->action(index);
    const relay::PeerId to = peerOf(index);
    if (!action || to == 0)
        return;
    if (action->takesData())
        Q_EMIT formWanted(to, gameOf(index), *action);
    else
        m_submit(relay::SendAction{to, action->name, std::nullopt, false});
}

void GameActions::ask(const QString &question, const QString &deed,
                      const relay::RelayCommand &command)
{
    Notice *notice = m_notices->open(u"game-%1"_s.arg(peer()), Notice::Tone::Question, question,
                                     NoticeBar::Place::First);
    notice->addButton(
        deed, [this, command] { m_submit(command); }, true);
    notice->addButton(tr("Cancel"), {});
}

void GameActions::copyName() const
{
    const QModelIndex item = m_item;
    QGuiApplication::clipboard()->setText(
        isAction(item) ? item.data(IntegrationsModel::ActionRole).toString() : gameOf(item));
}

relay::PeerId GameActions::peer() const
{
    return peerOf(m_item);
}

/// For a sentence.
QString GameActions::game() const
{
    return singleLine(gameOf(m_item), nameCharacters);
}

} // namespace neuro::ui

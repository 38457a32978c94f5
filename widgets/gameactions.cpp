// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/gameactions.h"

#include "models/diagnosticsmodel.h"
#include "relay/relayevent.h"
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
    addMessages();
    addSeparator();
    QAction *reregister = add(tr("Ask to &register its actions again"), QKeySequence(Qt::Key_F5),
                              tr("The chosen game sends its actions anew"));
    m_forGames.append(reregister);
    connect(reregister, &QAction::triggered, this,
            [this] { m_submit(relay::AskToReregister{peer()}); });
    addSeparator();
    addShutdowns();
    addSeparator();
    addRestrictions();
    addDiagnosticsMute();
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

QAction *GameActions::addToggle(const QString &text, const QKeySequence &keys,
                                const QString &toolTip)
{
    QAction *action = add(text, keys, toolTip);
    action->setCheckable(true);
    return action;
}

void GameActions::addMessages()
{
    QAction *raw = add(tr("Ra&w message…"), QKeySequence(Qt::CTRL | Qt::Key_F5),
                       tr("Write a message to the chosen game by hand, from a template"));
    connect(raw, &QAction::triggered, this, [this] { Q_EMIT rawMessageWanted(peer()); });
    QAction *startup =
        add(tr("Startup and s&peech…"), QKeySequence(Qt::CTRL | Qt::Key_F6),
            tr("Tell the chosen game who Neuro is, or that she has finished speaking"));
    connect(startup, &QAction::triggered, this, [this] { Q_EMIT startupWanted(peer()); });
    m_forGames += {raw, startup};
}

void GameActions::addRestrictions()
{
    m_mute = addToggle({}, QKeySequence(Qt::SHIFT | Qt::Key_F9),
                       tr("Tell Neuro nothing of the chosen game, and let others decide for it, "
                          "until this is switched off; the game does not notice"));
    connect(m_mute, &QAction::triggered, this, [this](bool on) {
        m_submit(relay::MuteGame{gameOf(m_item), on});
        refresh(); // Checked is what is so.
    });
    m_block = addToggle({}, QKeySequence(Qt::CTRL | Qt::Key_F9),
                        tr("Disconnect the chosen game, and send it away whenever it comes, until "
                           "this is switched off. Asks first."));
    connect(m_block, &QAction::triggered, this, &GameActions::block);
    m_hide = addToggle(tr("&Hide from Neuro"), QKeySequence(Qt::SHIFT | Qt::Key_F7),
                       tr("Unregister the chosen action with Neuro until this is switched off; "
                          "others may still choose it"));
    connect(m_hide, &QAction::triggered, this, [this](bool on) {
        m_submit(relay::HideAction{gameOf(m_item),
                                   m_item.data(IntegrationsModel::ActionRole).toString(), on});
        refresh();
    });
    m_unregister = add(tr("U&nregister here"), QKeySequence(Qt::CTRL | Qt::Key_F7),
                       tr("Take the chosen action away as if its game had unregistered it; the "
                          "game is not told, and can register it again"));
    connect(m_unregister, &QAction::triggered, this, &GameActions::unregister);
}

void GameActions::addDiagnosticsMute()
{
    m_muteDiagnostics =
        addToggle(tr("Mute dia&gnostics"), QKeySequence(Qt::CTRL | Qt::Key_G, Qt::Key_Q),
                  tr("Count and record what the chosen game does wrong, but do not show it, until "
                     "this is switched off"));
    connect(m_muteDiagnostics, &QAction::triggered, this, [this](bool on) {
        const models::DiagnosticMute mute{gameOf(m_item), std::nullopt};
        if (on)
            m_diagnostics->mute({mute});
        else
            m_diagnostics->unmute({mute});
        refresh(); // Checked is what is so.
    });
}

void GameActions::setDiagnostics(models::DiagnosticsModel *diagnostics)
{
    m_diagnostics = diagnostics;
    refresh();
}

void GameActions::block(bool on)
{
    const relay::BlockGame command{gameOf(m_item), on};
    const bool isThere = gameItem().data(IntegrationsModel::PeerRole).value<relay::PeerId>() != 0;
    refresh();
    if (!on || !isThere)
        m_submit(command);
    else
        ask(tr("Block %1? It is disconnected, its forces are withdrawn, and it is sent away until "
               "you allow it again.")
                .arg(game()),
            tr("Block"), command);
}

void GameActions::unregister()
{
    const QString action = m_item.data(IntegrationsModel::ActionRole).toString();
    const Unregistering what{peer(), gameItem(), gameOf(m_item), action};
    m_unregistering.insert(m_submit(relay::UnregisterAction{what.peer, action}), what);
}

void GameActions::commandDone(const relay::OperatorEvent &result)
{
    const auto found = m_unregistering.constFind(result.command);
    if (found == m_unregistering.constEnd())
        return;
    const Unregistering done = *found;
    m_unregistering.erase(found);
    if (result.code != relay::CommandError::None || hasLeft(done))
        return; // The window tells why; of a game that has left there is nothing to undo.
    m_unregistered = done;
    Notice *notice =
        m_notices->open(unregisteredKey, Notice::Tone::Question,
                        tr("%1 of %2 is unregistered here; the game was not told.", "action, game")
                            .arg(shown(done.action), shown(done.game)),
                        NoticeBar::Place::First);
    notice->addButton(tr("Undo"), [this, done] {
        m_submit(relay::UnregisterAction{done.peer, done.action, true});
    });
    notice->addButton(tr("Close"), {}, true);
}

bool GameActions::hasLeft(const Unregistering &what)
{
    return !what.item.isValid() || peerOf(what.item) != what.peer;
}

void GameActions::closeUndoOfGone()
{
    if (m_unregistered && hasLeft(*m_unregistered)) {
        m_unregistered.reset();
        m_notices->close(unregisteredKey);
    }
}

QModelIndex GameActions::gameItem() const
{
    const QModelIndex item = m_item;
    if (isGame(item))
        return item;
    return isAction(item) ? item.parent() : QModelIndex();
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
    closeUndoOfGone();
    const QModelIndex item = m_item;
    const bool isThere = item.isValid() && peerOf(item) != 0;
    const bool takesData = item.data(IntegrationsModel::TakesDataRole).toBool();
    m_send->setText(takesData ? tr("&Send action…") : tr("&Send action"));
    m_send->setEnabled(isThere && isAction(item));
    const bool isItsGame = isAction(item) || isGame(item);
    for (QAction *action : std::as_const(m_forGames))
        action->setEnabled(isThere && isItsGame);
    m_disconnect->setEnabled(isThere && (isItsGame || isWatcher(item)));
    const QModelIndex game = gameItem();
    // Beside those about an action it is said that these are about its game.
    m_mute->setText(isAction(item) ? tr("&Mute game towards Neuro") : tr("&Mute towards Neuro"));
    m_block->setText(isAction(item) ? tr("&Block game until allowed…")
                                    : tr("&Block until allowed…"));
    m_mute->setEnabled(game.isValid());
    m_mute->setChecked(game.data(IntegrationsModel::KeptFromNeuroRole).toBool());
    m_block->setEnabled(game.isValid());
    m_block->setChecked(game.data(IntegrationsModel::BlockedRole).toBool());
    m_muteDiagnostics->setEnabled(game.isValid() && m_diagnostics);
    m_muteDiagnostics->setChecked(game.data(IntegrationsModel::DiagnosticsMutedRole).toBool());
    m_hide->setEnabled(isAction(item));
    m_hide->setChecked(isAction(item) && item.data(IntegrationsModel::KeptFromNeuroRole).toBool());
    m_unregister->setEnabled(isThere && isAction(item));
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
    return shown(gameOf(m_item));
}

QString GameActions::shown(const QString &name)
{
    return singleLine(name, nameCharacters);
}

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/diagnosticactions.h"

#include "widgets/menus.h"
#include "widgets/themedicons.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeySequence>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using models::DiagnosticsModel;
using protocol::DiagnosticKey;

namespace {

/// Two keys, one after the other: single ones are scarce.
QKeySequence keys(Qt::Key key)
{
    return {Qt::CTRL | Qt::Key_G, key};
}

models::DiagnosticMute muteOf(const QModelIndex &row)
{
    return {row.data(DiagnosticsModel::GameRole).toString(),
            static_cast<DiagnosticKey>(row.data(DiagnosticsModel::KeyRole).toInt())};
}

} // namespace

DiagnosticActions::DiagnosticActions(DiagnosticsModel *model, models::DiagnosticsFilter *filter,
                                     QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_filter(filter)
{
    m_goToFrame = add(tr("&Go to the message"), keys(Qt::Key_G),
                      tr("Show the message that caused it in the traffic"));
    connect(m_goToFrame, &QAction::triggered, this, [this] {
        const quint64 seq = m_current.data(DiagnosticsModel::SeqRole).toULongLong();
        if (seq != 0)
            Q_EMIT frameWanted(seq);
    });
    m_copy = add(tr("&Copy"), keys(Qt::Key_C),
                 tr("Copy the chosen diagnostics with what to do, or all that are shown when none "
                    "is chosen"));
    setThemedIcon(m_copy, u"copy"_s);
    connect(m_copy, &QAction::triggered, this, &DiagnosticActions::copy);
    addSeparator();
    addHiding();
    addSeparator();
    addRestoring();
    refresh();
}

QAction *DiagnosticActions::add(const QString &text, const QKeySequence &shortcut,
                                const QString &toolTip)
{
    auto *action = new QAction(text, this);
    explain(action, shortcut, toolTip);
    m_actions.append(action);
    return action;
}

void DiagnosticActions::addSeparator()
{
    auto *line = new QAction(this);
    line->setSeparator(true);
    m_actions.append(line);
}

void DiagnosticActions::addHiding()
{
    m_dismiss = add(tr("&Dismiss"), keys(Qt::Key_D),
                    tr("Hide the chosen diagnostics until they happen again"));
    connect(m_dismiss, &QAction::triggered, this,
            [this] { m_model->dismiss(chosen(DiagnosticsModel::DismissedRole, false)); });
    m_dismissAll = add(tr("Dismiss &all"), keys(Qt::Key_A),
                       tr("Hide all diagnostics that are shown until they happen again"));
    connect(m_dismissAll, &QAction::triggered, this, [this] { m_model->dismiss(allShown()); });
    m_mute = add(tr("&Mute for this game"), keys(Qt::Key_M),
                 tr("Hide the chosen diagnostics of their games for good, until they are unmuted"));
    connect(m_mute, &QAction::triggered, this, &DiagnosticActions::muteChosen);
}

void DiagnosticActions::addRestoring()
{
    m_showAll = add(tr("&Show hidden"), keys(Qt::Key_S),
                    tr("Show what is dismissed or muted, too, dimmed"));
    m_showAll->setCheckable(true);
    connect(m_showAll, &QAction::toggled, this, [this](bool on) {
        m_filter->setShowsAll(on);
        refresh();
    });
    m_restore = add(tr("&Restore"), keys(Qt::Key_R),
                    tr("Take the dismissal of the chosen diagnostics back"));
    connect(m_restore, &QAction::triggered, this,
            [this] { m_model->restore(chosen(DiagnosticsModel::DismissedRole, true)); });
    m_restoreAll =
        add(tr("R&estore all"), keys(Qt::Key_E), tr("Take every dismissal back; mutes stay"));
    connect(m_restoreAll, &QAction::triggered, this, [this] { m_model->restore(allDismissed()); });
    m_unmute = add(tr("&Unmute"), keys(Qt::Key_U),
                   tr("Take the mute of the chosen diagnostics back; if all of a game is muted, "
                      "that of the game"));
    connect(m_unmute, &QAction::triggered, this, &DiagnosticActions::unmuteChosen);
}

void DiagnosticActions::setRows(const QModelIndexList &rows, const QModelIndex &current)
{
    m_rows.clear();
    for (const QModelIndex &row : rows)
        m_rows.append(m_filter->mapToSource(row));
    m_current = m_filter->mapToSource(current);
    refresh();
}

QList<int> DiagnosticActions::chosen(int role, bool value) const
{
    QList<int> rows;
    for (const QPersistentModelIndex &row : m_rows) {
        if (row.isValid() && row.data(role).toBool() == value)
            rows.append(row.row());
    }
    return rows;
}

QList<int> DiagnosticActions::allDismissed() const
{
    QList<int> rows;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->index(row, 0).data(DiagnosticsModel::DismissedRole).toBool())
            rows.append(row);
    }
    return rows;
}

QList<int> DiagnosticActions::allShown() const
{
    QList<int> rows;
    for (int row = 0; row < m_filter->rowCount(); ++row)
        rows.append(m_filter->mapToSource(m_filter->index(row, 0)).row());
    return rows;
}

void DiagnosticActions::muteChosen()
{
    // Rows may go from the filter, and from m_rows with it, while this goes on.
    QList<models::DiagnosticMute> mutes;
    for (const int row : chosen(DiagnosticsModel::MutedRole, false))
        mutes.append(muteOf(m_model->index(row, 0)));
    m_model->mute(mutes);
}

void DiagnosticActions::unmuteChosen()
{
    QList<models::DiagnosticMute> mutes;
    for (const int row : chosen(DiagnosticsModel::MutedRole, true)) {
        const QModelIndex index = m_model->index(row, 0);
        models::DiagnosticMute mute = muteOf(index);
        if (index.data(DiagnosticsModel::GameMutedRole).toBool())
            mute.key.reset();
        mutes.append(mute);
    }
    m_model->unmute(mutes);
}

void DiagnosticActions::copy() const
{
    QList<int> rows;
    for (const QPersistentModelIndex &row : m_rows) {
        if (row.isValid())
            rows.append(row.row());
    }
    if (rows.isEmpty())
        rows = allShown();
    QStringList texts;
    for (const int row : std::as_const(rows))
        texts.append(m_model->toText(row));
    QGuiApplication::clipboard()->setText(texts.join(u'\n'));
}

void DiagnosticActions::refresh()
{
    const auto muted = chosen(DiagnosticsModel::MutedRole, true);
    const bool isGame = std::any_of(muted.begin(), muted.end(), [this](int row) {
        return m_model->index(row, 0).data(DiagnosticsModel::GameMutedRole).toBool();
    });
    m_goToFrame->setEnabled(m_current.data(DiagnosticsModel::SeqRole).toULongLong() != 0);
    m_dismiss->setEnabled(!chosen(DiagnosticsModel::DismissedRole, false).isEmpty());
    m_dismissAll->setEnabled(m_filter->rowCount() > 0);
    m_mute->setEnabled(!chosen(DiagnosticsModel::MutedRole, false).isEmpty());
    m_restore->setEnabled(!chosen(DiagnosticsModel::DismissedRole, true).isEmpty());
    m_restoreAll->setEnabled(!allDismissed().isEmpty());
    m_unmute->setEnabled(!muted.isEmpty());
    m_unmute->setText(isGame ? tr("&Unmute the game") : tr("&Unmute"));
    m_copy->setEnabled(m_filter->rowCount() > 0);
    const int hidden = m_model->rowCount() - m_model->openRows();
    m_showAll->setEnabled(hidden > 0 || m_showAll->isChecked());
    m_showAll->setText(hidden > 0 ? tr("&Show hidden (%L1)").arg(hidden) : tr("&Show hidden"));
}

} // namespace neuro::ui

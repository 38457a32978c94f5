// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/forceactions.h"

#include "widgets/forcecard.h"
#include "widgets/menus.h"

#include <QAction>

namespace neuro::ui {

namespace {

QString toolTipOf(ForceDeed deed)
{
    switch (deed) {
    case ForceDeed::Main:
        return ForceActions::tr("Send the chosen action, or make the force yours first");
    case ForceDeed::AnswerUnchecked:
        return ForceActions::tr("Send the data as it is, even if it breaks the schema");
    case ForceDeed::AnswerRandomly:
        return ForceActions::tr("Send a random action with random data");
    case ForceDeed::FillLastAnswer:
        return ForceActions::tr("Choose and fill in what this game was answered last");
    case ForceDeed::EditJson:
        return ForceActions::tr("Show the data as JSON instead of as a form, or the other way");
    case ForceDeed::Hold:
        return ForceActions::tr("Ask nobody about the force until it is resumed");
    case ForceDeed::Drop:
        return ForceActions::tr("End the force without an answer; asks first");
    case ForceDeed::ShowTraffic:
        return ForceActions::tr("Show only the messages of this force in the traffic");
    }
    return {};
}

/// Without a card to say it.
QString titleOf(ForceDeed deed)
{
    switch (deed) {
    case ForceDeed::Main:
        return ForceActions::tr("&Answer");
    case ForceDeed::AnswerUnchecked:
        return ForceActions::tr("Answer &without checking");
    case ForceDeed::AnswerRandomly:
        return ForceActions::tr("Answer at &random");
    case ForceDeed::FillLastAnswer:
        return ForceActions::tr("Fill in the &last answer");
    case ForceDeed::EditJson:
        return ForceActions::tr("Edit as &JSON");
    case ForceDeed::Hold:
        return ForceActions::tr("&Hold this force");
    case ForceDeed::Drop:
        return ForceActions::tr("&Drop…");
    case ForceDeed::ShowTraffic:
        return ForceActions::tr("&Only this force");
    }
    return {};
}

QString titleOf(ForceDeed deed, const ForceCard &card)
{
    if (deed == ForceDeed::Main && card.takesOver())
        return ForceActions::tr("T&ake over");
    if (deed == ForceDeed::Hold && card.isHeld())
        return ForceActions::tr("Res&ume this force");
    return titleOf(deed);
}

ForceDeed deedOf(const QAction *action)
{
    return static_cast<ForceDeed>(action->data().toInt());
}

} // namespace

ForceActions::ForceActions(bool isRecorded, QObject *parent)
    : QObject(parent)
{
    for (const ForceDeed deed : forceDeeds) {
        if (isRecorded && deed != ForceDeed::ShowTraffic)
            continue;
        const bool beginsGroup = deed == ForceDeed::Hold || deed == ForceDeed::ShowTraffic;
        if (beginsGroup && !m_actions.isEmpty())
            addSeparator();
        auto *action = new QAction(titleOf(deed), this);
        action->setData(static_cast<int>(deed));
        action->setCheckable(deed == ForceDeed::EditJson);
        explain(action, forceKeys(deed), toolTipOf(deed));
        connect(action, &QAction::triggered, this, [this, deed] {
            if (m_card)
                m_card->perform(deed);
            refresh(); // What was checked by the click may be refused.
        });
        m_actions.append(action);
    }
    refresh();
}

void ForceActions::addSeparator()
{
    auto *line = new QAction(this);
    line->setSeparator(true);
    m_actions.append(line);
}

void ForceActions::setCard(ForceCard *card)
{
    m_card = card;
    refresh();
}

void ForceActions::refresh()
{
    for (QAction *action : std::as_const(m_actions)) {
        if (action->isSeparator())
            continue;
        const ForceDeed deed = deedOf(action);
        action->setText(m_card ? titleOf(deed, *m_card) : titleOf(deed));
        action->setEnabled(m_card && m_card->can(deed));
        if (deed == ForceDeed::EditJson)
            action->setChecked(m_card && m_card->isEditedAsJson());
    }
}

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/deskorder.h"

#include <QSet>

namespace neuro::ui {

using relay::ForceId;

QList<ForceId> deskOrder(const QList<ForceId> &shown, const QList<ForceId> &wanted, ForceId focused)
{
    if (focused == 0 || !wanted.contains(focused))
        return wanted;
    const QSet<ForceId> waiting(wanted.cbegin(), wanted.cend());
    QList<ForceId> order;
    QSet<ForceId> placed;
    const auto place = [&](ForceId id) {
        if (!placed.contains(id)) {
            order.append(id);
            placed.insert(id);
        }
    };
    for (const ForceId id : shown) {
        if (id == focused)
            break;
        if (waiting.contains(id))
            place(id);
    }
    place(focused);
    for (const ForceId id : wanted)
        place(id);
    return order;
}

void AnswerMemory::remember(const Answer &answer)
{
    if (answer.data && answer.data->size() > desklimits::answerSize)
        return;
    m_answers.removeIf([&answer](const Answer &known) {
        return known.game == answer.game && known.action == answer.action;
    });
    m_answers.prepend(answer);
    if (m_answers.size() > desklimits::answers)
        m_answers.removeLast();
}

std::optional<AnswerMemory::Answer> AnswerMemory::recall(const QString &game,
                                                         const QStringList &actions) const
{
    for (const Answer &answer : m_answers) {
        if (answer.game == game && actions.contains(answer.action))
            return answer;
    }
    return std::nullopt;
}

} // namespace neuro::ui

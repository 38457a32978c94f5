// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/types.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

/// What the force desk decides, without its widgets.
namespace neuro::ui {

namespace desklimits {
/// Cards that are made; what is beyond is only counted.
inline constexpr int cards = 100;
/// After a card has moved, clicks on it do nothing for so long (milliseconds).
inline constexpr int settleMs = 300;
/// Actions that have a key of their own.
inline constexpr int pickKeys = 9;
/// Last answers that are remembered.
inline constexpr int answers = 64;
/// Bytes of an answer that is remembered.
inline constexpr int answerSize = 64 * 1024;
} // namespace desklimits

/// The order of cards from top to bottom. `shown`: the order until now; `wanted`: the forces that
/// wait, by priority and age. The focused card keeps its place: what stood above it stays above it
/// as it was, everything else follows below by priority. Without a focused card: as wanted.
QList<relay::ForceId> deskOrder(const QList<relay::ForceId> &shown,
                                const QList<relay::ForceId> &wanted, relay::ForceId focused);

/// The answers given last, newest first, to offer them again.
class AnswerMemory
{
public:
    struct Answer
    {
        QString game;
        QString action;
        std::optional<QByteArray> data;
    };

    /// Replaces an earlier answer with the same action in the same game; forgets the oldest beyond
    /// desklimits::answers.
    void remember(const Answer &answer);
    /// The newest answer in `game` with one of `actions`.
    std::optional<Answer> recall(const QString &game, const QStringList &actions) const;

private:
    QList<Answer> m_answers;
};

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "step.h"

#include <QList>

#include <numeric>

namespace neuro::sim {

namespace {

/// In the order of StepKind.
using Weights = std::array<quint32, stepNames.size()>;
constexpr Weights calm = {10,  2,   150, 130, 260, 200, 12, 1, 140, 6, 190, 260, 2,
                          120, 170, 1,   50,  50,  0,   0,  0, 6,   4, 1,   60};
constexpr Weights flaky = {30,  22,  170, 120, 230, 180, 50, 12, 140, 10, 180, 240, 10,
                           110, 150, 2,   50,  50,  1,   2,  1,  14,  8,  4,   60};
constexpr Weights congested = {10,  3,   180, 110, 240, 170, 30, 2, 120, 6, 170, 220, 50,
                               120, 170, 1,   40,  50,  0,   2,  0, 5,   4, 1,   50};
constexpr Weights away = {20,  10,  220, 100, 260, 150, 6, 5, 90, 4, 120, 170, 4,
                          110, 150, 4,   40,  50,  2,   1, 1, 12, 6, 3,   70};
/// No upstream, and a test bench.
constexpr Weights alone = {6,   2,   180, 130, 300, 260, 0, 0, 0, 0, 0, 0, 0,
                           110, 150, 4,   60,  80,  0,   1, 1, 3, 6, 2, 60};
constexpr std::array profiles = {calm, flaky, congested, away, alone};

} // namespace

QByteArray toText(const Step &step)
{
    return QByteArray(stepNames[static_cast<std::size_t>(step.kind)]) + ' ' +
           QByteArray::number(step.a) + ' ' + QByteArray::number(step.b) + ' ' +
           QByteArray::number(step.c);
}

std::optional<Step> stepFromText(const QByteArray &line)
{
    const QList<QByteArray> words = line.simplified().split(' ');
    if (words.size() != 4)
        return std::nullopt;
    Step step;
    std::array<quint32 *, 3> numbers = {&step.a, &step.b, &step.c};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        bool isNumber = false;
        *numbers[i] = words[static_cast<qsizetype>(i) + 1].toUInt(&isNumber);
        if (!isNumber)
            return std::nullopt;
    }
    for (std::size_t i = 0; i < stepNames.size(); ++i) {
        if (words[0] == stepNames[i]) {
            step.kind = static_cast<StepKind>(i);
            return step;
        }
    }
    return std::nullopt;
}

StepGenerator::StepGenerator(quint64 seed)
    : m_random(seed)
    , m_weights(profiles[seed % profiles.size()])
    , m_sum(std::accumulate(m_weights.begin(), m_weights.end(), 0U))
{
}

Step StepGenerator::next()
{
    const quint64 first = m_random.next();
    const quint64 second = m_random.next();
    auto left = static_cast<quint32>(first & 0xFFFFFFFFU) % m_sum;
    std::size_t kind = 0;
    while (left >= m_weights[kind])
        left -= m_weights[kind++];
    return {static_cast<StepKind>(kind), static_cast<quint32>(first >> 40),
            static_cast<quint32>(second & 0xFFFFFFU), static_cast<quint32>(second >> 40)};
}

} // namespace neuro::sim

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "forcesamples.h"
#include "models/forcemodel.h"
#include "widgets/forcecard.h"
#include "widgets/forcedesk.h"

#include <QPushButton>
#include <QTest>

#include <variant>
#include <vector>

namespace samples {

inline neuro::relay::ForceId forceOf(const neuro::relay::RelayCommand &command)
{
    return std::visit(
        [](const auto &each) -> neuro::relay::ForceId {
            if constexpr (requires { each.force; })
                return each.force;
            else
                return 0;
        },
        command);
}

inline neuro::relay::ForceEvent
makeForce(neuro::relay::ForceId id,
          neuro::protocol::Priority priority = neuro::protocol::Priority::Medium)
{
    neuro::relay::ForceEvent made =
        force(id, QStringLiteral("Game %1").arg(id),
              {action(QStringLiteral("go")),
               action(QStringLiteral("say"),
                      objectSchema(json("{'what':{'type':'string'}}"), json("['what']")))});
    made.request.priority = priority;
    return made;
}

/// A desk in a window, with its model and a clock of its own.
struct DeskWindow
{
    DeskWindow()
        : desk(&model, [this](const neuro::relay::RelayCommand &command) {
            sent.push_back(command);
            const neuro::ui::ForceCard *marked = markedCard();
            markedThen.push_back(marked ? marked->force().id : 0);
            return quint64(sent.size());
        })
    {
        desk.setClock([this] { return now; });
        desk.resize(380, 700);
        desk.show();
        desk.activateWindow();
        if (!QTest::qWaitForWindowActive(&desk))
            qFatal("the window does not become active");
    }

    void apply(const neuro::relay::ForceEvent &force)
    {
        neuro::relay::ForceEvent event = force;
        event.at.mono = ++ticks;
        model.apply({event});
    }
    void end(neuro::relay::ForceId id,
             neuro::relay::ForceState state = neuro::relay::ForceState::Succeeded)
    {
        neuro::relay::ForceEvent event = makeForce(id);
        event.state = state;
        event.lastAction = QStringLiteral("go");
        event.duration = 800 * neuro::relay::microsPerMs;
        apply(event);
    }
    neuro::ui::ForceCard *card(neuro::relay::ForceId id) const
    {
        for (auto *each : desk.findChildren<neuro::ui::ForceCard *>()) {
            if (each->force().id == id && each->isVisible())
                return each;
        }
        return nullptr;
    }
    neuro::ui::ForceCard *markedCard() const
    {
        for (auto *each : desk.findChildren<neuro::ui::ForceCard *>()) {
            if (each->isMarked())
                return each;
        }
        return nullptr;
    }
    QPushButton *button(neuro::relay::ForceId id, const QString &text) const
    {
        for (auto *each : card(id)->findChildren<QPushButton *>()) {
            if (each->text().startsWith(text))
                return each;
        }
        return nullptr;
    }
    QPoint placeOf(neuro::relay::ForceId id) const { return card(id)->mapTo(&desk, QPoint()); }
    void settle() { now += 1000 * neuro::relay::microsPerMs; }

    neuro::models::ForceModel model;
    std::vector<neuro::relay::RelayCommand> sent;
    std::vector<neuro::relay::ForceId> markedThen;
    qint64 now = 1'000'000;
    qint64 ticks = 1'000'000;
    neuro::ui::ForceDesk desk;
};

} // namespace samples

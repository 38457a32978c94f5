// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/forcetext.h"

#include <QCoreApplication>

namespace neuro::models {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ForceText)
};

} // namespace

QString priorityText(protocol::Priority priority)
{
    switch (priority) {
    case protocol::Priority::Low:
        return Words::tr("low");
    case protocol::Priority::Medium:
        return Words::tr("medium");
    case protocol::Priority::High:
        return Words::tr("high");
    case protocol::Priority::Critical:
        return Words::tr("critical");
    }
    return {};
}

QString forceStateText(relay::ForceState state)
{
    switch (state) {
    case relay::ForceState::Waiting:
        return Words::tr("waiting");
    case relay::ForceState::Asked:
        return Words::tr("asked");
    case relay::ForceState::Answered:
        return Words::tr("answered");
    case relay::ForceState::Succeeded:
        return Words::tr("succeeded");
    case relay::ForceState::Failed:
        return Words::tr("failed");
    case relay::ForceState::Held:
        return Words::tr("held");
    case relay::ForceState::Withdrawn:
        return Words::tr("withdrawn");
    case relay::ForceState::Dropped:
        return Words::tr("dropped");
    case relay::ForceState::Timeout:
        return Words::tr("timeout");
    }
    return {};
}

QString forceStateText(const relay::ForceEvent &force)
{
    const bool isUpstream = force.decider == relay::Decider::Upstream;
    if (isUpstream && force.state == relay::ForceState::Waiting)
        return Words::tr("waits for its turn with Neuro");
    if (isUpstream && force.state == relay::ForceState::Asked)
        return Words::tr("Neuro decides");
    return forceStateText(force.state);
}

} // namespace neuro::models

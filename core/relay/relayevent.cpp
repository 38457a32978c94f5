// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/relayevent.h"

template class std::vector<neuro::relay::RelayEvent>;

namespace neuro::relay {

RelayEvent::RelayEvent() noexcept = default;
RelayEvent::RelayEvent(const RelayEvent &other) = default;
RelayEvent::RelayEvent(RelayEvent &&other) noexcept = default;
RelayEvent &RelayEvent::operator=(const RelayEvent &other) = default;
RelayEvent &RelayEvent::operator=(RelayEvent &&other) noexcept = default;
RelayEvent::~RelayEvent() = default;

} // namespace neuro::relay

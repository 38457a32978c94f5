// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/relaycommand.h"

namespace neuro::relay {

RelayCommand::RelayCommand() noexcept = default;
RelayCommand::RelayCommand(const RelayCommand &other) = default;
RelayCommand::RelayCommand(RelayCommand &&other) noexcept = default;
RelayCommand &RelayCommand::operator=(const RelayCommand &other) = default;
RelayCommand &RelayCommand::operator=(RelayCommand &&other) noexcept = default;
RelayCommand::~RelayCommand() = default;

} // namespace neuro::relay

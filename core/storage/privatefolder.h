// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QFileDevice>
#include <QString>

/// Files and folders that only their owner may read.
namespace neuro::storage {

inline constexpr QFileDevice::Permissions privateFile =
    QFileDevice::ReadOwner | QFileDevice::WriteOwner;
inline constexpr QFileDevice::Permissions privateFolder = privateFile | QFileDevice::ExeOwner;

/// Creates what is missing of `path`, each new folder with privateFolder; folders that exist keep
/// their permissions. True when the folder exists afterwards.
bool makePrivateFolder(const QString &path);

} // namespace neuro::storage

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

namespace neuro::net {

/// What to watch to learn that there may be another file at `path`: the file itself, its folder,
/// and the folder of every link on the way to it, be it that of a parent folder. Without links in
/// them, so that each stands for the same place for as long as it exists. Where the way ends before
/// the file: the last folder that exists. Looks at the disk, which may hang.
QStringList watchedPaths(const QString &path);

} // namespace neuro::net

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "storage/secretmask.h"

#include <QHash>
#include <QString>

namespace neuro::storage {

/// Display names as a view shows them: a game may call itself like a token. What the operator wants
/// of a name that was masked is meant for the one behind it. Belongs to one thread.
class NameMask
{
public:
    explicit NameMask(SecretMask mask = {});

    /// Without a copy when there is nothing to mask. Names come with every event: what was masked
    /// before is remembered.
    QString masked(const QString &name);
    /// The name that masked() last gave `shown` for, when that is another one; else `shown`.
    QString unmasked(const QString &shown) const { return m_unmasked.value(shown, shown); }

private:
    SecretMask m_mask;
    QHash<QString, QString> m_masked;
    QHash<QString, QString> m_unmasked;
};

namespace limits {
/// Names that are remembered; beyond that all are forgotten and learned anew.
inline constexpr qsizetype maskedNames = 4096;
} // namespace limits

} // namespace neuro::storage

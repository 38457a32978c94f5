// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "storage/secretmask.h"

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

#include <deque>

namespace neuro::storage {

/// Display names as a view shows them: a game may call itself like a token. One to one: of several
/// names that look the same when they are masked, each but the first gets a number ("***-2"), so
/// that what the operator wants of one of them is never done to another. Belongs to one thread.
///
/// limits::maskedNames are remembered, beyond that the oldest is forgotten: but none of somebody
/// who is connected, or whom the operator restricts. What was forgotten looks different later: no
/// look is given twice, and one that is still shown somewhere means nobody then.
class NameMask
{
public:
    explicit NameMask(SecretMask mask = {});

    /// Other secrets from now on. The names that are known keep what they were shown as: it still
    /// means them, beside what masked() gives for them now.
    void setMask(SecretMask mask);

    /// Without a copy when there is nothing to mask. Names come with every event: what was masked
    /// before is remembered.
    QString masked(const QString &name);
    /// The name that masked() gave `shown` for; `shown` itself when it did for none.
    QString unmasked(const QString &shown) const { return m_names.value(shown, shown); }

    /// Whose name must not be forgotten: a peer that is connected …
    void hold(quint64 peer, const QString &name);
    void release(quint64 peer);
    /// … a game that is restricted, here or not …
    void holdRestricted(const QString &name, bool on);
    /// … and none of them: a snapshot says anew who they are.
    void releaseAll();

private:
    struct Look
    {
        QString plain; ///< The name after the mask, without a number.
        QString shown;
        QStringList earlier; ///< What it was shown as with earlier masks.
        quint64 mask = 0;    ///< The number of the mask.
    };

    QString newLook(const QString &name, const QString &plain);
    bool isHeld(const QString &name) const;
    void forgetOldest();
    void show(const QString &name, Look &look);
    void forget(const Look &look);

    SecretMask m_mask;
    quint64 m_maskNumber = 0;
    QHash<QString, Look> m_looks;    ///< By name.
    QHash<QString, QString> m_names; ///< By what they are, or were, shown as.
    std::deque<QString> m_order;     ///< The names that are known, the oldest first.
    QSet<QString> m_given;           ///< Looks, forgotten ones too.
    bool m_isCrowded = false; ///< They were too many to be known: each look has a number now.
    quint64 m_lastNumber = 1;
    QHash<quint64, QString> m_peers;
    QHash<QString, int> m_connected; ///< How many peers have the name.
    QSet<QString> m_restricted;
};

namespace limits {
/// Names that are remembered.
inline constexpr qsizetype maskedNames = 4096;
/// What one of them was shown as with earlier masks; beyond that the oldest means nobody.
inline constexpr qsizetype earlierLooks = 8;
/// Looks of masked names, those of forgotten ones included, among which no number is needed.
inline constexpr qsizetype givenLooks = 4 * maskedNames;
} // namespace limits

} // namespace neuro::storage

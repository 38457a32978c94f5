// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHash>
#include <QHostAddress>

#include <array>

namespace neuro::net {

/// Addresses from which so many wrong tokens came that the answers to what fails are held back:
/// guessing gets slow, and nobody else notices. Reads no clock: its owner tells the time, in
/// milliseconds that never go back.
class FailingAddresses
{
public:
    void noteBadToken(const QHostAddress &address, qint64 nowMs);
    /// Whether a registration from `address` that fails is to be answered late.
    bool isSlow(const QHostAddress &address, qint64 nowMs) const;
    qsizetype size() const { return m_entries.size(); }

    /// So many wrong tokens within windowMs make an address slow for slowMs.
    static constexpr std::size_t badTokens = 5;
    static constexpr qint64 windowMs = 60'000;
    static constexpr qint64 slowMs = 60'000;
    /// Addresses that are remembered; for one more the one that was quiet longest is forgotten.
    static constexpr qsizetype addresses = 1024;

private:
    struct Entry
    {
        std::array<qint64, badTokens> times{}; ///< Of the last ones; a ring.
        quint64 count = 0;
        qint64 slowUntil = 0;

        qint64 newest() const { return times[(count - 1) % badTokens]; }
    };
    void makeRoom();

    QHash<QHostAddress, Entry> m_entries;
};

} // namespace neuro::net

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/admission.h"

#include <QHash>
#include <QHostAddress>
#include <QPair>
#include <QString>
#include <QStringList>

/// Who may connect. A web page can open a WebSocket to any port of its visitor's machine; its
/// Origin is what tells it from a game. No I/O; belongs to one thread.
namespace neuro::net {

/// `origin` in one spelling: scheme and host in lower case, no default port, no white space around
/// it. What is no "scheme://host[:port]" ("null") is only lower-cased.
QString normalizedOrigin(const QString &origin);

/// http or https on `localhost`, 127.0.0.0/8 or [::1], any port.
bool isLoopbackOrigin(const QString &origin);

/// What was asked and decided about origins, or about addresses. Holds limits::admissions entries.
class DecisionTable
{
public:
    enum class Mark { Asked, Once, Always, Never };

    /// Nothing is known about `key`: notes that the question is being asked. False when it was
    /// asked or decided before, or when so many questions are open that no more fit.
    bool ask(const QString &key);
    /// The newest decision about a key counts; when the table is full the oldest entry goes.
    /// Admission::Later forgets the key.
    void decide(const QString &key, Admission admission);
    /// As if `key` had never been asked about.
    void forget(const QString &key);
    /// Once or Always.
    bool admits(const QString &key) const;
    /// Uses a decision up, if it was for once.
    void use(const QString &key);
    qsizetype size() const { return m_marks.size(); }

private:
    void insert(const QString &key, Mark mark);

    QHash<QString, Mark> m_marks;
    QStringList m_order; ///< Keys of m_marks, oldest first.
};

class AccessPolicy
{
public:
    struct Ruling
    {
        bool admitted = false;
        /// What stood in the way, normalised: exactly one is not empty when not admitted.
        QString origin;
        QString address;
        /// The operator has not been asked about it yet.
        bool ask = false;
    };

    /// What passes beside loopback. Returns the entries of `addresses` that are neither an address
    /// nor a network ("10.0.0.0/8"); they admit nobody. A configured entry beats a decision.
    QStringList setAllowed(const QStringList &origins, const QStringList &addresses);

    /// Judges one attempt. `origin` is the value of the Origin field; empty when there is none,
    /// as with games. Uses up an admission for once when the attempt passes.
    Ruling judge(const QHostAddress &peer, const QString &origin);

    /// Exactly one of `origin` and `address` is not empty.
    void decide(const QString &origin, const QString &address, Admission admission);

private:
    bool admitsAddress(const QHostAddress &address) const;
    bool admitsOrigin(const QString &origin) const;

    QStringList m_origins; ///< Normalised.
    QList<QPair<QHostAddress, int>> m_networks;
    DecisionTable m_originDecisions;
    DecisionTable m_addressDecisions;
};

} // namespace neuro::net

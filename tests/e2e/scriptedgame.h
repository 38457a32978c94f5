// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "client/neuroclient.h"

#include <QObject>
#include <QStringList>
#include <QTimer>
#include <QUrl>

namespace neuro::testing {

/// A game that registers actions which take its own token, forces one after the other, refuses the
/// first answers of each, and notes everything that is not meant for it.
class ScriptedGame : public QObject
{
    Q_OBJECT

public:
    struct Script
    {
        QString name;
        int forces = 5;
        int failuresPerForce = 0;
        /// Unregisters and registers its actions between the forces.
        bool churns = false;
        /// Says something, numbered from 0, as often as that until it is finished; 0: never.
        int remarkEveryMs = 0;
    };

    ScriptedGame(Script script, const QUrl &url, QObject *parent = nullptr);

    bool isFinished() const { return m_done == m_script.forces; }
    int answers() const { return m_answers; }
    const QStringList &errors() const { return m_errors; }
    /// The action that came last, with its data as it came; empty before the first one.
    const QString &lastAction() const { return m_lastAction; }
    const QByteArray &lastData() const { return m_lastData; }
    const QString &name() const { return m_script.name; }
    /// What its numbered contexts begin with, before the number.
    QString remarkPrefix() const;
    int remarks() const { return m_remarkCount; }
    /// The same of those that begin a round.
    QString roundPrefix() const;
    int rounds() const { return m_done; }
    client::NeuroClient &client() { return m_client; }

private:
    void registerActions();
    void forceNext();
    void remark();
    void act(const protocol::ActionRequest &action);

    const Script m_script;
    client::NeuroClient m_client;
    int m_done = 0;
    int m_answers = 0;
    int m_failures = 0;
    int m_remarkCount = 0;
    QTimer m_remarks;
    QStringList m_ids;
    QStringList m_errors;
    QString m_lastAction;
    QByteArray m_lastData;
};

} // namespace neuro::testing

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "e2e/browser.h"
#include "e2e/scriptedintermediary.h"
#include "net/statusserver.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <memory>

namespace neuro::testing {

/// The dashboard in a browser, beside an intermediary door that says what a test tells it to. After
/// each test the page must have broken no rule: no error, and no request to anywhere else.
class DashboardFixture : public QObject
{
    Q_OBJECT

protected Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

protected:
    static QJsonObject action(const QString &name, const QString &description,
                              const QJsonObject &schema = {});
    static QJsonObject force(const QString &id, const QString &game, const QString &query,
                             const QJsonArray &actions,
                             const QString &priority = QStringLiteral("low"),
                             const QString &state = {});
    /// Events.
    static QJsonObject asked(const QJsonObject &payload);
    static QJsonObject outcome(const QString &id, const QString &action, const QString &word);
    static QJsonObject said(const QString &game, const QJsonObject &payload);
    /// A snapshot of a relay that is in use. Its force "f-1" is answered with fields, "f-2" with
    /// JSON.
    static QJsonObject scene();

    void signIn();
    QString js(const QString &expression);

    std::unique_ptr<Browser> m_browser;
    std::unique_ptr<ScriptedIntermediary> m_door;
    std::unique_ptr<net::StatusServer> m_server;
    QStringList m_doorAddresses;
    QUrl m_page;
    bool m_expectsProblems = false; ///< Of connections that are refused on purpose.
};

} // namespace neuro::testing

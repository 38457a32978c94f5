// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHash>
#include <QJsonObject>
#include <QJsonValue>
#include <QObject>
#include <QProcess>
#include <QSize>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>
#include <QWebSocket>

namespace neuro::testing {

/// One page in a headless Chromium, driven over its DevTools protocol
/// (chromedevtools.github.io/devtools-protocol). Needs the event loop of its thread; what waits,
/// waits in it.
class Browser : public QObject
{
    Q_OBJECT

public:
    Browser();
    /// Ends the browser.
    ~Browser() override;

    /// Starts it with an empty page. Returns what went wrong.
    QString start();
    /// Goes to a page and waits until it is loaded. Returns what went wrong.
    QString open(const QUrl &url);

    /// The value of a JavaScript expression; what it throws becomes a string after "throws: ".
    QJsonValue evaluate(const QString &expression);
    /// Waits for a JavaScript expression to become true.
    bool waitFor(const QString &expression);
    /// The text that a person sees in the element that a selector finds first.
    QString textOf(const QString &selector);
    /// Clicks into the middle of that element, once it takes clicks. False: it is not there, not to
    /// be seen, or something else stays in front of it.
    bool click(const QString &selector);
    /// Types into what has the focus.
    void type(const QString &text);
    void press(const QString &key);

    /// "light" or "dark".
    void setColorScheme(const QString &scheme);
    void setSize(QSize size);
    /// A PNG of what is to be seen, into tests' folder for pictures. Returns what went wrong.
    QString takePicture(const QString &name);

    /// Addresses that the page asked for, in order; its own comes first.
    QStringList requests() const { return m_requests; }
    /// What was logged as an error, thrown, or refused by the page's policy.
    QStringList problems() const { return m_problems; }
    /// Both lists become empty.
    void forget();

private:
    QJsonObject call(const QString &method, const QJsonObject &parameters = {});
    void received(const QString &text);
    void noteEvent(const QString &method, const QJsonObject &parameters);
    QString attach();

    QTemporaryDir m_folder;
    QProcess m_process;
    QWebSocket m_socket;
    QString m_session;
    int m_lastCall = 0;
    QHash<int, QJsonObject> m_answers;
    bool m_isLoaded = false;
    QStringList m_requests;
    QStringList m_problems;
};

} // namespace neuro::testing

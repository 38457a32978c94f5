// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

#include <functional>

class QPushButton;

namespace neuro::ui {

class DemoLauncher;
class ErrorBox;
class ToneLabel;

/// What stands where the games will be while there is none: how to connect one, and demo games.
class EmptyGames : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyGames(DemoLauncher *demos, QWidget *parent = nullptr);

    /// The address games connect to ("ws://127.0.0.1:8000"); empty: the relay does not listen.
    void setAddress(const QString &url);

Q_SIGNALS:
    void copyAddressWanted();

private:
    void addDemo(const QString &id, const QString &title);
    void showAddress();
    void showStarter(QPushButton *button);

    DemoLauncher *m_demos;
    ToneLabel *m_text;
    QPushButton *m_copy;
    QList<QPushButton *> m_starters;
    ErrorBox *m_error;
    QString m_url;
};

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QFrame>
#include <QTabBar>
#include <QTabWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace neuro::ui {

class ToneLabel;

/// A part of the window: a surface with a border, an optional header, and content below.
class Panel : public QFrame
{
    Q_OBJECT

public:
    explicit Panel(QWidget *parent = nullptr);

    /// Sets the title of the header line, which is added with the first one. At its right is what
    /// setNote() says.
    void setTitle(const QString &title);
    void setNote(const QString &note);
    QString note() const;
    /// Adds `content` below what is there; it gets the space that is left when `stretches`.
    void addContent(QWidget *content, bool stretches = true);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addHeader();

    QVBoxLayout *m_layout;
    ToneLabel *m_title = nullptr;
    ToneLabel *m_note = nullptr;
};

/// Tabs without frames; a line in the accent colour marks the current one.
class FlatTabBar : public QTabBar
{
    Q_OBJECT

public:
    explicit FlatTabBar(QWidget *parent = nullptr);

    QSize tabSizeHint(int index) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// Pages under a FlatTabBar, for use in a Panel.
class FlatTabWidget : public QTabWidget
{
    Q_OBJECT

public:
    explicit FlatTabWidget(QWidget *parent = nullptr);
};

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/jsontreemodel.h"
#include "relay/relayevent.h"

#include <QList>
#include <QStyledItemDelegate>
#include <QWidget>

class QAction;
class QPlainTextEdit;
class QStackedWidget;
class QTreeView;

namespace neuro::ui {

class FlatTabWidget;
class ForwardingView;
class ToneLabel;

/// Colours the values of a JSON tree by their type.
class JsonTreeDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

/// One frame in all its parts: who, when, how large, the verdict in words, its JSON as a tree and
/// as it came, and what it became when it was passed on.
class Inspector : public QWidget
{
    Q_OBJECT

public:
    explicit Inspector(QWidget *parent = nullptr);

    void showFrame(const relay::FrameEvent &frame);
    /// The frame was passed on, or passes another one on: adds the view of both.
    void showForwarding(const relay::FrameEvent &from, const relay::FrameEvent &to);
    void clear();
    void focusTree();

    /// What can be done with the current row of the tree, for a menu. Belong to this.
    QList<QAction *> menuActions() const;
    /// JSON path or value of the current row of the tree, to the clipboard.
    void copyPath();
    void copyValue();
    /// The whole message as it came, to the clipboard.
    void copyAll();

    /// Larger messages are not made into a tree; their text is.
    static constexpr qsizetype treeBytes = 4 * 1024 * 1024;
    /// Shown of the text; the rest can be copied.
    static constexpr qsizetype rawBytes = 256 * 1024;
    /// Top rows up to which the tree shows two levels at once.
    static constexpr int expandedRows = 100;

private:
    QWidget *buildDetails();
    QWidget *buildTree();
    QWidget *buildRaw();
    void showDetails();
    void showTree();
    void showRaw();
    void copyRole(int role);

    relay::FrameEvent m_frame;
    models::JsonTreeModel m_tree;
    QStackedWidget *m_pages;
    ToneLabel *m_summary = nullptr;
    ToneLabel *m_remarks = nullptr;
    FlatTabWidget *m_tabs = nullptr;
    QTreeView *m_treeView = nullptr;
    ToneLabel *m_treeNote = nullptr;
    ForwardingView *m_forwarding = nullptr;
    QPlainTextEdit *m_raw = nullptr;
    QWidget *m_rawNote = nullptr;
    ToneLabel *m_rawNoteText = nullptr;
};

/// "17:31:06.000913 · Tic Tac Toe to the relay · actions/force · 182 bytes · 51 ms after its
/// question".
QString frameDetails(const relay::FrameEvent &frame);

} // namespace neuro::ui

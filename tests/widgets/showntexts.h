// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QString>
#include <QTabBar>
#include <QTextBlock>
#include <QTextEdit>
#include <QTextLayout>
#include <QWidget>

#include <algorithm>
#include <functional>

/// Everything that widgets show or tell a screen reader, hidden ones included, as text.
namespace neuro::tests {

/// Takes a text, and where it is shown.
using TakeText = std::function<void(const QString &text, const QString &where)>;

/// What can be read of a document: what is painted over in its own colour cannot.
inline QString readableText(const QTextDocument &document)
{
    QString whole;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QString text = block.text();
        const auto formats = block.layout()->formats();
        for (const QTextLayout::FormatRange &range : formats) {
            const bool isCovered = range.format.hasProperty(QTextFormat::BackgroundBrush) &&
                                   range.format.background() == range.format.foreground();
            if (isCovered)
                text.replace(range.start, range.length, QString(range.length, u'*'));
        }
        whole += text + u'\n';
    }
    return whole;
}

/// At most `most` rows of each parent: those at the end.
inline void takeModelTexts(const QAbstractItemModel &model, const QModelIndex &parent,
                           const QString &where, const TakeText &take, int most = 500)
{
    const int rows = model.rowCount(parent);
    for (int row = std::max(0, rows - most); row < rows; ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            for (const int role : {int(Qt::DisplayRole), int(Qt::EditRole), int(Qt::ToolTipRole),
                                   int(Qt::StatusTipRole), int(Qt::WhatsThisRole),
                                   int(Qt::AccessibleTextRole), int(Qt::AccessibleDescriptionRole)})
                take(index.data(role).toString(), where);
        }
        takeModelTexts(model, model.index(row, 0, parent), where, take, most);
    }
    for (int column = 0; column < model.columnCount(parent); ++column) {
        for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole)})
            take(model.headerData(column, Qt::Horizontal, role).toString(), where);
    }
}

inline void takeTextsOf(const QWidget &widget, const TakeText &take)
{
    const QString where = QString::fromLatin1(widget.metaObject()->className()) + u' ' +
                          widget.objectName() + u' ' + widget.accessibleName();
    for (const QString &text :
         {widget.windowTitle(), widget.toolTip(), widget.statusTip(), widget.whatsThis(),
          widget.accessibleName(), widget.accessibleDescription()})
        take(text, where);
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        take(label->text(), where);
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        take(button->text(), where);
    if (const auto *group = qobject_cast<const QGroupBox *>(&widget))
        take(group->title(), where);
    if (const auto *line = qobject_cast<const QLineEdit *>(&widget)) {
        take(line->displayText(), where);
        take(line->placeholderText(), where);
    }
    if (const auto *text = qobject_cast<const QPlainTextEdit *>(&widget))
        take(readableText(*text->document()), where);
    if (const auto *text = qobject_cast<const QTextEdit *>(&widget))
        take(readableText(*text->document()), where);
    if (const auto *tabs = qobject_cast<const QTabBar *>(&widget)) {
        for (int tab = 0; tab < tabs->count(); ++tab)
            take(tabs->tabText(tab) + u'\n' + tabs->tabToolTip(tab), where);
    }
    if (const auto *box = qobject_cast<const QComboBox *>(&widget))
        takeModelTexts(*box->model(), {}, where, take);
    const auto *view = qobject_cast<const QAbstractItemView *>(&widget);
    if (view && view->model())
        takeModelTexts(*view->model(), {}, where, take);
    for (const QAction *action : widget.actions())
        take(action->text() + u'\n' + action->toolTip() + u'\n' + action->statusTip(), where);
}

/// Of the widget and all in it, its dialogs and menus too.
inline void takeTexts(const QWidget &root, const TakeText &take)
{
    takeTextsOf(root, take);
    for (const QWidget *each : root.findChildren<QWidget *>())
        takeTextsOf(*each, take);
}

} // namespace neuro::tests

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/helpwindows.h"

#include "widgets/deskorder.h"
#include "widgets/forcedeeds.h"
#include "widgets/mainactions.h"
#include "widgets/menus.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIcon>
#include <QLabel>
#include <QMainWindow>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Help)
};

constexpr QSize shortcutsSize(520, 560);
constexpr int keysWidth = 170;
constexpr int iconSize = 64;

/// Keys that act on the focused card and have no menu entry.
std::vector<ShortcutLine> cardLines()
{
    const QString title = Words::tr("Focused card");
    const int last = desklimits::pickKeys - 1;
    return {{title, Words::tr("Choose the action 1 to %1").arg(desklimits::pickKeys),
             Words::tr("%1 … %2", "the first key to the last one")
                 .arg(keyText(pickKeys(0)), keyText(pickKeys(last)))}};
}

/// Adds a group for each menu.
void addLines(QTreeWidget *tree, const std::vector<ShortcutLine> &lines)
{
    QFont bold = tree->font();
    bold.setBold(true);
    QTreeWidgetItem *group = nullptr;
    for (const ShortcutLine &line : lines) {
        if (!group || group->text(0) != line.menu) {
            group = new QTreeWidgetItem(tree, {line.menu});
            group->setFont(0, bold);
            group->setFirstColumnSpanned(true);
        }
        new QTreeWidgetItem(group, {line.keys, line.title});
    }
}

QDialog *makeDialog(const QString &title, QWidget *parent)
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    return dialog;
}

QDialogButtonBox *makeCloseBox(QDialog *dialog)
{
    auto *box = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(box, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    return box;
}

} // namespace

QDialog *makeShortcutsDialog(const QMainWindow &window, QWidget *parent)
{
    QDialog *dialog = makeDialog(Words::tr("Keyboard shortcuts"), parent);
    auto *tree = new QTreeWidget(dialog);
    tree->setColumnCount(2);
    tree->setHeaderHidden(true);
    tree->setRootIsDecorated(false);
    tree->setAccessibleName(dialog->windowTitle());
    addLines(tree, shortcutLines(window));
    addLines(tree, cardLines());
    tree->expandAll();
    tree->setColumnWidth(0, keysWidth);
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(tree);
    layout->addWidget(makeCloseBox(dialog));
    dialog->resize(shortcutsSize);
    return dialog;
}

QDialog *makeAboutDialog(QWidget *parent)
{
    QDialog *dialog = makeDialog(Words::tr("About Neuro Relay"), parent);
    auto *icon = new QLabel(dialog);
    icon->setPixmap(QIcon(u":/icons/neuro-relay.svg"_s).pixmap(iconSize));
    icon->setAccessibleName(Words::tr("Icon of Neuro Relay"));
    auto *text = new QLabel(dialog);
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setText(Words::tr("Neuro Relay %1\n\nA WebSocket relay between many games and one Neuro, "
                            "and a monitor for its operator.\n\nMIT licence. Built with Qt %2.")
                      .arg(QCoreApplication::applicationVersion(), QLatin1StringView(qVersion())));
    text->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addWidget(text, 1);
    auto *layout = new QVBoxLayout(dialog);
    layout->addLayout(row);
    layout->addWidget(makeCloseBox(dialog));
    return dialog;
}

} // namespace neuro::ui

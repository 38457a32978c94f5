// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/inspector.h"

#include "models/frametext.h"
#include "widgets/cardparts.h"
#include "widgets/forwardingview.h"
#include "widgets/menus.h"
#include "widgets/panel.h"
#include "widgets/plaintext.h"
#include "widgets/theme.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using models::JsonTreeModel;
using Type = protocol::JsonValue::Type;

namespace {

constexpr int margin = 10;
constexpr int keyWidth = 220;
constexpr int indentation = 14;
constexpr int rowPadding = 4;
constexpr qsizetype nameCharacters = 60;
constexpr qsizetype remarksCharacters = 1200;

QColor valueColor(Type type, const QPalette &palette)
{
    const ThemeColors &colors = themeColors(palette);
    switch (type) {
    case Type::String:
        return colors.success;
    case Type::Number:
    case Type::Bool:
    case Type::Null:
        return colors.special;
    case Type::Absent:
    case Type::Array:
    case Type::Object:
        return colors.dimText;
    }
    return {};
}

/// "2,048 bytes"
QString sizeText(const relay::FrameEvent &frame)
{
    const int bytes = static_cast<int>(frame.payload.size());
    if (frame.binary) {
        return bytes == 1 ? Inspector::tr("binary, 1 byte")
                          : Inspector::tr("binary, %Ln bytes", nullptr, bytes);
    }
    return bytes == 1 ? Inspector::tr("1 byte") : Inspector::tr("%Ln bytes", nullptr, bytes);
}

QString fromOrTo(const relay::FrameEvent &frame)
{
    const QString peer = singleLine(models::peerText(frame), nameCharacters);
    return frame.direction == relay::Direction::In ? Inspector::tr("from %1").arg(peer)
                                                   : Inspector::tr("to %1").arg(peer);
}

} // namespace

QString frameDetails(const relay::FrameEvent &frame)
{
    QStringList parts{
        models::timeText(frame.at.wall),
        fromOrTo(frame),
    };
    if (!frame.command.isEmpty())
        parts.append(singleLine(frame.command, nameCharacters));
    parts.append(sizeText(frame));
    if (frame.latency >= 0)
        parts.append(
            Inspector::tr("%1 ms after its question").arg(models::millisecondsText(frame.latency)));
    if (frame.force != 0)
        parts.append(Inspector::tr("force %1").arg(frame.force));
    return parts.join(u" · "_s);
}

void JsonTreeDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.column() != JsonTreeModel::Value)
        return;
    const QColor color =
        valueColor(static_cast<Type>(index.data(JsonTreeModel::TypeRole).toInt()), option->palette);
    option->palette.setColor(QPalette::Text, color);
    option->palette.setColor(QPalette::HighlightedText, color);
}

QSize JsonTreeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QStyledItemDelegate::sizeHint(option, index) + QSize(0, rowPadding);
}

Inspector::Inspector(QWidget *parent)
    : QWidget(parent)
    , m_pages(new QStackedWidget(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_pages);
    auto *empty = new ToneLabel(ToneLabel::Tone::Dim, this);
    empty->setText(tr("Select a row of the traffic to see its message."));
    empty->setAlignment(Qt::AlignCenter);
    m_pages->addWidget(empty);

    auto *page = new QWidget(this);
    auto *inner = new QVBoxLayout(page);
    inner->setContentsMargins({});
    inner->setSpacing(0);
    m_tabs = new FlatTabWidget(page);
    m_tabs->addTab(buildTree(), tr("Tree"));
    m_tabs->addTab(buildRaw(), tr("Raw"));
    m_forwarding = new ForwardingView(page);
    m_tabs->addTab(m_forwarding, tr("Forwarded"));
    m_tabs->setTabVisible(m_tabs->indexOf(m_forwarding), false);
    inner->addWidget(m_tabs, 1);
    inner->addWidget(buildDetails());
    m_pages->addWidget(page);
    setAccessibleName(tr("Inspector"));
}

QWidget *Inspector::buildDetails()
{
    auto *details = new QWidget(this);
    m_summary = new ToneLabel(ToneLabel::Tone::Dim, details);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_remarks = new ToneLabel(ToneLabel::Tone::Error, details);
    m_remarks->setWordWrap(true);
    m_remarks->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QVBoxLayout(details);
    layout->setContentsMargins(margin, margin / 2, margin, margin / 2);
    layout->setSpacing(2);
    layout->addWidget(m_remarks);
    layout->addWidget(m_summary);
    return details;
}

QWidget *Inspector::buildTree()
{
    auto *page = new QWidget(this);
    m_treeView = new QTreeView(page);
    m_treeView->setObjectName(u"inspectorTree"_s);
    m_treeView->setAccessibleName(tr("Message as a tree"));
    m_treeView->setModel(&m_tree);
    m_treeView->setItemDelegate(new JsonTreeDelegate(m_treeView));
    m_treeView->setFont(monospaceFont());
    m_treeView->setFrameShape(QFrame::NoFrame);
    m_treeView->setHeaderHidden(true);
    m_treeView->setUniformRowHeights(true);
    m_treeView->setIndentation(indentation);
    m_treeView->setColumnWidth(JsonTreeModel::Key, keyWidth);
    auto *copy = new QAction(tr("Copy &value"), m_treeView);
    explain(copy, QKeySequence::Copy, tr("Copy the value of the selected line of the message"));
    auto *path = new QAction(tr("Copy &path"), m_treeView);
    explain(path, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V),
            tr("Copy where the selected line stands in the message"));
    for (QAction *action : {copy, path}) {
        // Only where the line is: elsewhere the keys copy something else.
        action->setShortcutContext(Qt::WidgetShortcut);
        m_treeView->addAction(action);
    }
    offerActions(m_treeView);
    connect(copy, &QAction::triggered, this, &Inspector::copyValue);
    connect(path, &QAction::triggered, this, &Inspector::copyPath);
    m_treeNote = new ToneLabel(ToneLabel::Tone::Dim, page);
    m_treeNote->setWordWrap(true);
    m_treeNote->setAlignment(Qt::AlignCenter);
    m_treeNote->setContentsMargins(margin, margin, margin, margin);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->addWidget(m_treeNote);
    layout->addWidget(m_treeView, 1);
    return page;
}

QWidget *Inspector::buildRaw()
{
    auto *page = new QWidget(this);
    m_raw = new QPlainTextEdit(page);
    m_raw->setObjectName(u"inspectorRaw"_s);
    m_raw->setAccessibleName(tr("Message as it came"));
    m_raw->setReadOnly(true);
    m_raw->setFont(monospaceFont());
    m_raw->setFrameShape(QFrame::NoFrame);
    m_raw->setWordWrapMode(QTextOption::WrapAnywhere);
    m_rawNote = new QWidget(page);
    m_rawNoteText = new ToneLabel(ToneLabel::Tone::Dim, m_rawNote);
    auto *copy = new QPushButton(tr("Copy all"), m_rawNote);
    copy->setToolTip(tr("Copy the whole message as it came"));
    auto *row = new QHBoxLayout(m_rawNote);
    row->setContentsMargins(margin, margin / 2, margin, margin / 2);
    row->addWidget(m_rawNoteText, 1);
    row->addWidget(copy);
    connect(copy, &QPushButton::clicked, this, &Inspector::copyAll);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_rawNote);
    layout->addWidget(m_raw, 1);
    return page;
}

void Inspector::showFrame(const relay::FrameEvent &frame)
{
    m_frame = frame;
    showDetails();
    showTree();
    showRaw();
    m_tabs->setTabVisible(m_tabs->indexOf(m_forwarding), false);
    m_pages->setCurrentIndex(1);
}

void Inspector::showForwarding(const relay::FrameEvent &from, const relay::FrameEvent &to)
{
    m_forwarding->showFrames(from, to);
    m_tabs->setTabVisible(m_tabs->indexOf(m_forwarding), true);
}

void Inspector::clear()
{
    m_frame = {};
    m_tree.setText({});
    m_raw->clear();
    m_pages->setCurrentIndex(0);
}

void Inspector::showDetails()
{
    m_summary->setText(frameDetails(m_frame));
    const QString remarks = models::remarksText(m_frame);
    m_remarks->setText(wrappable(remarks, remarksCharacters));
    m_remarks->setTone(m_frame.refusal ? ToneLabel::Tone::Error : ToneLabel::Tone::Normal);
    m_remarks->setVisible(!remarks.isEmpty());
}

void Inspector::showTree()
{
    QString note;
    if (m_frame.binary) {
        m_tree.setText({});
        note = tr("A binary message has no tree.");
    } else if (m_frame.payload.size() > treeBytes) {
        m_tree.setText({});
        note = tr("This message is larger than %1 MiB: see its text under Raw.")
                   .arg(treeBytes / (1024 * 1024));
    } else {
        m_tree.setText(m_frame.payload);
        if (!m_tree.error().isEmpty())
            note = wrappable(m_tree.error(), remarksCharacters);
    }
    m_treeNote->setText(note);
    m_treeNote->setVisible(!note.isEmpty());
    m_treeView->setVisible(note.isEmpty());
    if (note.isEmpty() && m_tree.rowCount() <= expandedRows)
        m_treeView->expandToDepth(1);
}

void Inspector::showRaw()
{
    const bool cut = m_frame.payload.size() > rawBytes;
    const QByteArray shown = m_frame.payload.left(rawBytes);
    m_raw->setPlainText(m_frame.binary ? QString::fromLatin1(shown.toHex(' '))
                                       : QString::fromUtf8(shown));
    m_rawNote->setVisible(cut);
    m_rawNoteText->setText(
        tr("The first %1 of %2 bytes.")
            .arg(QLocale().toString(shown.size()), QLocale().toString(m_frame.payload.size())));
}

void Inspector::focusTree()
{
    QWidget *shown = m_tabs->currentWidget();
    if (shown == m_forwarding)
        return m_forwarding->focusText();
    QWidget *page = m_tabs->currentIndex() == 0 ? static_cast<QWidget *>(m_treeView) : m_raw;
    page->setFocus(Qt::ShortcutFocusReason);
}

QList<QAction *> Inspector::menuActions() const
{
    return m_treeView->actions();
}

void Inspector::copyPath()
{
    copyRole(JsonTreeModel::PathRole);
}

void Inspector::copyValue()
{
    copyRole(JsonTreeModel::TextRole);
}

void Inspector::copyRole(int role)
{
    const QModelIndex current = m_treeView->currentIndex();
    if (current.isValid())
        QGuiApplication::clipboard()->setText(current.data(role).toString());
}

void Inspector::copyAll()
{
    QGuiApplication::clipboard()->setText(m_frame.binary
                                              ? QString::fromLatin1(m_frame.payload.toHex(' '))
                                              : QString::fromUtf8(m_frame.payload));
}

} // namespace neuro::ui

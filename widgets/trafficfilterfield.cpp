// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/trafficfilterfield.h"

#include "widgets/plaintext.h"
#include "widgets/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStandardItemModel>

#include <algorithm>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using models::FilterField;

namespace {

constexpr int markThickness = 2;
constexpr int leastPopupWidth = 160;
constexpr int shownRows = 12;
constexpr qsizetype shownCharacters = 80;

} // namespace

QString filterFieldSummary(FilterField field)
{
    switch (field) {
    case FilterField::Game:
        return TrafficFilterField::tr("the game's name; * stands for any text");
    case FilterField::Peer:
        return TrafficFilterField::tr("the number of the connection");
    case FilterField::Command:
        return TrafficFilterField::tr("the command; * stands for any text");
    case FilterField::Direction:
        return TrafficFilterField::tr("in: to the relay; out: from it");
    case FilterField::Door:
        return TrafficFilterField::tr(
            "where it connected: backend for games, intermediary, hub, upstream");
    case FilterField::Verdict:
        return TrafficFilterField::tr("what the relay said to a message that came in");
    case FilterField::Warning:
        return TrafficFilterField::tr("a diagnostic of the message; * stands for any text");
    case FilterField::Size:
        return TrafficFilterField::tr("bytes, also 4k or 2MiB; < <= = >= >");
    case FilterField::Latency:
        return TrafficFilterField::tr("milliseconds that an answer took; < <= = >= >");
    case FilterField::Id:
        return TrafficFilterField::tr("the id of an action; * stands for any text");
    case FilterField::Text:
        return TrafficFilterField::tr("words in quotes");
    case FilterField::Pattern:
        return TrafficFilterField::tr("a regular expression in the message: /…/");
    }
    Q_UNREACHABLE();
}

TrafficFilterField::TrafficFilterField(QWidget *parent)
    : QLineEdit(parent)
    , m_completer(new QCompleter(this))
    , m_choices(new QStandardItemModel(this))
{
    setMaxLength(textLength);
    m_completer->setModel(m_choices);
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(shownRows);
    m_completer->popup()->setObjectName(u"trafficFilterChoices"_s);
    m_completer->popup()->setAccessibleName(tr("Ways to go on with the filter"));
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            &TrafficFilterField::take);
    connect(this, &QLineEdit::textEdited, this, [this] { offer(false); });
    connect(this, &QLineEdit::textChanged, this, &TrafficFilterField::clearMark);
}

void TrafficFilterField::mark(qsizetype position, qsizetype length)
{
    m_markBegin = position;
    m_markLength = length;
    update();
}

void TrafficFilterField::clearMark()
{
    m_markBegin = -1;
    update();
}

void TrafficFilterField::selectMarked()
{
    if (isMarked())
        setSelection(static_cast<int>(m_markBegin), static_cast<int>(m_markLength));
}

bool TrafficFilterField::isOffering() const
{
    return m_completer->popup()->isVisible();
}

/// The current one need not be: a list makes its first row current when it comes to the front.
bool TrafficFilterField::hasChosen() const
{
    const QItemSelectionModel *selection = m_completer->popup()->selectionModel();
    return selection->isSelected(selection->currentIndex());
}

void TrafficFilterField::offer(bool always)
{
    m_offered = models::completeFilter(text(), cursorPosition(),
                                       m_vocabulary ? m_vocabulary() : models::FilterVocabulary());
    const bool hasBegun = m_offered.end > m_offered.begin ||
                          (!m_offered.choices.isEmpty() && m_offered.choices.first().isValue);
    m_choices->clear();
    if (m_offered.choices.isEmpty() || (!hasBegun && !always)) {
        m_completer->popup()->hide();
        return;
    }
    for (const models::FilterChoice &choice : std::as_const(m_offered.choices)) {
        const QString shown = singleLine(choice.text, shownCharacters);
        auto *item = new QStandardItem(
            choice.isValue ? shown
                           : tr("%1   %2", "a field of the filter, what it is about")
                                 .arg(shown, filterFieldSummary(choice.field)));
        item->setEditable(false);
        m_choices->appendRow(item);
    }
    QAbstractItemView *popup = m_completer->popup();
    const int width = std::max(leastPopupWidth, popup->sizeHintForColumn(0) +
                                                    popup->verticalScrollBar()->sizeHint().width());
    const int left = std::clamp(placeOf(m_offered.begin), 0, std::max(0, this->width() - width));
    m_completer->complete(QRect(left, 0, width, height()));
    // Nothing is chosen before somebody does; showing it may have made the first one current.
    popup->setCurrentIndex({});
}

void TrafficFilterField::take(const QModelIndex &index)
{
    if (!index.isValid() || index.row() >= m_offered.choices.size())
        return;
    const models::FilterChoice choice = m_offered.choices[index.row()]; // The next offer drops it.
    const bool isEnd = m_offered.end == text().size();
    setSelection(static_cast<int>(m_offered.begin),
                 static_cast<int>(m_offered.end - m_offered.begin));
    // As typing does, this offers how to go on: a field is nothing yet without its value.
    insert(choice.isValue && isEnd ? choice.text + u' ' : choice.text);
}

void TrafficFilterField::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    const bool isTaking = key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Tab;
    if (isOffering() && isTaking && hasChosen()) {
        event->ignore(); // The completer takes it.
        return;
    }
    if (isOffering() && isTaking) {
        // The filter is meant as it is.
        m_completer->popup()->hide();
        QLineEdit::keyPressEvent(event);
        event->accept();
        return;
    }
    if (key == Qt::Key_Down && event->modifiers().testFlag(Qt::AltModifier)) {
        Q_EMIT historyWanted();
        return;
    }
    const bool isAsking = (key == Qt::Key_Down && event->modifiers() == Qt::NoModifier) ||
                          (key == Qt::Key_Space && event->modifiers() == Qt::ControlModifier);
    if (isAsking && !isOffering())
        return offer(true);
    QLineEdit::keyPressEvent(event);
}

/// Tab takes the chosen way to go on, or the first one, instead of leaving the field.
bool TrafficFilterField::focusNextPrevChild(bool next)
{
    if (!next || !isOffering())
        return QLineEdit::focusNextPrevChild(next);
    // Afterwards: this key still closes what is offered now.
    if (!hasChosen())
        QMetaObject::invokeMethod(
            this, [this] { take(m_choices->index(0, 0)); }, Qt::QueuedConnection);
    return false;
}

int TrafficFilterField::placeOf(qsizetype position) const
{
    // The cursor's place tells how far the text has been scrolled.
    const QFontMetrics metrics = fontMetrics();
    const int cursor = metrics.horizontalAdvance(text().left(cursorPosition()));
    return cursorRect().center().x() + metrics.horizontalAdvance(text().left(position)) - cursor;
}

void TrafficFilterField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (!isMarked())
        return;
    const int begin = placeOf(m_markBegin);
    const int end = std::max(placeOf(m_markBegin + m_markLength),
                             begin + (m_markLength == 0 ? fontMetrics().averageCharWidth() : 0));
    const int bottom = cursorRect().bottom() + 1 - markThickness;
    QPainter painter(this);
    painter.setClipRect(rect().adjusted(markThickness, 0, -markThickness, 0));
    painter.fillRect(QRect(begin, bottom, std::max(end - begin, markThickness), markThickness),
                     themeColors(palette()).error);
}

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/forcecard.h"

#include "widgets/actionpicker.h"
#include "widgets/cardparts.h"
#include "widgets/commanderrortext.h"
#include "widgets/flowlayout.h"
#include "widgets/markdownview.h"
#include "widgets/plaintext.h"
#include "widgets/schemaform.h"
#include "widgets/theme.h"
#include "widgets/upstreambutton.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtMath>

#include <algorithm>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using relay::ForceState;

namespace {

constexpr int edgeWidth = 5;
constexpr int padding = 10;
constexpr int buttonGap = 6;
constexpr qreal radius = 4;
constexpr qreal thickFrame = 2.5;
constexpr qsizetype gameCharacters = 60;
constexpr qsizetype queryCharacters = 2000;
constexpr qsizetype offerCharacters = 60;
constexpr qsizetype errorCharacters = 600;

} // namespace

ForceCard::ForceCard(const relay::ForceEvent &force, CommandSink submit, AnswerMemory *memory,
                     QWidget *parent)
    : QFrame(parent)
    , m_force(force)
    , m_names(namesOf(force.actions))
    , m_submit(std::move(submit))
    , m_memory(memory)
    , m_now(force.at.mono)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("%1 asks: %2")
                          .arg(singleLine(force.name, gameCharacters),
                               singleLine(force.request.query, queryCharacters)));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(edgeWidth + padding, padding - 2, padding, padding);
    layout->setSpacing(6);
    buildHeader(layout);
    m_summary = new ToneLabel(ToneLabel::Tone::Dim, this);
    m_summary->setWordWrap(true);
    layout->addWidget(m_summary);
    m_situation.isRecorded = isRecorded();
    setFolded(force.state == ForceState::Waiting);
    refresh();
}

void ForceCard::buildHeader(QVBoxLayout *layout)
{
    auto *game = new ToneLabel(ToneLabel::Tone::Normal, this);
    game->setText(singleLine(m_force.name, gameCharacters));
    game->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    QFont bold = game->font();
    bold.setBold(true);
    game->setFont(bold);
    m_fold = new QToolButton(this);
    m_fold->setAutoRaise(true);
    m_fold->setToolTip(tr("Show or hide the details"));
    m_fold->setAccessibleName(tr("Details"));
    m_menuButton = new QToolButton(this);
    m_menuButton->setObjectName(u"forceMenu"_s);
    m_menuButton->setAutoRaise(true);
    m_menuButton->setText(u"⋯"_s);
    m_menuButton->setToolTip(tr("More"));
    m_menuButton->setAccessibleName(tr("More for this force"));
    auto *row = new QHBoxLayout;
    row->addWidget(game, 1);
    row->addWidget(new PriorityPill(m_force.request.priority, this));
    row->addWidget(m_fold);
    row->addWidget(m_menuButton);
    layout->addLayout(row);
    connect(m_menuButton, &QToolButton::clicked, this, [this] {
        Q_EMIT menuWanted(m_menuButton->mapToGlobal(m_menuButton->rect().bottomLeft()));
    });
    connect(m_fold, &QToolButton::clicked, this, [this] { setFolded(!isFolded()); });
}

void ForceCard::buildBody()
{
    m_body = new QWidget(this);
    auto *layout = new QVBoxLayout(m_body);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    auto *query = new ToneLabel(ToneLabel::Tone::Normal, m_body);
    if (isRecorded() && m_force.request.query.isEmpty())
        query->setText(tr("The log has no question of this force."));
    else
        query->setText(wrappable(m_force.request.query, queryCharacters));
    query->setWordWrap(true);
    layout->addWidget(query);
    if (m_force.request.state && !m_force.request.state->trimmed().isEmpty()) {
        auto *state = new MarkdownView(m_body);
        state->setState(*m_force.request.state);
        layout->addWidget(state);
    }
    m_failure = new ErrorBox(m_body);
    layout->addWidget(m_failure);
    m_pickerPlace = new QVBoxLayout;
    layout->addLayout(m_pickerPlace);
    m_formPlace = new QVBoxLayout;
    layout->addLayout(m_formPlace);
    m_timeBar = new TimeBar(m_force.request.priority, m_body);
    layout->addWidget(m_timeBar);
    m_status = new ToneLabel(ToneLabel::Tone::Dim, m_body);
    m_status->setWordWrap(true);
    layout->addWidget(m_status);
    m_away = new ToneLabel(ToneLabel::Tone::Normal, m_body);
    m_away->setWordWrap(true);
    m_away->hide();
    layout->addWidget(m_away);
    if (!isRecorded())
        buildButtons(layout);
    this->layout()->addWidget(m_body);
    makePicker();
}

/// A game may unregister some of the actions while their force waits.
void ForceCard::makePicker()
{
    const QString chosen = m_form ? m_forms.key(m_form) : QString();
    if (m_picker) {
        keepFocus();
        m_picker->hide();
        m_picker->deleteLater();
    }
    m_picker = new ActionPicker(m_force.actions, m_body);
    m_pickerPlace->addWidget(m_picker);
    connect(m_picker, &ActionPicker::picked, this, &ForceCard::showAction);
    for (int i = 0; i < m_force.actions.size(); ++i) {
        if (m_force.actions[i].name == chosen)
            m_picker->setCurrent(i);
    }
    pickRecorded();
    showAction(m_picker->current());
}

/// What had been chosen last, at the moment that is shown; the first one before that.
void ForceCard::pickRecorded()
{
    if (isRecorded() && !m_names.isEmpty())
        m_picker->setCurrent(std::max(0, static_cast<int>(m_names.indexOf(m_force.lastAction))));
}

void ForceCard::buildButtons(QVBoxLayout *layout)
{
    m_main = new MainButton({}, m_body);
    m_random = new QPushButton(tr("Random"), m_body);
    m_random->setToolTip(tr("Answer with a random action and random data (%1)")
                             .arg(forceKeyText(ForceDeed::AnswerRandomly)));
    m_last = new QPushButton(tr("Last answer"), m_body);
    m_hold = new QPushButton(m_body);
    m_drop = new ConfirmButton(tr("Drop"), tr("Really drop?"), m_body);
    m_drop->setToolTip(tr("End this force without an answer. This cannot be undone. (%1)")
                           .arg(forceKeyText(ForceDeed::Drop)));
    auto *row = new FlowLayout(buttonGap);
    for (QPushButton *button : {static_cast<QPushButton *>(m_main), m_random, m_last, m_hold,
                                static_cast<QPushButton *>(m_drop)}) {
        button->setAutoDefault(false);
        button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        fitText(*button);
        row->addWidget(button);
    }
    layout->addLayout(row);
    const auto performs = [this](QPushButton *button, ForceDeed deed) {
        connect(button, &QPushButton::clicked, this, [this, deed] { perform(deed); });
    };
    performs(m_main, ForceDeed::Main);
    performs(m_random, ForceDeed::AnswerRandomly);
    performs(m_last, ForceDeed::FillLastAnswer);
    performs(m_hold, ForceDeed::Hold);
    connect(m_main, &MainButton::forced, this, [this] { perform(ForceDeed::AnswerUnchecked); });
    connect(m_drop, &ConfirmButton::confirmed, this,
            [this] { send(relay::DropForce{m_force.id}); });
}

void ForceCard::setForce(const relay::ForceEvent &force)
{
    const bool comesUp = m_force.state == ForceState::Waiting && force.state != ForceState::Waiting;
    const QStringList namesBefore = std::exchange(m_names, namesOf(force.actions));
    m_force = force;
    m_sending = false;
    m_commandError.clear();
    if (m_body && m_names != namesBefore)
        makePicker();
    else if (m_body)
        pickRecorded();
    if (comesUp)
        setFolded(false);
    refresh();
}

void ForceCard::setSituation(const DeciderSituation &situation)
{
    m_situation = situation;
    m_situation.isRecorded = isRecorded();
    refresh();
}

bool ForceCard::countsDown() const
{
    return timeLeft(m_force, m_now) > 0 ||
           (!secondsToNextTry(m_situation.upstream, m_now).isEmpty() &&
            !neuroAwayText(m_force, m_situation, m_now).isEmpty());
}

void ForceCard::commandDone(const relay::OperatorEvent &result)
{
    if (result.command != m_lastCommand || m_lastCommand == 0)
        return;
    m_sending = false;
    if (!result.error.isEmpty()) {
        m_commandError = wrappable(commandErrorText(result), errorCharacters);
        setFolded(false);
    }
    refresh();
}

bool ForceCard::isFolded() const
{
    return !m_body || m_body->isHidden();
}

void ForceCard::setFolded(bool folded)
{
    if (folded && m_body)
        keepFocus();
    if (!folded && !m_body)
        buildBody();
    if (m_body)
        m_body->setVisible(!folded);
    m_summary->setVisible(folded);
    m_fold->setArrowType(folded ? Qt::RightArrow : Qt::DownArrow);
    refresh();
}

/// Before a part of the card is hidden or disabled: Qt would move the focus to the next widget that
/// takes it, which may stand on another card.
void ForceCard::keepFocus()
{
    const QWidget *focus = QApplication::focusWidget();
    if (focus && isAncestorOf(focus))
        setFocus(Qt::OtherFocusReason);
}

void ForceCard::refresh()
{
    showSummary();
    if (!m_body) {
        Q_EMIT sizeWanted();
        Q_EMIT changed();
        return;
    }
    QString failure = failureText(m_force);
    if (!m_commandError.isEmpty())
        failure = tr("Not done: %1").arg(m_commandError);
    m_failure->showText(failure);
    if (!isRecorded())
        refreshButtons();
    m_picker->setEnabled(isRecorded() || !isBusy(m_force));
    if (m_form)
        m_form->setEnabled(!isRecorded() && !isBusy(m_force));
    updateTime(m_now);
    Q_EMIT sizeWanted();
    Q_EMIT changed();
}

void ForceCard::refreshButtons()
{
    const bool canDoMain = can(ForceDeed::Main);
    const QWidget *focus = QApplication::focusWidget();
    if (focus && isAncestorOf(focus) && focus != m_drop && focus != m_fold &&
        focus != m_menuButton &&
        (!isFree() || (focus == m_main && !canDoMain) || (focus == m_last && !lastAnswer())))
        keepFocus();

    m_main->setText((takesOver() ? tr("Take over") : tr("Answer")) + u" ⌃↵"_s);
    fitText(*m_main);
    m_main->setAccessibleName(takesOver() ? tr("Take over") : tr("Answer"));
    const QString keys = forceKeyText(ForceDeed::Main);
    if (takesOver())
        m_main->setToolTip(tr("Make this force yours, without a time limit (%1)").arg(keys));
    else if (m_form && !m_form->isValid())
        m_main->setToolTip(
            plainToolTip(tr("%1 Shift+click sends it all the same (%2).")
                             .arg(m_form->problem(), forceKeyText(ForceDeed::AnswerUnchecked))));
    else
        m_main->setToolTip(tr("Send the chosen action (%1)").arg(keys));
    m_main->setEnabled(canDoMain);
    m_random->setEnabled(can(ForceDeed::AnswerRandomly));
    offerLastAnswer();
    m_hold->setText(isHeld() ? tr("Resume") : tr("Hold"));
    fitText(*m_hold);
    m_hold->setToolTip(
        (isHeld() ? tr("Ask the deciders again (%1)") : tr("Ask nobody until resumed (%1)"))
            .arg(forceKeyText(ForceDeed::Hold)));
    m_hold->setEnabled(can(ForceDeed::Hold));
}

void ForceCard::updateTime(qint64 now)
{
    m_now = now;
    if (isFolded())
        showSummary();
    if (!m_body)
        return;
    const QString away = neuroAwayText(m_force, m_situation, now);
    if (m_away->text() != away)
        m_away->setText(away);
    if (m_away->isHidden() != away.isEmpty()) {
        m_away->setVisible(!away.isEmpty());
        Q_EMIT sizeWanted();
    }
    const QString status = m_sending ? tr("Sending…") : statusText(m_force, m_situation, now);
    if (m_status->text() != status)
        m_status->setText(status);
    const double left = timeLeft(m_force, now);
    m_timeBar->setVisible(left >= 0);
    m_timeBar->setLeft(left);
}

void ForceCard::showSummary()
{
    const QString summary = summaryText(m_force, m_situation, m_now);
    if (m_summary->text() != summary)
        m_summary->setText(summary);
}

void ForceCard::setMarked(bool marked)
{
    m_marked = marked;
    update();
}

void ForceCard::showAction(int index)
{
    if (m_form)
        m_form->hide();
    m_form = nullptr;
    if (index >= 0) {
        SchemaForm *&form = m_forms[m_force.actions[index].name];
        if (!form) {
            form = new SchemaForm(m_force.actions[index], m_body);
            if (isRecorded())
                form->setRecorded();
            m_formPlace->addWidget(form);
            connect(form, &SchemaForm::changed, this, &ForceCard::refresh);
        }
        m_form = form;
        m_form->setVisible(m_form->takesData());
    }
    refresh();
}

std::optional<AnswerMemory::Answer> ForceCard::lastAnswer() const
{
    return m_memory->recall(m_force.name, m_names);
}

void ForceCard::offerLastAnswer()
{
    const auto last = lastAnswer();
    m_last->setVisible(last.has_value());
    m_last->setEnabled(can(ForceDeed::FillLastAnswer));
    if (!last)
        return;
    const QString shown = last->action + u' ' + QString::fromUtf8(last->data.value_or(""));
    m_last->setToolTip(plainToolTip(
        tr("Fill in what this game was answered last: %1 (%2)")
            .arg(singleLine(shown, offerCharacters), forceKeyText(ForceDeed::FillLastAnswer))));
}

void ForceCard::fillLastAnswer()
{
    const auto last = lastAnswer();
    const qsizetype index = last ? m_names.indexOf(last->action) : -1;
    if (index < 0)
        return;
    m_picker->setCurrent(static_cast<int>(index));
    if (last->data)
        m_form->setData(*last->data);
}

void ForceCard::answer(bool unchecked)
{
    const QString action = m_force.actions[m_picker->current()].name;
    m_memory->remember({m_force.name, action, m_form->data()});
    send(
        relay::AnswerForce{m_force.id, action, m_form->data(), unchecked || m_form->isUnchecked()});
}

void ForceCard::send(const relay::RelayCommand &command)
{
    m_commandError.clear();
    m_sending = !std::holds_alternative<relay::HoldForce>(command);
    refresh();
    m_lastCommand = m_submit(command);
}

void ForceCard::toggleJson()
{
    if (m_form)
        m_form->setEditedAsJson(!m_form->isEditedAsJson());
    refresh();
}

bool ForceCard::isCardKey(const QKeyEvent &event)
{
    return forceDeedOf(event) || pickedBy(event);
}

void ForceCard::handleKey(const QKeyEvent &event)
{
    if (event.isAutoRepeat())
        return;
    if (const auto deed = forceDeedOf(event))
        return perform(*deed);
    const auto place = pickedBy(event);
    if (isFolded())
        setFolded(false);
    else if (place && m_picker->isEnabled())
        m_picker->setCurrent(*place);
}

bool ForceCard::isFree() const
{
    return !isRecorded() && !isBusy(m_force) && !m_sending;
}

bool ForceCard::takesOver() const
{
    return mainDeed(m_force) == MainDeed::TakeOver;
}

bool ForceCard::isEditedAsJson() const
{
    return m_form && m_form->isEditedAsJson();
}

bool ForceCard::can(ForceDeed deed) const
{
    switch (deed) {
    case ForceDeed::Main:
        return isFree() && (takesOver() || !m_body || (m_form && m_form->isValid()));
    case ForceDeed::AnswerUnchecked:
        return isFree() && !takesOver() && m_form && m_form->isJson();
    case ForceDeed::AnswerRandomly:
        return isFree() && !m_force.actions.isEmpty();
    case ForceDeed::FillLastAnswer:
        return isFree() && lastAnswer().has_value();
    case ForceDeed::EditJson:
        return !isRecorded() && m_form && m_form->takesData() && m_form->hasForm();
    case ForceDeed::Hold:
        return isFree();
    case ForceDeed::Drop:
        return !isRecorded();
    case ForceDeed::ShowTraffic:
        return true;
    }
    return false;
}

void ForceCard::perform(ForceDeed deed)
{
    // Looking at its messages answers nothing.
    if (isFolded() && deed != ForceDeed::ShowTraffic)
        return setFolded(false);
    if (!can(deed))
        return;
    switch (deed) {
    case ForceDeed::Main:
        return takesOver() ? send(relay::TakeOverForce{m_force.id}) : answer(false);
    case ForceDeed::AnswerUnchecked:
        return answer(true);
    case ForceDeed::AnswerRandomly:
        return send(relay::AnswerForceRandomly{m_force.id});
    case ForceDeed::FillLastAnswer:
        return fillLastAnswer();
    case ForceDeed::EditJson:
        return toggleJson();
    case ForceDeed::Hold:
        return send(relay::HoldForce{m_force.id, !isHeld()});
    case ForceDeed::Drop:
        return m_drop->click();
    case ForceDeed::ShowTraffic:
        Q_EMIT trafficWanted(m_force.id);
    }
}

bool ForceCard::event(QEvent *event)
{
    const bool handled = QFrame::event(event);
    if (event->type() == QEvent::LayoutRequest)
        Q_EMIT sizeWanted();
    return handled;
}

void ForceCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColors &colors = themeColors(palette());
    QPainterPath outline;
    outline.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.fillPath(outline, palette().color(QPalette::Base));
    painter.save();
    painter.setClipPath(outline);
    // Inside of the thick frame, so that it can always be seen.
    painter.fillRect(QRect(m_marked ? qCeil(thickFrame) : 0, 0, edgeWidth, height()),
                     priorityColor(m_force.request.priority, palette()));
    painter.restore();
    if (!m_marked) {
        painter.setPen(colors.border);
        painter.drawPath(outline);
        return;
    }
    const qreal inset = thickFrame / 2;
    painter.setPen(QPen(colors.accent, thickFrame));
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), radius, radius);
}

} // namespace neuro::ui

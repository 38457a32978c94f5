// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/forcedesk.h"

#include "widgets/cardparts.h"
#include "widgets/cardstack.h"
#include "widgets/deskorder.h"
#include "widgets/focusorder.h"
#include "widgets/forceactions.h"
#include "widgets/forcecard.h"
#include "widgets/forcewords.h"
#include "widgets/menus.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QHash>
#include <QKeyEvent>
#include <QMenuBar>
#include <QPointer>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <limits>

namespace neuro::ui {

using models::ForceModel;
using relay::ForceId;

namespace {

constexpr int tickMs = 100;
constexpr int headerMargin = 10;
constexpr qint64 longAgo = std::numeric_limits<qint64>::min();

qint64 steadyMicros()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

class ForceDesk::Private
{
public:
    Private(ForceDesk *desk, ForceModel *model, CommandSink sink);

    bool isRecorded() const { return !submit; }
    void buildHeader(QVBoxLayout *layout);
    void watchModel();
    void sync();
    QList<ForceId> wantedIds() const;
    ForceCard *makeCard(const relay::ForceEvent &force);
    void dropCard(ForceId id);
    void showCounts();
    void showSituation();
    void tick();
    void focusChanged(QWidget *now);
    void mark(ForceCard *card);
    ForceCard *cardAround(const QObject *object) const;
    bool filterKey(QObject *watched, QEvent *event);
    bool isSettling(const ForceCard *card) const;
    bool movesCards(const QObject *watched) const;
    QList<QWidget *> tabOrder() const;

    ForceDesk *q;
    QPointer<ForceModel> forces;
    CommandSink submit;
    std::function<qint64()> clock = steadyMicros;
    AnswerMemory memory;
    DeciderSituation situation;
    ForceActions *actions;

    ToneLabel *counts = nullptr;
    ToneLabel *empty = nullptr;
    ToneLabel *more = nullptr;
    ToneLabel *outcome = nullptr;
    CardStack *stack = nullptr;
    QTimer timer;

    QList<ForceId> order; ///< Of the cards, from top to bottom.
    QHash<ForceId, ForceCard *> cards;
    QHash<ForceCard *, qint64> movedAt; ///< Steady microseconds.
    qint64 allMovedAt = longAgo;        ///< The same of the whole desk.
    ForceCard *marked = nullptr;        ///< The focused card.
};

ForceDesk::Private::Private(ForceDesk *desk, ForceModel *model, CommandSink sink)
    : q(desk)
    , forces(model)
    , submit(std::move(sink))
    , actions(new ForceActions(isRecorded(), desk))
{
    auto *layout = new QVBoxLayout(q);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    buildHeader(layout);
    empty = new ToneLabel(ToneLabel::Tone::Dim, q);
    if (!isRecorded())
        empty->setText(ForceDesk::tr(
            "No force waits.\nWhen a game asks Neuro to act, its question appears here."));
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setContentsMargins(headerMargin, headerMargin, headerMargin, headerMargin);
    layout->addWidget(empty, 1);
    stack = new CardStack(q);
    layout->addWidget(stack, 1);
    more = new ToneLabel(ToneLabel::Tone::Dim, q);
    more->setWordWrap(true);
    more->setContentsMargins(headerMargin, 4, headerMargin, 0);
    layout->addWidget(more);
    outcome = new ToneLabel(ToneLabel::Tone::Dim, q);
    outcome->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    outcome->setContentsMargins(headerMargin, 4, headerMargin, 6);
    outcome->setAccessibleName(ForceDesk::tr("Last outcome"));
    outcome->setHidden(isRecorded());
    layout->addWidget(outcome);

    QObject::connect(stack, &CardStack::cardMoved, q, [this](QWidget *card) {
        movedAt.insert(static_cast<ForceCard *>(card), clock());
    });
    timer.setInterval(tickMs);
    QObject::connect(&timer, &QTimer::timeout, q, [this] { tick(); });
    QObject::connect(qApp, &QApplication::focusChanged, q,
                     [this](QWidget *, QWidget *now) { focusChanged(now); });
    watchModel();
}

void ForceDesk::Private::buildHeader(QVBoxLayout *layout)
{
    auto *title = new ToneLabel(ToneLabel::Tone::Normal, q);
    title->setText(ForceDesk::tr("Force desk"));
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    counts = new ToneLabel(ToneLabel::Tone::Dim, q);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(headerMargin, 6, headerMargin, 6);
    row->addWidget(title);
    row->addStretch();
    row->addWidget(counts);
    layout->addLayout(row);
}

void ForceDesk::Private::watchModel()
{
    const auto changed = [this] {
        sync();
    };
    QObject::connect(forces, &ForceModel::rowsInserted, q, changed);
    QObject::connect(forces, &ForceModel::rowsRemoved, q, changed);
    QObject::connect(forces, &ForceModel::rowsMoved, q, changed);
    QObject::connect(forces, &ForceModel::dataChanged, q, changed);
    QObject::connect(forces, &ForceModel::layoutChanged, q, changed);
    QObject::connect(forces, &ForceModel::modelReset, q, changed);
    QObject::connect(forces, &ForceModel::forceEnded, q, [this](const relay::ForceEvent &force) {
        outcome->setText(outcomeText(force));
    });
}

QList<ForceId> ForceDesk::Private::wantedIds() const
{
    QList<ForceId> ids;
    const int rows = forces ? forces->rowCount() : 0;
    const ForceId focused = marked ? marked->force().id : 0;
    for (int row = 0; row < rows && ids.size() < desklimits::cards; ++row)
        ids.append(forces->force(row).id);
    // The focused card stays, however many more important forces there are.
    if (focused != 0 && !ids.contains(focused) && forces && forces->rowOf(focused) >= 0)
        ids.append(focused);
    return ids;
}

void ForceDesk::Private::sync()
{
    const QList<ForceId> wanted = wantedIds();
    const QList<ForceId> before = order;
    for (const ForceId id : before) {
        if (!wanted.contains(id))
            dropCard(id);
    }
    order = deskOrder(before, wanted, marked ? marked->force().id : 0);
    QList<QWidget *> widgets;
    for (const ForceId id : order) {
        const relay::ForceEvent &force = forces->force(forces->rowOf(id));
        ForceCard *card = cards.value(id);
        if (!card)
            card = makeCard(force);
        else if (card->force().at != force.at || card->force().state != force.state)
            card->setForce(force);
        widgets.append(card);
    }
    stack->setCards(widgets);
    stack->setAnchor(marked);
    showCounts();
    tick();
}

ForceCard *ForceDesk::Private::makeCard(const relay::ForceEvent &force)
{
    auto *card = new ForceCard(force, submit, &memory, stack->widget());
    cards.insert(force.id, card);
    card->setSituation(situation);
    QObject::connect(card, &ForceCard::sizeWanted, q, [this] { stack->arrange(); });
    QObject::connect(card, &ForceCard::trafficWanted, q, &ForceDesk::trafficWanted);
    QObject::connect(card, &ForceCard::changed, q, [this, card] {
        if (card == marked)
            actions->refresh();
    });
    QObject::connect(card, &ForceCard::menuWanted, q, [this, card](const QPoint &at) {
        // The menu is that of the marked card.
        if (!card->isAncestorOf(QApplication::focusWidget()))
            card->setFocus(Qt::MouseFocusReason);
        openMenu(actions->actions(), at, q);
    });
    return card;
}

void ForceDesk::Private::dropCard(ForceId id)
{
    ForceCard *card = cards.take(id);
    movedAt.remove(card);
    const QWidget *focus = QApplication::focusWidget();
    if (card == marked)
        mark(nullptr);
    // To the desk, not to the next card: keys meant for this one must not answer another.
    if (focus && (focus == card || card->isAncestorOf(focus)))
        q->setFocus(Qt::OtherFocusReason);
    card->disconnect(q);
    card->hide();
    card->deleteLater();
    order.removeOne(id);
}

void ForceDesk::Private::showCounts()
{
    const int all = forces ? forces->rowCount() : 0;
    const int hidden = all - static_cast<int>(order.size());
    counts->setText(all > 0 ? ForceDesk::tr("%Ln waiting", nullptr, all) : QString());
    empty->setVisible(all == 0);
    stack->setVisible(all > 0);
    more->setVisible(hidden > 0);
    more->setText(isRecorded()
                      ? ForceDesk::tr("%Ln more waited.", nullptr, hidden)
                      : ForceDesk::tr("%Ln more: answer or drop some first.", nullptr, hidden));
}

void ForceDesk::Private::showSituation()
{
    for (ForceCard *card : std::as_const(cards))
        card->setSituation(situation);
    tick();
}

void ForceDesk::Private::tick()
{
    const qint64 now = clock();
    bool runs = false;
    for (ForceCard *card : std::as_const(cards)) {
        card->updateTime(now);
        runs = runs || card->countsDown();
    }
    if (runs && !isRecorded() && !timer.isActive())
        timer.start();
    else if (!runs)
        timer.stop();
}

/// The card that `object` is in; popups of its menus and combo boxes count.
ForceCard *ForceDesk::Private::cardAround(const QObject *object) const
{
    for (; object && object != q; object = object->parent()) {
        for (ForceCard *card : cards) {
            if (card == object)
                return card;
        }
    }
    return nullptr;
}

void ForceDesk::Private::focusChanged(QWidget *now)
{
    if (!now)
        return; // The window is in the background: its focus waits.
    if (qobject_cast<QMenuBar *>(now) && now->window() == q->window())
        return; // Its menu is about the marked card; then the focus comes back.
    mark(cardAround(now));
}

void ForceDesk::Private::mark(ForceCard *card)
{
    if (marked == card)
        return;
    if (marked)
        marked->setMarked(false);
    marked = card;
    if (marked)
        marked->setMarked(true);
    actions->setCard(marked);
    stack->setAnchor(marked);
}

bool ForceDesk::Private::isSettling(const ForceCard *card) const
{
    if (isRecorded())
        return false; // Its clock stands, and a click answers nothing.
    const qint64 moved =
        std::max(movedAt.value(const_cast<ForceCard *>(card), longAgo), allMovedAt);
    return moved != longAgo && clock() - moved < qint64(desklimits::settleMs) * relay::microsPerMs;
}

/// A notice that opens above the panels, or a splitter, moves the desk under the pointer. Not so
/// the window, which one moves oneself.
bool ForceDesk::Private::movesCards(const QObject *watched) const
{
    if (!watched->isWidgetType() || cards.isEmpty())
        return false;
    const auto *widget = static_cast<const QWidget *>(watched);
    return !widget->isWindow() && (widget == q || widget->isAncestorOf(q));
}

bool ForceDesk::Private::filterKey(QObject *watched, QEvent *event)
{
    auto *key = static_cast<QKeyEvent *>(event);
    auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget || !ForceCard::isCardKey(*key) || widget->window() != q->window())
        return false;
    ForceCard *card = cardAround(watched);
    if (!card || card != marked)
        return false;
    key->accept();
    if (event->type() == QEvent::KeyPress)
        card->handleKey(*key);
    return true;
}

QList<QWidget *> ForceDesk::Private::tabOrder() const
{
    QList<QWidget *> widgets = {q};
    for (const ForceId id : order)
        widgets += focusOrder(cards.value(id));
    return widgets;
}

ForceDesk::ForceDesk(ForceModel *forces, CommandSink submit, QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Force desk"));
    d = std::make_unique<Private>(this, forces, std::move(submit));
    d->sync();
    qApp->installEventFilter(this);
}

ForceDesk::~ForceDesk()
{
    // Cards are children and report to what `d` holds.
    for (ForceCard *card : std::as_const(d->cards)) {
        card->disconnect(this);
        delete card;
    }
    d->stack->disconnect(this);
}

void ForceDesk::commandDone(const relay::OperatorEvent &result)
{
    if (ForceCard *card = d->cards.value(result.force))
        card->commandDone(result);
}

void ForceDesk::setDeciders(const QList<relay::Decider> &deciders)
{
    if (d->situation.deciders == deciders)
        return;
    d->situation.deciders = deciders;
    d->showSituation();
}

void ForceDesk::setUpstream(const relay::UpstreamEvent &upstream)
{
    d->situation.upstream = upstream;
    d->showSituation();
}

void ForceDesk::showForce(ForceId id)
{
    ForceCard *card = d->cards.value(id);
    if (!card)
        return;
    card->setFolded(false);
    card->setFocus(Qt::OtherFocusReason);
    d->stack->reveal(card);
}

void ForceDesk::focusNextCard()
{
    if (d->order.isEmpty())
        return setFocus(Qt::OtherFocusReason);
    const qsizetype now = d->marked ? d->order.indexOf(d->marked->force().id) : -1;
    ForceCard *card = d->cards.value(d->order[(now + 1) % d->order.size()]);
    card->setFocus(Qt::OtherFocusReason);
    d->stack->reveal(card);
}

QList<QAction *> ForceDesk::menuActions() const
{
    return d->actions->actions();
}

int ForceDesk::cardCount() const
{
    return static_cast<int>(d->order.size());
}

void ForceDesk::setClock(std::function<qint64()> clock)
{
    d->clock = std::move(clock);
    d->movedAt.clear();
    d->allMovedAt = longAgo;
    d->tick();
}

void ForceDesk::setEmptyText(const QString &text)
{
    d->empty->setText(text);
}

bool ForceDesk::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::ShortcutOverride:
        return d->filterKey(watched, event);
    case QEvent::Move:
        if (d->movesCards(watched))
            d->allMovedAt = d->clock();
        return false;
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick: {
        const ForceCard *card = d->cardAround(watched);
        return card && d->isSettling(card);
    }
    default: // Qt's enumeration: nothing else concerns cards.
        return QWidget::eventFilter(watched, event);
    }
}

bool ForceDesk::focusNextPrevChild(bool next)
{
    return moveFocus(d->tabOrder(), next) || leaveArea(this, next);
}

} // namespace neuro::ui

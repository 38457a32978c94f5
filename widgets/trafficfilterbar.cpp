// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/trafficfilterbar.h"

#include "models/phrasetext.h"
#include "widgets/cardparts.h"
#include "widgets/menus.h"
#include "widgets/plaintext.h"
#include "widgets/themedicons.h"
#include "widgets/windowsettings.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int margin = 8;
constexpr qsizetype chipCharacters = 28;
constexpr qsizetype menuCharacters = 80;

} // namespace

TrafficFilterBar::TrafficFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new TrafficFilterField(this))
    , m_historyAction(new QAction(tr("Earlier filters"), this))
    , m_problemText(new ToneLabel(ToneLabel::Tone::Error, this))
    , m_gameChip(makeChip(tr("Show the traffic of all games again")))
    , m_forceChip(makeChip(tr("Show the traffic of all forces again")))
    , m_row(new QHBoxLayout)
{
    buildField();
    m_problemText->setObjectName(u"trafficFilterProblem"_s);
    m_problemText->setWordWrap(true);
    m_problemText->hide();
    m_row->addWidget(m_gameChip);
    m_row->addWidget(m_forceChip);
    m_row->addWidget(m_text, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(margin / 2);
    layout->addLayout(m_row);
    layout->addWidget(m_problemText);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPauseMs);
    m_problemPause.setSingleShot(true);
    m_problemPause.setInterval(problemPauseMs);
    connect(&m_typing, &QTimer::timeout, this, &TrafficFilterBar::tell);
    connect(&m_problemPause, &QTimer::timeout, this, &TrafficFilterBar::showProblem);
    connect(m_gameChip, &QPushButton::clicked, this, [this] {
        setGame(std::nullopt);
        Q_EMIT gameCleared();
    });
    connect(m_forceChip, &QPushButton::clicked, this, [this] { setForce(0); });
    showChips();
}

void TrafficFilterBar::buildField()
{
    m_text->setObjectName(u"trafficFilter"_s);
    m_text->setPlaceholderText(tr("Filter: words, or conditions such as cmd:action*"));
    m_text->setToolTip(
        plainToolTip(tr("Show the messages for which all conditions hold (%1).\n"
                        "beer \"two words\" – in the message, the game or the command\n"
                        "game: cmd: dir: door: verdict: warn: id: peer: – as in cmd:action*\n"
                        "size>4k ms>20 – bytes, and milliseconds of an answer\n"
                        "re:/…/ – a regular expression\n"
                        "a b: both, a | b: either, !a: not, with parentheses\n"
                        "Down: ways to go on; Alt+Down: earlier filters")
                         .arg(keyText(QKeySequence(Qt::CTRL | Qt::Key_K)))));
    m_text->setAccessibleName(tr("Traffic filter"));
    m_text->setClearButtonEnabled(true);
    setThemedIcon(m_historyAction, u"down"_s);
    m_historyAction->setToolTip(
        tr("Earlier filters (%1)").arg(keyText(QKeySequence(Qt::ALT | Qt::Key_Down))));
    m_text->addAction(m_historyAction, QLineEdit::TrailingPosition);
    connect(m_historyAction, &QAction::triggered, this, &TrafficFilterBar::openHistory);
    connect(m_text, &TrafficFilterField::historyWanted, this, &TrafficFilterBar::openHistory);
    connect(m_text, &QLineEdit::textChanged, this, [this] {
        m_typing.start();
        m_problemPause.stop();
    });
    connect(m_text, &QLineEdit::returnPressed, this, [this] {
        finish();
        m_text->selectMarked();
    });
    connect(m_text, &QLineEdit::editingFinished, this, &TrafficFilterBar::finish);
}

QPushButton *TrafficFilterBar::makeChip(const QString &toolTip)
{
    auto *chip = new QPushButton(this);
    setThemedIcon(chip, u"close"_s);
    chip->setIconSize({10, 10});
    chip->setLayoutDirection(Qt::RightToLeft); // The cross stands behind the words.
    chip->setToolTip(toolTip);
    chip->setAutoDefault(false);
    return chip;
}

models::FrameFilter TrafficFilterBar::filter() const
{
    return {m_expression, m_game, m_force};
}

void TrafficFilterBar::setGame(const std::optional<QString> &game)
{
    m_game = game;
    tell();
}

void TrafficFilterBar::setForce(relay::ForceId force)
{
    m_force = force;
    tell();
}

void TrafficFilterBar::clear()
{
    const bool hadGame = m_game.has_value();
    m_text->clear();
    m_game.reset();
    m_force = 0;
    tell();
    if (hadGame)
        Q_EMIT gameCleared();
}

void TrafficFilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void TrafficFilterBar::addButton(QWidget *button)
{
    m_row->addWidget(button);
}

void TrafficFilterBar::setVocabulary(TrafficFilterField::Vocabulary vocabulary)
{
    m_text->setVocabulary(std::move(vocabulary));
}

void TrafficFilterBar::tell()
{
    m_typing.stop();
    readText();
    showChips();
    const models::FrameFilter now = filter();
    if (now == m_told)
        return;
    m_told = now;
    Q_EMIT filterChanged(now);
}

void TrafficFilterBar::readText()
{
    const auto read = models::FilterExpression::parse(m_text->text());
    if (read) {
        m_expression = *read;
        m_problem.reset();
        return hideProblem();
    }
    m_problem = read.error();
    // Told at once when one is told already: it may have become another.
    if (m_problemText->isVisibleTo(this))
        showProblem();
    else
        m_problemPause.start();
}

/// Whoever is done with the text wants to know what is wrong with it.
void TrafficFilterBar::finish()
{
    tell();
    if (m_problem)
        showProblem();
    else
        remember();
}

void TrafficFilterBar::showProblem()
{
    m_problemPause.stop();
    if (!m_problem)
        return;
    const QString message = models::translated(m_problem->message);
    const bool isQuestion = message.endsWith(u'?');
    const QString text = (isQuestion ? tr("Not applied. At character %1: %2")
                                     : tr("Not applied. At character %1: %2."))
                             .arg(models::characterNumber(m_text->text(), m_problem->position))
                             .arg(message);
    m_text->mark(m_problem->position, m_problem->length);
    if (m_problemText->isVisibleTo(this) && m_problemText->text() == text)
        return;
    m_problemText->setText(text);
    m_problemText->show();
    m_text->setAccessibleDescription(text);
    QAccessibleEvent alert(m_problemText, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void TrafficFilterBar::hideProblem()
{
    m_problemPause.stop();
    m_problemText->hide();
    m_text->clearMark();
    m_text->setAccessibleDescription({});
}

void TrafficFilterBar::remember()
{
    const QString text = m_text->text().trimmed();
    if (text.isEmpty() || (!m_history.isEmpty() && m_history.first() == text))
        return;
    m_history.removeAll(text);
    m_history.prepend(text);
    m_history = m_history.mid(0, WindowSettings::filtersKept);
    Q_EMIT historyChanged(m_history);
}

void TrafficFilterBar::useFilter(const QString &text)
{
    m_text->setText(text);
    m_text->setFocus(Qt::OtherFocusReason);
    finish();
}

void TrafficFilterBar::openHistory()
{
    QList<QAction *> actions;
    const auto add = [&actions, this](const QString &text) {
        auto *action = new QAction(text, this);
        actions.append(action);
        return action;
    };
    for (const QString &filter : std::as_const(m_history)) {
        QAction *action = add(withoutMnemonics(singleLine(filter, menuCharacters)));
        connect(action, &QAction::triggered, this, [this, filter] { useFilter(filter); });
    }
    if (m_history.isEmpty()) {
        add(tr("No filter has been used yet"))->setEnabled(false);
    } else {
        actions.append(new QAction(this));
        actions.last()->setSeparator(true);
        connect(add(tr("Forget these filters")), &QAction::triggered, this, [this] {
            m_history.clear();
            Q_EMIT historyChanged(m_history);
        });
    }
    QMenu *menu = makeMenu(actions, this);
    menu->setObjectName(u"trafficFilterHistory"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *action : std::as_const(actions))
        action->setParent(menu);
    menu->popup(m_text->mapToGlobal(QPoint(0, m_text->height())));
    menu->setActiveAction(actions.first());
}

void TrafficFilterBar::showChips()
{
    m_gameChip->setVisible(m_game.has_value());
    if (m_game) {
        const QString name = singleLine(*m_game, chipCharacters);
        m_gameChip->setText(withoutMnemonics(tr("Game: %1").arg(name)));
        m_gameChip->setAccessibleName(tr("Only the game %1; press to show all").arg(name));
    }
    m_forceChip->setVisible(m_force != 0);
    m_forceChip->setText(tr("Force %1").arg(m_force));
    m_forceChip->setAccessibleName(tr("Only force %1; press to show all").arg(m_force));
}

} // namespace neuro::ui

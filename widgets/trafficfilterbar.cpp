// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/trafficfilterbar.h"

#include "widgets/menus.h"
#include "widgets/plaintext.h"
#include "widgets/themedicons.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int margin = 8;
constexpr qsizetype chipCharacters = 28;

} // namespace

TrafficFilterBar::TrafficFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_gameChip(makeChip(tr("Show the traffic of all games again")))
    , m_forceChip(makeChip(tr("Show the traffic of all forces again")))
    , m_row(new QHBoxLayout(this))
{
    m_text->setObjectName(u"trafficFilter"_s);
    m_text->setPlaceholderText(tr("Filter: words in message, game or command"));
    m_text->setToolTip(tr("Show the messages that contain all of these words (%1)")
                           .arg(keyText(QKeySequence(Qt::CTRL | Qt::Key_K))));
    m_text->setAccessibleName(tr("Traffic filter"));
    m_text->setClearButtonEnabled(true);
    m_text->setMaxLength(textLength);
    m_row->setContentsMargins(margin, margin, margin, margin);
    m_row->addWidget(m_gameChip);
    m_row->addWidget(m_forceChip);
    m_row->addWidget(m_text, 1);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPauseMs);
    connect(m_text, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_text, &QLineEdit::returnPressed, this, &TrafficFilterBar::tell);
    connect(&m_typing, &QTimer::timeout, this, &TrafficFilterBar::tell);
    connect(m_gameChip, &QPushButton::clicked, this, [this] {
        setGame(std::nullopt);
        Q_EMIT gameCleared();
    });
    connect(m_forceChip, &QPushButton::clicked, this, [this] { setForce(0); });
    showChips();
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
    return {m_text->text().simplified(), m_game, m_force};
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

void TrafficFilterBar::tell()
{
    m_typing.stop();
    showChips();
    const models::FrameFilter now = filter();
    if (now == m_told)
        return;
    m_told = now;
    Q_EMIT filterChanged(now);
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

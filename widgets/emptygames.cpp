// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/emptygames.h"

#include "widgets/cardparts.h"
#include "widgets/demolauncher.h"
#include "widgets/themedicons.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int margin = 14;

} // namespace

EmptyGames::EmptyGames(DemoLauncher *demos, QWidget *parent)
    : QWidget(parent)
    , m_demos(demos)
    , m_text(new ToneLabel(ToneLabel::Tone::Normal, this))
    , m_copy(new QPushButton(tr("Copy address"), this))
    , m_error(new ErrorBox(this))
{
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setThemedIcon(m_copy, u"copy"_s);
    m_copy->setToolTip(tr("Copy the relay's address for your game's settings"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->addStretch(1);
    layout->addWidget(m_text);
    layout->addSpacing(margin / 2);
    layout->addWidget(m_copy);
    auto *alternative = new ToneLabel(ToneLabel::Tone::Dim, this);
    alternative->setText(tr("or try a demo game:"));
    layout->addSpacing(margin / 2);
    layout->addWidget(alternative);
    for (const DemoLauncher::Demo &demo : DemoLauncher::demos())
        addDemo(demo.id, demo.title);
    layout->addWidget(m_error);
    layout->addStretch(2);
    connect(m_copy, &QPushButton::clicked, this, &EmptyGames::copyAddressWanted);
    connect(demos, &DemoLauncher::lockChanged, this, &EmptyGames::showAddress);
    connect(demos, &DemoLauncher::failed, m_error, &ErrorBox::showText);
    showAddress();
}

void EmptyGames::addDemo(const QString &id, const QString &title)
{
    auto *button = new QPushButton(title, this);
    button->setObjectName(id);
    setThemedIcon(button, u"play"_s);
    layout()->addWidget(button);
    m_starters.append(button);
    connect(button, &QPushButton::clicked, this, [this, id] {
        m_error->showText({});
        m_demos->start(id, m_url);
    });
    connect(m_demos, &DemoLauncher::runningChanged, button,
            [this, button, id, title](const QString &which, bool running) {
                if (which != id)
                    return;
                button->setText(running ? tr("%1 is starting…").arg(title) : title);
                showStarter(button);
            });
}

void EmptyGames::setAddress(const QString &url)
{
    m_url = url;
    showAddress();
}

void EmptyGames::showAddress()
{
    const bool listens = !m_url.isEmpty();
    m_text->setText(listens ? tr("No game yet. Point your game at\n%1").arg(m_url)
                            : tr("No game can connect: the relay does not listen. Start it with "
                                 "the button “Relay” above."));
    m_copy->setEnabled(listens);
    for (QPushButton *button : std::as_const(m_starters))
        showStarter(button);
}

void EmptyGames::showStarter(QPushButton *button)
{
    const QString &lock = m_demos->lock();
    button->setEnabled(!m_url.isEmpty() && lock.isEmpty() &&
                       !m_demos->isRunning(button->objectName()));
    button->setToolTip(lock.isEmpty() ? tr("Start a demo game beside this window; it connects by "
                                           "itself")
                                      : lock);
}

} // namespace neuro::ui

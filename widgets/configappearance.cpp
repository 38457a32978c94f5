// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/configappearance.h"

#include "widgets/cardparts.h"
#include "widgets/windowsettings.h"

#include <QAction>
#include <QActionGroup>
#include <QPushButton>
#include <QRadioButton>
#include <QShowEvent>
#include <QVBoxLayout>

namespace neuro::ui {

namespace {

constexpr int margin = 18;
constexpr int groupSpacing = 18;

} // namespace

ConfigAppearance::ConfigAppearance(QActionGroup *themes, QAction *restoreLayout,
                                   QAction *forgetAnswers, WindowSettings *settings,
                                   QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_answers(new ToneLabel(ToneLabel::Tone::Dim, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, margin);
    auto *explanation = new ToneLabel(ToneLabel::Tone::Dim, this);
    explanation->setText(tr("How the window looks. Counts at once; the window remembers it by "
                            "itself, not in the configuration file."));
    explanation->setWordWrap(true);
    layout->addWidget(explanation);
    addHeading(tr("Theme"));
    for (QAction *action : themes->actions()) {
        auto *button = new QRadioButton(action->text(), this);
        button->setToolTip(action->toolTip());
        button->setChecked(action->isChecked());
        layout->addWidget(button);
        connect(button, &QRadioButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::toggled, button, &QRadioButton::setChecked);
    }
    addHeading(tr("Layout"));
    addButton(tr("Restore the default layout"), restoreLayout);
    addHeading(tr("Who may connect"));
    m_answers->setWordWrap(true);
    layout->addWidget(m_answers);
    addButton(tr("Forget these answers"), forgetAnswers);
    layout->addStretch();
    connect(forgetAnswers, &QAction::triggered, this, &ConfigAppearance::countAnswers,
            Qt::QueuedConnection);
}

void ConfigAppearance::addHeading(const QString &text)
{
    auto *label = new ToneLabel(ToneLabel::Tone::Normal, this);
    label->setText(text);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    auto *layout = static_cast<QVBoxLayout *>(this->layout());
    layout->addSpacing(groupSpacing);
    layout->addWidget(label);
}

void ConfigAppearance::addButton(const QString &text, QAction *action)
{
    auto *button = new QPushButton(text, this);
    button->setToolTip(action->toolTip());
    button->setAutoDefault(false);
    fitText(*button);
    static_cast<QVBoxLayout *>(layout())->addWidget(button, 0, Qt::AlignLeft);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
}

void ConfigAppearance::showEvent(QShowEvent *event)
{
    countAnswers();
    QWidget::showEvent(event);
}

void ConfigAppearance::countAnswers()
{
    const int answers = static_cast<int>(m_settings->admissions().size());
    if (answers == 0)
        m_answers->setText(tr("You have given no standing answer (“Always” or “Never”)."));
    else if (answers == 1)
        m_answers->setText(tr("You have given one standing answer (“Always” or “Never”)."));
    else
        m_answers->setText(
            tr("You have given %Ln standing answers (“Always” or “Never”).", nullptr, answers));
}

} // namespace neuro::ui

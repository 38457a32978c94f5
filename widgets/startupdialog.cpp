// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/startupdialog.h"

#include "relay/relayevent.h"
#include "widgets/cardparts.h"
#include "widgets/commanderrortext.h"
#include "widgets/plaintext.h"
#include "widgets/wheelguard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestText = 200;
constexpr qsizetype errorCharacters = 600;
constexpr int startWidth = 420;

} // namespace

StartupDialog::StartupDialog(const QList<GameTarget> &targets, relay::PeerId peer,
                             CommandSink submit, QWidget *parent)
    : CommandDialog(parent)
    , m_submit(std::move(submit))
    , m_to(new QComboBox(this))
    , m_character(new QComboBox(this))
    , m_id(new QLineEdit(this))
    , m_name(new QLineEdit(this))
    , m_session(new QLineEdit(this))
    , m_acknowledge(new QPushButton(tr("Send startup"), this))
    , m_isFinal(new QCheckBox(tr("She says nothing more"), this))
    , m_isCancelled(new QCheckBox(tr("It was cancelled"), this))
    , m_reason(new QLineEdit(this))
    , m_finish(new QPushButton(tr("Send speech_finished"), this))
    , m_error(new ErrorBox(this))
    , m_status(new ToneLabel(ToneLabel::Tone::Success, this))
{
    setWindowTitle(tr("Startup and speech"));
    build(targets, peer);
    showCharacter();
    resize(startWidth, sizeHint().height());
}

void StartupDialog::build(const QList<GameTarget> &targets, relay::PeerId peer)
{
    fillTargets(m_to, targets, peer);
    m_to->setAccessibleName(tr("To"));
    auto *form = new QFormLayout;
    form->addRow(tr("To"), m_to);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    buildStartup(layout);
    buildSpeech(layout);
    layout->addWidget(m_error);
    m_status->setWordWrap(true);
    m_status->hide();
    layout->addWidget(m_status);
    guardWheel(m_to);
    guardWheel(m_character);
    auto *close = new QPushButton(tr("Close"), this);
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(close);
    layout->addLayout(row);
    for (QPushButton *button : {m_acknowledge, m_finish, close})
        button->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    for (QLineEdit *line : {m_id, m_name, m_session, m_reason})
        line->setMaxLength(longestText);
}

void StartupDialog::buildStartup(QBoxLayout *layout)
{
    auto *group = new QGroupBox(tr("Acknowledge the startup"), this);
    const auto addCharacter = [this](const QString &text, Character which) {
        m_character->addItem(text, static_cast<int>(which));
    };
    addCharacter(tr("As configured"), Character::AsConfigured);
    addCharacter(tr("Neuro"), Character::Neuro);
    addCharacter(tr("Evil"), Character::Evil);
    addCharacter(tr("Another"), Character::Custom);
    m_character->setObjectName(u"character"_s);
    m_id->setObjectName(u"characterId"_s);
    m_name->setObjectName(u"displayName"_s);
    m_session->setObjectName(u"session"_s);
    m_session->setPlaceholderText(tr("The relay's own"));
    auto *form = new QFormLayout(group);
    form->addRow(tr("Character"), m_character);
    form->addRow(tr("Its id"), m_id);
    form->addRow(tr("Its name"), m_name);
    form->addRow(tr("Session id"), m_session);
    form->addRow(m_acknowledge);
    layout->addWidget(group);
    connect(m_character, &QComboBox::currentIndexChanged, this, &StartupDialog::showCharacter);
    connect(m_id, &QLineEdit::textEdited, this, [this] { m_isIdEdited = true; });
    connect(m_id, &QLineEdit::textChanged, this, &StartupDialog::refresh);
    connect(m_acknowledge, &QPushButton::clicked, this, &StartupDialog::acknowledge);
}

void StartupDialog::buildSpeech(QBoxLayout *layout)
{
    auto *group = new QGroupBox(tr("Speech has finished"), this);
    m_isFinal->setChecked(true);
    m_isFinal->setToolTip(u"isFinal"_s);
    m_isCancelled->setToolTip(u"cancelled"_s);
    m_reason->setObjectName(u"reason"_s);
    auto *form = new QFormLayout(group);
    form->addRow(m_isFinal);
    form->addRow(m_isCancelled);
    form->addRow(tr("Reason"), m_reason);
    form->addRow(m_finish);
    layout->addWidget(group);
    connect(m_finish, &QPushButton::clicked, this, &StartupDialog::finishSpeech);
}

StartupDialog::Character StartupDialog::character() const
{
    return static_cast<Character>(m_character->currentData().toInt());
}

void StartupDialog::showCharacter()
{
    m_isIdEdited = false;
    switch (character()) {
    case Character::AsConfigured:
        m_id->clear();
        m_name->clear();
        m_session->clear();
        break;
    case Character::Neuro:
        m_id->setText(u"neuro"_s);
        m_name->setText(u"Neuro-sama"_s);
        break;
    case Character::Evil:
        m_id->setText(u"evil"_s);
        m_name->setText(u"Evil Neuro"_s);
        break;
    case Character::Custom:
        break; // What stands there is a beginning.
    }
    refresh();
}

void StartupDialog::refresh()
{
    const bool isCustom = character() == Character::Custom;
    m_id->setEnabled(isCustom);
    m_name->setEnabled(isCustom);
    m_session->setEnabled(character() != Character::AsConfigured);
    const bool isMissing = isCustom && m_id->text().isEmpty();
    const QString problem = isMissing ? tr("A character needs an id.") : QString();
    m_acknowledge->setEnabled(!isMissing);
    m_acknowledge->setToolTip(isMissing ? problem
                                        : tr("Sent to all games, it also answers those that start "
                                             "up later, while no upstream is connected"));
    // Whoever has only just chosen it has done nothing wrong yet.
    m_error->showText(m_isIdEdited ? problem : QString());
}

void StartupDialog::acknowledge()
{
    relay::AcknowledgeStartup command;
    command.peer = chosenTarget(*m_to);
    if (character() != Character::AsConfigured)
        command.character = {m_session->text(), m_id->text(), m_name->text()};
    submit(command);
}

void StartupDialog::finishSpeech()
{
    submit(relay::FinishSpeech{
        chosenTarget(*m_to),
        {m_isFinal->isChecked(), m_isCancelled->isChecked(), m_reason->text()}});
}

void StartupDialog::submit(const relay::RelayCommand &command)
{
    m_status->hide();
    m_lastCommand = m_submit(command);
}

void StartupDialog::commandDone(const relay::OperatorEvent &result)
{
    if (m_lastCommand == 0 || result.command != m_lastCommand)
        return;
    const bool isDone = result.error.isEmpty();
    m_error->showText(isDone ? QString() : wrappable(commandErrorText(result), errorCharacters));
    m_status->setText(tr("Sent."));
    m_status->setVisible(isDone);
}

} // namespace neuro::ui

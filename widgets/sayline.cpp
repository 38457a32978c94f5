// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/sayline.h"

#include "widgets/cardparts.h"
#include "widgets/commanderrortext.h"
#include "widgets/themedicons.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int margin = 8;
constexpr int gap = 6;

} // namespace

SayLine::SayLine(CommandSink submit, QWidget *parent)
    : QWidget(parent)
    , m_submit(std::move(submit))
    , m_text(new QLineEdit(this))
    , m_silent(new QCheckBox(tr("Silent"), this))
    , m_say(new QPushButton(tr("Say"), this))
    , m_error(new ErrorBox(this))
{
    m_text->setObjectName(u"sayText"_s);
    m_text->setAccessibleName(tr("Say something to Neuro"));
    m_text->setMaxLength(characters);
    m_text->setClearButtonEnabled(true);
    m_silent->setToolTip(tr("Neuro reads it, but is not asked to answer"));
    setThemedIcon(m_say, u"send"_s);
    m_say->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->setSpacing(gap);
    row->addWidget(m_text, 1);
    row->addWidget(m_silent);
    row->addWidget(m_say);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin / 2, margin, margin / 2);
    layout->setSpacing(margin / 2);
    layout->addLayout(row);
    layout->addWidget(m_error);
    connect(m_text, &QLineEdit::returnPressed, this, &SayLine::say);
    connect(m_say, &QPushButton::clicked, this, &SayLine::say);
    connect(m_text, &QLineEdit::textChanged, this, &SayLine::refresh);
    refresh();
}

void SayLine::setUpstream(const relay::UpstreamEvent &upstream)
{
    m_hasUpstream = !upstream.url.isEmpty();
    refresh();
}

void SayLine::say()
{
    const QString text = m_text->text().trimmed();
    if (!m_hasUpstream || m_command != 0 || text.isEmpty())
        return;
    m_error->showText({});
    m_command = m_submit(relay::SayToNeuro{text, m_silent->isChecked()});
    refresh();
}

void SayLine::commandDone(const relay::OperatorEvent &result)
{
    if (m_command == 0 || result.command != m_command)
        return;
    m_command = 0;
    const bool isRefused = result.code != relay::CommandError::None || !result.error.isEmpty();
    m_error->showText(isRefused ? tr("Not said: %1").arg(commandErrorText(result)) : QString());
    if (!isRefused)
        m_text->clear();
    refresh();
}

void SayLine::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
}

void SayLine::refresh()
{
    m_text->setEnabled(m_hasUpstream);
    // A line that is on its way is not to be changed under way.
    m_text->setReadOnly(m_command != 0);
    m_silent->setEnabled(m_hasUpstream);
    m_say->setEnabled(m_hasUpstream && m_command == 0 && !m_text->text().trimmed().isEmpty());
    const QString why = tr("There is no upstream, so nobody would hear it. Name Neuro's server in "
                           "the configuration.");
    m_text->setPlaceholderText(m_hasUpstream ? tr("Say something to Neuro…")
                                             : tr("No upstream: nobody would hear it"));
    m_text->setToolTip(m_hasUpstream ? tr("Neuro reads it as a context from you (Enter)") : why);
    m_say->setToolTip(m_hasUpstream ? tr("Say it to Neuro (Enter)") : why);
}

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/configrow.h"

#include "models/phrasetext.h"
#include "widgets/cardparts.h"
#include "widgets/configeditor.h"
#include "widgets/plaintext.h"
#include "widgets/themestyle.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace neuro::ui {

namespace {

constexpr qsizetype issueCharacters = 600;
constexpr int spacing = 3;
/// As high as the text of a line edit stands in it.
constexpr int labelTop = 5;

} // namespace

ConfigRow::ConfigRow(const ConfigField &field, QWidget *parent)
    : QWidget(parent)
    , m_editor(makeConfigEditor(field, this))
    , m_issue(new ToneLabel(ToneLabel::Tone::Error, this))
    , m_note(new ToneLabel(ToneLabel::Tone::Dim, this))
    , m_asText(new QPushButton(tr("Edit as text"), this))
{
    auto *label = new ToneLabel(ToneLabel::Tone::Normal, this);
    label->setText(m_editor->showsLabel() ? QString() : field.label);
    label->setBuddy(m_editor->focusTarget());
    label->setWordWrap(true);
    label->setFixedWidth(labelWidth);
    label->setContentsMargins(0, labelTop, 0, 0);
    auto *explanation = new ToneLabel(ToneLabel::Tone::Dim, this);
    explanation->setText(field.explanation);
    for (ToneLabel *text : {explanation, m_issue, m_note}) {
        text->setWordWrap(true);
        text->setMinimumWidth(1);
    }
    m_issue->hide();
    m_note->hide();
    m_asText->setToolTip(tr("Go to this setting on the page “Text”"));
    m_asText->setAutoDefault(false);
    m_asText->hide();
    auto *right = new QVBoxLayout;
    right->setSpacing(spacing);
    right->addWidget(m_editor);
    right->addWidget(m_issue);
    right->addWidget(m_asText, 0, Qt::AlignLeft);
    right->addWidget(m_note);
    right->addWidget(explanation);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->addWidget(label, 0, 0, Qt::AlignTop);
    grid->addLayout(right, 0, 1);
    grid->setColumnStretch(1, 1);
    connect(m_asText, &QPushButton::clicked, this, [this] { Q_EMIT textWanted(m_editor->path()); });
}

void ConfigRow::showDraft(const config::ConfigDraft &draft, const QString &note)
{
    // What could not be put into the text stays as it was typed.
    if (draft.refusalOf(m_editor->path()).isEmpty())
        m_editor->showDraft(draft);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    showIssues(draft);
}

void ConfigRow::showIssues(const config::ConfigDraft &draft)
{
    const QString path = m_editor->path();
    const protocol::Phrase refusal = draft.refusalOf(path);
    QStringList texts;
    m_hasError = !refusal.isEmpty();
    if (m_hasError)
        texts.append(tr("This cannot be changed here: %1").arg(models::translated(refusal)));
    for (const config::ConfigIssue &issue : draft.issuesOf(path)) {
        m_hasError = m_hasError || issue.severity == config::ConfigIssue::Severity::Error;
        texts.append(models::translated(issue.message));
    }
    m_issue->setTone(m_hasError ? ToneLabel::Tone::Error : ToneLabel::Tone::Warning);
    m_issue->setText(wrappable(texts.join(u'\n'), issueCharacters));
    m_issue->setVisible(!texts.isEmpty());
    m_asText->setVisible(!refusal.isEmpty());
    m_editor->focusTarget()->setProperty(invalidProperty, m_hasError);
    m_editor->focusTarget()->update();
}

} // namespace neuro::ui

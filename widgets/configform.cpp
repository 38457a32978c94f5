// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/configform.h"

#include "widgets/cardparts.h"
#include "widgets/configeditor.h"
#include "widgets/configrow.h"

#include <QVBoxLayout>

#include <algorithm>

namespace neuro::ui {

namespace {

constexpr int margin = 18;
constexpr int rowSpacing = 14;
constexpr int groupSpacing = 10;

ToneLabel *heading(const QString &text, QWidget *parent)
{
    auto *label = new ToneLabel(ToneLabel::Tone::Normal, parent);
    label->setText(text);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

} // namespace

ConfigForm::ConfigForm(const ConfigPage &page, QWidget *parent)
    : QScrollArea(parent)
{
    auto *inner = new QWidget(this);
    auto *layout = new QVBoxLayout(inner);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(rowSpacing);
    auto *explanation = new ToneLabel(ToneLabel::Tone::Dim, inner);
    explanation->setText(page.explanation);
    explanation->setWordWrap(true);
    layout->addWidget(explanation);
    for (const ConfigGroup &group : page.groups) {
        if (!group.title.isEmpty()) {
            layout->addSpacing(groupSpacing);
            layout->addWidget(heading(group.title, inner));
        }
        for (const ConfigField &field : group.fields) {
            auto *row = new ConfigRow(field, inner);
            layout->addWidget(row);
            m_rows.append(row);
            ConfigEditor *editor = row->editor();
            connect(editor, &ConfigEditor::changed, this,
                    [this, editor] { Q_EMIT changed(editor); });
            connect(row, &ConfigRow::textWanted, this, &ConfigForm::textWanted);
        }
    }
    layout->addStretch(1);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(page.title);
    setWidget(inner);
    viewport()->setAutoFillBackground(false);
    inner->setAutoFillBackground(false);
}

void ConfigForm::showDraft(const config::ConfigDraft &draft, const QHash<QString, QString> &notes)
{
    m_errors = 0;
    for (ConfigRow *row : std::as_const(m_rows)) {
        row->showDraft(draft, notes.value(row->editor()->path()));
        m_errors += row->hasError() ? 1 : 0;
    }
}

bool ConfigForm::hasPath(const QString &path) const
{
    return std::any_of(m_rows.cbegin(), m_rows.cend(),
                       [&path](const ConfigRow *row) { return row->editor()->path() == path; });
}

void ConfigForm::goToError()
{
    const auto found = std::find_if(m_rows.cbegin(), m_rows.cend(),
                                    [](const ConfigRow *row) { return row->hasError(); });
    if (found == m_rows.cend())
        return;
    ensureWidgetVisible(*found);
    (*found)->editor()->focusTarget()->setFocus();
}

} // namespace neuro::ui

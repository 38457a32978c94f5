// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/groupfields.h"

#include "protocol/jsonpath.h"
#include "widgets/cardparts.h"
#include "widgets/plaintext.h"

#include <QApplication>
#include <QCheckBox>
#include <QGridLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using protocol::JsonValue;

namespace {

constexpr qsizetype nameCharacters = 24;
constexpr int indent = 12;
/// Labels are centred on the first line of their editor.
constexpr int lineHeight = 26;
constexpr int rowSpacing = 4;

ToneLabel *makeErrorLabel(QWidget *parent)
{
    auto *label = new ToneLabel(ToneLabel::Tone::Error, parent);
    label->setWordWrap(true);
    label->hide();
    return label;
}

void showError(ToneLabel *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

bool isStructure(FieldKind kind)
{
    return kind == FieldKind::Group || kind == FieldKind::List;
}

} // namespace

GroupField::GroupField(const FormField &field, QWidget *parent)
    : FieldEditor(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(rowSpacing);
    grid->setColumnStretch(1, 1);
    m_rows.reserve(static_cast<size_t>(field.members.size()));
    for (const FormField &member : field.members)
        addRow(member, grid);
    if (field.members.isEmpty()) {
        auto *nothing = new ToneLabel(ToneLabel::Tone::Dim, this);
        nothing->setText(tr("No members"));
        grid->addWidget(nothing, 0, 0);
        return;
    }
    const Row &first = m_rows.front();
    setFocusProxy(first.include ? static_cast<QWidget *>(first.include) : first.editor);
}

void GroupField::addRow(const FormField &field, QGridLayout *grid)
{
    Row row;
    row.field = field;
    row.field.members.clear();
    QWidget *label = makeLabel(field, row); // First, for the order of the Tab key.
    row.editor = makeFieldEditor(field, field.name, this);
    row.error = makeErrorLabel(this);
    row.editor->setToolTip(plainToolTip(field.description));
    const int line = grid->rowCount();
    if (row.editor->isWide()) {
        row.editor->setContentsMargins(isStructure(field.kind) ? indent : 0, 0, 0, 0);
        grid->addWidget(label, line, 0, 1, 2);
        grid->addWidget(row.editor, line + 1, 0, 1, 2);
        grid->addWidget(row.error, line + 2, 0, 1, 2);
    } else {
        grid->addWidget(label, line, 0, Qt::AlignTop);
        grid->addWidget(row.editor, line, 1);
        grid->addWidget(row.error, line + 1, 1);
        label->setMinimumHeight(qMin(row.editor->sizeHint().height(), lineHeight));
    }
    connect(row.editor, &FieldEditor::changed, this, &FieldEditor::changed);
    m_rows.push_back(row);
    setIncluded(m_rows.back(), field.required);
}

QWidget *GroupField::makeLabel(const FormField &field, Row &row)
{
    const QString name = singleLine(field.name, nameCharacters);
    const QString hint = field.description.isEmpty() ? field.name : field.description;
    QWidget *label = nullptr;
    if (field.required) {
        auto *text = new ToneLabel(ToneLabel::Tone::Normal, this);
        text->setText(name + " *"_L1);
        text->setAccessibleName(tr("%1, required").arg(name));
        label = text;
        label->setToolTip(plainToolTip(hint));
    } else {
        row.include = new QCheckBox(withoutMnemonics(name), this);
        row.include->setAccessibleName(tr("Include %1").arg(name));
        label = row.include;
        label->setToolTip(plainToolTip(tr("Include this optional member. %1").arg(hint)));
        const size_t index = m_rows.size();
        connect(row.include, &QCheckBox::toggled, this, [this, index](bool on) {
            m_rows[index].editor->setEnabled(on);
            Q_EMIT changed();
        });
    }
    return label;
}

bool GroupField::isIncluded(const Row &row)
{
    return !row.include || row.include->isChecked();
}

void GroupField::setIncluded(Row &row, bool included)
{
    if (!row.include)
        return;
    row.include->setChecked(included);
    row.editor->setEnabled(included);
}

QByteArray GroupField::json() const
{
    QByteArray object("{");
    for (const Row &row : m_rows) {
        if (!isIncluded(row))
            continue;
        const QByteArray value = row.editor->json();
        if (value.isEmpty())
            return {};
        if (object.size() > 1)
            object += ',';
        object += protocol::jsonQuoted(row.field.name) + ':' + value;
    }
    return object + '}';
}

bool GroupField::setJson(JsonValue value)
{
    if (!value.isObject())
        return false;
    bool fits = true;
    qsizetype known = 0;
    for (Row &row : m_rows) {
        const JsonValue member = value.member(row.field.name.toUtf8());
        setIncluded(row, !member.isAbsent());
        if (member.isAbsent()) {
            fits = fits && row.include;
            continue;
        }
        ++known;
        fits = row.editor->setJson(member) && fits;
    }
    return fits && known == value.size();
}

void GroupField::collectErrorPlaces(const QString &path, QList<ErrorPlace> &places) const
{
    for (const Row &row : m_rows) {
        QString below = path;
        protocol::appendMemberStep(below, row.field.name.toUtf8());
        places.append({below, row.error});
        row.editor->collectErrorPlaces(below, places);
    }
}

void GroupField::showProblems()
{
    for (Row &row : m_rows) {
        showError(row.error, isIncluded(row) ? row.editor->problem() : QString());
        row.editor->showProblems();
    }
}

ListField::ListField(const FormField &field, const QString &name, QWidget *parent)
    : FieldEditor(parent)
    , m_item(field.members.first())
    , m_name(name)
    , m_most(field.maxItems)
    , m_layout(new QVBoxLayout(this))
    , m_add(new QToolButton(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(rowSpacing);
    m_add->setText(tr("Add a row"));
    m_add->setAccessibleName(tr("Add a row to %1").arg(name));
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    setFocusProxy(m_add);
    updateButtons();
    connect(m_add, &QToolButton::clicked, this, [this] {
        addRow();
        m_rows.back().editor->setFocus(); // Before the button may be disabled.
        updateButtons();
        Q_EMIT changed();
    });
}

void ListField::addRow()
{
    Row row;
    row.frame = new QWidget(this);
    const QString name = tr("%1, row %2").arg(m_name).arg(m_rows.size() + 1);
    row.editor = makeFieldEditor(m_item, name, row.frame);
    row.error = makeErrorLabel(row.frame);
    auto *remove = new QToolButton(row.frame);
    remove->setText(u"−"_s);
    remove->setToolTip(tr("Remove this row"));
    remove->setAccessibleName(tr("Remove %1").arg(name));
    auto *grid = new QGridLayout(row.frame);
    grid->setContentsMargins({});
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(0, 1);
    grid->addWidget(row.editor, 0, 0);
    grid->addWidget(remove, 0, 1, Qt::AlignTop);
    grid->addWidget(row.error, 1, 0);
    m_layout->insertWidget(m_layout->count() - 1, row.frame);
    row.frame->show(); // Layouts show later, and what is hidden takes no focus.
    connect(row.editor, &FieldEditor::changed, this, &FieldEditor::changed);
    connect(remove, &QToolButton::clicked, this, [this, frame = row.frame] {
        removeRow(frame);
        Q_EMIT changed();
    });
    m_rows.push_back(row);
}

void ListField::removeRow(const QWidget *frame)
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(),
                                  [frame](const Row &each) { return each.frame == frame; });
    if (frame->isAncestorOf(QApplication::focusWidget())) {
        // It would wander off to whatever comes next.
        m_add->setEnabled(true);
        m_add->setFocus();
    }
    row->frame->hide();
    row->frame->deleteLater();
    m_rows.erase(row);
    updateButtons();
}

void ListField::updateButtons()
{
    m_add->setEnabled(qsizetype(m_rows.size()) < m_most);
    m_add->setToolTip(m_add->isEnabled()
                          ? QString()
                          : tr("The list is full: %Ln rows", nullptr, static_cast<int>(m_most)));
}

QByteArray ListField::json() const
{
    QByteArray array("[");
    for (const Row &row : m_rows) {
        const QByteArray value = row.editor->json();
        if (value.isEmpty())
            return {};
        if (array.size() > 1)
            array += ',';
        array += value;
    }
    return array + ']';
}

bool ListField::setJson(JsonValue value)
{
    if (!value.isArray() || value.size() > formlimits::rows)
        return false;
    while (qsizetype(m_rows.size()) > value.size())
        removeRow(m_rows.back().frame);
    while (qsizetype(m_rows.size()) < value.size())
        addRow();
    updateButtons();
    bool fits = true;
    auto row = m_rows.begin();
    for (JsonValue element = value.first(); !element.isAbsent(); element = element.next(), ++row)
        fits = row->editor->setJson(element) && fits;
    return fits;
}

void ListField::collectErrorPlaces(const QString &path, QList<ErrorPlace> &places) const
{
    for (size_t i = 0; i < m_rows.size(); ++i) {
        QString below = path;
        protocol::appendIndexStep(below, qint64(i));
        places.append({below, m_rows[i].error});
        m_rows[i].editor->collectErrorPlaces(below, places);
    }
}

void ListField::showProblems()
{
    for (Row &row : m_rows) {
        showError(row.error, row.editor->problem());
        row.editor->showProblems();
    }
}

NullableField::NullableField(const FormField &field, const QString &name, QWidget *parent)
    : FieldEditor(parent)
    , m_null(new QCheckBox(tr("null"), this))
    , m_editor(makeInnerEditor(field, name, this))
{
    m_null->setAccessibleName(tr("%1 is null").arg(name));
    m_null->setToolTip(tr("Send null instead of a value"));
    setFocusProxy(m_editor);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setColumnStretch(0, 1);
    grid->addWidget(m_editor, 0, 0);
    if (m_editor->isWide())
        grid->addWidget(m_null, 1, 0);
    else
        grid->addWidget(m_null, 0, 1, Qt::AlignTop);
    connect(m_editor, &FieldEditor::changed, this, &FieldEditor::changed);
    connect(m_null, &QCheckBox::toggled, this, [this](bool on) {
        m_editor->setEnabled(!on);
        Q_EMIT changed();
    });
}

QByteArray NullableField::json() const
{
    return m_null->isChecked() ? QByteArrayLiteral("null") : m_editor->json();
}

QString NullableField::problem() const
{
    return m_null->isChecked() ? QString() : m_editor->problem();
}

bool NullableField::setJson(JsonValue value)
{
    const bool isNull = value.isNull();
    m_null->setChecked(isNull);
    return isNull || m_editor->setJson(value);
}

void NullableField::collectErrorPlaces(const QString &path, QList<ErrorPlace> &places) const
{
    m_editor->collectErrorPlaces(path, places);
}

void NullableField::showProblems()
{
    m_editor->showProblems();
}

} // namespace neuro::ui

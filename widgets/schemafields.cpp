// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/schemafields.h"

#include "widgets/cardparts.h"
#include "widgets/jsoneditor.h"
#include "widgets/numberedit.h"
#include "widgets/plaintext.h"
#include "widgets/wheelguard.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using protocol::JsonValue;

namespace {

constexpr int linesShown = 4;
constexpr qsizetype constantCharacters = 60;
constexpr qsizetype hintCharacters = 60;
constexpr qsizetype descriptionCharacters = 300;
/// Radio buttons stand side by side when their labels have at most this many characters together.
constexpr qsizetype radioRowCharacters = 24;
constexpr int comboCharacters = 12;

template <typename LayoutType>
LayoutType *plainLayout(QWidget *widget)
{
    auto *layout = new LayoutType(widget);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    return layout;
}

/// The place of `value` among the choices; -1 when it is none of them.
qsizetype indexOf(const QList<FieldChoice> &choices, JsonValue value)
{
    const QByteArray plain =
        value.isString() ? protocol::jsonQuoted(value.toString()) : value.text().toByteArray();
    for (qsizetype i = 0; i < choices.size(); ++i) {
        if (choices[i].json == plain || choices[i].json == value.text())
            return i;
    }
    return -1;
}

} // namespace

TextField::TextField(const FormField &field, const QString &name, QWidget *parent)
    : FieldEditor(parent)
    , m_line(new QLineEdit(this))
    , m_lines(new QPlainTextEdit(this))
    , m_switch(new QToolButton(this))
{
    m_line->setAccessibleName(name);
    m_line->setPlaceholderText(singleLine(field.description, hintCharacters));
    m_lines->setAccessibleName(name);
    m_lines->setPlaceholderText(m_line->placeholderText());
    m_lines->setTabChangesFocus(true);
    m_lines->setFixedHeight(m_lines->fontMetrics().lineSpacing() * linesShown +
                            2 * m_lines->frameWidth() + 8);
    m_switch->setText(u"¶"_s);
    m_switch->setCheckable(true);
    m_switch->setToolTip(tr("Several lines"));
    m_switch->setAccessibleName(tr("Several lines for %1").arg(name));
    m_switch->setVisible(field.canBeMultiLine);
    auto *layout = plainLayout<QHBoxLayout>(this);
    layout->addWidget(m_line);
    layout->addWidget(m_lines);
    layout->addWidget(m_switch, 0, Qt::AlignTop);
    setFocusProxy(m_line);
    m_lines->hide();
    m_switch->setChecked(field.multiLine);
    showLines(field.multiLine);

    connect(m_line, &QLineEdit::textChanged, this, &FieldEditor::changed);
    connect(m_lines, &QPlainTextEdit::textChanged, this, &FieldEditor::changed);
    connect(m_switch, &QToolButton::toggled, this, [this](bool several) {
        showLines(several);
        Q_EMIT changed();
    });
}

QString TextField::text() const
{
    return m_switch->isChecked() ? m_lines->toPlainText() : m_line->text();
}

void TextField::showLines(bool several)
{
    if (several && m_lines->isHidden())
        m_lines->setPlainText(m_line->text());
    else if (!several && m_line->isHidden())
        m_line->setText(m_lines->toPlainText());
    m_line->setVisible(!several);
    m_lines->setVisible(several);
    if (several)
        setFocusProxy(m_lines);
    else
        setFocusProxy(m_line);
}

QByteArray TextField::json() const
{
    return protocol::jsonQuoted(text());
}

bool TextField::setJson(JsonValue value)
{
    if (!value.isString())
        return false;
    const QString shown = value.toString();
    // A line edit would change line breaks.
    if (shown.contains(u'\n') && !m_switch->isChecked())
        m_switch->setChecked(true);
    if (m_switch->isChecked())
        m_lines->setPlainText(shown);
    else
        m_line->setText(shown);
    return text() == shown;
}

RadioField::RadioField(const FormField &field, const QString &name, QWidget *parent)
    : FieldEditor(parent)
    , m_choices(field.choices)
    , m_group(new QButtonGroup(this))
{
    qsizetype characters = 0;
    for (const FieldChoice &choice : m_choices)
        characters += choice.label.size();
    const bool oneRow = characters <= radioRowCharacters;
    auto *layout = new QBoxLayout(oneRow ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom, this);
    layout->setContentsMargins({});
    layout->setSpacing(oneRow ? 10 : 2);
    for (int i = 0; i < m_choices.size(); ++i) {
        auto *button = new QRadioButton(withoutMnemonics(m_choices[i].label), this);
        button->setAccessibleName(tr("%1: %2").arg(name, m_choices[i].label));
        m_group->addButton(button, i);
        layout->addWidget(button);
    }
    layout->addStretch();
    setFocusProxy(m_group->button(0));
    connect(m_group, &QButtonGroup::idToggled, this, [this](int, bool on) {
        if (on)
            Q_EMIT changed();
    });
}

QByteArray RadioField::json() const
{
    const int chosen = m_group->checkedId();
    return chosen < 0 ? QByteArray() : m_choices[chosen].json;
}

QString RadioField::problem() const
{
    return m_group->checkedId() < 0 ? tr("Choose one.") : QString();
}

bool RadioField::setJson(JsonValue value)
{
    const qsizetype index = indexOf(m_choices, value);
    if (index < 0)
        return false;
    m_group->button(static_cast<int>(index))->setChecked(true);
    return true;
}

ComboField::ComboField(const FormField &field, const QString &name, QWidget *parent)
    : FieldEditor(parent)
    , m_choices(field.choices)
    , m_combo(new QComboBox(this))
{
    for (const FieldChoice &choice : m_choices)
        m_combo->addItem(choice.label);
    m_combo->setAccessibleName(name);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_combo->setMinimumContentsLength(comboCharacters);
    guardWheel(m_combo);
    setFocusProxy(m_combo);
    plainLayout<QHBoxLayout>(this)->addWidget(m_combo);
    connect(m_combo, &QComboBox::currentIndexChanged, this, &FieldEditor::changed);
}

QByteArray ComboField::json() const
{
    const int chosen = m_combo->currentIndex();
    return chosen < 0 ? QByteArray() : m_choices[chosen].json;
}

QString ComboField::problem() const
{
    return m_combo->currentIndex() < 0 ? tr("Choose one.") : QString();
}

bool ComboField::setJson(JsonValue value)
{
    const qsizetype index = indexOf(m_choices, value);
    if (index < 0)
        return false;
    m_combo->setCurrentIndex(static_cast<int>(index));
    return true;
}

FlagField::FlagField(const QString &name, QWidget *parent)
    : FieldEditor(parent)
    , m_box(new QCheckBox(this))
{
    m_box->setAccessibleName(name);
    setFocusProxy(m_box);
    plainLayout<QHBoxLayout>(this)->addWidget(m_box);
    connect(m_box, &QCheckBox::toggled, this, &FieldEditor::changed);
}

QByteArray FlagField::json() const
{
    return m_box->isChecked() ? QByteArrayLiteral("true") : QByteArrayLiteral("false");
}

bool FlagField::setJson(JsonValue value)
{
    if (!value.isBool())
        return false;
    m_box->setChecked(value.toBool());
    return true;
}

NumberField::NumberField(const FormField &field, const QString &name, QWidget *parent)
    : FieldEditor(parent)
    , m_integer(field.kind == FieldKind::Integer)
    , m_edit(new NumberEdit(field, this))
{
    m_edit->setAccessibleName(name);
    setFocusProxy(m_edit);
    plainLayout<QHBoxLayout>(this)->addWidget(m_edit);
    connect(m_edit, &NumberEdit::changed, this, &FieldEditor::changed);
}

QByteArray NumberField::json() const
{
    return m_edit->isNumber() ? m_edit->numberText().toLatin1() : QByteArray();
}

QString NumberField::problem() const
{
    if (m_edit->isNumber())
        return {};
    return m_integer ? tr("Type a whole number, such as 3.") : tr("Type a number, such as 1.5.");
}

bool NumberField::setJson(JsonValue value)
{
    const QString text = QString::fromLatin1(value.text());
    if (!value.isNumber() || !isJsonNumber(text, m_integer))
        return false;
    m_edit->setNumberText(text);
    return true;
}

ConstantField::ConstantField(const FormField &field, const QString &name, QWidget *parent)
    : FieldEditor(parent)
    , m_json(field.initial)
{
    const QString shown = singleLine(QString::fromUtf8(m_json), constantCharacters);
    auto *label = new ToneLabel(ToneLabel::Tone::Dim, this);
    label->setText(shown);
    label->setToolTip(tr("Fixed by the schema"));
    label->setAccessibleName(tr("%1, fixed: %2").arg(name, shown));
    plainLayout<QHBoxLayout>(this)->addWidget(label);
}

bool ConstantField::setJson(JsonValue value)
{
    // By content: the spelling of texts may differ.
    const auto own = protocol::JsonDocument::parse(m_json);
    return value.text() == m_json || (value.isString() && own && own->root().isString() &&
                                      own->root().utf8() == value.utf8());
}

JsonField::JsonField(const FormField &field, const QString &name, QWidget *parent)
    : FieldEditor(parent)
    , m_editor(new JsonEditor(this))
{
    m_editor->setTextName(tr("%1 as JSON").arg(name));
    auto *layout = plainLayout<QVBoxLayout>(this);
    if (!field.note.isEmpty()) {
        auto *note = new ToneLabel(ToneLabel::Tone::Dim, this);
        note->setText(tr("JSON (%1)").arg(wrappable(field.note, descriptionCharacters)));
        note->setWordWrap(true);
        layout->addWidget(note);
    }
    layout->addWidget(m_editor);
    setFocusProxy(m_editor);
    connect(m_editor, &JsonEditor::changed, this, &FieldEditor::changed);
}

QByteArray JsonField::json() const
{
    return m_editor->isJson() ? m_editor->text().trimmed() : QByteArray();
}

bool JsonField::setJson(JsonValue value)
{
    m_editor->setText(value.text().toByteArray());
    return true;
}

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/numberedit.h"

#include "widgets/wheelguard.h"

#include <QLineEdit>

#include <algorithm>

namespace neuro::ui {

namespace {

bool canBePartOfNumber(QChar c, bool integer)
{
    if ((c >= u'0' && c <= u'9') || c == u'-')
        return true;
    return !integer && (c == u'.' || c == u'e' || c == u'E' || c == u'+');
}

} // namespace

NumberEdit::NumberEdit(const FormField &field, QWidget *parent)
    : QAbstractSpinBox(parent)
    , m_field(field)
{
    m_field.members.clear();
    setAccelerated(true);
    guardWheel(this);
    connect(lineEdit(), &QLineEdit::textChanged, this, &NumberEdit::changed);
}

QString NumberEdit::numberText() const
{
    return lineEdit()->text();
}

void NumberEdit::setNumberText(const QString &text)
{
    lineEdit()->setText(text);
}

bool NumberEdit::isNumber() const
{
    return isJsonNumber(numberText(), m_field.kind == FieldKind::Integer);
}

void NumberEdit::stepBy(int steps)
{
    if (const auto moved = steppedNumber(numberText(), steps, m_field))
        setNumberText(*moved);
    selectAll();
}

QValidator::State NumberEdit::validate(QString &input, int &) const
{
    const bool integer = m_field.kind == FieldKind::Integer;
    const bool canBecome = std::all_of(
        input.cbegin(), input.cend(), [integer](QChar c) { return canBePartOfNumber(c, integer); });
    if (!canBecome)
        return QValidator::Invalid;
    return isJsonNumber(input, integer) ? QValidator::Acceptable : QValidator::Intermediate;
}

QAbstractSpinBox::StepEnabled NumberEdit::stepEnabled() const
{
    const QString text = numberText();
    StepEnabled enabled = StepNone;
    if (steppedNumber(text, 1, m_field).value_or(text) != text)
        enabled |= StepUpEnabled;
    if (steppedNumber(text, -1, m_field).value_or(text) != text)
        enabled |= StepDownEnabled;
    return enabled;
}

} // namespace neuro::ui

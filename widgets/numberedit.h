// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "widgets/formfield.h"

#include <QAbstractSpinBox>

namespace neuro::ui {

/// A spin box for the numbers of a schema. It holds the text as typed: 64-bit integers, and
/// decimals of any length, are sent exactly as they are shown.
class NumberEdit : public QAbstractSpinBox
{
    Q_OBJECT

public:
    /// `field`: of kind Integer or Number; copied.
    explicit NumberEdit(const FormField &field, QWidget *parent = nullptr);

    QString numberText() const;
    void setNumberText(const QString &text);
    /// Whether the text is a JSON number (an integer, for a field of kind Integer).
    bool isNumber() const;

    void stepBy(int steps) override;
    QValidator::State validate(QString &input, int &position) const override;

Q_SIGNALS:
    void changed();

protected:
    StepEnabled stepEnabled() const override;

private:
    FormField m_field;
};

} // namespace neuro::ui

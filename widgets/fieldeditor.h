// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/json.h"
#include "widgets/formfield.h"

#include <QByteArray>
#include <QList>
#include <QWidget>

#include <functional>

namespace neuro::ui {

class ToneLabel;

/// The place of a form where the errors of one path are shown.
struct ErrorPlace
{
    QString path; ///< As in protocol::SchemaError: "pos[1].x".
    ToneLabel *label = nullptr;
};

/// Edits one value of a form. Editors of groups and lists hold further editors.
class FieldEditor : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// The value as JSON text; empty while what is typed is no value yet, see problem().
    virtual QByteArray json() const = 0;
    /// Why json() is empty, for a person; empty when it is not, or when a part shows it itself.
    virtual QString problem() const { return {}; }
    /// Shows `value`. False when this editor cannot: then it may show a part of it.
    virtual bool setJson(protocol::JsonValue value) = 0;
    /// Adds the places for errors below `path`, the path of this value.
    virtual void collectErrorPlaces(const QString &path, QList<ErrorPlace> &places) const;
    /// Writes the problems of the values below under them.
    virtual void showProblems() {}
    /// Whether the editor needs the full width, with its label above.
    virtual bool isWide() const { return false; }

Q_SIGNALS:
    void changed();
};

/// The editor of a field: `name` is what screen readers call it.
FieldEditor *makeFieldEditor(const FormField &field, const QString &name, QWidget *parent);

/// Shows the field's initial value.
void showInitial(FieldEditor &editor, const FormField &field);

} // namespace neuro::ui

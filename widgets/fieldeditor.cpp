// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/fieldeditor.h"

#include "widgets/groupfields.h"
#include "widgets/schemafields.h"

namespace neuro::ui {

namespace {

FieldEditor *makePlainEditor(const FormField &field, const QString &name, QWidget *parent)
{
    switch (field.kind) {
    case FieldKind::Text:
        return new TextField(field, name, parent);
    case FieldKind::Choice:
        if (field.choices.size() <= formlimits::radioChoices)
            return new RadioField(field, name, parent);
        return new ComboField(field, name, parent);
    case FieldKind::Flag:
        return new FlagField(name, parent);
    case FieldKind::Integer:
    case FieldKind::Number:
        return new NumberField(field, name, parent);
    case FieldKind::List:
        return new ListField(field, name, parent);
    case FieldKind::Group:
        return new GroupField(field, parent);
    case FieldKind::Constant:
        return new ConstantField(field, name, parent);
    case FieldKind::Json:
        return new JsonField(field, name, parent);
    }
    return nullptr;
}

} // namespace

void FieldEditor::collectErrorPlaces(const QString &, QList<ErrorPlace> &) const {}

FieldEditor *makeFieldEditor(const FormField &field, const QString &name, QWidget *parent)
{
    FieldEditor *editor = field.nullable && field.kind != FieldKind::Json
                              ? new NullableField(field, name, parent)
                              : makePlainEditor(field, name, parent);
    showInitial(*editor, field);
    return editor;
}

FieldEditor *makeInnerEditor(const FormField &field, const QString &name, QWidget *parent)
{
    return makePlainEditor(field, name, parent);
}

void showInitial(FieldEditor &editor, const FormField &field)
{
    // Members have their own initial values.
    if (field.kind == FieldKind::Group && field.initial == "{}")
        return;
    if (const auto document = protocol::JsonDocument::parse(field.initial))
        editor.setJson(document->root());
}

} // namespace neuro::ui

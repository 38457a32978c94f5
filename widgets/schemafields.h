// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "widgets/fieldeditor.h"

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QToolButton;

/// The editors of single values.
namespace neuro::ui {

class JsonEditor;
class NumberEdit;

/// A line, or several: the button beside the line switches where the schema allows long texts.
class TextField : public FieldEditor
{
    Q_OBJECT

public:
    TextField(const FormField &field, const QString &name, QWidget *parent);

    QByteArray json() const override;
    bool setJson(protocol::JsonValue value) override;

private:
    QString text() const;
    void showLines(bool several);

    QLineEdit *m_line;
    QPlainTextEdit *m_lines;
    QToolButton *m_switch;
};

/// One of up to formlimits::radioChoices values.
class RadioField : public FieldEditor
{
    Q_OBJECT

public:
    RadioField(const FormField &field, const QString &name, QWidget *parent);

    QByteArray json() const override;
    QString problem() const override;
    bool setJson(protocol::JsonValue value) override;

private:
    QList<FieldChoice> m_choices;
    QButtonGroup *m_group;
};

/// One of many values.
class ComboField : public FieldEditor
{
    Q_OBJECT

public:
    ComboField(const FormField &field, const QString &name, QWidget *parent);

    QByteArray json() const override;
    QString problem() const override;
    bool setJson(protocol::JsonValue value) override;

private:
    QList<FieldChoice> m_choices;
    QComboBox *m_combo;
};

class FlagField : public FieldEditor
{
    Q_OBJECT

public:
    FlagField(const QString &name, QWidget *parent);

    QByteArray json() const override;
    bool setJson(protocol::JsonValue value) override;

private:
    QCheckBox *m_box;
};

class NumberField : public FieldEditor
{
    Q_OBJECT

public:
    NumberField(const FormField &field, const QString &name, QWidget *parent);

    QByteArray json() const override;
    QString problem() const override;
    bool setJson(protocol::JsonValue value) override;

private:
    bool m_integer;
    NumberEdit *m_edit;
};

/// A value that the schema fixes.
class ConstantField : public FieldEditor
{
    Q_OBJECT

public:
    ConstantField(const FormField &field, const QString &name, QWidget *parent);

    QByteArray json() const override { return m_json; }
    bool setJson(protocol::JsonValue value) override;

private:
    QByteArray m_json;
};

/// What no other editor can show.
class JsonField : public FieldEditor
{
    Q_OBJECT

public:
    JsonField(const FormField &field, const QString &name, QWidget *parent);

    QByteArray json() const override;
    bool setJson(protocol::JsonValue value) override;
    bool isWide() const override { return true; }

private:
    JsonEditor *m_editor;
};

} // namespace neuro::ui

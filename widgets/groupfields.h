// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "widgets/fieldeditor.h"

#include <vector>

class QCheckBox;
class QGridLayout;
class QToolButton;
class QVBoxLayout;

/// The editors that hold other editors.
namespace neuro::ui {

class ToneLabel;

/// An object: a row for each member, with its name, its editor, and its error under it. Optional
/// members have a check box that includes them.
class GroupField : public FieldEditor
{
    Q_OBJECT

public:
    GroupField(const FormField &field, QWidget *parent);

    QByteArray json() const override;
    bool setJson(protocol::JsonValue value) override;
    void collectErrorPlaces(const QString &path, QList<ErrorPlace> &places) const override;
    void showProblems() override;
    bool isWide() const override { return true; }

private:
    struct Row
    {
        FormField field;              ///< Without members.
        QCheckBox *include = nullptr; ///< Only of optional members.
        FieldEditor *editor = nullptr;
        ToneLabel *error = nullptr;
    };

    void addRow(const FormField &field, QGridLayout *grid);
    QWidget *makeLabel(const FormField &field, Row &row);
    void setIncluded(Row &row, bool included);
    static bool isIncluded(const Row &row);

    std::vector<Row> m_rows;
};

/// An array: rows to add and to remove.
class ListField : public FieldEditor
{
    Q_OBJECT

public:
    ListField(const FormField &field, const QString &name, QWidget *parent);

    QByteArray json() const override;
    bool setJson(protocol::JsonValue value) override;
    void collectErrorPlaces(const QString &path, QList<ErrorPlace> &places) const override;
    void showProblems() override;
    bool isWide() const override { return true; }

private:
    struct Row
    {
        QWidget *frame = nullptr;
        FieldEditor *editor = nullptr;
        ToneLabel *error = nullptr;
    };

    void addRow();
    void removeRow(const QWidget *frame);
    void updateButtons();

    FormField m_item;
    QString m_name;
    qsizetype m_most;
    QVBoxLayout *m_layout;
    QToolButton *m_add;
    std::vector<Row> m_rows;
};

/// A value or null.
class NullableField : public FieldEditor
{
    Q_OBJECT

public:
    NullableField(const FormField &field, const QString &name, QWidget *parent);

    QByteArray json() const override;
    QString problem() const override;
    bool setJson(protocol::JsonValue value) override;
    void collectErrorPlaces(const QString &path, QList<ErrorPlace> &places) const override;
    void showProblems() override;
    bool isWide() const override { return m_editor->isWide(); }

private:
    QCheckBox *m_null;
    FieldEditor *m_editor;
};

/// The editor of a field that is not null.
FieldEditor *makeInnerEditor(const FormField &field, const QString &name, QWidget *parent);

} // namespace neuro::ui

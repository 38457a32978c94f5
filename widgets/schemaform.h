// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/actionschema.h"
#include "protocol/messages.h"
#include "widgets/formfield.h"

#include <QByteArray>
#include <QWidget>

#include <optional>

namespace neuro::ui {

class FieldEditor;
class JsonEditor;
class ToneLabel;

/// The data of one action: a form made from its schema, or the JSON itself, checked against the
/// schema with every change, and the resulting JSON under it.
class SchemaForm : public QWidget
{
    Q_OBJECT

public:
    explicit SchemaForm(const protocol::Action &action, QWidget *parent = nullptr);

    /// Whether the action has a schema at all.
    bool takesData() const { return m_takesData; }
    /// Whether the data satisfies the schema (or cannot be checked, see isUnchecked()).
    bool isValid() const { return m_valid; }
    /// Whether there is JSON that could be sent, valid or not.
    bool isJson() const { return !m_takesData || !m_json.isEmpty(); }
    /// The schema is no usable one: whatever is JSON is sent.
    bool isUnchecked() const { return m_unchecked; }
    /// The JSON text; none for an action without a schema. Only when isJson().
    std::optional<QByteArray> data() const;
    /// Why the data is not valid, in words; empty when it is.
    QString problem() const { return m_problem; }

    bool isEditedAsJson() const;
    /// Whether there is a form to go back to.
    bool hasForm() const { return m_form != nullptr; }
    /// Switches between form and JSON. Going back is refused, with a word about it, while the form
    /// cannot show the JSON.
    void setEditedAsJson(bool asJson);
    /// Shows `json`: in the form if it can show it, else as JSON.
    void setData(const QByteArray &json);
    /// It is of a recording: only the fields are shown, no data, which nobody has entered.
    void setRecorded();

Q_SIGNALS:
    void changed();

private:
    void build(const protocol::Action &action);
    bool fillForm(const QByteArray &json);
    void showEditor(bool asJson);
    void update();
    void showErrors(const protocol::Validation &validation);
    void showPreview();
    void setNote(const QString &note);

    protocol::ActionSchema m_schema;
    bool m_takesData = false;
    bool m_unchecked = false;
    bool m_valid = true;
    bool m_filling = false;
    bool m_isRecorded = false;
    QByteArray m_json;
    QString m_problem;
    FieldEditor *m_form = nullptr;
    JsonEditor *m_editor = nullptr;
    ToneLabel *m_note = nullptr;
    ToneLabel *m_error = nullptr;
    ToneLabel *m_preview = nullptr;
};

/// Number of values inside of JSON text; `most` when there are more. 0 for text that is not JSON.
int countValues(const QByteArray &json, int most);

} // namespace neuro::ui

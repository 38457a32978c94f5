// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/schemaform.h"

#include "models/phrasetext.h"
#include "widgets/cardparts.h"
#include "widgets/fieldeditor.h"
#include "widgets/jsoneditor.h"
#include "widgets/plaintext.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using protocol::JsonDocument;
using protocol::JsonValue;

namespace {

constexpr qsizetype previewCharacters = 400;
constexpr qsizetype messageCharacters = 300;
constexpr int rootEditorLines = 6;

ToneLabel *makeLabel(ToneLabel::Tone tone, QWidget *parent)
{
    auto *label = new ToneLabel(tone, parent);
    label->setWordWrap(true);
    label->hide();
    return label;
}

/// The place for an error at `path`: its own, or the nearest one around it.
ToneLabel *placeFor(const QString &path, const QList<ErrorPlace> &places)
{
    ToneLabel *best = nullptr;
    qsizetype longest = 0;
    for (const ErrorPlace &place : places) {
        const qsizetype size = place.path.size();
        if (size < longest || !path.startsWith(place.path))
            continue;
        const bool ends = path.size() == size || path[size] == u'.' || path[size] == u'[';
        if (!ends)
            continue;
        best = place.label;
        longest = size;
    }
    return best;
}

void addLine(ToneLabel *label, const QString &text)
{
    label->setText(label->text().isEmpty() ? text : label->text() + u'\n' + text);
    label->show();
}

} // namespace

int countValues(const QByteArray &json, int most)
{
    const auto document = JsonDocument::parse(json);
    if (!document)
        return 0;
    int count = 0;
    QList<JsonValue> open = {document->root()};
    while (!open.isEmpty() && count < most) {
        const JsonValue value = open.takeLast();
        ++count;
        for (JsonValue child = value.first(); !child.isAbsent() && open.size() < most;
             child = child.next())
            open.append(child);
    }
    return count;
}

SchemaForm::SchemaForm(const protocol::Action &action, QWidget *parent)
    : QWidget(parent)
    , m_takesData(action.takesData())
{
    if (m_takesData)
        build(action);
}

void SchemaForm::build(const protocol::Action &action)
{
    m_schema = protocol::ActionSchema::compile(action.schema);
    const FormField root = describeForm(m_schema);
    m_unchecked = !m_schema.isValid() || !m_schema.isObjectSchema();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    m_note = makeLabel(ToneLabel::Tone::Dim, this);
    layout->addWidget(m_note);
    if (root.kind == FieldKind::Group && !root.nullable) {
        m_form = makeFieldEditor(root, action.name, this);
        layout->addWidget(m_form);
        connect(m_form, &FieldEditor::changed, this, &SchemaForm::update);
    }
    m_editor = new JsonEditor(this);
    m_editor->setTextName(tr("Data of %1 as JSON").arg(action.name));
    m_editor->setVisibleLines(rootEditorLines);
    m_editor->setText(m_unchecked ? QByteArrayLiteral("{}") : root.initial);
    layout->addWidget(m_editor);
    m_error = makeLabel(ToneLabel::Tone::Error, this);
    layout->addWidget(m_error);
    m_preview = makeLabel(ToneLabel::Tone::Dim, this);
    m_preview->setFont(monospaceFont());
    layout->addWidget(m_preview);
    if (m_unchecked)
        setNote(tr("Sent unchecked: %1.").arg(root.note));
    else if (!m_form)
        setNote(tr("No form: %1.").arg(root.note));
    connect(m_editor, &JsonEditor::changed, this, &SchemaForm::update);
    showEditor(!m_form);
    update();
}

std::optional<QByteArray> SchemaForm::data() const
{
    if (!m_takesData)
        return std::nullopt;
    return m_json;
}

bool SchemaForm::isEditedAsJson() const
{
    return m_editor && !m_editor->isHidden();
}

void SchemaForm::setNote(const QString &note)
{
    m_note->setText(wrappable(note, messageCharacters));
    m_note->setVisible(!note.isEmpty());
}

void SchemaForm::showEditor(bool asJson)
{
    const QWidget *focus = QApplication::focusWidget();
    const bool hasFocus = focus && isAncestorOf(focus);
    QWidget *shown = asJson ? static_cast<QWidget *>(m_editor) : m_form;
    QWidget *hidden = asJson ? m_form : static_cast<QWidget *>(m_editor);
    shown->show();
    setFocusProxy(shown);
    // Before the other is hidden: the focus would leave this form with it.
    if (hasFocus)
        shown->setFocus();
    if (hidden)
        hidden->hide();
}

void SchemaForm::setEditedAsJson(bool asJson)
{
    if (!m_form || asJson == isEditedAsJson())
        return;
    if (asJson) {
        if (!m_json.isEmpty())
            m_editor->setText(m_json);
        setNote(tr("Edited as JSON."));
    } else if (!fillForm(m_editor->text())) {
        setNote(tr("The form cannot show this JSON: correct it, or answer with it as it is."));
        return;
    } else {
        setNote({});
    }
    showEditor(asJson);
    update();
}

bool SchemaForm::fillForm(const QByteArray &json)
{
    const auto document = JsonDocument::parse(json);
    if (!document || countValues(json, formlimits::values + 1) > formlimits::values)
        return false;
    m_filling = true;
    const bool fits = m_form->setJson(document->root());
    m_filling = false;
    return fits;
}

void SchemaForm::setData(const QByteArray &json)
{
    if (!m_takesData)
        return;
    const bool fits = m_form && fillForm(json);
    if (!fits)
        m_editor->setText(json);
    if (m_form) {
        setNote(fits ? QString() : tr("Edited as JSON: the form cannot show this data."));
        showEditor(!fits);
    }
    update();
}

void SchemaForm::update()
{
    if (m_filling || m_isRecorded)
        return;
    m_problem.clear();
    m_error->clear();
    m_error->hide();
    if (m_form)
        m_form->showProblems();
    const bool asJson = isEditedAsJson();
    if (asJson)
        m_json = m_editor->isJson() ? m_editor->text().trimmed() : QByteArray();
    else
        m_json = m_form->json();
    m_valid = !m_json.isEmpty();
    if (!m_valid) {
        m_problem = asJson ? tr("The text is not JSON.") : tr("A field has no value yet.");
    } else if (!m_unchecked) {
        const protocol::Validation validation = m_schema.validate(m_json);
        m_valid = validation.valid;
        showErrors(validation);
    }
    showPreview();
    Q_EMIT changed();
}

void SchemaForm::showErrors(const protocol::Validation &validation)
{
    if (validation.valid)
        return;
    if (validation.budgetExceeded) {
        m_problem = tr("The schema is too costly to check this data with.");
        addLine(m_error, m_problem);
        return;
    }
    QList<ErrorPlace> places;
    if (!isEditedAsJson())
        m_form->collectErrorPlaces({}, places);
    for (const protocol::SchemaError &error : validation.errors) {
        const QString message = wrappable(models::translated(error.message), messageCharacters);
        const QString place = singleLine(error.path, messageCharacters);
        const QString withPlace =
            error.path.isEmpty() ? message : tr("%1: %2", "place, error").arg(place, message);
        if (m_problem.isEmpty())
            m_problem = withPlace;
        ToneLabel *label = placeFor(error.path, places);
        addLine(label ? label : m_error, label ? message : withPlace);
    }
    if (m_problem.isEmpty())
        m_problem = tr("The data does not satisfy the schema.");
}

void SchemaForm::setRecorded()
{
    m_isRecorded = true;
    if (!m_takesData)
        return;
    if (!m_form)
        setNote(tr("No form: %1.").arg(describeForm(m_schema).note));
    m_editor->hide();
    m_error->hide();
    showPreview();
}

void SchemaForm::showPreview()
{
    const bool isShown = !m_isRecorded && !isEditedAsJson() && !m_json.isEmpty();
    const QString text = wrappable(QString::fromUtf8(m_json), previewCharacters);
    m_preview->setText(text);
    m_preview->setAccessibleName(tr("Resulting JSON: %1").arg(text));
    m_preview->setVisible(isShown);
}

} // namespace neuro::ui

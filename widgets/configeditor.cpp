// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/configeditor.h"

#include "config/valueformat.h"
#include "widgets/cardparts.h"
#include "widgets/configdecidereditor.h"
#include "widgets/configtokeneditor.h"
#include "widgets/wheelguard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using config::ConfigDraft;
using config::YamlText;

namespace {

constexpr int numberWidth = 150;
constexpr int textWidth = 340;
constexpr int listLines = 4;

QHBoxLayout *rowIn(QWidget *widget)
{
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins({});
    return row;
}

/// A text on one line; an empty one takes the setting back.
class LineConfigEditor : public ConfigEditor
{
public:
    LineConfigEditor(const ConfigField &field, QWidget *parent)
        : ConfigEditor(field, parent)
        , m_edit(new QLineEdit(this))
    {
        const bool isNumber = field.kind == ConfigFieldKind::Number;
        m_edit->setMaximumWidth(isNumber ? numberWidth : textWidth);
        m_edit->setPlaceholderText(usual());
        m_edit->setAccessibleName(field.label);
        m_edit->setAccessibleDescription(field.explanation);
        QHBoxLayout *row = rowIn(this);
        row->addWidget(m_edit, 1);
        if (field.kind == ConfigFieldKind::File)
            row->addWidget(makeFileButton());
        auto *unit = new ToneLabel(ToneLabel::Tone::Dim, this);
        unit->setText(field.unit);
        row->addWidget(unit);
        row->addStretch();
        connect(m_edit, &QLineEdit::textEdited, this, &ConfigEditor::changed);
    }

    void showDraft(const ConfigDraft &draft) override
    {
        const QString text = draft.value(path()).value_or(QString());
        if (text != m_edit->text().trimmed())
            m_edit->setText(text);
    }

    void writeTo(ConfigDraft &draft) const override
    {
        const QString text = m_edit->text().trimmed();
        if (text.isEmpty())
            return draft.unset(path());
        const auto kind =
            field().kind == ConfigFieldKind::Number ? YamlText::Kind::Word : YamlText::Kind::Text;
        draft.setValue(path(), {text, kind});
    }

    QWidget *focusTarget() override { return m_edit; }

private:
    QPushButton *makeFileButton()
    {
        auto *button = new QPushButton(ConfigEditor::tr("Choose…"), this);
        button->setAutoDefault(false);
        button->setToolTip(ConfigEditor::tr("Choose a file"));
        button->setAccessibleName(ConfigEditor::tr("Choose a file: %1").arg(field().label));
        connect(button, &QPushButton::clicked, this, [this] {
            auto *dialog = new QFileDialog(this, field().label);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->setModal(false);
            connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
                m_edit->setText(file);
                Q_EMIT changed();
            });
            dialog->show();
        });
        return button;
    }

    QLineEdit *m_edit;
};

class FlagConfigEditor : public ConfigEditor
{
public:
    FlagConfigEditor(const ConfigField &field, QWidget *parent)
        : ConfigEditor(field, parent)
        , m_box(new QCheckBox(field.label, this))
    {
        m_box->setAccessibleDescription(field.explanation);
        QHBoxLayout *row = rowIn(this);
        row->addWidget(m_box);
        row->addStretch();
        connect(m_box, &QCheckBox::toggled, this, &ConfigEditor::changed);
    }

    void showDraft(const ConfigDraft &draft) override
    {
        const QSignalBlocker blocker(m_box);
        const bool otherwise = config::parseBoolean(usual()).value_or(false);
        m_box->setChecked(
            config::parseBoolean(draft.value(path()).value_or(QString())).value_or(otherwise));
    }

    void writeTo(ConfigDraft &draft) const override
    {
        const bool otherwise = config::parseBoolean(usual()).value_or(false);
        if (m_box->isChecked() == otherwise && !draft.wasSet(path()))
            return draft.unset(path());
        draft.setValue(path(), {m_box->isChecked() ? u"true"_s : u"false"_s, YamlText::Kind::Word});
    }

    bool showsLabel() const override { return true; }
    QWidget *focusTarget() override { return m_box; }

private:
    QCheckBox *m_box;
};

class ChoiceConfigEditor : public ConfigEditor
{
public:
    ChoiceConfigEditor(const ConfigField &field, QWidget *parent)
        : ConfigEditor(field, parent)
        , m_box(new QComboBox(this))
    {
        m_box->addItems(field.choices);
        m_box->setAccessibleName(field.label);
        m_box->setAccessibleDescription(field.explanation);
        guardWheel(m_box);
        QHBoxLayout *row = rowIn(this);
        row->addWidget(m_box);
        row->addStretch();
        connect(m_box, &QComboBox::activated, this, &ConfigEditor::changed);
    }

    void showDraft(const ConfigDraft &draft) override
    {
        // One that is not among them shows as none.
        m_box->setCurrentIndex(m_box->findText(draft.value(path()).value_or(usual())));
    }

    void writeTo(ConfigDraft &draft) const override
    {
        const QString word = m_box->currentText();
        if (word == usual() && !draft.wasSet(path()))
            return draft.unset(path());
        draft.setValue(path(), {word, YamlText::Kind::Word});
    }

    QWidget *focusTarget() override { return m_box; }

private:
    QComboBox *m_box;
};

/// A text a line.
class ListConfigEditor : public ConfigEditor
{
public:
    ListConfigEditor(const ConfigField &field, QWidget *parent)
        : ConfigEditor(field, parent)
        , m_edit(new QPlainTextEdit(this))
    {
        m_edit->setTabChangesFocus(true);
        m_edit->setLineWrapMode(QPlainTextEdit::NoWrap);
        m_edit->setAccessibleName(field.label);
        m_edit->setAccessibleDescription(field.explanation);
        const int frame =
            2 * m_edit->frameWidth() + 2 * static_cast<int>(m_edit->document()->documentMargin());
        m_edit->setFixedHeight(m_edit->fontMetrics().lineSpacing() * listLines + frame);
        m_edit->setMaximumWidth(textWidth);
        QHBoxLayout *row = rowIn(this);
        row->addWidget(m_edit, 1);
        row->addStretch();
        connect(m_edit, &QPlainTextEdit::textChanged, this, &ConfigEditor::changed);
    }

    void showDraft(const ConfigDraft &draft) override
    {
        const QStringList entries = draft.list(path()).value_or(QStringList());
        if (entries == shown())
            return;
        const QSignalBlocker blocker(m_edit);
        m_edit->setPlainText(entries.join(u'\n'));
    }

    void writeTo(ConfigDraft &draft) const override
    {
        QList<YamlText> items;
        for (const QString &entry : shown())
            items.append({entry, YamlText::Kind::Text});
        if (items.isEmpty() && !draft.wasSet(path()))
            return draft.unset(path());
        draft.setList(path(), items);
    }

    QWidget *focusTarget() override { return m_edit; }

private:
    QStringList shown() const
    {
        QStringList entries;
        for (const QString &line : m_edit->toPlainText().split(u'\n')) {
            if (!line.trimmed().isEmpty())
                entries.append(line.trimmed());
        }
        return entries;
    }

    QPlainTextEdit *m_edit;
};

} // namespace

ConfigEditor::ConfigEditor(const ConfigField &field, QWidget *parent)
    : QWidget(parent)
    , m_field(field)
{
    setObjectName(field.path);
}

QString ConfigEditor::usual() const
{
    return m_field.usual.isEmpty() ? config::usualValue(m_field.path) : m_field.usual;
}

ConfigEditor *makeConfigEditor(const ConfigField &field, QWidget *parent)
{
    switch (field.kind) {
    case ConfigFieldKind::Text:
    case ConfigFieldKind::Number:
    case ConfigFieldKind::File:
        return new LineConfigEditor(field, parent);
    case ConfigFieldKind::Flag:
        return new FlagConfigEditor(field, parent);
    case ConfigFieldKind::Choice:
        return new ChoiceConfigEditor(field, parent);
    case ConfigFieldKind::List:
        return new ListConfigEditor(field, parent);
    case ConfigFieldKind::Token:
    case ConfigFieldKind::Address:
        return new ConfigTokenEditor(field, parent);
    case ConfigFieldKind::Deciders:
        return new ConfigDeciderEditor(field, parent);
    }
    Q_UNREACHABLE();
    return nullptr;
}

} // namespace neuro::ui

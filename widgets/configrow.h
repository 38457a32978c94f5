// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/configdraft.h"
#include "widgets/configfields.h"

#include <QLabel>
#include <QString>
#include <QWidget>

class QPushButton;

namespace neuro::ui {

class ConfigEditor;
class ToneLabel;

/// A setting in a form: its label, its editor, what it means, and what is wrong with it.
class ConfigRow : public QWidget
{
    Q_OBJECT

public:
    ConfigRow(const ConfigField &field, QWidget *parent);

    ConfigEditor *editor() const { return m_editor; }
    bool hasError() const { return m_hasError; }
    /// `note`: what else there is to say; empty: nothing.
    void showDraft(const config::ConfigDraft &draft, const QString &note);

    /// Width of the labels of all rows.
    static constexpr int labelWidth = 170;

Q_SIGNALS:
    void textWanted(const QString &path);

private:
    void showIssues(const config::ConfigDraft &draft);

    ConfigEditor *m_editor;
    ToneLabel *m_issue;
    ToneLabel *m_note;
    QPushButton *m_asText;
    bool m_hasError = false;
};

} // namespace neuro::ui

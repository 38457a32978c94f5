// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/configdraft.h"
#include "widgets/configfields.h"

#include <QWidget>

namespace neuro::ui {

/// Edits one setting of a configuration that is being edited.
class ConfigEditor : public QWidget
{
    Q_OBJECT

public:
    ConfigEditor(const ConfigField &field, QWidget *parent);

    const QString &path() const { return m_field.path; }
    /// Shows what the draft says; leaves alone what was typed when that means the same.
    virtual void showDraft(const config::ConfigDraft &draft) = 0;
    /// Puts what is shown into the draft.
    virtual void writeTo(config::ConfigDraft &draft) const = 0;
    /// Whether the editor shows the field's label itself.
    virtual bool showsLabel() const { return false; }
    /// What a click on the label goes to.
    virtual QWidget *focusTarget() = 0;

Q_SIGNALS:
    /// The operator has changed something.
    void changed();

protected:
    const ConfigField &field() const { return m_field; }
    /// What counts while nothing is set.
    QString usual() const;

private:
    const ConfigField m_field;
};

/// The editor for the field's kind.
ConfigEditor *makeConfigEditor(const ConfigField &field, QWidget *parent);

} // namespace neuro::ui

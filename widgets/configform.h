// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/configdraft.h"
#include "widgets/configfields.h"

#include <QHash>
#include <QList>
#include <QScrollArea>
#include <QString>

namespace neuro::ui {

class ConfigEditor;
class ConfigRow;

/// One page of settings: groups of fields, each with its explanation and with what is wrong.
class ConfigForm : public QScrollArea
{
    Q_OBJECT

public:
    ConfigForm(const ConfigPage &page, QWidget *parent = nullptr);

    /// Shows the draft's values and what is wrong with them. `notes`, by path: what else there is
    /// to say about a setting.
    void showDraft(const config::ConfigDraft &draft, const QHash<QString, QString> &notes);
    /// Fields with something wrong, as of the last showDraft(): these keep from saving.
    int errors() const { return m_errors; }
    bool hasPath(const QString &path) const;
    /// Brings the first field with an error into sight and gives it the focus.
    void goToError();

Q_SIGNALS:
    /// The operator has changed something in `editor`.
    void changed(neuro::ui::ConfigEditor *editor);
    /// The operator wants to change this setting as text.
    void textWanted(const QString &path);

private:
    QList<ConfigRow *> m_rows;
    int m_errors = 0;
};

} // namespace neuro::ui

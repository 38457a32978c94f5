// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "widgets/configeditor.h"

class QLineEdit;
class QPushButton;

namespace neuro::ui {

/// A token that is hidden until it is asked for: show, copy, make a new one. Or an address, which
/// is hidden while there is a secret in it.
class ConfigTokenEditor : public ConfigEditor
{
    Q_OBJECT

public:
    ConfigTokenEditor(const ConfigField &field, QWidget *parent);

    void showDraft(const config::ConfigDraft &draft) override;
    void writeTo(config::ConfigDraft &draft) const override;
    QWidget *focusTarget() override;

private:
    void refresh();

    QLineEdit *m_edit;
    QPushButton *m_show;
    QPushButton *m_copy;
};

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/enginesettings.h"
#include "widgets/configeditor.h"

#include <QList>

class QCheckBox;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace neuro::ui {

class ToneLabel;

/// Who decides, in which order, and for how long: a row for each decider. Without an order of one's
/// own the relay chooses by whether there is an upstream and a window.
class ConfigDeciderEditor : public ConfigEditor
{
    Q_OBJECT

public:
    ConfigDeciderEditor(const ConfigField &field, QWidget *parent);

    void showDraft(const config::ConfigDraft &draft) override;
    void writeTo(config::ConfigDraft &draft) const override;
    QWidget *focusTarget() override;

private:
    struct Row
    {
        relay::Decider decider;
        QWidget *widget;
        QCheckBox *box;
        QLineEdit *limit;
        QToolButton *up;
        QToolButton *down;
    };
    void addRow(relay::Decider decider);
    void move(relay::Decider decider, int by);
    void arrange();
    void showOrder(const QList<relay::DeciderSettings> &deciders);
    /// "upstream:60,operator", as typed.
    QString text() const;

    QCheckBox *m_own;
    QVBoxLayout *m_rowLayout;
    QList<Row> m_rows;
};

} // namespace neuro::ui

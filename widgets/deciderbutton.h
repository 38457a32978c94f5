// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/types.h"
#include "widgets/actionbutton.h"
#include "widgets/commandsink.h"

#include <QList>
#include <QWidget>

class QCheckBox;
class QToolButton;
class QVBoxLayout;

namespace neuro::ui {

/// Who is asked about a force and in which order: a check box per decider with buttons to move it.
/// Changes are told at once.
class DeciderList : public QWidget
{
    Q_OBJECT

public:
    explicit DeciderList(QWidget *parent = nullptr);

    /// The ones in use, in order; never empty. Those that are not keep their place below.
    void setDeciders(const QList<relay::Decider> &deciders);
    QList<relay::Decider> deciders() const;

Q_SIGNALS:
    void changed(const QList<neuro::relay::Decider> &deciders);

private:
    struct Row
    {
        relay::Decider decider;
        QWidget *widget;
        QCheckBox *box;
        QToolButton *up;
        QToolButton *down;
    };
    void addRow(relay::Decider decider);
    void move(relay::Decider decider, int by);
    void arrange();
    qsizetype indexOf(relay::Decider decider) const;

    QVBoxLayout *m_layout;
    QList<Row> m_rows;
};

/// Shows the order of the deciders; a click opens the list to change it.
class DeciderButton : public ActionButton
{
    Q_OBJECT

public:
    explicit DeciderButton(CommandSink submit, QWidget *parent = nullptr);

    void setDeciders(const QList<relay::Decider> &deciders);
    DeciderList *list() const { return m_list; }

private:
    DeciderList *m_list;
};

QString deciderTitle(relay::Decider decider);
/// One sentence about it.
QString deciderExplanation(relay::Decider decider);

} // namespace neuro::ui

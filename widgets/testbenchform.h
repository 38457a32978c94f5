// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/testbench.h"

#include <QWidget>

#include <optional>

class QBoxLayout;
class QFormLayout;
class QLineEdit;
class QRadioButton;
class QSpinBox;

namespace neuro::ui {

/// The controls for all settings of the test bench. It applies nothing.
class TestBenchForm : public QWidget
{
    Q_OBJECT

public:
    explicit TestBenchForm(QWidget *parent = nullptr);

    /// As the controls stand; none: a seed that counts is no number.
    std::optional<relay::TestBench> bench() const;
    /// Sets the controls, without changed(). Details of what is off keep what was entered.
    void setBench(const relay::TestBench &bench);
    /// Why bench() is none; empty: it is some.
    QString problem() const;

Q_SIGNALS:
    /// By the user.
    void changed();

private:
    void buildDelays(QBoxLayout *layout);
    void buildForces(QBoxLayout *layout);
    void buildHostile(QBoxLayout *layout);
    QSpinBox *addNumber(QFormLayout *form, const QString &name, const QString &label, int most,
                        const QString &suffix);
    QLineEdit *addSeed(QFormLayout *form, const QString &name, const QString &label);
    void alignFields();
    void refresh();
    void change();
    bool isHostile() const;

    bool m_isBeingSet = true; ///< By setBench(), as it is at first.
    QSpinBox *m_toGames = nullptr;
    QSpinBox *m_fromGames = nullptr;
    QRadioButton *m_usual = nullptr;
    QRadioButton *m_ignored = nullptr;
    QRadioButton *m_answered = nullptr;
    QRadioButton *m_likeNeuro = nullptr;
    QSpinBox *m_answerDelay = nullptr;
    QSpinBox *m_idle = nullptr;
    QLineEdit *m_forceSeed = nullptr; ///< Of the answers, or of the behaviour like Neuro's.
    QSpinBox *m_malformed = nullptr;
    QSpinBox *m_unknown = nullptr;
    QSpinBox *m_unregistered = nullptr;
    QLineEdit *m_hostileSeed = nullptr;
};

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"
#include "widgets/commanddialog.h"
#include "widgets/commandsink.h"

class QPushButton;

namespace neuro::ui {

class ErrorBox;
class MainButton;
class TestBenchForm;
class ToneLabel;

/// What the relay does to games on purpose: what is on, and the controls to change it. Locked while
/// an upstream is connected. Nothing of it is kept in the settings.
class TestBenchDialog : public CommandDialog
{
    Q_OBJECT

public:
    /// `bench`: what is on now.
    TestBenchDialog(const relay::TestBench &bench, const relay::UpstreamEvent &upstream,
                    CommandSink submit, QWidget *parent = nullptr);

    /// Shows what is on now. What was entered and not applied yet stays, unless an upstream turned
    /// everything off.
    void benchChanged(const relay::TestBenchEvent &change);
    void setUpstream(const relay::UpstreamEvent &upstream);
    void commandDone(const relay::OperatorEvent &result) override;

private:
    void build();
    void apply();
    void turnOff();
    void submit(const relay::TestBench &bench);
    void showBench(const relay::TestBench &bench);
    void edited();
    void refresh();
    void refreshApply();
    void grow();

    CommandSink m_submit;
    relay::TestBench m_bench;     ///< What is on.
    relay::TestBench m_submitted; ///< What was submitted last.
    relay::TestBench m_shown;     ///< What the controls held before anything was entered.
    bool m_isLocked;
    quint64 m_lastCommand = 0;
    ToneLabel *m_state;
    ToneLabel *m_lock;
    TestBenchForm *m_form;
    ErrorBox *m_error;
    ToneLabel *m_status;
    QPushButton *m_off;
    MainButton *m_apply;
};

} // namespace neuro::ui

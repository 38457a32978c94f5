// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "widgets/commanddialog.h"
#include "widgets/commandsink.h"
#include "widgets/gametargets.h"

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace neuro::ui {

class ErrorBox;
class ToneLabel;

/// What Neuro's server says of itself, said by hand: who she is (the acknowledgement of a startup),
/// and that she has finished speaking.
class StartupDialog : public CommandDialog
{
    Q_OBJECT

public:
    /// Begins with the target that has `peer`.
    StartupDialog(const QList<GameTarget> &targets, relay::PeerId peer, CommandSink submit,
                  QWidget *parent = nullptr);

    void commandDone(const relay::OperatorEvent &result) override;

private:
    enum class Character { AsConfigured, Neuro, Evil, Custom };

    void build(const QList<GameTarget> &targets, relay::PeerId peer);
    void buildStartup(QBoxLayout *layout);
    void buildSpeech(QBoxLayout *layout);
    Character character() const;
    void showCharacter();
    void refresh();
    void acknowledge();
    void finishSpeech();
    void submit(const relay::RelayCommand &command);

    CommandSink m_submit;
    quint64 m_lastCommand = 0;
    bool m_isIdEdited = false; ///< By hand, since the character was chosen.
    QComboBox *m_to;
    QComboBox *m_character;
    QLineEdit *m_id;
    QLineEdit *m_name;
    QLineEdit *m_session;
    QPushButton *m_acknowledge;
    QCheckBox *m_isFinal;
    QCheckBox *m_isCancelled;
    QLineEdit *m_reason;
    QPushButton *m_finish;
    ErrorBox *m_error;
    ToneLabel *m_status;
};

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"
#include "widgets/commandsink.h"
#include "widgets/deskorder.h"
#include "widgets/forcedeeds.h"
#include "widgets/forcewords.h"

#include <QFrame>
#include <QHash>
#include <QStringList>

#include <optional>

class QKeyEvent;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace neuro::ui {

class ActionPicker;
class ConfirmButton;
class ErrorBox;
class MainButton;
class MarkdownView;
class SchemaForm;
class TimeBar;
class ToneLabel;

/// One force. What the operator has entered stays as long as the card lives, whatever becomes of
/// the force meanwhile. Of a recording it shows the same, without the means to answer.
class ForceCard : public QFrame
{
    Q_OBJECT

public:
    /// `memory` must outlive the card. Without `submit` it is of a recording.
    ForceCard(const relay::ForceEvent &force, CommandSink submit, AnswerMemory *memory,
              QWidget *parent = nullptr);

    const relay::ForceEvent &force() const { return m_force; }
    void setForce(const relay::ForceEvent &force);
    /// The outcome of one of this card's commands.
    void commandDone(const relay::OperatorEvent &result);
    /// Who can be asked; changes while the force waits.
    void setSituation(const DeciderSituation &situation);
    /// `now`: steady clock, microseconds.
    void updateTime(qint64 now);
    /// Whether it shows a time that updateTime() would change.
    bool countsDown() const;
    /// The thick frame of the card whose keys act.
    void setMarked(bool marked);
    bool isMarked() const { return m_marked; }

    /// Whether cards use this key; if so no other part of the window shall see it.
    static bool isCardKey(const QKeyEvent &event);
    void handleKey(const QKeyEvent &event);
    /// Whether perform() would do more than to unfold the card.
    bool can(ForceDeed deed) const;
    /// Only unfolds a folded card: nobody answers what he does not see. Nothing when it cannot.
    void perform(ForceDeed deed);
    /// Whether the main button takes over instead of answering.
    bool takesOver() const;
    bool isHeld() const { return m_force.state == relay::ForceState::Held; }
    bool isEditedAsJson() const;
    bool isRecorded() const { return !m_submit; }

    bool isFolded() const;
    void setFolded(bool folded);
    /// The form of the chosen action; nullptr while folded for the first time or without actions.
    SchemaForm *form() const { return m_form; }

Q_SIGNALS:
    /// The card's height may have changed.
    void sizeWanted();
    /// What can() tells may have changed.
    void changed();
    /// The card's menu is to be opened at this place on the screen.
    void menuWanted(const QPoint &at);
    void trafficWanted(neuro::relay::ForceId id);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildHeader(QVBoxLayout *layout);
    void buildBody();
    void makePicker();
    void pickRecorded();
    void buildButtons(QVBoxLayout *layout);
    void refresh();
    void refreshButtons();
    void showSummary();
    void keepFocus();
    void showAction(int index);
    void offerLastAnswer();
    void fillLastAnswer();
    std::optional<AnswerMemory::Answer> lastAnswer() const;
    bool isFree() const;
    void answer(bool unchecked);
    void toggleJson();
    void send(const relay::RelayCommand &command);

    relay::ForceEvent m_force;
    DeciderSituation m_situation;
    QStringList m_names; ///< Of its actions.
    CommandSink m_submit;
    AnswerMemory *m_memory;
    qint64 m_now = 0;
    quint64 m_lastCommand = 0;
    /// An answer is on its way to the engine: a second one must not follow it.
    bool m_sending = false;
    bool m_marked = false;
    QString m_commandError;

    ToneLabel *m_summary = nullptr;
    QToolButton *m_fold = nullptr;
    QToolButton *m_menuButton = nullptr;
    QWidget *m_body = nullptr;
    ErrorBox *m_failure = nullptr;
    ActionPicker *m_picker = nullptr;
    QVBoxLayout *m_pickerPlace = nullptr;
    QVBoxLayout *m_formPlace = nullptr;
    SchemaForm *m_form = nullptr;
    QHash<QString, SchemaForm *> m_forms; ///< By action: switching keeps what was entered.
    TimeBar *m_timeBar = nullptr;
    ToneLabel *m_status = nullptr;
    ToneLabel *m_away = nullptr; ///< That Neuro is not there.
    MainButton *m_main = nullptr;
    QPushButton *m_random = nullptr;
    QPushButton *m_last = nullptr;
    QPushButton *m_hold = nullptr;
    ConfirmButton *m_drop = nullptr;
};

} // namespace neuro::ui

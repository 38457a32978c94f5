// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/forcemodel.h"
#include "widgets/commandsink.h"

#include <QList>
#include <QWidget>

#include <functional>
#include <memory>

class QAction;

namespace neuro::ui {

/// The forces that wait, a card each. The focused card keeps its place; others are ordered by
/// priority, then age, and new ones come in below the focused one. Of a recording it shows the
/// same, only to be looked at.
class ForceDesk : public QWidget
{
    Q_OBJECT

public:
    /// Without `submit` it is of a recording: its time stands still where setClock() says.
    ForceDesk(models::ForceModel *forces, CommandSink submit, QWidget *parent = nullptr);
    ~ForceDesk() override;

    /// Shows why a command of a card could not be done, on that card.
    void commandDone(const relay::OperatorEvent &result);
    /// Who is asked, in this order.
    void setDeciders(const QList<relay::Decider> &deciders);
    /// How it stands with the connection to the real Neuro.
    void setUpstream(const relay::UpstreamEvent &upstream);
    /// Brings up and focuses the card of a force.
    void showForce(relay::ForceId id);
    /// Focuses the next card (or the first one).
    void focusNextCard();
    int cardCount() const;
    /// What can be done with the focused card, for a menu. Belong to this.
    QList<QAction *> menuActions() const;
    /// Replaces the steady clock (microseconds, as Instant::mono) that time limits and the pause
    /// after a card has moved are measured with.
    void setClock(std::function<qint64()> clock);
    /// What stands where no force waits; of a recording nothing at first.
    void setEmptyText(const QString &text);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// "Only this force" was chosen on a card.
    void trafficWanted(neuro::relay::ForceId id);

protected:
    bool focusNextPrevChild(bool next) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace neuro::ui

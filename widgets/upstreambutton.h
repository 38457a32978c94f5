// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"
#include "widgets/actionbutton.h"

#include <QTimer>

#include <functional>

namespace neuro::ui {

/// How it stands with the connection to the real Neuro, with a menu to reconnect, to disconnect and
/// to copy her address. Counts down to the next try.
class UpstreamButton : public ActionButton
{
    Q_OBJECT

public:
    explicit UpstreamButton(QWidget *parent = nullptr);

    /// The menu is the given actions.
    void setActions(const QList<QAction *> &actions);
    /// `name` is what upstream calls its character; may be empty.
    void setUpstream(const relay::UpstreamEvent &upstream, const QString &name);
    /// Replaces the steady clock (microseconds, as Instant::mono).
    void setClock(std::function<qint64()> clock);

    /// Narrower than the text, which is cut then: a reason can be long.
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void initStyleOption(QStyleOptionButton *option) const override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showState();
    QColor textColor() const;

    relay::UpstreamEvent m_upstream;
    QString m_name;
    std::function<qint64()> m_clock;
    QTimer m_timer;
    int m_wantedWidth = 0; ///< For the whole text.
};

/// "Neuro: connected as Neuro-sama", "Neuro: away: … — next try in 3 s". `now` is on the steady
/// clock.
QString upstreamText(const relay::UpstreamEvent &upstream, const QString &name, qint64 now);
/// The same at length, with the address and the whole reason, and what to do.
QString upstreamDetails(const relay::UpstreamEvent &upstream, const QString &name);
/// Seconds until the relay tries to connect again, rounded up, as the language writes numbers;
/// empty when it does not wait for a time. `now` is on the steady clock.
QString secondsToNextTry(const relay::UpstreamEvent &upstream, qint64 now);
/// Whether there is a connection that nobody has checked: anybody could sit in between.
bool isUnverified(const relay::UpstreamEvent &upstream);

} // namespace neuro::ui

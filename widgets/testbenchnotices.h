// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"
#include "widgets/commandsink.h"

#include <QObject>
#include <QString>

namespace neuro::ui {

class NoticeBar;

/// Tells in words what the test bench does to games, for as long as it does anything, and that an
/// upstream turned it off.
class TestBenchNotices : public QObject
{
    Q_OBJECT

public:
    TestBenchNotices(NoticeBar *bar, CommandSink submit, QObject *parent = nullptr);

    void benchChanged(const relay::TestBenchEvent &change);

    /// Keys of the notices in the bar.
    static const QString onKey;
    static const QString offKey;

Q_SIGNALS:
    /// "Open…" was chosen.
    void dialogWanted();

private:
    void showBanner();
    void tellOff();

    NoticeBar *m_bar;
    CommandSink m_submit;
    relay::TestBench m_bench;
};

} // namespace neuro::ui

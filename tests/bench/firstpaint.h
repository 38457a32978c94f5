// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

namespace neuro::bench {

/// Prints "ready" and ends the event loop once a window of the application has painted itself for
/// the first time. Made before the window is shown.
class FirstPaint : public QObject
{
    Q_OBJECT

public:
    FirstPaint();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tell();

    bool m_painting = false;
};

} // namespace neuro::bench

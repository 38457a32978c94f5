// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/configdraft.h"

#include <QWidget>

class QPushButton;

namespace neuro::ui {

class ConfigDifference;
class ToneLabel;

/// The file has changed while it was edited: shows what overwriting it would do, and asks.
class ConfigOutside : public QWidget
{
    Q_OBJECT

public:
    explicit ConfigOutside(QWidget *parent = nullptr);

    /// `now` is the file as it is.
    void ask(const config::ConfigDraft &draft, const config::ConfigSource &now);
    const config::ConfigSource &now() const { return m_now; }

Q_SIGNALS:
    /// Make the changes to the file as it is now.
    void mergeWanted();
    /// Replace it by what is here.
    void overwriteWanted();
    /// Take it, and forget what was changed here.
    void reloadWanted();
    /// Decide later.
    void backWanted();

private:
    config::ConfigSource m_now;
    ToneLabel *m_text;
    ConfigDifference *m_difference;
    QPushButton *m_merge;
};

} // namespace neuro::ui

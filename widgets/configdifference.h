// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/linedifference.h"
#include "storage/secretmask.h"

#include <QList>
#include <QPlainTextEdit>

namespace neuro::ui {

/// A difference between two versions of the configuration file, without the secrets in it.
class ConfigDifference : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit ConfigDifference(QWidget *parent = nullptr);

    void setLines(const QList<config::DifferenceLine> &lines, const storage::SecretMask &mask);
};

} // namespace neuro::ui

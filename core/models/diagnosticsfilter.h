// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/diagnosticsmodel.h"

#include <QSortFilterProxyModel>
#include <QString>

#include <optional>

namespace neuro::models {

/// The rows of a DiagnosticsModel that are shown, in an order: the worst ones first to begin with.
/// Equal ones keep the model's order, so that a row that was hidden comes back to its place.
/// What is dismissed or muted is shown on demand only.
class DiagnosticsFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    /// `model` must outlive it.
    explicit DiagnosticsFilter(DiagnosticsModel *model, QObject *parent = nullptr);

    /// What is less severe is left out.
    void setLeastSeverity(protocol::Severity severity);
    /// Only this game; nothing: all.
    void setGame(const std::optional<QString> &game);
    /// Whether what is dismissed or muted is shown, too.
    void setShowsAll(bool on);

    protocol::Severity leastSeverity() const { return m_leastSeverity; }
    const std::optional<QString> &game() const { return m_game; }
    bool showsAll() const { return m_showsAll; }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    protocol::Severity m_leastSeverity = protocol::Severity::Info;
    std::optional<QString> m_game;
    bool m_showsAll = false;
};

} // namespace neuro::models

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QPersistentModelIndex>
#include <QTextBrowser>

namespace neuro::ui {

/// One row of a DiagnosticsModel in plain words: what happened, what is wrong with it, what to do,
/// a link to the message, and one to the specification, which opens in the system's browser.
class DiagnosticDetails : public QTextBrowser
{
    Q_OBJECT

public:
    explicit DiagnosticDetails(QWidget *parent = nullptr);

    /// `index` is of a DiagnosticsModel or a proxy of it; nothing is shown for none.
    void showRow(const QModelIndex &index);
    /// Shows the same row as it is now; while some of it is selected, once that is over.
    void refresh();

Q_SIGNALS:
    /// The message with this FrameEvent::seq is to be shown in the traffic.
    void frameWanted(quint64 seq);

protected:
    void changeEvent(QEvent *event) override;

private:
    QString html() const;
    void showHtml(const QString &shown);
    void open(const QUrl &url);

    QPersistentModelIndex m_index;
    QString m_shown; ///< The HTML that is shown.
};

} // namespace neuro::ui

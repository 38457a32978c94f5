// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/sessiontext.h"
#include "models/sessionwriter.h"

#include <QByteArray>
#include <QString>

namespace neuro::models {

/// A transcript to read: what the session holds in all, then what happened, a list item each, with
/// the texts of contexts and questions as quotations. Times are UTC.
class SessionMarkdownWriter : public SessionWriter
{
public:
    /// All but the last outlive the writer. `summary` is that of the lines that will be written.
    SessionMarkdownWriter(QByteArray &out, const SessionNames &names, const SessionSummary &summary,
                          const SessionSource &source);

    void begin() override;
    void write(const storage::SessionLine &line) override;
    void end() override;

    /// Characters of a quoted text; what is longer ends in "…".
    static constexpr qsizetype maxQuotation = 8000;

private:
    void put(const QString &text) { m_out += text.toUtf8(); }
    void putPeers();
    void putDay(qint64 wall);
    void putFrame(const storage::RecordedFrame &frame, const QString &start);

    QByteArray &m_out;
    const SessionNames &m_names;
    const SessionSummary &m_summary;
    SessionSource m_source;
    QString m_day;
    bool m_isEmpty = true; ///< But for headers.
};

} // namespace neuro::models

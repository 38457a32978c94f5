// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/sessionwriter.h"

#include <QByteArray>
#include <QString>

namespace neuro::models {

/// A report as one HTML file that needs nothing else, no script either: summary, who was there,
/// diagnostics, a table of the frames that opens each to its text; light or dark as the browser
/// is. Everything foreign is escaped, and the file forbids the browser to load anything. A report
/// that a browser could not show any more ends early and says so.
class SessionHtmlWriter : public SessionWriter
{
public:
    /// What one report holds at most.
    struct Limits
    {
        quint64 frames = 20'000;
        qint64 bytes = 32LL * 1024 * 1024; ///< Of the table of frames.
        qsizetype payload = 16 * 1024;     ///< Bytes of one frame that are shown.
    };

    /// All but the last outlive the writer. `summary` is that of the lines that will be written.
    SessionHtmlWriter(QByteArray &out, const SessionNames &names, const SessionSummary &summary,
                      const SessionSource &source, Limits limits);

    void begin() override;
    /// Only frames are shown; headers count the recordings, each of which numbers its frames anew.
    void write(const storage::SessionLine &line) override;
    void end() override;
    bool isFull() const override;

private:
    void put(const QString &html) { m_out += html.toUtf8(); }
    void putSummary();
    void putPeers();
    void putDiagnostics();
    void putFrame(const storage::RecordedFrame &frame);

    QByteArray &m_out;
    const SessionNames &m_names;
    const SessionSummary &m_summary;
    SessionSource m_source;
    Limits m_limits;
    quint64 m_recording = 0;
    quint64 m_frames = 0;
    qint64 m_bytes = 0;
};

/// `text` for the content of an element or a quoted attribute: escaped, and what cannot be seen or
/// would turn the direction of writing around replaced by U+FFFD. Line ends and tabs stay.
QString htmlText(QStringView text);

} // namespace neuro::models

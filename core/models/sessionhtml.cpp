// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/sessionhtml.h"

#include "models/framesummary.h"
#include "models/sessionfacts.h"
#include "models/visibletext.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SessionReport)
};

constexpr auto head = R"(<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>
:root { --text: #1d2126; --dim: #5b6470; --back: #ffffff; --line: #d9dee5; --row: #f4f6f9; --bad: #b3261e; --warn: #8a5a00; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e3e6ea; --dim: #9aa4b0; --back: #17191d; --line: #353a42; --row: #1f2227; --bad: #ff8a80; --warn: #f0b95a; }
}
body { font: 15px/1.45 system-ui, sans-serif; color: var(--text); background: var(--back); margin: 2rem auto; padding: 0 1rem; max-width: 80rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--dim); font-weight: 600; position: sticky; top: 0; background: var(--back); }
td.n, th.n { text-align: end; white-space: nowrap; } td.t { white-space: nowrap; font-variant-numeric: tabular-nums; }
tr:target { background: var(--row); } tr.bad td, .error { color: var(--bad); } .warning { color: var(--warn); }
pre { background: var(--row); padding: .5rem; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 30rem; overflow: auto; }
summary { cursor: pointer; } a { color: inherit; }
</style>
)"_L1;

QString row(QLatin1StringView cell, const QStringList &texts)
{
    QString html = u"<tr>"_s;
    bool isFirst = true;
    for (const QString &text : texts) {
        const QString attribute = isFirst ? QString() : u" class=\"n\""_s;
        html += u'<' + cell + attribute + u'>' + htmlText(text) + u"</"_s + cell + u'>';
        isFirst = false;
    }
    return html + u"</tr>\n"_s;
}

/// The beginning of a payload, whole characters only.
QByteArrayView beginningOf(const QByteArray &utf8, qsizetype limit)
{
    const auto continues = [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    };
    qsizetype size = std::min(limit, utf8.size());
    while (size > 0 && size < utf8.size() && continues(utf8[size]))
        --size;
    return QByteArrayView(utf8).first(size);
}

/// The id of a frame's row: in one log several recordings may have a frame of that number.
QString idOf(quint64 recording, quint64 seq)
{
    return u"f%1-%2"_s.arg(recording).arg(seq);
}

} // namespace

QString htmlText(QStringView text)
{
    QString visible = text.toString();
    visible.replace(u"\r\n"_s, u"\n"_s);
    for (QChar &c : visible) {
        if (isInvisible(c))
            c = QChar::ReplacementCharacter;
    }
    return visible.toHtmlEscaped().replace(u'\'', u"&#39;"_s);
}

SessionHtmlWriter::SessionHtmlWriter(QByteArray &out, const SessionNames &names,
                                     const SessionSummary &summary, const SessionSource &source,
                                     Limits limits)
    : m_out(out)
    , m_names(names)
    , m_summary(summary)
    , m_source(source)
    , m_limits(limits)
{
}

void SessionHtmlWriter::begin()
{
    const QString title = htmlText(sessionTitle(m_summary));
    put(u"<!DOCTYPE html>\n<html lang=\""_s + htmlText(Words::tr("en", "language of a report")) +
        u"\">\n<head>\n"_s + head + u"<title>"_s + title + u"</title>\n</head>\n<body>\n<h1>"_s +
        title + u"</h1>\n"_s);
    putSummary();
    putPeers();
    putDiagnostics();
    put(u"<h2>"_s + htmlText(Words::tr("Frames")) + u"</h2>\n<table>\n<thead><tr><th>"_s +
        QStringList{htmlText(Words::tr("Time (UTC)")), htmlText(Words::tr("From, to"))}.join(
            u"</th><th>") +
        u"</th><th>"_s + htmlText(Words::tr("Message")) + u"</th><th class=\"n\">"_s +
        htmlText(Words::tr("Bytes")) + u"</th><th class=\"n\">"_s +
        htmlText(Words::tr("Answer, ms")) + u"</th></tr></thead>\n<tbody>\n"_s);
}

void SessionHtmlWriter::putSummary()
{
    put(u"<dl>\n"_s);
    for (const SessionFact &fact : sessionFacts(m_summary, m_source))
        put(u"<dt>"_s + htmlText(fact.name) + u"</dt><dd>"_s + htmlText(fact.value) + u"</dd>\n"_s);
    put(u"</dl>\n"_s);
}

void SessionHtmlWriter::putPeers()
{
    if (m_summary.peers.isEmpty())
        return;
    put(u"<h2>"_s + htmlText(Words::tr("Who was there")) + u"</h2>\n<table>\n<thead>"_s +
        row("th"_L1, sessionPeerHeads()) + u"</thead>\n<tbody>\n"_s);
    for (const SessionPeer &peer : m_summary.peers)
        put(row("td"_L1, sessionPeerCells(peer)));
    put(u"</tbody>\n</table>\n"_s);
}

void SessionHtmlWriter::putDiagnostics()
{
    if (m_summary.diagnostics.isEmpty())
        return;
    put(u"<h2>"_s + htmlText(Words::tr("Diagnostics")) + u"</h2>\n<table>\n<tbody>\n"_s);
    for (const SessionDiagnostic &diagnostic : m_summary.diagnostics) {
        const QString severity = severityWord(diagnostic.key);
        const QString seq = QString::number(diagnostic.seq);
        const QString link =
            diagnostic.seq == 0
                ? QString()
                : u"<a href=\"#%1\">#%2</a>"_s.arg(idOf(diagnostic.recording, diagnostic.seq), seq);
        put(u"<tr><td class=\"t\">"_s + htmlText(utcTimeText(diagnostic.wall)) + u"</td><td>"_s +
            htmlText(diagnostic.name) + u"</td><td class=\""_s + severity + u"\">"_s + severity +
            u' ' + protocol::diagnosticName(diagnostic.key) + u"</td><td>"_s +
            htmlText(diagnostic.detail) + u"</td><td class=\"n\">"_s + link + u"</td></tr>\n"_s);
    }
    put(u"</tbody>\n</table>\n"_s);
    const auto listed = static_cast<quint64>(m_summary.diagnostics.size());
    if (listed < m_summary.diagnosticCount)
        put(u"<p>"_s +
            htmlText(Words::tr("%1 more are not listed.")
                         .arg(QString::number(m_summary.diagnosticCount - listed))) +
            u"</p>\n"_s);
}

bool SessionHtmlWriter::isFull() const
{
    return m_frames >= m_limits.frames || m_bytes >= m_limits.bytes;
}

void SessionHtmlWriter::write(const storage::SessionLine &line)
{
    if (std::holds_alternative<storage::SessionHeader>(line.entry))
        ++m_recording;
    const auto *frame = std::get_if<storage::RecordedFrame>(&line.entry);
    if (!frame || isFull())
        return;
    const qsizetype before = m_out.size();
    putFrame(*frame);
    ++m_frames;
    m_bytes += m_out.size() - before;
}

void SessionHtmlWriter::putFrame(const storage::RecordedFrame &frame)
{
    const relay::FrameEvent &event = frame.event;
    const bool isIn = event.direction == relay::Direction::In;
    const bool isRefused = event.verdict == relay::Verdict::Refused;
    const QString name = event.name.isEmpty() ? m_names.nameOf(event.peer) : event.name;
    const QByteArray payload = event.binary ? event.payload.toHex(' ') : event.payload;
    const QByteArrayView shown = beginningOf(payload, m_limits.payload);
    QString text = htmlText(QString::fromUtf8(shown));
    if (shown.size() < payload.size())
        text += u"\n\u2026 "_s + htmlText(Words::tr("and %1 bytes more; an export as JSON Lines "
                                                    "has all of them")
                                              .arg(payload.size() - shown.size()));
    put(u"<tr id=\"%1\"%2><td class=\"t\">"_s.arg(idOf(m_recording, event.seq),
                                                  isRefused ? u" class=\"bad\""_s : QString()) +
        htmlText(utcTimeText(event.at.wall)) + u"</td><td>"_s +
        (isIn ? htmlText(name) + u" \u2192"_s : u"\u2192 "_s + htmlText(name)) +
        u"</td><td><details><summary><b>"_s + htmlText(event.command) + u"</b> "_s +
        htmlText(summaryOf(event)) + u"</summary><pre>"_s + text +
        u"</pre></details></td><td class=\"n\">"_s + QString::number(frame.size) +
        u"</td><td class=\"n\">"_s +
        (event.latency < 0
             ? QString()
             : QString::number(static_cast<double>(event.latency) / relay::microsPerMs, 'f', 1)) +
        u"</td></tr>\n"_s);
}

void SessionHtmlWriter::end()
{
    put(u"</tbody>\n</table>\n"_s);
    if (m_frames < m_summary.frames)
        put(u"<p class=\"warning\">"_s +
            htmlText(Words::tr("%1 of %2 frames are shown: a browser could not show more. A filter "
                               "or a time range makes a report of those that matter; an export as "
                               "JSON Lines or CSV has all of them.")
                         .arg(QString::number(m_frames), QString::number(m_summary.frames))) +
            u"</p>\n"_s);
    else if (m_summary.frames == 0)
        put(u"<p>"_s + htmlText(Words::tr("Nothing that the filter and the time range let pass.")) +
            u"</p>\n"_s);
    put(u"</body>\n</html>\n"_s);
}

} // namespace neuro::models

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/sessionmarkdown.h"

#include "models/framesummary.h"
#include "models/markdowntext.h"
#include "models/sessionfacts.h"
#include "protocol/json.h"

#include <QCoreApplication>
#include <QStringList>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;
using protocol::JsonDocument;
using protocol::JsonValue;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SessionReport)
};

QString cut(QString text)
{
    if (text.size() > SessionMarkdownWriter::maxQuotation)
        text = text.first(SessionMarkdownWriter::maxQuotation - 1) + u'…';
    return text;
}

/// What a person wants to read whole: the text of a context; the question and the state of a force.
struct Quotation
{
    QString remark; ///< Beside the command.
    QString text;   ///< Empty for other frames.
};

QString namesIn(JsonValue array)
{
    QStringList names;
    for (JsonValue name = array.first(); !name.isAbsent(); name = name.next())
        names.append(name.toString());
    return names.join(u" | ");
}

Quotation quotationOf(const relay::FrameEvent &frame)
{
    const bool isContext = frame.command == "context"_L1;
    const bool isForce = frame.command == "actions/force"_L1;
    const bool isReadable =
        !frame.binary && frame.payload.size() <= summaryParseLimit && (isContext || isForce);
    if (!isReadable || frame.verdict == relay::Verdict::Refused)
        return {};
    const auto document = JsonDocument::parse(frame.payload);
    if (!document)
        return {};
    const JsonValue data = document->root().member("data");
    if (isContext)
        return {data.member("silent").toBool() ? Words::tr("silent") : QString(),
                cut(data.member("message").toString())};
    const QString state = data.member("state").toString();
    const QString query = data.member("query").toString();
    return {namesIn(data.member("action_names")),
            cut(state.isEmpty() ? query : query + u"\n\n"_s + state)};
}

} // namespace

SessionMarkdownWriter::SessionMarkdownWriter(QByteArray &out, const SessionNames &names,
                                             const SessionSummary &summary,
                                             const SessionSource &source)
    : m_out(out)
    , m_names(names)
    , m_summary(summary)
    , m_source(source)
{
}

void SessionMarkdownWriter::begin()
{
    put(u"# "_s + markdownInline(sessionTitle(m_summary)) + u"\n\n"_s);
    for (const SessionFact &fact : sessionFacts(m_summary, m_source))
        put(u"- **%1:** %2\n"_s.arg(fact.name, markdownInline(fact.value)));
    putPeers();
    put(u"\n## "_s + Words::tr("What happened") + u"\n"_s);
}

void SessionMarkdownWriter::putPeers()
{
    if (m_summary.peers.isEmpty())
        return;
    put(u"\n## "_s + Words::tr("Who was there") + u"\n\n| "_s + sessionPeerHeads().join(u" | ") +
        u" |\n|---|--:|--:|--:|--:|--:|\n"_s);
    for (const SessionPeer &peer : m_summary.peers) {
        QStringList cells = sessionPeerCells(peer);
        cells.first() = markdownInline(cells.first());
        put(u"| "_s + cells.join(u" | ") + u" |\n"_s);
    }
}

void SessionMarkdownWriter::putDay(qint64 wall)
{
    const QString day = utcDateText(wall);
    if (day != m_day)
        put(u"\n### "_s + day + u"\n\n"_s);
    m_day = day;
}

void SessionMarkdownWriter::write(const storage::SessionLine &line)
{
    const auto *header = std::get_if<storage::SessionHeader>(&line.entry);
    const auto wall = header ? std::optional(header->started) : storage::wallOf(line.entry);
    if (!wall)
        return;
    m_isEmpty = m_isEmpty && header;
    putDay(*wall);
    const SessionText text = sessionTextOf(line.entry, m_names);
    const QString start =
        u"- `"_s + utcTimeText(*wall) + u"` **"_s + markdownInline(text.who) + u"** "_s;
    if (const auto *frame = std::get_if<storage::RecordedFrame>(&line.entry)) {
        putFrame(*frame, start);
        return;
    }
    const auto *diagnostic = std::get_if<relay::DiagnosticEvent>(&line.entry);
    const QString mark =
        diagnostic ? u"\u26A0 "_s + severityWord(diagnostic->key) + u' ' : QString();
    put(start + mark + markdownInline(text.what) + u'\n');
}

void SessionMarkdownWriter::putFrame(const storage::RecordedFrame &frame, const QString &start)
{
    const relay::FrameEvent &event = frame.event;
    const Quotation quotation = quotationOf(event);
    QStringList words = {event.direction == relay::Direction::In ? u"\u2192"_s : u"\u2190"_s};
    const QString rest = quotation.text.isEmpty() ? summaryOf(event) : quotation.remark;
    if (!event.command.isEmpty())
        words.append(markdownInline(event.command) + u':');
    if (!rest.isEmpty())
        words.append(markdownInline(rest));
    put(start + words.join(u' ') + u'\n' + markdownQuote(quotation.text, u"  "_s));
}

void SessionMarkdownWriter::end()
{
    if (m_isEmpty)
        put(u"\n"_s + Words::tr("Nothing that the filter and the time range let pass.") + u"\n"_s);
}

} // namespace neuro::models

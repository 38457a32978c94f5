// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/sessionexport.h"

#include "models/sessioncsv.h"
#include "models/sessionhtml.h"
#include "models/sessionmarkdown.h"
#include "models/sessionselection.h"
#include "storage/sessionlogformat.h"

#include <QIODevice>

#include <algorithm>
#include <limits>
#include <memory>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;
using protocol::Phrase;
using protocol::phrase;
using storage::SessionLogReader;
using Step = storage::SessionLogReader::Step;

namespace {

/// Written at once.
constexpr qsizetype flushSize = 256 * 1024;
/// How often progress is told, in parts of the log.
constexpr qint64 progressSteps = 200;
/// At the latest after so many bytes: whoever cancels does not want to wait.
constexpr qint64 mostProgressBytes = 16 * 1024 * 1024;
/// The same for a log whose size nobody knows.
constexpr qint64 progressBytes = 4 * 1024 * 1024;

/// The lines as they are.
class JsonLinesWriter : public SessionWriter
{
public:
    explicit JsonLinesWriter(QByteArray &out)
        : m_out(out)
    {
    }

    void begin() override {}
    void write(const storage::SessionLine &line) override
    {
        m_out += line.text;
        m_out += '\n';
    }
    void end() override {}

private:
    QByteArray &m_out;
};

bool hasSummary(ExportFormat format)
{
    return format == ExportFormat::Markdown || format == ExportFormat::Html;
}

QString momentText(qint64 wall)
{
    return utcDateText(wall) + u' ' + utcTimeText(wall) + u" UTC"_s;
}

QString rangeText(const ExportRequest &request)
{
    // The signs are the same in every language.
    const QString from = request.from ? u"\u2265 "_s + momentText(*request.from) : QString();
    const QString to = request.to ? u"< "_s + momentText(*request.to) : QString();
    const QString both = from.isEmpty() || to.isEmpty() ? u""_s : u", "_s;
    return from + both + to;
}

class Export
{
public:
    Export(QIODevice &log, QIODevice &target, const ExportRequest &request,
           const ExportProgress &progress)
        : m_log(log)
        , m_target(target)
        , m_request(request)
        , m_progress(progress)
        , m_size(log.isSequential() ? std::numeric_limits<qint64>::max() : log.size())
        , m_passes(hasSummary(request.format) ? 2 : 1)
    {
    }

    ExportOutcome run();

private:
    template <typename Take>
    bool pass(Take take);
    bool noteProblem(const storage::SessionProblem &problem);
    bool tellProgress(qint64 position);
    bool fail(const Phrase &error);
    bool summarize();
    bool write();
    bool flush();
    std::unique_ptr<SessionWriter> makeWriter();

    QIODevice &m_log;
    QIODevice &m_target;
    const ExportRequest &m_request;
    const ExportProgress &m_progress;
    qint64 m_size;
    int m_passes;
    int m_pass = 0;
    qint64 m_toldAt = 0;
    SessionNames m_names;
    SessionTally m_tally{m_names};
    bool m_isFull = false; ///< Nothing of what follows would be shown.
    QByteArray m_out;
    ExportOutcome m_outcome;
};

bool Export::fail(const Phrase &error)
{
    m_outcome.error = error;
    return false;
}

ExportOutcome Export::run()
{
    if (m_passes == 2 && m_log.isSequential())
        fail(phrase(QT_TRANSLATE_NOOP("core", "cannot be read twice, as this format needs; save it "
                                              "to a file first, or choose jsonl or csv")));
    else if (m_passes == 1 || summarize())
        write();
    return m_outcome;
}

bool Export::summarize()
{
    SessionSelection selection(m_request.filter, m_request.from, m_request.to);
    const auto take = [&](const storage::SessionLine &line) {
        if (selection.takes(line.entry)) {
            ++m_outcome.lines;
            m_tally.add(line);
        }
        return true;
    };
    if (!pass(take))
        return false;
    for (quint64 i = 0; i < m_outcome.damagedLines; ++i)
        m_tally.addDamagedLine();
    ++m_pass;
    return m_log.seek(0) ||
           fail(phrase(QT_TRANSLATE_NOOP("core", "cannot be read: %1"), m_log.errorString()));
}

bool Export::write()
{
    SessionSelection selection(m_request.filter, m_request.from, m_request.to);
    const auto writer = makeWriter();
    bool hasBegun = false;
    const auto take = [&](const storage::SessionLine &line) {
        if (!hasBegun)
            writer->begin();
        hasBegun = true;
        if (!selection.takes(line.entry))
            return true;
        if (m_passes == 1)
            ++m_outcome.lines;
        writer->write(line);
        m_isFull = writer->isFull();
        return !m_isFull && (m_out.size() < flushSize || flush());
    };
    if (!pass(take) && !m_isFull)
        return false;
    writer->end();
    return flush();
}

std::unique_ptr<SessionWriter> Export::makeWriter()
{
    const SessionSource source = {m_request.name, m_request.filter.text(), rangeText(m_request)};
    switch (m_request.format) {
    case ExportFormat::JsonLines:
        return std::make_unique<JsonLinesWriter>(m_out);
    case ExportFormat::Csv:
        return std::make_unique<SessionCsvWriter>(m_out, m_names);
    case ExportFormat::Markdown:
        return std::make_unique<SessionMarkdownWriter>(m_out, m_names, m_tally.summary(), source);
    case ExportFormat::Html:
        return std::make_unique<SessionHtmlWriter>(m_out, m_names, m_tally.summary(), source,
                                                   SessionHtmlWriter::Limits());
    }
    Q_UNREACHABLE();
}

/// Calls take(line) for each line until it says false.
template <typename Take>
bool Export::pass(Take take)
{
    SessionLogReader reader(m_log, m_size);
    m_names = {};
    m_toldAt = 0;
    for (;;) {
        switch (reader.next()) {
        case Step::Line: {
            const auto *header = std::get_if<storage::SessionHeader>(&reader.line().entry);
            if (header && header->format != storage::sessionLogFormat)
                return fail(phrase(
                    QT_TRANSLATE_NOOP("core", "is a recording of format %1, and this program reads "
                                              "format %2; use a newer one"),
                    header->format, storage::sessionLogFormat));
            if (m_pass == 0)
                ++m_outcome.goodLines;
            m_names.note(reader.line().entry);
            if (!take(reader.line()))
                return false;
            break;
        }
        case Step::Problem:
            // The first pass has met them all.
            if (m_pass == 0 && !noteProblem(reader.problem()))
                return false;
            break;
        case Step::Skipped:
            break;
        case Step::Failed:
            return fail(
                phrase(QT_TRANSLATE_NOOP("core", "cannot be read: %1"), m_log.errorString()));
        case Step::End:
            return m_outcome.goodLines > 0 ||
                   fail(phrase(QT_TRANSLATE_NOOP("core", "is not a session log: it has no line of "
                                                         "one")));
        }
        if (!tellProgress(reader.position())) {
            m_outcome.isCancelled = true;
            return false;
        }
    }
}

bool Export::noteProblem(const storage::SessionProblem &problem)
{
    m_outcome.isCutOff = m_outcome.isCutOff || problem.isCutOff;
    m_outcome.damagedLines += problem.isCutOff ? 0 : 1;
    if (m_outcome.problems.size() < maxToldProblems)
        m_outcome.problems.append(problem);
    if (m_outcome.goodLines == 0 && m_outcome.damagedLines >= maxLeadingProblems)
        return fail(phrase(QT_TRANSLATE_NOOP("core", "is not a session log: its first %1 lines are "
                                                     "not of one"),
                           m_outcome.damagedLines));
    return true;
}

bool Export::tellProgress(qint64 position)
{
    const bool isEndless = m_log.isSequential();
    const qint64 step =
        isEndless ? progressBytes : std::min(m_size / progressSteps, mostProgressBytes);
    if (!m_progress || position - m_toldAt < step)
        return true;
    m_toldAt = position;
    if (isEndless)
        return m_progress(position, 0);
    return m_progress(m_pass * m_size + position, m_passes * m_size);
}

bool Export::flush()
{
    const char *at = m_out.constData();
    qint64 left = m_out.size();
    while (left > 0) {
        const qint64 written = m_target.write(at, left);
        if (written <= 0) {
            m_outcome.targetFailed = true;
            return fail(
                phrase(QT_TRANSLATE_NOOP("core", "cannot be written: %1"), m_target.errorString()));
        }
        at += written;
        left -= written;
    }
    // One huge line must not keep its memory.
    if (m_out.capacity() > 4 * flushSize)
        m_out = QByteArray();
    else
        m_out.resize(0);
    return true;
}

} // namespace

ExportOutcome exportSession(QIODevice &log, QIODevice &target, const ExportRequest &request,
                            const ExportProgress &progress)
{
    return Export(log, target, request, progress).run();
}

} // namespace neuro::models

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/trafficmodel.h"

#include "models/framesummary.h"
#include "models/frametext.h"
#include "models/oneline.h"
#include "models/tooltip.h"
#include "protocol/diagnostics.h"
#include "protocol/messages.h"
#include "relay/eventweight.h"

#include <QDeadlineTimer>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <memory>

namespace neuro::models {

using relay::FrameEvent;

namespace {

/// Digests that are kept: some screens full of rows.
constexpr int digestsKept = 1024;
constexpr int longestName = 80;

bool isTrouble(const protocol::Finding &finding)
{
    return protocol::diagnosticInfo(finding.key).severity != protocol::Severity::Info;
}

TrafficModel::FrameStatus statusOf(const FrameEvent &frame)
{
    using Status = TrafficModel::FrameStatus;
    if (frame.verdict == relay::Verdict::Refused)
        return Status::Refused;
    if (frame.refusal || std::any_of(frame.warnings.begin(), frame.warnings.end(), isTrouble))
        return Status::Warned;
    const std::optional<bool> success = resultSuccess(frame);
    if (!success)
        return Status::Normal;
    return *success ? Status::Success : Status::Failure;
}

bool isNumeric(int column)
{
    return column == TrafficModel::Delta || column == TrafficModel::Size ||
           column == TrafficModel::Latency;
}

QVariant numberAlignment(int column)
{
    if (!isNumeric(column))
        return {};
    return (Qt::AlignRight | Qt::AlignVCenter).toInt();
}

/// The newest frames of a batch that a store has room for when it is empty; at least one, when
/// there is one.
std::vector<const FrameEvent *> framesThatFit(const relay::RelayEvents &batch,
                                              const FrameStore::Limits &limits)
{
    std::vector<const FrameEvent *> frames;
    qint64 bytes = 0;
    for (auto event = batch.rbegin(); event != batch.rend(); ++event) {
        const auto *frame = std::get_if<FrameEvent>(&*event);
        if (!frame)
            continue;
        bytes += relay::weightOf(*frame);
        const bool fits =
            static_cast<qsizetype>(frames.size()) < limits.frames && bytes <= limits.bytes;
        if (!fits && !frames.empty())
            break;
        frames.push_back(frame);
    }
    std::reverse(frames.begin(), frames.end());
    return frames;
}

/// Different texts, up to so many.
class NameCollector
{
public:
    explicit NameCollector(qsizetype most)
        : m_most(most)
    {
    }

    void add(const QString &name)
    {
        // Most are like the one before.
        if (name == m_last || name.isEmpty() || m_names.size() >= m_most)
            return;
        m_last = name;
        m_names.insert(name);
    }
    QStringList sorted() const
    {
        QStringList names(m_names.begin(), m_names.end());
        names.sort(Qt::CaseInsensitive);
        return names;
    }

private:
    qsizetype m_most;
    QString m_last;
    QSet<QString> m_names;
};

void dropBefore(std::deque<quint64> &numbers, quint64 begin)
{
    numbers.erase(numbers.begin(), std::lower_bound(numbers.begin(), numbers.end(), begin));
}

} // namespace

TrafficModel::TrafficModel(FrameStore::Limits limits, QObject *parent)
    : QAbstractTableModel(parent)
    , m_store(limits)
    , m_matcher(m_filter)
    , m_digests(digestsKept)
{
    connect(&m_scan, &QTimer::timeout, this, &TrafficModel::scan);
}

int TrafficModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return static_cast<int>(m_filtering ? static_cast<qsizetype>(m_shown.size()) : m_store.size());
}

int TrafficModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TrafficModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    switch (role) {
    case Qt::DisplayRole:
        return display(row, static_cast<Column>(index.column()));
    case Qt::ToolTipRole:
        return plainToolTip(remarksText(frame(row)));
    case Qt::AccessibleDescriptionRole:
        return remarksText(frame(row));
    case Qt::TextAlignmentRole:
        return numberAlignment(index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Direction ? directionText(frame(row))
                                           : display(row, static_cast<Column>(index.column()));
    case StatusRole:
        return static_cast<int>(digest(numberOf(row)).status);
    case DirectionRole:
        return static_cast<int>(frame(row).direction);
    case DoorRole:
        return static_cast<int>(frame(row).door);
    case MarkedRole:
        return isMarked(numberOf(row));
    case NumberRole:
        return QVariant::fromValue(numberOf(row));
    default:
        return {};
    }
}

QString TrafficModel::display(int row, Column column) const
{
    const FrameEvent &event = frame(row);
    switch (column) {
    case Time:
        return timeText(event.at.wall);
    case Delta:
        return delta(row);
    case Direction:
        return QString();
    case Peer:
        return oneLine(peerText(event), longestName);
    case Command:
        return oneLine(event.command, longestName);
    case Summary:
        return digest(numberOf(row)).summary;
    case Size:
        return QLocale().toString(event.payload.size());
    case Latency:
        return event.latency < 0 ? QString() : millisecondsText(event.latency);
    case ColumnCount:
        break;
    }
    return QString();
}

QString TrafficModel::delta(int row) const
{
    if (row == 0)
        return QString();
    return millisecondsText(frame(row).at.mono - frame(row - 1).at.mono);
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return numberAlignment(section);
    // The column of arrows is as narrow as an arrow; its name is for tool tips and screen readers.
    const bool named = role == Qt::ToolTipRole || role == Qt::AccessibleTextRole;
    if (role != Qt::DisplayRole && !named)
        return {};
    switch (static_cast<Column>(section)) {
    case Time:
        return tr("Time");
    case Delta:
        return named ? tr("Milliseconds since the row above") : tr("Δ ms");
    case Direction:
        return named ? tr("Direction") : QString();
    case Peer:
        return tr("Peer");
    case Command:
        return tr("Command");
    case Summary:
        return tr("Summary");
    case Size:
        return tr("Bytes");
    case Latency:
        return named ? tr("Milliseconds from the question to this answer") : tr("Latency ms");
    case ColumnCount:
        break;
    }
    return {};
}

void TrafficModel::append(const relay::RelayEvents &batch)
{
    const std::vector<const FrameEvent *> frames = framesThatFit(batch, m_store.limits());
    if (frames.empty())
        return;
    qint64 bytes = 0;
    for (const FrameEvent *frame : frames)
        bytes += relay::weightOf(*frame);
    makeRoom(static_cast<qsizetype>(frames.size()), bytes);
    insert(frames);
}

void TrafficModel::makeRoom(qsizetype count, qint64 bytes)
{
    const qsizetype evicted = m_store.toEvict(count, bytes);
    if (evicted == 0)
        return;
    const quint64 begin = m_store.begin() + static_cast<quint64>(evicted);
    const auto rows =
        m_filtering ? std::lower_bound(m_shown.begin(), m_shown.end(), begin) - m_shown.begin()
                    : static_cast<std::ptrdiff_t>(evicted);
    if (rows > 0)
        beginRemoveRows({}, 0, static_cast<int>(rows) - 1);
    m_store.evict(evicted);
    dropBefore(m_shown, begin);
    dropBefore(m_marked, begin);
    std::erase_if(m_lateForwardings, [begin](const auto &late) { return late.second < begin; });
    if (rows == 0)
        return;
    endRemoveRows();
    // The row that is now the first has lost the row that its Δ counted from.
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Delta), index(0, Delta), {Qt::DisplayRole});
}

void TrafficModel::insert(const std::vector<const FrameEvent *> &frames)
{
    const bool isLater = m_filtering && m_filter.expression.isCostly();
    std::vector<quint64> shown;
    if (m_filtering && !isLater) {
        for (std::size_t i = 0; i < frames.size(); ++i) {
            if (m_matcher.matches(*frames[i]))
                shown.push_back(m_store.end() + i);
        }
    }
    const std::size_t rows = m_filtering ? shown.size() : frames.size();
    if (rows > 0)
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(rows) - 1);
    for (const FrameEvent *frame : frames) {
        noteLateForwarding(*frame, m_store.end());
        m_store.append(*frame);
    }
    m_shown.insert(m_shown.end(), shown.begin(), shown.end());
    if (rows > 0)
        endInsertRows();
    if (isLater && !m_scan.isActive())
        m_scan.start();
}

/// Looks at some more frames, in their order; the rows of those that pass come at the end.
void TrafficModel::scan()
{
    const QDeadlineTimer end(scanMs);
    std::vector<quint64> shown;
    m_scanned = std::max(m_scanned, m_store.begin());
    while (m_scanned < m_store.end() && !end.hasExpired()) {
        if (m_matcher.matches(m_store.at(m_scanned)))
            shown.push_back(m_scanned);
        ++m_scanned;
    }
    if (!shown.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(shown.size()) - 1);
        m_shown.insert(m_shown.end(), shown.begin(), shown.end());
        endInsertRows();
    }
    if (m_scanned < m_store.end())
        return;
    m_scan.stop();
    Q_EMIT scanned();
}

void TrafficModel::noteLateForwarding(const FrameEvent &frame, quint64 number)
{
    if (frame.origin != 0 && frame.seq >= frame.origin + forwardingSearch)
        m_lateForwardings.emplace(frame.origin, number); // The first one counts.
}

void TrafficModel::clear()
{
    beginResetModel();
    m_store.clear();
    m_shown.clear();
    m_marked.clear();
    m_lateForwardings.clear();
    m_digests.clear();
    endResetModel();
}

void TrafficModel::setFilter(const FrameFilter &filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    m_matcher = FrameMatcher(filter);
    m_filtering = !filter.isEmpty();
    m_shown.clear();
    m_scan.stop();
    if (m_filtering && filter.expression.isCostly()) {
        m_scanned = m_store.begin();
        m_scan.start();
    } else if (m_filtering) {
        for (quint64 number = m_store.begin(); number < m_store.end(); ++number) {
            if (m_matcher.matches(m_store.at(number)))
                m_shown.push_back(number);
        }
    }
    endResetModel();
    if (m_scan.isActive())
        scan(); // Often that is all.
}

const FrameEvent &TrafficModel::frame(int row) const
{
    return m_store.at(numberOf(row));
}

quint64 TrafficModel::numberOf(int row) const
{
    Q_ASSERT(row >= 0 && row < rowCount());
    return m_filtering ? m_shown[static_cast<std::size_t>(row)]
                       : m_store.begin() + static_cast<quint64>(row);
}

int TrafficModel::rowOf(quint64 number) const
{
    if (number < m_store.begin() || number >= m_store.end())
        return -1;
    if (!m_filtering)
        return static_cast<int>(number - m_store.begin());
    const auto at = std::lower_bound(m_shown.begin(), m_shown.end(), number);
    return at != m_shown.end() && *at == number ? static_cast<int>(at - m_shown.begin()) : -1;
}

quint64 TrafficModel::firstFrom(quint64 seq) const
{
    // Frames come in the order of their seq; some may be missing.
    quint64 low = m_store.begin();
    quint64 high = m_store.end();
    while (low < high) {
        const quint64 middle = low + (high - low) / 2;
        if (m_store.at(middle).seq < seq)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const FrameEvent *TrafficModel::frameWithSeq(quint64 seq) const
{
    const quint64 number = firstFrom(seq);
    return number < m_store.end() && m_store.at(number).seq == seq ? &m_store.at(number) : nullptr;
}

int TrafficModel::rowOfSeq(quint64 seq) const
{
    return frameWithSeq(seq) ? rowOf(firstFrom(seq)) : -1;
}

const FrameEvent *TrafficModel::forwardingOf(quint64 seq) const
{
    if (seq == 0)
        return nullptr;
    const quint64 begin = firstFrom(seq);
    const quint64 end = std::min(m_store.end(), begin + forwardingSearch);
    for (quint64 number = begin; number < end; ++number) {
        if (m_store.at(number).origin == seq)
            return &m_store.at(number);
    }
    const auto late = m_lateForwardings.find(seq);
    return late == m_lateForwardings.end() ? nullptr : &m_store.at(late->second);
}

const TrafficModel::Digest &TrafficModel::digest(quint64 number) const
{
    if (const Digest *known = m_digests.object(number))
        return *known;
    const FrameEvent &event = m_store.at(number);
    auto made = std::make_unique<Digest>(Digest{summaryOf(event), statusOf(event)});
    const Digest &result = *made;
    m_digests.insert(number, made.release());
    return result;
}

int TrafficModel::find(const QString &text, int from, bool backwards) const
{
    const int rows = rowCount();
    if (text.isEmpty() || rows == 0)
        return -1;
    const FrameMatcher matcher = FrameMatcher::forPhrase(text);
    const int step = backwards ? rows - 1 : 1;
    const bool outside = from < 0 || from >= rows;
    int row = outside ? (backwards ? rows - 1 : 0) : from;
    for (int looked = 0; looked < rows; ++looked) {
        if (matcher.matches(frame(row)))
            return row;
        row = static_cast<int>((static_cast<qint64>(row) + step) % rows);
    }
    return -1;
}

FilterVocabulary TrafficModel::vocabulary() const
{
    NameCollector games(vocabularySize);
    NameCollector commands(vocabularySize);
    for (const char *name : protocol::gameCommands)
        commands.add(QString::fromLatin1(name));
    for (const char *name : protocol::serverCommands)
        commands.add(QString::fromLatin1(name));
    const quint64 count = std::min<quint64>(static_cast<quint64>(m_store.size()), vocabularySearch);
    for (quint64 number = m_store.end() - count; number < m_store.end(); ++number) {
        const FrameEvent &event = m_store.at(number);
        games.add(event.name);
        commands.add(event.command);
    }
    return {games.sorted(), commands.sorted()};
}

bool TrafficModel::isMarked(quint64 number) const
{
    return std::binary_search(m_marked.begin(), m_marked.end(), number);
}

void TrafficModel::setMarked(int row, bool marked)
{
    const quint64 number = numberOf(row);
    const auto at = std::lower_bound(m_marked.begin(), m_marked.end(), number);
    const bool was = at != m_marked.end() && *at == number;
    if (was == marked)
        return;
    if (marked)
        m_marked.insert(at, number);
    else
        m_marked.erase(at);
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1), {MarkedRole});
}

int TrafficModel::nextMarked(int from) const
{
    if (rowCount() == 0)
        return -1;
    // The first marked row below `from`, or else the first one at all.
    int first = -1;
    for (const quint64 number : m_marked) {
        const int row = rowOf(number);
        if (row > from)
            return row;
        if (first < 0)
            first = row;
    }
    return first;
}

} // namespace neuro::models

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/diagnosticsmodel.h"

#include "models/diagnostictext.h"
#include "models/oneline.h"
#include "models/phrasetext.h"
#include "models/tooltip.h"
#include "relay/relaymirror.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;
using protocol::DiagnosticKey;
using relay::DiagnosticEvent;

namespace {

constexpr int longestName = 80;
constexpr int longestDetail = 300;
constexpr qint64 microsPerMs = 1000;

QDateTime dateTime(qint64 wallMicros)
{
    return QDateTime::fromMSecsSinceEpoch(wallMicros / microsPerMs);
}

QString wholeTime(qint64 wallMicros)
{
    return dateTime(wallMicros).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString keyName(DiagnosticKey key)
{
    return protocol::diagnosticName(key);
}

bool isNumeric(int column)
{
    return column == DiagnosticsModel::Count || column == DiagnosticsModel::Last;
}

QVariant numberAlignment(int column)
{
    if (!isNumeric(column))
        return {};
    return (Qt::AlignRight | Qt::AlignVCenter).toInt();
}

/// The names that connections say in this batch.
QHash<relay::PeerId, QString> namesIn(const relay::RelayEvents &batch)
{
    QHash<relay::PeerId, QString> names;
    for (const relay::RelayEvent &event : batch) {
        const auto *peer = std::get_if<relay::PeerEvent>(&event);
        if (peer && !peer->name.isEmpty() && relay::isGame(peer->role))
            names.insert(peer->peer, peer->name);
    }
    return names;
}

} // namespace

QString diagnosticGameText(const QString &game)
{
    return game.isEmpty() ? DiagnosticsModel::tr("(without a name)")
                          : oneLine(QStringView(game), longestName);
}

DiagnosticsModel::DiagnosticsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

int DiagnosticsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int DiagnosticsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DiagnosticsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return column == Severity ? QString() : display(row, column); // A sign is painted there.
    case Qt::AccessibleTextRole:
        return display(row, column);
    case Qt::ToolTipRole:
        return plainToolTip(toolTip(row));
    case Qt::TextAlignmentRole:
        return numberAlignment(column);
    case SeverityRole:
        return static_cast<int>(protocol::diagnosticInfo(row.key).severity);
    case GameRole:
        return row.game;
    case KeyRole:
        return static_cast<int>(row.key);
    case DetailRole:
        return row.detail;
    case CountRole:
        return row.count;
    case FirstRole:
        return dateTime(row.firstWall);
    case LastRole:
        return dateTime(row.lastWall);
    case SeqRole:
        return QVariant::fromValue(row.seq);
    case DismissedRole:
        return row.isDismissed;
    case MutedRole:
        return row.isMuted;
    case GameMutedRole:
        return m_mutes.coversAll(row.game);
    case SortRole:
        return sortValue(row, column);
    default:
        return {};
    }
}

QString DiagnosticsModel::display(const Row &row, Column column) const
{
    switch (column) {
    case Severity:
        return severityText(protocol::diagnosticInfo(row.key).severity);
    case Game:
        return diagnosticGameText(row.game);
    case What:
        return diagnosticTitle(row.key);
    case Detail:
        return oneLine(QStringView(row.detail), longestDetail);
    case Count:
        return QLocale().toString(row.count);
    case Last:
        return dateTime(row.lastWall).toString(u"HH:mm:ss"_s);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant DiagnosticsModel::sortValue(const Row &row, Column column) const
{
    switch (column) {
    case Severity:
        return static_cast<int>(protocol::diagnosticInfo(row.key).severity);
    case Count:
        return row.count;
    case Last:
        return row.lastWall;
    case Game:
    case What:
    case Detail:
    case ColumnCount:
        break;
    }
    return display(row, column);
}

QString DiagnosticsModel::toolTip(const Row &row) const
{
    QStringList lines{
        tr("%1 (%2, %3)", "title, severity, key")
            .arg(diagnosticTitle(row.key), severityText(protocol::diagnosticInfo(row.key).severity),
                 keyName(row.key)),
        row.detail, tr("First %1, last %2").arg(wholeTime(row.firstWall), wholeTime(row.lastWall))};
    if (row.isMuted)
        lines.append(m_mutes.coversAll(row.game) ? tr("All diagnostics of this game are muted.")
                                                 : tr("Muted for this game."));
    else if (row.isDismissed)
        lines.append(tr("Dismissed until it happens again."));
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QString DiagnosticsModel::toText(int row) const
{
    const Row &shown = m_rows.at(static_cast<std::size_t>(row));
    QStringList lines{
        tr("%1: %2", "game, title").arg(diagnosticGameText(shown.game), diagnosticTitle(shown.key)),
        tr("%1, %2, counted %L3, first %4, last %5", "key, severity")
            .arg(keyName(shown.key), severityText(protocol::diagnosticInfo(shown.key).severity))
            .arg(shown.count)
            .arg(wholeTime(shown.firstWall), wholeTime(shown.lastWall)),
        shown.detail,
        diagnosticMeaning(shown.key),
        diagnosticAdvice(shown.key),
        diagnosticLink(shown.key).toString(),
    };
    lines.removeAll(QString());
    return lines.join(u'\n') + u'\n';
}

QVariant DiagnosticsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return numberAlignment(section);
    // The column of signs is as narrow as a sign; its name is for tool tips and screen readers.
    const bool named = role == Qt::ToolTipRole || role == Qt::AccessibleTextRole;
    if (role != Qt::DisplayRole && !named)
        return {};
    switch (static_cast<Column>(section)) {
    case Severity:
        return named ? tr("Severity") : QString();
    case Game:
        return tr("Game");
    case What:
        return named ? tr("What is wrong") : tr("What");
    case Detail:
        return named ? tr("How it was the last time") : tr("Detail");
    case Count:
        return named ? tr("How often it happened") : tr("Count");
    case Last:
        return named ? tr("When it happened last") : tr("Last");
    case ColumnCount:
        break;
    }
    return {};
}

QStringList DiagnosticsModel::games() const
{
    QStringList games;
    QSet<QString> known;
    for (const Row &row : m_rows) {
        if (known.contains(row.game))
            continue;
        known.insert(row.game);
        games.append(row.game);
    }
    return games;
}

void DiagnosticsModel::apply(const relay::RelayEvents &batch)
{
    News news = newsOf(batch);
    if (news.rows.empty())
        return;
    updateKnown(&news);
    makeRoom(&news.rows);
    insertFresh(std::move(news.rows));
    updateTallies();
}

void DiagnosticsModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_places.clear();
    m_dropped = 0;
    endResetModel();
    updateTallies();
    Q_EMIT droppedChanged(m_dropped);
}

/// Of each row only the last detail is put into words: a game may do a thing a thousand times in a
/// batch.
DiagnosticsModel::News DiagnosticsModel::newsOf(const relay::RelayEvents &batch)
{
    const QHash<relay::PeerId, QString> names = namesIn(batch);
    News news;
    if (!names.isEmpty())
        takeUnnamed(names, &news);
    QHash<RowId, const DiagnosticEvent *> last;
    for (const relay::RelayEvent &each : batch) {
        const auto *event = std::get_if<DiagnosticEvent>(&each);
        if (!event)
            continue;
        Row row;
        row.game = event->name.isEmpty() ? names.value(event->peer) : event->name;
        row.key = event->key;
        row.count = 1;
        row.firstWall = event->at.wall;
        row.lastWall = event->at.wall;
        row.seq = event->seq;
        row.peer = event->peer;
        row.turn = ++m_turns;
        note(row, &news);
        last.insert(row.id(), event);
    }
    for (auto event = last.cbegin(); event != last.cend(); ++event)
        news.rows[news.places.value(event.key())].detail =
            translated(event.value()->detail).left(detailLength);
    return news;
}

/// `happened` came after, or before its connection had a name.
void DiagnosticsModel::add(const Row &happened, Row *to)
{
    to->count += happened.count;
    to->firstWall = std::min(to->firstWall, happened.firstWall);
    to->isDismissed = to->isDismissed && happened.isDismissed;
    if (to->peer != happened.peer)
        to->peer = 0;
    if (happened.turn < to->turn)
        return;
    to->lastWall = happened.lastWall;
    to->seq = happened.seq;
    to->detail = happened.detail;
    to->turn = happened.turn;
}

void DiagnosticsModel::note(const Row &happened, News *news)
{
    const auto place = news->places.constFind(happened.id());
    if (place != news->places.cend()) {
        add(happened, &news->rows[*place]);
        return;
    }
    news->places.insert(happened.id(), news->rows.size());
    news->rows.push_back(happened);
}

/// Rows of connections that had no name and now have one become news of that name.
void DiagnosticsModel::takeUnnamed(const QHash<relay::PeerId, QString> &names, News *news)
{
    QList<bool> isGoing(static_cast<qsizetype>(m_rows.size()), false);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows[i];
        if (!row.game.isEmpty() || row.peer == 0 || !names.contains(row.peer))
            continue;
        isGoing[static_cast<qsizetype>(i)] = true;
        Row named = row;
        named.game = names.value(row.peer);
        note(named, news);
    }
    if (!news->rows.empty())
        removeMarked(isGoing);
}

/// What is known already is counted; the rest stays in `news`.
void DiagnosticsModel::updateKnown(News *news)
{
    int first = rowCount();
    int last = -1;
    std::erase_if(news->rows, [&](const Row &happened) {
        const auto place = m_places.constFind(happened.id());
        if (place == m_places.cend())
            return false;
        add(happened, &m_rows[static_cast<std::size_t>(*place)]);
        first = std::min(first, *place);
        last = std::max(last, *place);
        return true;
    });
    tellRows(first, last);
}

void DiagnosticsModel::makeRoom(std::vector<Row> *fresh)
{
    if (fresh->size() > rowsKept) {
        const auto excess = static_cast<std::ptrdiff_t>(fresh->size()) - rowsKept;
        fresh->erase(fresh->begin(), fresh->begin() + excess);
        m_dropped += excess;
        Q_EMIT droppedChanged(m_dropped);
    }
    const auto excess = static_cast<std::ptrdiff_t>(m_rows.size() + fresh->size()) - rowsKept;
    if (excess <= 0)
        return;
    std::vector<quint64> turns;
    turns.reserve(m_rows.size());
    for (const Row &row : m_rows)
        turns.push_back(row.turn);
    std::nth_element(turns.begin(), turns.begin() + excess - 1, turns.end());
    const quint64 newestToGo = turns[static_cast<std::size_t>(excess - 1)];
    QList<bool> isGoing;
    for (const Row &row : m_rows)
        isGoing.append(row.turn <= newestToGo);
    removeMarked(isGoing);
    m_dropped += excess;
    Q_EMIT droppedChanged(m_dropped);
}

void DiagnosticsModel::removeMarked(const QList<bool> &isGoing)
{
    for (qsizetype end = isGoing.size(); end > 0;) {
        if (!isGoing[end - 1]) {
            --end;
            continue;
        }
        qsizetype begin = end - 1;
        while (begin > 0 && isGoing[begin - 1])
            --begin;
        beginRemoveRows({}, static_cast<int>(begin), static_cast<int>(end) - 1);
        m_rows.erase(m_rows.begin() + begin, m_rows.begin() + end);
        endRemoveRows();
        end = begin;
    }
    m_places.clear();
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_places.insert(m_rows[i].id(), static_cast<int>(i));
}

void DiagnosticsModel::insertFresh(std::vector<Row> fresh)
{
    if (fresh.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
    for (Row &row : fresh) {
        row.isMuted = m_mutes.covers(row.game, row.key);
        m_places.insert(row.id(), rowCount());
        m_rows.push_back(std::move(row));
    }
    endInsertRows();
}

void DiagnosticsModel::dismiss(const QList<int> &rows)
{
    setDismissed(rows, true);
}

void DiagnosticsModel::restore(const QList<int> &rows)
{
    setDismissed(rows, false);
}

void DiagnosticsModel::setDismissed(const QList<int> &rows, bool dismissed)
{
    int first = rowCount();
    int last = -1;
    for (const int row : rows) {
        bool &isDismissed = m_rows.at(static_cast<std::size_t>(row)).isDismissed;
        if (isDismissed == dismissed)
            continue;
        isDismissed = dismissed;
        first = std::min(first, row);
        last = std::max(last, row);
    }
    tellRows(first, last);
    updateTallies();
}

void DiagnosticsModel::mute(const QList<DiagnosticMute> &mutes)
{
    bool isChanged = false;
    for (const DiagnosticMute &mute : mutes)
        isChanged = m_mutes.add(mute) || isChanged;
    if (isChanged)
        applyMutes();
}

void DiagnosticsModel::unmute(const QList<DiagnosticMute> &mutes)
{
    bool isChanged = false;
    for (const DiagnosticMute &mute : mutes)
        isChanged = m_mutes.remove(mute) || isChanged;
    if (isChanged)
        applyMutes();
}

void DiagnosticsModel::setMutes(const QList<DiagnosticMute> &mutes)
{
    m_mutes = {};
    for (const DiagnosticMute &mute : mutes)
        m_mutes.add(mute);
    applyMutes();
}

void DiagnosticsModel::applyMutes()
{
    for (Row &row : m_rows)
        row.isMuted = m_mutes.covers(row.game, row.key);
    tellRows(0, rowCount() - 1);
    updateTallies();
    Q_EMIT mutesChanged();
}

void DiagnosticsModel::updateTallies()
{
    DiagnosticTallies tallies;
    int open = 0;
    for (const DiagnosticMute &mute : m_mutes.list()) {
        if (!mute.key)
            tallies[mute.game].isMuted = true;
    }
    for (const Row &row : m_rows) {
        if (!row.isOpen())
            continue;
        ++open;
        DiagnosticTally &tally = tallies[row.game];
        const protocol::Severity severity = protocol::diagnosticInfo(row.key).severity;
        switch (severity) {
        case protocol::Severity::Info:
            ++tally.infos;
            break;
        case protocol::Severity::Warning:
            ++tally.warnings;
            break;
        case protocol::Severity::Error:
            ++tally.errors;
            break;
        }
        if (!tally.worst || protocol::diagnosticInfo(*tally.worst).severity < severity)
            tally.worst = row.key;
    }
    if (open == m_open && tallies == m_tallies)
        return;
    m_open = open;
    m_tallies = tallies;
    Q_EMIT talliesChanged();
}

/// Nothing when `last` is before `first`.
void DiagnosticsModel::tellRows(int first, int last)
{
    if (first <= last)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

} // namespace neuro::models

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/transcriptmodel.h"

#include "models/transcripttext.h"
#include "relay/eventweight.h"

#include <QDateTime>
#include <QSet>

#include <algorithm>
#include <iterator>

namespace neuro::models {

using relay::TranscriptEvent;

namespace {

/// A tenth of the entries goes at once.
constexpr qsizetype evictionShare = 10;

qint64 weightOf(const std::vector<const TranscriptEvent *> &entries)
{
    qint64 bytes = 0;
    for (const TranscriptEvent *entry : entries)
        bytes += relay::weightOf(*entry);
    return bytes;
}

/// The entries of a batch; of more than the model holds, the newest.
std::vector<const TranscriptEvent *> entriesOf(const relay::RelayEvents &batch)
{
    std::vector<const TranscriptEvent *> entries;
    for (const relay::RelayEvent &event : batch) {
        if (const auto *entry = std::get_if<TranscriptEvent>(&event))
            entries.push_back(entry);
    }
    auto first = entries.end();
    qint64 bytes = 0;
    while (first != entries.begin() && entries.end() - first < TranscriptModel::limit) {
        bytes += relay::weightOf(**std::prev(first));
        if (bytes > TranscriptModel::bytesLimit)
            break;
        --first;
    }
    entries.erase(entries.begin(), first);
    return entries;
}

} // namespace

TranscriptModel::TranscriptModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

int TranscriptModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant TranscriptModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TranscriptEvent &entry = m_shown[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return transcriptLine(entry);
    case KindRole:
        return static_cast<int>(entry.kind);
    case GameRole:
        return entry.game;
    case SpeakerRole:
        return transcriptSpeaker(entry);
    case TextRole:
        return entry.text;
    case DetailRole:
        return entry.detail;
    case SilentRole:
        return entry.silent;
    case SuccessRole:
        return entry.success;
    case TimeRole:
        return QDateTime::fromMSecsSinceEpoch(entry.at.wall / relay::microsPerMs);
    default:
        return {};
    }
}

void TranscriptModel::append(const relay::RelayEvents &batch)
{
    const std::vector<const TranscriptEvent *> entries = entriesOf(batch);
    if (entries.empty())
        return;
    const QStringList gamesBefore = m_games;
    const qint64 bytes = weightOf(entries);
    makeRoom(static_cast<qsizetype>(entries.size()), bytes);
    m_bytes += bytes;
    std::vector<const TranscriptEvent *> shown;
    std::copy_if(entries.begin(), entries.end(), std::back_inserter(shown),
                 [this](const TranscriptEvent *entry) { return isShown(*entry); });
    if (!shown.empty())
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(shown.size()) - 1);
    for (const TranscriptEvent *entry : entries)
        m_all.push_back(*entry);
    for (const TranscriptEvent *entry : shown)
        m_shown.push_back(*entry);
    if (!shown.empty())
        endInsertRows();
    rememberGames(entries);
    if (m_games != gamesBefore)
        Q_EMIT gamesChanged();
}

void TranscriptModel::makeRoom(qsizetype count, qint64 bytes)
{
    const auto size = static_cast<qsizetype>(m_all.size());
    if (size + count <= limit && m_bytes + bytes <= bytesLimit)
        return;
    // A share of both goes at once, so that this is rare.
    const qsizetype entriesLeft = std::min<qsizetype>(limit - count, limit - limit / evictionShare);
    const qint64 bytesLeft = std::min(bytesLimit - bytes, bytesLimit - bytesLimit / evictionShare);
    auto end = m_all.begin();
    while (end != m_all.end() && (m_all.end() - end > entriesLeft || m_bytes > bytesLeft)) {
        m_bytes -= relay::weightOf(*end);
        ++end;
    }
    const auto rows =
        std::count_if(m_all.begin(), end, [this](const auto &entry) { return isShown(entry); });
    if (rows > 0)
        beginRemoveRows({}, 0, static_cast<int>(rows) - 1);
    m_all.erase(m_all.begin(), end);
    m_shown.erase(m_shown.begin(), m_shown.begin() + rows);
    if (rows > 0)
        endRemoveRows();
    forgetGames();
}

void TranscriptModel::rememberGames(const std::vector<const TranscriptEvent *> &entries)
{
    QSet<QString> known(m_games.begin(), m_games.end());
    for (const TranscriptEvent *entry : entries) {
        if (entry->game.isEmpty() || known.contains(entry->game) || m_games.size() >= gamesLimit)
            continue;
        known.insert(entry->game);
        m_games.append(entry->game);
    }
}

/// Games of which no entry is left.
void TranscriptModel::forgetGames()
{
    QSet<QString> occurring;
    for (const TranscriptEvent &entry : m_all)
        occurring.insert(entry.game);
    m_games.removeIf([&occurring](const QString &game) { return !occurring.contains(game); });
}

void TranscriptModel::clear()
{
    beginResetModel();
    m_all.clear();
    m_shown.clear();
    m_bytes = 0;
    endResetModel();
    if (m_games.isEmpty())
        return;
    m_games.clear();
    Q_EMIT gamesChanged();
}

void TranscriptModel::setGame(const std::optional<QString> &game)
{
    if (game == m_game)
        return;
    beginResetModel();
    m_game = game;
    m_shown.clear();
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(m_shown),
                 [this](const TranscriptEvent &entry) { return isShown(entry); });
    endResetModel();
}

QString TranscriptModel::toMarkdown(int first, int last) const
{
    QString markdown;
    const int end = std::min(last, rowCount() - 1);
    for (int row = std::max(first, 0); row <= end; ++row)
        markdown += transcriptMarkdown(m_shown[static_cast<std::size_t>(row)]);
    return markdown;
}

bool TranscriptModel::isShown(const TranscriptEvent &entry) const
{
    return !m_game || entry.game == *m_game;
}

} // namespace neuro::models

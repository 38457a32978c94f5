// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"

#include <QAbstractListModel>
#include <QStringList>

#include <deque>
#include <optional>
#include <vector>

namespace neuro::models {

/// What Neuro reads, in order, over all games. Bounded by count and by bytes: the oldest
/// tenth goes when it is full.
class TranscriptModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        KindRole = Qt::UserRole + 1, ///< relay::TranscriptEvent::Kind as int.
        GameRole,
        SpeakerRole, ///< Whose word it is: the game's name, the operator, or the relay itself.
        TextRole,
        DetailRole,
        SilentRole,
        SuccessRole,
        TimeRole, ///< QDateTime.
    };

    explicit TranscriptModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    void append(const relay::RelayEvents &batch);
    /// Forgets all entries and games.
    void clear();
    /// Only entries of this game; nothing: all. Resets the model.
    void setGame(const std::optional<QString> &game);
    /// The games that occur, in order of first occurrence; at most gamesLimit.
    QStringList games() const { return m_games; }

    /// The shown rows from `first` to `last` (both included, cut to what there is) as Markdown.
    QString toMarkdown(int first, int last) const;

    static constexpr int limit = 20'000;
    /// Of the texts, as relay::weightOf() counts them.
    static constexpr qint64 bytesLimit = 64LL * 1024 * 1024;
    static constexpr int gamesLimit = 1000;

Q_SIGNALS:
    void gamesChanged();

private:
    bool isShown(const relay::TranscriptEvent &entry) const;
    void makeRoom(qsizetype count, qint64 bytes);
    void rememberGames(const std::vector<const relay::TranscriptEvent *> &entries);
    void forgetGames();

    std::deque<relay::TranscriptEvent> m_all;
    std::deque<relay::TranscriptEvent> m_shown; ///< Those of m_all that isShown() lets pass.
    qint64 m_bytes = 0;                         ///< Of m_all.
    std::optional<QString> m_game;
    QStringList m_games;
};

} // namespace neuro::models

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/filtercompletion.h"

#include <QLineEdit>

#include <functional>

class QCompleter;
class QStandardItemModel;

namespace neuro::ui {

/// What a field of a filter is about, for a person, in a few words.
QString filterFieldSummary(models::FilterField field);

/// The line that a filter of the traffic is written in. It offers how to go on while one types, or
/// at once with the arrow down and Ctrl+Space; Enter or Tab take what is chosen. It marks the part
/// that is wrong.
class TrafficFilterField : public QLineEdit
{
    Q_OBJECT

public:
    /// Gives the names that may be meant; asked for each time something is offered.
    using Vocabulary = std::function<models::FilterVocabulary()>;

    explicit TrafficFilterField(QWidget *parent = nullptr);

    void setVocabulary(Vocabulary vocabulary) { m_vocabulary = std::move(vocabulary); }
    /// Underlines a part of the text; a length of 0 stands for one place. Until the next change.
    void mark(qsizetype position, qsizetype length);
    void clearMark();
    bool isMarked() const { return m_markBegin >= 0; }
    /// Selects the part that is marked, so that what one types replaces it.
    void selectMarked();
    bool isOffering() const;

    static constexpr int textLength = 1000;

Q_SIGNALS:
    /// Alt+Down.
    void historyWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void paintEvent(QPaintEvent *event) override;

private:
    /// `always`: also where nothing has been typed yet.
    void offer(bool always);
    bool hasChosen() const;
    void take(const QModelIndex &index);
    /// Of the left edge of a character, in pixels.
    int placeOf(qsizetype position) const;

    Vocabulary m_vocabulary;
    QCompleter *m_completer;
    QStandardItemModel *m_choices;
    models::FilterCompletions m_offered;
    qsizetype m_markBegin = -1;
    qsizetype m_markLength = 0;
};

} // namespace neuro::ui

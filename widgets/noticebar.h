// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QFrame>
#include <QList>
#include <QString>
#include <QWidget>

#include <functional>

class QHBoxLayout;
class QVBoxLayout;

namespace neuro::ui {

class ToneLabel;

/// One thing that the operator should know or answer, on a line with its buttons.
class Notice : public QFrame
{
    Q_OBJECT

public:
    enum class Tone { Question, Warning, Error };

    Notice(Tone tone, const QString &text, QWidget *parent = nullptr);

    void setText(const QString &text);
    QString text() const;
    /// Before the buttons.
    void addField(QWidget *field);
    /// Closes the notice, then calls `action`.
    void addButton(const QString &text, std::function<void()> action, bool isMain = false);

Q_SIGNALS:
    /// A button was used, or the notice was put away.
    void finished();
    /// Before finished(): it was put away without an answer, by Escape or to make room.
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    Tone m_tone;
    ToneLabel *m_text;
    QHBoxLayout *m_row;
};

/// The notices at the top of the window. Nothing here is modal.
class NoticeBar : public QWidget
{
    Q_OBJECT

public:
    enum class Place {
        Pinned, ///< Above all others while it is there: what must never be overlooked.
        First,  ///< Seen at once: what the operator asked for, and the relay's own troubles.
        Last,   ///< Below all others, oldest first: what strangers cause, who may be many.
    };

    explicit NoticeBar(QWidget *parent = nullptr);

    /// Shows a notice. One with the same `key` is replaced: in its place with Place::Last,
    /// otherwise by one at the top, but for the pinned ones. When noticesKept are open already
    /// nothing is shown for Place::Last and nullptr returned; otherwise the lowest one is
    /// dismissed. Valid until it is finished.
    Notice *open(const QString &key, Notice::Tone tone, const QString &text,
                 Place place = Place::Last);
    /// Removes the notice with this key, if there is one.
    void close(const QString &key);
    /// nullptr: there is none.
    Notice *find(const QString &key) const;
    int count() const { return static_cast<int>(m_notices.size()); }

    /// Shown at a time; the others wait below.
    static constexpr int noticesShown = 3;
    static constexpr int noticesKept = 50;

private:
    struct Entry
    {
        QString key;
        Notice *notice;
        bool isPinned;
    };
    qsizetype placeFor(Place place, qsizetype free) const;
    void remove(const Notice *notice);
    void dismissLowest();
    void arrange();
    qsizetype indexOf(const QString &key) const;

    QVBoxLayout *m_layout;
    QList<Entry> m_notices;
    ToneLabel *m_more;
};

} // namespace neuro::ui

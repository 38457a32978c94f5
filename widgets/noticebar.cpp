// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/noticebar.h"

#include "widgets/cardparts.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace neuro::ui {

namespace {

constexpr int stripeWidth = 4;
constexpr int margin = 8;
constexpr int outerMargin = 6;
constexpr int buttonAir = 14;
constexpr float tintOpacity = 0.10F;

QColor toneColor(Notice::Tone tone, const QPalette &palette)
{
    const ThemeColors &colors = themeColors(palette);
    switch (tone) {
    case Notice::Tone::Question:
        return colors.accent;
    case Notice::Tone::Warning:
        return colors.warning;
    case Notice::Tone::Error:
        return colors.error;
    }
    return {};
}

} // namespace

Notice::Notice(Tone tone, const QString &text, QWidget *parent)
    : QFrame(parent)
    , m_tone(tone)
    , m_text(new ToneLabel(ToneLabel::Tone::Normal, this))
    , m_row(new QHBoxLayout(this))
{
    m_text->setText(text);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_row->setContentsMargins(margin + stripeWidth, margin / 2, margin, margin / 2);
    m_row->addWidget(m_text, 1);
    setAccessibleName(text);
}

void Notice::setText(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
}

QString Notice::text() const
{
    return m_text->text();
}

void Notice::addField(QWidget *field)
{
    m_row->addWidget(field);
}

void Notice::addButton(const QString &text, std::function<void()> action, bool isMain)
{
    QPushButton *button = isMain ? new MainButton(text, this) : new QPushButton(text, this);
    button->setAutoDefault(false);
    // The style leaves none beside a text that is wider than its narrowest button.
    button->setMinimumWidth(button->sizeHint().width() + buttonAir);
    m_row->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, action = std::move(action)] {
        // The notice may be gone when its deed is done.
        const std::function<void()> deed = action;
        Q_EMIT finished();
        if (deed)
            deed();
    });
}

void Notice::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor color = toneColor(m_tone, palette());
    QColor tint = color;
    tint.setAlphaF(tintOpacity);
    painter.fillRect(rect(), palette().base());
    painter.fillRect(rect(), tint);
    painter.fillRect(QRect(0, 0, stripeWidth, height()), color);
    painter.setPen(themeColors(palette()).border);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void Notice::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape)
        return QFrame::keyPressEvent(event);
    event->accept();
    Q_EMIT dismissed();
    Q_EMIT finished();
}

NoticeBar::NoticeBar(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_more(new ToneLabel(ToneLabel::Tone::Dim, this))
{
    m_layout->setContentsMargins(outerMargin, outerMargin, outerMargin, 0);
    m_layout->setSpacing(outerMargin / 2);
    m_more->setIndent(stripeWidth + margin); // Below the texts of the notices.
    m_layout->addWidget(m_more);
    setAccessibleName(tr("Notices"));
    arrange();
}

Notice *NoticeBar::open(const QString &key, Notice::Tone tone, const QString &text, Place place)
{
    if (indexOf(key) < 0 && m_notices.size() >= noticesKept) {
        if (place == Place::Last)
            return nullptr;
        dismissLowest();
    }
    auto *notice = new Notice(tone, text, this);
    // Queued by deleteLater() alone: the button that was pressed belongs to the notice.
    connect(notice, &Notice::finished, this, [this, notice] { remove(notice); });
    qsizetype at = indexOf(key);
    if (at >= 0) {
        const Entry replaced = m_notices.takeAt(at);
        replaced.notice->hide();
        replaced.notice->deleteLater();
    } else {
        at = m_notices.size();
    }
    m_notices.insert(placeFor(place, at), {key, notice, place == Place::Pinned});
    arrange();
    return notice;
}

/// `free`: where one with Place::Last goes.
qsizetype NoticeBar::placeFor(Place place, qsizetype free) const
{
    const auto firstLoose = std::find_if(m_notices.begin(), m_notices.end(),
                                         [](const Entry &entry) { return !entry.isPinned; });
    const qsizetype pinned = firstLoose - m_notices.begin();
    switch (place) {
    case Place::Pinned:
        return 0;
    case Place::First:
        return pinned;
    case Place::Last:
        return std::max(pinned, free);
    }
    Q_UNREACHABLE();
}

void NoticeBar::close(const QString &key)
{
    if (const Notice *notice = find(key))
        remove(notice);
}

Notice *NoticeBar::find(const QString &key) const
{
    const qsizetype at = indexOf(key);
    return at < 0 ? nullptr : m_notices[at].notice;
}

qsizetype NoticeBar::indexOf(const QString &key) const
{
    const auto at = std::find_if(m_notices.begin(), m_notices.end(),
                                 [&key](const Entry &entry) { return entry.key == key; });
    return at == m_notices.end() ? -1 : at - m_notices.begin();
}

void NoticeBar::remove(const Notice *notice)
{
    m_notices.removeIf([notice](const Entry &entry) {
        if (entry.notice != notice)
            return false;
        entry.notice->hide();
        entry.notice->deleteLater();
        return true;
    });
    arrange();
}

void NoticeBar::dismissLowest()
{
    Notice *lowest = m_notices.last().notice;
    Q_EMIT lowest->dismissed();
    Q_EMIT lowest->finished();
}

void NoticeBar::arrange()
{
    const int shown = std::min(count(), noticesShown);
    for (int i = 0; i < count(); ++i) {
        m_layout->removeWidget(m_notices[i].notice);
        m_layout->insertWidget(i, m_notices[i].notice);
        m_notices[i].notice->setVisible(i < shown);
    }
    m_more->setText(tr("… and %Ln more", nullptr, static_cast<int>(count() - shown)));
    m_more->setVisible(count() > shown);
    setVisible(count() > 0);
}

} // namespace neuro::ui

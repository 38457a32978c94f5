// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/outboxpanel.h"

#include "relay/relaydispatcher.h"
#include "widgets/actionbutton.h"
#include "widgets/elidedlabel.h"
#include "widgets/pluralcount.h"
#include "widgets/readonlytable.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLocale>
#include <QTableView>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using models::OutboxModel;

namespace {

constexpr int margin = 8;
constexpr int gap = 6;
constexpr int ageIntervalMs = 1000;
constexpr int destinationWidth = 90;
constexpr int gameWidth = 150;

QString withOthers(const QString &text, qint64 others)
{
    if (others == 0)
        return text;
    return OutboxPanel::tr("%1, %Ln for integrations", "how many wait for Neuro, how many wait",
                           pluralCount(others))
        .arg(text);
}

/// outboxText() of what is over.
QString recordedText(qint64 waiting, qint64 others)
{
    const QString text = waiting == 1 ? OutboxPanel::tr("1 message waited for Neuro")
                                      : OutboxPanel::tr("%Ln messages waited for Neuro", nullptr,
                                                        pluralCount(waiting));
    return withOthers(text, others);
}

} // namespace

QString outboxText(qint64 waiting, qint64 others)
{
    const QString text = waiting == 1 ? OutboxPanel::tr("1 message waits for Neuro")
                                      : OutboxPanel::tr("%Ln messages wait for Neuro", nullptr,
                                                        pluralCount(waiting));
    return withOthers(text, others);
}

OutboxPanel::OutboxPanel(OutboxModel *model, const QList<QAction *> &actions,
                         std::function<void()> read, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_read(std::move(read))
    , m_table(new QTableView(this))
    , m_counts(new ElidedLabel(ToneLabel::Tone::Normal, this))
    , m_empty(new ToneLabel(ToneLabel::Tone::Dim, m_table))
{
    setAccessibleName(tr("Outbox"));
    buildTable();
    auto *row = new QHBoxLayout;
    row->setContentsMargins(margin, margin / 2, margin, margin / 2);
    row->setSpacing(gap);
    row->addWidget(m_counts, 1);
    for (QAction *action : actions)
        row->addWidget(new ActionButton(action, this));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_table, 1);
    m_readTimer.setSingleShot(true);
    m_readTimer.setInterval(readIntervalMs);
    m_ageTimer.setInterval(ageIntervalMs);
    connect(&m_readTimer, &QTimer::timeout, this, &OutboxPanel::readSoon);
    connect(&m_ageTimer, &QTimer::timeout, this, &OutboxPanel::tick);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &OutboxPanel::showCounts);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &OutboxPanel::showCounts);
    showCounts();
}

void OutboxPanel::buildTable()
{
    m_table->setObjectName(u"outbox"_s);
    m_table->setAccessibleName(tr("Messages that wait"));
    m_table->setModel(m_model);
    setUpReadOnlyTable(m_table);
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(OutboxModel::Message, QHeaderView::Stretch);
    m_table->setColumnWidth(OutboxModel::Destination, destinationWidth);
    m_table->setColumnWidth(OutboxModel::Game, gameWidth);
    m_empty->setText(tr("Nothing waits. While Neuro is away, what the games tell her is kept here "
                        "until she is back."));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *cover = new QVBoxLayout(m_table->viewport());
    cover->addWidget(m_empty);
}

void OutboxPanel::outboxChanged(qint64 waiting, qint64 others)
{
    m_waiting = waiting;
    m_others = others;
    m_isStale = true;
    showCounts();
    readSoon();
}

void OutboxPanel::setRecorded()
{
    m_isRecorded = true;
    m_ageTimer.stop();
    m_readTimer.stop();
    m_table->setAccessibleName(tr("Messages that waited"));
    m_table->setColumnHidden(OutboxModel::Tries, true); // No line tells of them.
    connect(m_model, &OutboxModel::momentShown, this, &OutboxPanel::showMoment);
    showMoment();
}

void OutboxPanel::setKnown(bool known)
{
    m_isKnown = known;
    showCounts();
}

void OutboxPanel::showMoment()
{
    m_waiting = m_model->waitingForNeuro();
    m_others = m_model->waiting() - m_waiting;
    showCounts();
}

/// At once, or when the interval since the last reading is over.
void OutboxPanel::readSoon()
{
    if (m_isRecorded || !m_isStale || !isVisible() || m_readTimer.isActive())
        return;
    m_isStale = false;
    m_readTimer.start();
    tick();
    m_read();
}

void OutboxPanel::tick()
{
    m_model->setNow(relay::systemInstant().wall);
}

void OutboxPanel::showCounts()
{
    const qint64 shown = m_model->rowCount();
    const qint64 all = m_waiting + m_others;
    m_empty->setVisible(shown == 0 && (all == 0 || m_isRecorded) && m_isKnown);
    if (m_isRecorded)
        m_empty->setText(all == 0 ? tr("Nothing waited at this point.")
                                  : tr("The log does not tell what it was that waited."));
    QString text;
    if (!m_isRecorded)
        text = outboxText(m_waiting, m_others);
    else if (m_isKnown)
        text = recordedText(m_waiting, m_others);
    // Those that waited before the log began come first, and are not in it.
    if (shown > 0 && shown < all)
        text = (m_isRecorded ? tr("%1 (shown: %2)") : tr("%1 (the first %2 are shown)"))
                   .arg(text, QLocale().toString(shown));
    m_counts->setText(text);
    m_counts->setToolTip(text); // It is cut in a narrow window.
}

QString OutboxPanel::chosenDestination() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : rows.first().data(OutboxModel::DestinationRole).toString();
}

void OutboxPanel::focusTable()
{
    m_table->setFocus(Qt::ShortcutFocusReason);
}

void OutboxPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_isRecorded)
        m_ageTimer.start();
    readSoon();
}

void OutboxPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_ageTimer.stop();
}

} // namespace neuro::ui

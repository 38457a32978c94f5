// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/recordingbanner.h"

#include "models/phrasetext.h"
#include "models/recording.h"
#include "widgets/cardparts.h"
#include "widgets/plaintext.h"
#include "widgets/pluralcount.h"
#include "widgets/theme.h"
#include "widgets/wheelguard.h"

#include <QAction>
#include <QComboBox>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using models::RecordingStatus;
using storage::SessionPart;

namespace {

constexpr int stripeWidth = 4;
constexpr int margin = 8;
constexpr float tintOpacity = 0.10F;
constexpr int progressSteps = 1000;
constexpr int percents = 100;
constexpr int progressWidth = 320;
constexpr qsizetype nameCharacters = 120;
constexpr qsizetype problemCharacters = 200;

QDateTime dateTimeOf(qint64 wall)
{
    return QDateTime::fromMSecsSinceEpoch(wall / relay::microsPerMs);
}

QString countText(quint64 messages)
{
    return messages == 1 ? RecordingBanner::tr("1 message")
                         : RecordingBanner::tr("%Ln messages", nullptr, pluralCount(messages));
}

/// "Part 3 of 17 · 17:31:02 – 17:35:10 · 20,000 messages"
QString partText(const SessionPart &part, qsizetype place, const RecordingStatus &status)
{
    QStringList text{RecordingBanner::tr("Part %L1").arg(place + 1)};
    if (status.recordings > 1)
        text.append(RecordingBanner::tr("recording %L1").arg(part.recording));
    if (part.first && part.last)
        text.append(spanText(*part.first, *part.last));
    text.append(countText(part.frames));
    return text.join(u" · "_s);
}

int percentOf(const RecordingStatus &status)
{
    return status.size > 0 ? static_cast<int>(status.done * percents / status.size) : 0;
}

/// The first problems, a line each.
QString problemList(const RecordingStatus &status)
{
    QStringList lines;
    for (const storage::SessionProblem &problem : status.problems)
        lines.append(RecordingBanner::tr("Line %L1 %2")
                         .arg(problem.number)
                         .arg(singleLine(models::translated(problem.detail), problemCharacters)));
    return lines.join(u'\n');
}

} // namespace

QString spanText(qint64 first, qint64 last)
{
    const QDateTime from = dateTimeOf(first);
    const QDateTime to = dateTimeOf(last);
    const QString begin = from.toString(u"yyyy-MM-dd HH:mm:ss"_s);
    const QString end = from.date() == to.date() ? to.toString(u"HH:mm:ss"_s)
                                                 : to.toString(u"yyyy-MM-dd HH:mm:ss"_s);
    return begin + u" – "_s + end;
}

QString recordingFacts(const RecordingStatus &status)
{
    QStringList facts;
    if (status.first && status.last)
        facts.append(spanText(*status.first, *status.last));
    facts.append(countText(status.frames));
    if (status.recordings > 1)
        facts.append(RecordingBanner::tr("%Ln recordings one after the other", nullptr,
                                         pluralCount(status.recordings)));
    facts.append(QLocale().formattedDataSize(status.size, 1, QLocale::DataSizeSIFormat));
    return facts.join(u" · "_s);
}

QString recordingProblems(const RecordingStatus &status)
{
    QStringList problems;
    if (!status.error.isEmpty())
        problems.append(status.lines == 0
                            ? RecordingBanner::tr("Nothing of it could be read.")
                            : RecordingBanner::tr("Reading it failed; what was read by then is "
                                                  "shown."));
    if (status.isCancelled)
        problems.append(RecordingBanner::tr("Reading was cancelled at %L1 %; what follows is not "
                                            "shown. Open the file again to see it.")
                            .arg(percentOf(status)));
    if (status.isFull)
        problems.append(RecordingBanner::tr("The file is too large: what follows after %L1 % is "
                                            "not shown. Export a time range of it, and open that.")
                            .arg(percentOf(status)));
    if (status.damagedLines > 0)
        problems.append(status.damagedLines == 1
                            ? RecordingBanner::tr("1 line is damaged and left out.")
                            : RecordingBanner::tr("%Ln lines are damaged and left out.", nullptr,
                                                  pluralCount(status.damagedLines)));
    if (status.missingLines > 0)
        problems.append(status.missingLines == 1
                            ? RecordingBanner::tr("1 line was lost when it was recorded.")
                            : RecordingBanner::tr("%Ln lines were lost when they were recorded.",
                                                  nullptr, pluralCount(status.missingLines)));
    if (status.unknownLines > 0)
        problems.append(
            RecordingBanner::tr("A newer version wrote it: some lines of it are not understood."));
    if (status.isCutOff)
        problems.append(RecordingBanner::tr("Its last line is not whole: it is still being "
                                            "recorded, or the recording was broken off."));
    return problems.join(u' ');
}

RecordingBanner::RecordingBanner(models::Recording *recording, QWidget *parent)
    : QFrame(parent)
    , m_recording(recording)
    , m_title(new ToneLabel(ToneLabel::Tone::Normal, this))
    , m_facts(new ToneLabel(ToneLabel::Tone::Normal, this))
    , m_moment(new ToneLabel(ToneLabel::Tone::Dim, this))
    , m_problems(new ToneLabel(ToneLabel::Tone::Warning, this))
{
    m_reading = buildProgress();
    m_parts = buildParts();
    setObjectName(u"recordingBanner"_s);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setText(tr("Recording: nothing here is live"));
    m_facts->setObjectName(u"recordingFacts"_s);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->setWordWrap(true);
    m_moment->setObjectName(u"recordingMoment"_s);
    m_moment->setForegroundRole(QPalette::WindowText);
    m_problems->setObjectName(u"recordingProblems"_s);
    m_problems->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problems->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(2 * margin);
    head->addWidget(m_title);
    head->addWidget(m_facts, 1);
    head->addWidget(m_reading);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin + stripeWidth, margin / 2, margin, margin / 2);
    layout->setSpacing(margin / 2);
    layout->addLayout(head);
    layout->addWidget(m_moment);
    layout->addWidget(m_problems);
    layout->addWidget(m_parts);
    connect(m_recording, &models::Recording::statusChanged, this, &RecordingBanner::showStatus);
    connect(m_recording, &models::Recording::partsChanged, this, &RecordingBanner::showParts);
    connect(m_recording, &models::Recording::shownChanged, this, &RecordingBanner::showParts);
    connect(m_recording, &models::Recording::partsChanged, this, &RecordingBanner::showMoment);
    connect(m_recording, &models::Recording::shownChanged, this, &RecordingBanner::showMoment);
    connect(m_recording, &models::Recording::momentChanged, this, &RecordingBanner::showMoment);
    connect(m_recording, &models::Recording::searching, this, &RecordingBanner::showSearching);
    connect(m_recording, &models::Recording::searched, this, &RecordingBanner::searched);
    connect(m_recording, &models::Recording::failed, m_note, &QLabel::clear);
    showStatus();
    showParts();
    showMoment();
}

QWidget *RecordingBanner::buildProgress()
{
    auto *row = new QWidget(this);
    m_progress = new QProgressBar(row);
    m_progress->setObjectName(u"recordingProgress"_s);
    m_progress->setAccessibleName(tr("How much of the recording has been read"));
    m_progress->setRange(0, progressSteps);
    m_progress->setFixedWidth(progressWidth);
    auto *cancel = new QPushButton(tr("Cancel"), row);
    cancel->setObjectName(u"recordingCancel"_s);
    cancel->setAutoDefault(false);
    cancel->setToolTip(tr("Stop reading; what was read by then is shown"));
    connect(cancel, &QPushButton::clicked, m_recording, &models::Recording::cancel);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(m_progress);
    layout->addWidget(cancel);
    return row;
}

QPushButton *RecordingBanner::addButton(QWidget *row, const QString &text, const QString &toolTip,
                                        void (RecordingBanner::*deed)())
{
    auto *button = new QPushButton(text, row);
    button->setAutoDefault(false);
    button->setToolTip(toolTip);
    connect(button, &QPushButton::clicked, this, deed);
    row->layout()->addWidget(button);
    return button;
}

QWidget *RecordingBanner::buildParts()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    m_before.append(addButton(row, tr("Earlier"), tr("Show the part before this one"),
                              &RecordingBanner::showPrevious));
    m_places = new QComboBox(row);
    m_places->setObjectName(u"recordingParts"_s);
    m_places->setAccessibleName(tr("Part of the recording"));
    m_places->setToolTip(tr("The recording is shown in parts. Everything below is about this one"));
    m_places->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    guardWheel(m_places);
    connect(m_places, &QComboBox::activated, m_recording, &models::Recording::showPart);
    layout->addWidget(m_places, 1);
    m_after.append(addButton(row, tr("Later"), tr("Show the part after this one"),
                             &RecordingBanner::showNext));
    m_before.append(addButton(
        row, tr("Filter earlier"),
        tr("Go to the nearest part before this one with a message that passes the filter"),
        &RecordingBanner::findPrevious));
    m_after.append(
        addButton(row, tr("Filter later"),
                  tr("Go to the nearest part after this one with a message that passes the filter"),
                  &RecordingBanner::findNext));
    m_note = new ToneLabel(ToneLabel::Tone::Dim, row);
    m_note->setObjectName(u"recordingNote"_s);
    layout->addWidget(m_note);
    return row;
}

void RecordingBanner::showStatus()
{
    const RecordingStatus &status = m_recording->status();
    const QString name = singleLine(QFileInfo(m_recording->path()).fileName(), nameCharacters);
    m_facts->setText(status.lines == 0 ? name : name + u" · "_s + recordingFacts(status));
    m_facts->setToolTip(plainToolTip(QDir::toNativeSeparators(m_recording->path())));
    m_reading->setVisible(!status.isOver);
    if (status.size > 0)
        m_progress->setValue(static_cast<int>(status.done * progressSteps / status.size));
    nameRecordings();
    const QString problems = recordingProblems(status);
    m_problems->setText(problems);
    m_problems->setToolTip(plainToolTip(problemList(status)));
    m_problems->setVisible(status.isOver && !problems.isEmpty());
    setAccessibleName(m_title->text() + u". "_s + m_facts->text());
}

/// That there is more than one is known later than the first parts are.
void RecordingBanner::nameRecordings()
{
    if (m_namesRecordings || m_recording->status().recordings < 2)
        return;
    m_namesRecordings = true;
    for (int place = 0; place < m_places->count(); ++place)
        m_places->setItemText(
            place, partText(m_recording->parts().at(place), place, m_recording->status()));
}

void RecordingBanner::setActions(const QList<QAction *> &before, const QList<QAction *> &after)
{
    m_beforeActions = before;
    m_afterActions = after;
    showParts();
}

void RecordingBanner::showParts()
{
    const QList<SessionPart> &parts = m_recording->parts();
    for (qsizetype place = m_places->count(); place < parts.size(); ++place)
        m_places->addItem(partText(parts[place], place, m_recording->status()));
    m_places->setCurrentIndex(static_cast<int>(m_recording->place()));
    m_parts->setVisible(parts.size() > 1);
    const bool isAfterOne = m_recording->place() > 0;
    const bool isBeforeOne = m_recording->place() + 1 < parts.size();
    for (QPushButton *button : std::as_const(m_before))
        button->setEnabled(isAfterOne);
    for (QAction *action : std::as_const(m_beforeActions))
        action->setEnabled(isAfterOne);
    for (QPushButton *button : std::as_const(m_after))
        button->setEnabled(isBeforeOne);
    for (QAction *action : std::as_const(m_afterActions))
        action->setEnabled(isBeforeOne);
    if (!m_recording->isSearching())
        m_note->setText(m_recording->isShown() ? QString() : tr("Reading…"));
}

void RecordingBanner::showMoment()
{
    if (!m_recording->isShown())
        m_moment->setText(u" "_s); // Else all below would jump from one part to the next.
    else if (m_recording->moment())
        m_moment->setText(tr("Integrations, force desk and outbox: at the selected message"));
    else if (m_recording->parts().size() > 1)
        m_moment->setText(tr("Integrations, force desk and outbox: at the end of this part"));
    else
        m_moment->setText(tr("Integrations, force desk and outbox: at the end"));
    m_moment->setVisible(m_recording->place() >= 0);
}

void RecordingBanner::showPrevious()
{
    m_recording->showPart(m_recording->place() - 1);
}

void RecordingBanner::showNext()
{
    m_recording->showPart(m_recording->place() + 1);
}

void RecordingBanner::findPrevious()
{
    find(true);
}

void RecordingBanner::findNext()
{
    find(false);
}

void RecordingBanner::find(bool backwards)
{
    if (m_recording->models()->traffic()->filter().isEmpty())
        return m_note->setText(tr("Write a filter first."));
    m_isGoingBack = backwards;
    m_recording->search(backwards);
}

void RecordingBanner::showSearching(qsizetype place)
{
    m_note->setText(tr("Looking into part %L1…").arg(place + 1));
}

void RecordingBanner::searched(bool found)
{
    if (found)
        m_note->clear();
    else if (m_isGoingBack)
        m_note->setText(tr("No earlier part has a message that passes."));
    else if (m_recording->status().isOver)
        m_note->setText(tr("No later part has a message that passes."));
    else
        m_note->setText(tr("So far no later part has a message that passes."));
}

void RecordingBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeColors &colors = themeColors(palette());
    QColor tint = colors.warning;
    tint.setAlphaF(tintOpacity);
    painter.fillRect(rect(), palette().base());
    painter.fillRect(rect(), tint);
    painter.fillRect(QRect(0, 0, stripeWidth, height()), colors.warning);
    painter.setPen(colors.border);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace neuro::ui

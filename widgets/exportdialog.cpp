// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/exportdialog.h"

#include "models/phrasetext.h"
#include "widgets/cardparts.h"
#include "widgets/plaintext.h"
#include "widgets/wheelguard.h"

#include <QComboBox>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <array>
#include <utility>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using models::ExportFormat;
using models::FileExport;
using models::FileExportOutcome;

namespace {

constexpr int startWidth = 560;
constexpr int progressSteps = 1000;
constexpr qsizetype messageCharacters = 600;
constexpr qsizetype nameCharacters = 80;

/// The ending of a file's name; by format.
constexpr std::array suffixes = {"jsonl", "csv", "md", "html"};
static_assert(suffixes.size() == models::exportFormatNames.size());

QString suffixOf(ExportFormat format)
{
    return QString::fromLatin1(suffixes.at(static_cast<std::size_t>(format)));
}

QString formatText(ExportFormat format)
{
    switch (format) {
    case ExportFormat::JsonLines:
        return ExportDialog::tr("JSON Lines – a session log again");
    case ExportFormat::Csv:
        return ExportDialog::tr("CSV – a table for spreadsheets");
    case ExportFormat::Markdown:
        return ExportDialog::tr("Markdown – a text to read");
    case ExportFormat::Html:
        return ExportDialog::tr("HTML – a report for a browser");
    }
    Q_UNREACHABLE();
}

QString firstTarget(const QString &log)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir::toNativeSeparators(QDir(folder).filePath(
        QFileInfo(log).completeBaseName() + u"-export."_s + suffixOf(ExportFormat::JsonLines)));
}

} // namespace

ExportDialog::ExportDialog(const QString &log, TrafficFilterField::Vocabulary vocabulary,
                           QWidget *parent)
    : QDialog(parent)
    , m_log(log)
    , m_format(new QComboBox(this))
    , m_filter(new TrafficFilterField(this))
    , m_from(new QLineEdit(this))
    , m_to(new QLineEdit(this))
    , m_target(new QLineEdit(this))
    , m_browse(new QPushButton(tr("Choose…"), this))
    , m_fields(new QWidget(this))
    , m_error(new ErrorBox(this))
    , m_note(new ToneLabel(ToneLabel::Tone::Warning, this))
    , m_progress(new QProgressBar(this))
    , m_export(new MainButton(tr("Export"), this))
    , m_cancel(new QPushButton(this))
{
    setWindowTitle(tr("Export %1", "a session log's file name")
                       .arg(singleLine(QFileInfo(log).fileName(), nameCharacters)));
    setObjectName(u"exportDialog"_s);
    m_filter->setVocabulary(std::move(vocabulary));
    m_settling.setSingleShot(true);
    m_settling.setInterval(settleMs);
    buildFields();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_fields);
    layout->addWidget(m_note);
    layout->addWidget(m_error);
    layout->addWidget(m_progress);
    buildButtons();
    connectParts();
    showState();
    resize(startWidth, sizeHint().height());
}

void ExportDialog::buildFields()
{
    for (std::size_t i = 0; i < models::exportFormatNames.size(); ++i)
        m_format->addItem(formatText(static_cast<ExportFormat>(i)), static_cast<int>(i));
    m_format->setObjectName(u"exportFormat"_s);
    guardWheel(m_format);
    m_filter->setObjectName(u"exportFilter"_s);
    m_filter->setPlaceholderText(tr("All messages; or words and conditions such as cmd:action*"));
    m_filter->setClearButtonEnabled(true);
    m_from->setObjectName(u"exportFrom"_s);
    m_from->setPlaceholderText(tr("From the beginning"));
    m_to->setObjectName(u"exportTo"_s);
    m_to->setPlaceholderText(tr("To the end"));
    for (QLineEdit *time : {m_from, m_to}) {
        time->setMaxLength(timeLength);
        time->setToolTip(tr("17:31, 17:31:02.5, 2026-11-20 or 2026-11-20 17:31, as the clocks here "
                            "show it; UTC with a Z behind it"));
    }
    auto *form = new QFormLayout(m_fields);
    form->setContentsMargins({});
    form->addRow(tr("F&ormat"), m_format);
    form->addRow(tr("F&ilter"), m_filter);
    form->addRow(tr("&From"), m_from);
    form->addRow(tr("&Before"), m_to);
    form->addRow(tr("Fi&le"), buildTarget());
    // A row of its own layout is no buddy.
    qobject_cast<QLabel *>(form->labelForField(m_browse->parentWidget()))->setBuddy(m_target);
    for (QWidget *field : {static_cast<QWidget *>(m_format), static_cast<QWidget *>(m_filter),
                           static_cast<QWidget *>(m_from), static_cast<QWidget *>(m_to)})
        field->setAccessibleName(
            qobject_cast<QLabel *>(form->labelForField(field))->text().remove(u'&'));
}

QWidget *ExportDialog::buildTarget()
{
    m_target->setObjectName(u"exportTarget"_s);
    m_target->setAccessibleName(tr("File"));
    m_target->setMaxLength(pathLength);
    m_target->setText(firstTarget(m_log));
    m_browse->setAutoDefault(false);
    m_browse->setToolTip(tr("Choose the file to write"));
    auto *row = new QWidget(m_fields);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(m_target, 1);
    layout->addWidget(m_browse);
    return row;
}

void ExportDialog::buildButtons()
{
    m_note->setObjectName(u"exportNote"_s);
    m_note->setWordWrap(true);
    m_error->setObjectName(u"exportError"_s);
    m_progress->setObjectName(u"exportProgress"_s);
    m_progress->setAccessibleName(tr("How far the export is"));
    m_progress->setRange(0, progressSteps);
    m_export->setObjectName(u"exportStart"_s);
    m_export->setDefault(true);
    m_cancel->setObjectName(u"exportCancel"_s);
    m_cancel->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_export);
    static_cast<QVBoxLayout *>(layout())->addLayout(buttons);
}

void ExportDialog::connectParts()
{
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::changeFormat);
    connect(m_browse, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::press);
    connect(m_cancel, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(m_target, &QLineEdit::textChanged, this, &ExportDialog::askNoMore);
    connect(m_filter, &QLineEdit::textChanged, m_filter, &TrafficFilterField::clearMark);
    // What was wrong may be right now.
    for (QLineEdit *field : {static_cast<QLineEdit *>(m_filter), m_from, m_to, m_target})
        connect(field, &QLineEdit::textChanged, this, [this] { showError({}); });
    connect(&m_settling, &QTimer::timeout, this, &ExportDialog::showState);
    connect(&m_job, &models::ExportJob::progressed, this, &ExportDialog::showProgress);
    connect(&m_job, &models::ExportJob::finished, this, &ExportDialog::finish);
}

ExportFormat ExportDialog::format() const
{
    return static_cast<ExportFormat>(m_format->currentData().toInt());
}

QString ExportDialog::target() const
{
    return QDir::fromNativeSeparators(m_target->text().trimmed());
}

/// A name that ends as one of the formats does ends as the chosen one does.
void ExportDialog::changeFormat()
{
    const QString path = target();
    const QString suffix = QFileInfo(path).suffix();
    for (const char *known : suffixes) {
        if (suffix == QLatin1StringView(known))
            m_target->setText(
                QDir::toNativeSeparators(path.chopped(suffix.size()) + suffixOf(format())));
    }
}

void ExportDialog::browse()
{
    const QString suffix = suffixOf(format());
    auto *dialog =
        new QFileDialog(this, tr("Export session"), target(),
                        u"*."_s + suffix + u" (*."_s + suffix + u");;"_s + tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    // This dialog asks, whatever way the name came.
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->setModal(false);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &path) { m_target->setText(QDir::toNativeSeparators(path)); });
    dialog->show();
}

void ExportDialog::press()
{
    if (!m_job.isRunning())
        start(m_asksToReplace);
}

bool ExportDialog::readFilter(FileExport &wanted)
{
    const auto filter = models::FilterExpression::parse(m_filter->text());
    if (filter) {
        wanted.request.filter = *filter;
        return true;
    }
    m_filter->mark(filter.error().position, filter.error().length);
    m_filter->selectMarked();
    m_filter->setFocus(Qt::OtherFocusReason);
    showError(wrappable(tr("The filter, at character %1: %2")
                            .arg(models::characterNumber(m_filter->text(), filter.error().position))
                            .arg(models::translated(filter.error().message)),
                        messageCharacters));
    return false;
}

bool ExportDialog::readTime(QLineEdit *field, std::optional<models::ExportTime> &time)
{
    const QString text = field->text().trimmed();
    if (text.isEmpty())
        return true;
    time = models::parseExportTime(text);
    if (time)
        return true;
    field->setFocus(Qt::OtherFocusReason);
    field->selectAll();
    showError(wrappable(tr("“%1” is no time. Write 17:31, 17:31:02, 2026-11-20 or "
                           "2026-11-20 17:31, or nothing.")
                            .arg(text),
                        messageCharacters));
    return false;
}

void ExportDialog::start(bool mayReplace)
{
    FileExport wanted;
    wanted.log = m_log;
    wanted.target = target();
    wanted.mayReplace = mayReplace;
    wanted.request.format = format();
    wanted.range.clock = models::ExportClock::Local;
    showError({});
    if (!readFilter(wanted) || !readTime(m_from, wanted.range.from) ||
        !readTime(m_to, wanted.range.to))
        return;
    if (wanted.target.isEmpty()) {
        m_target->setFocus(Qt::OtherFocusReason);
        showError(tr("Choose the file to write."));
        return;
    }
    m_writing = wanted.target;
    m_progress->setValue(0);
    m_job.start(wanted);
    showState();
}

void ExportDialog::showProgress(qint64 done, qint64 all)
{
    if (all > 0)
        m_progress->setValue(static_cast<int>(done * progressSteps / all));
}

void ExportDialog::finish(const FileExportOutcome &outcome)
{
    m_asksToReplace = outcome.exists;
    if (m_asksToReplace)
        m_settling.start();
    showState();
    if (outcome.isDone) {
        Q_EMIT exported(m_writing, outcome);
        accept();
    } else if (outcome.isCancelled) {
        showError(tr("The export was cancelled; nothing was written."));
    } else if (!outcome.exists) {
        showError(wrappable(models::translated(outcome.error), messageCharacters));
    }
}

void ExportDialog::askNoMore()
{
    m_asksToReplace = false;
    m_settling.stop();
    showState();
}

void ExportDialog::showState()
{
    const bool isRunning = m_job.isRunning();
    m_fields->setEnabled(!isRunning);
    m_progress->setVisible(isRunning);
    m_export->setEnabled(!isRunning && !m_settling.isActive());
    m_export->setText(m_asksToReplace ? tr("Replace") : tr("Export"));
    m_export->setToolTip(m_asksToReplace ? tr("Export, and replace the file that is there")
                                         : tr("Write the file"));
    m_cancel->setText(isRunning ? tr("Cancel") : tr("Close"));
    m_cancel->setToolTip(isRunning ? tr("Stop the export; nothing is left of it")
                                   : tr("Close without exporting"));
    m_note->setVisible(m_asksToReplace && !isRunning);
    m_note->setText(wrappable(
        tr("%1 exists already. Replace it, or choose another name.").arg(m_target->text()),
        messageCharacters));
    grow();
}

void ExportDialog::showError(const QString &text)
{
    m_error->showText(text);
    grow();
}

/// Texts come and go, and their lines need room.
void ExportDialog::grow()
{
    const int needed = layout()->totalHeightForWidth(width());
    if (height() < needed)
        resize(width(), needed);
}

void ExportDialog::askToWait()
{
    m_note->setText(tr("The export is not done yet. Wait for it, or cancel it, and then close the "
                       "window."));
    m_note->show();
    grow();
    raise();
    activateWindow();
}

/// A key that is held down since before a question was asked does not answer it.
void ExportDialog::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->isAutoRepeat())
        event->accept();
    else
        QDialog::keyPressEvent(event);
}

/// While it works this stops it, and closes only the next time.
void ExportDialog::reject()
{
    if (m_job.isRunning())
        m_job.cancel();
    else
        QDialog::reject();
}

} // namespace neuro::ui

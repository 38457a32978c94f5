// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/configdialog.h"

#include "config/configsummary.h"
#include "models/phrasetext.h"
#include "widgets/cardparts.h"
#include "widgets/configappearance.h"
#include "widgets/configeditor.h"
#include "widgets/configform.h"
#include "widgets/configoutside.h"
#include "widgets/configplantext.h"
#include "widgets/configtextpage.h"
#include "widgets/noticebar.h"
#include "widgets/panel.h"
#include "widgets/plaintext.h"
#include "widgets/theme.h"
#include "widgets/themedicons.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using config::ConfigSaving;
using config::ConfigSource;

namespace {

constexpr QSize startSize(900, 700);
constexpr QSize leastSize(640, 420);
constexpr int pageSpacing = 3;
constexpr int listWidth = 170;
constexpr qsizetype messageCharacters = 400;

} // namespace

const QString ConfigDialog::closeKey = u"close"_s;
const QString ConfigDialog::fileKey = u"file"_s;

ConfigDialog::ConfigDialog(ConfigAccess access, QWidget *parent)
    : QDialog(parent)
    , m_access(std::move(access))
    , m_draft(m_access.resolve)
    , m_notices(new NoticeBar(this))
    , m_list(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
{
    setWindowTitle(tr("Configuration"));
    setModal(false);
    buildPages();
    auto *panel = new Panel(this);
    panel->addContent(m_pages);
    auto *middle = new QHBoxLayout;
    middle->addWidget(m_list);
    middle->addWidget(panel, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_notices);
    layout->addLayout(middle, 1);
    layout->addWidget(buildButtons());
    setMinimumSize(leastSize);
    resize(startSize);
    m_checkTimer.setSingleShot(true);
    m_checkTimer.setInterval(checkMs);
    connect(&m_checkTimer, &QTimer::timeout, this, [this] {
        flush();
        refresh();
    });
    connect(&m_writer, &config::ConfigWriter::sourceRead, this, &ConfigDialog::sourceRead);
    connect(&m_writer, &config::ConfigWriter::saved, this, &ConfigDialog::saved);
    refreshState();
    load();
}

ConfigDialog::~ConfigDialog() = default;

void ConfigDialog::buildPages()
{
    const auto addPage = [this](const QString &title, QWidget *page) {
        m_list->addItem(title);
        m_pages->addWidget(page);
    };
    for (const ConfigPage &page : configPages()) {
        auto *form = new ConfigForm(page, this);
        m_forms.append(form);
        addPage(page.title, form);
        connect(form, &ConfigForm::changed, this, [this](ConfigEditor *editor) {
            m_typedIn.insert(editor);
            m_checkTimer.start();
        });
        connect(form, &ConfigForm::textWanted, this, &ConfigDialog::showAsText);
    }
    m_appearance = new ConfigAppearance(m_access.themes, m_access.restoreLayout,
                                        m_access.forgetAnswers, m_access.settings, this);
    addPage(tr("Appearance"), m_appearance);
    m_textPage = new ConfigTextPage(this);
    addPage(tr("Text"), m_textPage);
    connect(m_textPage, &ConfigTextPage::changed, this, [this] {
        m_textIsTyped = true;
        m_checkTimer.start();
    });
    m_outside = new ConfigOutside(this);
    m_pages->addWidget(m_outside);
    connect(m_outside, &ConfigOutside::mergeWanted, this, [this] {
        m_draft.rebase(m_outside->now());
        leaveOutside();
    });
    connect(m_outside, &ConfigOutside::overwriteWanted, this, [this] {
        leaveOutside();
        write(m_outside->now());
    });
    connect(m_outside, &ConfigOutside::reloadWanted, this, [this] {
        start(m_outside->now());
        leaveOutside();
    });
    connect(m_outside, &ConfigOutside::backWanted, this, &ConfigDialog::leaveOutside);
    m_list->setFixedWidth(listWidth);
    m_list->setSpacing(pageSpacing);
    m_list->setAccessibleName(tr("Pages"));
    m_list->setObjectName(u"configPages"_s);
    m_list->setCurrentRow(0);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        flush();
        refresh();
        m_pages->setCurrentIndex(row);
    });
}

QWidget *ConfigDialog::buildButtons()
{
    auto *bar = new QWidget(this);
    m_state = new ToneLabel(ToneLabel::Tone::Dim, bar);
    m_state->setWordWrap(true);
    m_state->setObjectName(u"configState"_s);
    m_goToError = new QPushButton(tr("Go there"), bar);
    m_goToError->setToolTip(tr("Go to the first setting that is wrong"));
    m_discard = new QPushButton(tr("Discard changes"), bar);
    m_discard->setToolTip(tr("Show the file as it is"));
    auto *close = new QPushButton(tr("Close"), bar);
    m_save = new MainButton(tr("Save"), bar);
    m_save->setToolTip(tr("Write the file and let the relay run with it (Ctrl+S)"));
    auto *row = new QHBoxLayout;
    row->addStretch();
    for (QPushButton *button :
         {m_goToError, m_discard, close, static_cast<QPushButton *>(m_save)}) {
        // Enter in a field saves nothing.
        button->setAutoDefault(false);
        fitText(*button);
        row->addWidget(button);
    }
    auto *layout = new QVBoxLayout(bar);
    layout->setContentsMargins({});
    layout->addWidget(m_state);
    layout->addLayout(row);
    connect(m_goToError, &QPushButton::clicked, this, &ConfigDialog::goToError);
    connect(m_discard, &QPushButton::clicked, this, &ConfigDialog::discard);
    connect(close, &QPushButton::clicked, this, &QWidget::close);
    connect(m_save, &QPushButton::clicked, this, &ConfigDialog::save);
    connect(new QShortcut(QKeySequence::Save, this), &QShortcut::activated, this,
            &ConfigDialog::save);
    return bar;
}

void ConfigDialog::load()
{
    const QString file = m_access.running().file;
    m_writer.read(file.isEmpty() ? config::defaultConfigPath() : file);
}

void ConfigDialog::sourceRead(const ConfigSource &source)
{
    if (!source.problem.isEmpty()) {
        Notice *notice = m_notices->open(
            fileKey, Notice::Tone::Error,
            tr("The configuration cannot be edited: %1")
                .arg(singleLine(models::translated(source.problem), messageCharacters)),
            NoticeBar::Place::First);
        notice->addButton(
            tr("Try again"), [this] { load(); }, true);
        return;
    }
    if (m_isSaving)
        return;
    if (!m_isLoaded) {
        m_isLoaded = true;
        start(source);
        return;
    }
    flush();
    if (source != m_draft.source() && !m_draft.isEdited())
        return start(source);
    refresh();
    if (source == m_draft.source())
        return;
    Notice *notice = m_notices->open(fileKey, Notice::Tone::Warning,
                                     tr("The file has changed since it was read here."),
                                     NoticeBar::Place::First);
    notice->addButton(
        tr("Show the difference"), [this, source] { askAboutOutside(source); }, true);
    notice->addButton(tr("Later"), {});
}

void ConfigDialog::start(const ConfigSource &source)
{
    const QString token = m_access.running().intermediary.authToken;
    m_draft.setSource(source, token.isEmpty() ? config::randomToken() : token);
    m_typedIn.clear();
    m_textIsTyped = false;
    refresh();
}

void ConfigDialog::flush()
{
    m_checkTimer.stop();
    if (std::exchange(m_textIsTyped, false))
        m_textPage->writeTo(m_draft);
    for (ConfigEditor *editor : std::exchange(m_typedIn, {}))
        editor->writeTo(m_draft);
}

void ConfigDialog::refresh()
{
    if (!m_isLoaded)
        return refreshState();
    const QHash<QString, QString> told = notes();
    for (ConfigForm *form : std::as_const(m_forms))
        form->showDraft(m_draft, told);
    m_textPage->showDraft(m_draft);
    refreshList();
    refreshState();
}

/// What the command line and the environment say instead of the file, by setting.
QHash<QString, QString> ConfigDialog::notes() const
{
    config::ConfigReading alone = config::readConfig(m_draft.text(), m_draft.source().path);
    alone.config.knownNames = m_draft.reading().config.knownNames;
    config::completeConfig(alone.config, true, alone.issues);
    const QJsonObject written = config::configSummary(alone.config);
    const QJsonObject counting = config::configSummary(m_draft.reading().config);
    QHash<QString, QString> notes;
    for (auto section = counting.begin(); section != counting.end(); ++section) {
        const QJsonObject settings = section.value().toObject();
        for (auto it = settings.begin(); it != settings.end(); ++it) {
            if (it.value() == written[section.key()][it.key()])
                continue;
            const QString value = it.value().toVariant().toString();
            const QString note = tr("The command line or the environment says otherwise: %1")
                                     .arg(value.isEmpty() ? tr("nothing") : value);
            notes.insert(section.key() + u'.' + it.key(), note);
            if (it.key() == u"url")
                notes.insert(section.key() + u".host"_s, note);
        }
    }
    return notes;
}

void ConfigDialog::refreshList()
{
    const QColor error = themeColors(palette()).error;
    const auto showErrors = [&](int row, const QString &title, int count) {
        QListWidgetItem *item = m_list->item(row);
        item->setText(count > 0 ? u"%1 (%2)"_s.arg(title, locale().toString(count)) : title);
        item->setForeground(count > 0 ? QBrush(error) : QBrush());
        item->setData(Qt::AccessibleTextRole,
                      count == 0   ? title
                      : count == 1 ? tr("%1, one error").arg(title)
                                   : tr("%1, %Ln errors", nullptr, count).arg(title));
    };
    int row = 0;
    int shown = 0;
    for (const ConfigForm *form : std::as_const(m_forms)) {
        showErrors(row++, form->accessibleName(), form->errors());
        shown += form->errors();
    }
    // What belongs to no field.
    showErrors(m_list->count() - 1, tr("Text"), std::max(0, errors() - shown));
}

int ConfigDialog::errors() const
{
    int count = 0;
    for (const ConfigForm *form : m_forms)
        count += form->errors();
    for (const config::ConfigIssue &issue : m_draft.reading().issues) {
        const bool isShown =
            std::any_of(m_forms.cbegin(), m_forms.cend(),
                        [&issue](const ConfigForm *form) { return form->hasPath(issue.key); });
        count += !isShown && issue.severity == config::ConfigIssue::Severity::Error ? 1 : 0;
    }
    return count;
}

void ConfigDialog::refreshState()
{
    const bool isBusy = !m_isLoaded || m_isSaving;
    const bool isAsking = m_pages->currentWidget() == m_outside;
    const int wrong = m_isLoaded ? errors() : 0;
    const bool hasChanges = m_isLoaded && m_draft.hasChanges();
    m_list->setEnabled(m_isLoaded && !isAsking);
    m_pages->setEnabled(!isBusy);
    m_goToError->setVisible(wrong > 0 && !isAsking);
    m_discard->setEnabled(!isBusy && !isAsking && m_draft.isEdited());
    m_save->setEnabled(!isBusy && !isAsking && hasChanges && wrong == 0);
    m_state->setTone(wrong > 0 ? ToneLabel::Tone::Error : ToneLabel::Tone::Dim);
    if (m_isSaving)
        m_state->setText(tr("Saving…"));
    else if (!m_isLoaded)
        m_state->setText({});
    else if (wrong > 0)
        m_state->setText(wrong == 1
                             ? tr("A setting is wrong; nothing can be saved.")
                             : tr("%Ln settings are wrong; nothing can be saved.", nullptr, wrong));
    else if (hasChanges)
        m_state->setText(planText());
    else
        m_state->setText(tr("%1: no changes").arg(m_draft.source().path));
}

QString ConfigDialog::planText() const
{
    return configPlanText(service::planFor(m_access.running(), m_draft.reading().config));
}

void ConfigDialog::save()
{
    flush();
    refresh();
    if (m_save->isEnabled())
        write(m_draft.source());
}

void ConfigDialog::write(const ConfigSource &basedOn)
{
    m_isSaving = true;
    refreshState();
    m_writer.save(basedOn, m_draft.text());
}

void ConfigDialog::saved(const ConfigSaving &saving)
{
    m_isSaving = false;
    switch (saving.outcome) {
    case ConfigSaving::Outcome::Saved:
        m_notices->close(fileKey);
        m_notices->close(closeKey);
        start(saving.now);
        m_access.apply(m_draft.reading().config);
        m_state->setTone(ToneLabel::Tone::Success);
        m_state->setText(saving.backup.isEmpty()
                             ? tr("Saved.")
                             : tr("Saved. What it was before is in %1.").arg(saving.backup));
        if (m_closesAfterSaving)
            accept();
        return;
    case ConfigSaving::Outcome::ChangedOutside:
        m_closesAfterSaving = false;
        return askAboutOutside(saving.now);
    case ConfigSaving::Outcome::Failed:
        break;
    }
    m_closesAfterSaving = false;
    Notice *notice =
        m_notices->open(fileKey, Notice::Tone::Error,
                        tr("Nothing was saved: %1")
                            .arg(singleLine(models::translated(saving.error), messageCharacters)),
                        NoticeBar::Place::First);
    notice->addButton(
        tr("Try again"), [this] { save(); }, true);
    notice->addButton(tr("Close"), {});
    refreshState();
}

void ConfigDialog::askAboutOutside(const ConfigSource &now)
{
    m_notices->close(fileKey);
    m_outside->ask(m_draft, now);
    m_pages->setCurrentWidget(m_outside);
    refreshState();
}

void ConfigDialog::leaveOutside()
{
    m_pages->setCurrentIndex(m_list->currentRow());
    refresh();
}

void ConfigDialog::discard()
{
    m_typedIn.clear();
    m_textIsTyped = false;
    m_checkTimer.stop();
    m_draft.discard();
    refresh();
    load(); // It may have changed meanwhile.
}

void ConfigDialog::showAsText(const QString &path)
{
    m_list->setCurrentRow(m_list->count() - 1);
    m_textPage->goTo(path);
}

void ConfigDialog::goToError()
{
    for (qsizetype i = 0; i < m_forms.size(); ++i) {
        if (m_forms[i]->errors() == 0)
            continue;
        m_list->setCurrentRow(static_cast<int>(i));
        return m_forms[i]->goToError();
    }
    m_list->setCurrentRow(m_list->count() - 1);
    m_textPage->goToError();
}

void ConfigDialog::reject()
{
    close();
}

void ConfigDialog::closeEvent(QCloseEvent *event)
{
    flush();
    if (m_isSaving || (m_isLoaded && m_draft.isEdited() && !m_mayClose)) {
        event->ignore();
        if (!m_isSaving)
            askBeforeClosing();
        return;
    }
    // Not QDialog::closeEvent(): it would come back here through reject().
    event->accept();
    QDialog::reject();
}

void ConfigDialog::askBeforeClosing()
{
    refresh();
    Notice *notice =
        m_notices->open(closeKey, Notice::Tone::Question,
                        tr("There are changes that are not saved."), NoticeBar::Place::First);
    if (m_save->isEnabled()) {
        notice->addButton(
            tr("Save"),
            [this] {
                m_closesAfterSaving = true;
                save();
            },
            true);
    }
    notice->addButton(tr("Discard"), [this] {
        m_mayClose = true;
        close();
    });
    notice->addButton(tr("Keep editing"), {});
}

void ConfigDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        refreshThemedIcons(*this);
        refreshList();
    }
    // Somebody may have been at the file meanwhile.
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && m_isLoaded && !m_isSaving)
        load();
}

} // namespace neuro::ui

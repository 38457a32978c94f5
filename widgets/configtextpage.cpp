// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/configtextpage.h"

#include "models/phrasetext.h"
#include "widgets/cardparts.h"
#include "widgets/numberedtext.h"
#include "widgets/plaintext.h"
#include "widgets/theme.h"
#include "widgets/themedicons.h"
#include "widgets/yamlhighlighter.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using config::ConfigIssue;

namespace {

constexpr int margin = 18;
constexpr int issueLines = 5;
constexpr qsizetype issueCharacters = 600;
constexpr int lineRole = Qt::UserRole;
constexpr int errorRole = Qt::UserRole + 1;

bool isError(const ConfigIssue &issue)
{
    return issue.severity == ConfigIssue::Severity::Error;
}

/// What may be wrong of what the reader knows as a token, too.
QStringList secretsOf(const config::ConfigDraft &draft)
{
    QStringList secrets = draft.reading().config.secrets();
    for (const QString &path :
         {u"intermediary.auth_token"_s, u"dependency-authentication.neuro-os.auth_token"_s,
          u"hub.token"_s}) {
        const QString value = draft.value(path).value_or(QString());
        if (!value.isEmpty() && !secrets.contains(value))
            secrets.append(value);
    }
    return secrets;
}

} // namespace

ConfigTextPage::ConfigTextPage(QWidget *parent)
    : QWidget(parent)
    , m_edit(new NumberedText(this))
    , m_highlighter(new YamlHighlighter(m_edit->document(), m_edit))
    , m_note(new ToneLabel(ToneLabel::Tone::Dim, this))
    , m_tokens(new QPushButton(tr("Show tokens"), this))
    , m_issues(new QListWidget(this))
{
    m_edit->setObjectName(u"configText"_s);
    m_edit->setAccessibleName(tr("The configuration file"));
    m_note->setWordWrap(true);
    m_tokens->setCheckable(true);
    m_tokens->setAutoDefault(false);
    fitText(*m_tokens);
    m_tokens->setToolTip(tr("Uncover the tokens in the text"));
    m_issues->setObjectName(u"configIssues"_s);
    m_issues->setAccessibleName(tr("What is wrong in the file"));
    m_issues->setWordWrap(true);
    m_issues->setFixedHeight(m_issues->fontMetrics().lineSpacing() * issueLines + margin);
    m_issues->hide();
    auto *row = new QHBoxLayout;
    row->addWidget(m_note, 1);
    row->addWidget(m_tokens, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->addLayout(row);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_issues);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &ConfigTextPage::changed);
    connect(m_issues, &QListWidget::itemClicked, this, [this](const QListWidgetItem *item) {
        m_edit->goToLine(item->data(lineRole).toInt());
    });
    connect(m_issues, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        m_edit->goToLine(item->data(lineRole).toInt());
    });
    connect(m_tokens, &QPushButton::toggled, this, [this](bool shown) {
        if (shown)
            m_highlighter->uncover();
        else
            m_highlighter->cover(m_secrets);
    });
}

QByteArray ConfigTextPage::encoded(const QString &text) const
{
    QByteArray utf8 = text.toUtf8();
    if (m_hasCarriageReturns)
        utf8.replace('\n', "\r\n");
    return m_hasMark ? "\xef\xbb\xbf" + utf8 : utf8;
}

void ConfigTextPage::showDraft(const config::ConfigDraft &draft)
{
    const QByteArray &yaml = draft.text();
    m_hasMark = yaml.startsWith("\xef\xbb\xbf");
    m_hasCarriageReturns = yaml.contains("\r\n");
    const QString text = QString::fromUtf8(yaml).replace(u"\r\n"_s, u"\n"_s);
    // What would not come back as it was is better left alone.
    const bool isEditable = encoded(text) == yaml;
    m_edit->setReadOnly(!isEditable);
    m_note->setText(isEditable
                        ? tr("The file itself. Comments and layout stay as they are, here and "
                             "when you change something on the other pages.")
                        : tr("This file mixes kinds of line breaks, or is not UTF-8. Save it with "
                             "one kind and as UTF-8 in another editor to change it here."));
    coverSecrets(draft);
    if (text != m_edit->exactText()) {
        const QSignalBlocker blocker(m_edit);
        m_edit->setPlainText(text);
    }
    showIssues(draft);
}

void ConfigTextPage::coverSecrets(const config::ConfigDraft &draft)
{
    // A text that cannot be read has the tokens of the one before, most likely.
    if (draft.problem().isEmpty())
        m_secrets = secretsOf(draft);
    if (!m_tokens->isChecked())
        m_highlighter->cover(m_secrets);
}

void ConfigTextPage::showIssues(const config::ConfigDraft &draft)
{
    const QList<ConfigIssue> &issues = draft.reading().issues;
    QHash<int, NumberedText::Mark> marks;
    m_issues->clear();
    for (const ConfigIssue &issue : issues) {
        QString text = issue.line > 0 ? tr("Line %1: ").arg(issue.line) : QString();
        if (!issue.key.isEmpty())
            text += issue.key + u": "_s;
        auto *item = new QListWidgetItem(
            singleLine(QString(text + models::translated(issue.message)), issueCharacters),
            m_issues);
        item->setData(Qt::AccessibleTextRole,
                      (isError(issue) ? tr("Error: %1") : tr("Warning: %1")).arg(item->text()));
        item->setData(lineRole, issue.line);
        item->setData(errorRole, isError(issue));
        if (issue.line > 0 && (isError(issue) || !marks.contains(issue.line)))
            marks.insert(issue.line,
                         isError(issue) ? NumberedText::Mark::Error : NumberedText::Mark::Warning);
    }
    colorIssues();
    m_issues->setVisible(!issues.isEmpty());
    m_edit->setMarks(marks);
}

void ConfigTextPage::colorIssues()
{
    const ThemeColors &colors = themeColors(palette());
    for (int row = 0; row < m_issues->count(); ++row) {
        QListWidgetItem *item = m_issues->item(row);
        const bool isWrong = item->data(errorRole).toBool();
        item->setIcon(stateDot(isWrong ? colors.error : colors.warning, *this));
    }
}

void ConfigTextPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colorIssues();
}

void ConfigTextPage::writeTo(config::ConfigDraft &draft) const
{
    if (m_edit->isReadOnly())
        return;
    const QByteArray typed = encoded(m_edit->exactText());
    if (typed != draft.text())
        draft.setText(typed);
}

void ConfigTextPage::goTo(const QString &path)
{
    const QStringList lines = m_edit->exactText().split(u'\n');
    // The key after its sections; as far as they are found.
    qsizetype line = -1;
    for (const QString &key : path.split(u'.')) {
        const QRegularExpression pattern(
            uR"(\s*["']?%1["']?\s*:.*)"_s.arg(QRegularExpression::escape(key)));
        const qsizetype next = lines.indexOf(pattern, line + 1);
        if (next < 0)
            break;
        line = next;
    }
    m_edit->goToLine(static_cast<int>(line) + 1);
}

void ConfigTextPage::goToError()
{
    for (int row = 0; row < m_issues->count(); ++row) {
        const QListWidgetItem *item = m_issues->item(row);
        if (!item->data(errorRole).toBool())
            continue;
        m_issues->setCurrentRow(row);
        return m_edit->goToLine(item->data(lineRole).toInt());
    }
}

} // namespace neuro::ui

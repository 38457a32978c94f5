// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/rawmessagedialog.h"

#include "protocol/json.h"
#include "relay/relayevent.h"
#include "widgets/cardparts.h"
#include "widgets/commanderrortext.h"
#include "widgets/forcedeeds.h"
#include "widgets/jsoneditor.h"
#include "widgets/plaintext.h"
#include "widgets/rawtemplates.h"
#include "widgets/wheelguard.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QShortcut>
#include <QVBoxLayout>

namespace neuro::ui {

namespace {

constexpr int startWidth = 520;
constexpr int editorLines = 14;
constexpr qsizetype errorCharacters = 600;

} // namespace

RawMessageDialog::RawMessageDialog(const QList<GameTarget> &targets, relay::PeerId peer,
                                   CommandSink submit, QWidget *parent)
    : CommandDialog(parent)
    , m_submit(std::move(submit))
    , m_to(new QComboBox(this))
    , m_template(new QComboBox(this))
    , m_editor(new JsonEditor(this))
    , m_size(new ToneLabel(ToneLabel::Tone::Dim, this))
    , m_error(new ErrorBox(this))
    , m_status(new ToneLabel(ToneLabel::Tone::Success, this))
    , m_send(new MainButton(tr("Send"), this))
{
    setWindowTitle(tr("Send raw message"));
    build(targets, peer);
    connectParts();
    m_editor->setText(rawTemplates().constFirst().text);
    refresh();
    resize(startWidth, sizeHint().height());
}

void RawMessageDialog::build(const QList<GameTarget> &targets, relay::PeerId peer)
{
    fillTargets(m_to, targets, peer);
    m_to->setAccessibleName(tr("To"));
    for (const RawTemplate &each : rawTemplates())
        m_template->addItem(each.title, each.text);
    m_template->setAccessibleName(tr("Template"));
    m_template->setToolTip(tr("Replaces the text below; undo there brings it back"));
    m_editor->setTextName(tr("Message"));
    m_editor->setLeastLines(editorLines);
    guardWheel(m_to);
    guardWheel(m_template);
    m_status->setWordWrap(true);
    m_status->hide();
    auto *form = new QFormLayout;
    form->addRow(tr("To"), m_to);
    form->addRow(tr("Template"), m_template);
    auto *close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    m_send->setAutoDefault(false); // Ctrl+Enter sends.
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_size);
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(m_send);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_editor, 1);
    layout->addWidget(m_error);
    layout->addWidget(m_status);
    layout->addLayout(buttons);
}

void RawMessageDialog::connectParts()
{
    // Arrow keys choose too, also by mistake: what was written by hand can be had back.
    connect(m_template, &QComboBox::activated, this,
            [this] { m_editor->replaceText(m_template->currentData().toByteArray()); });
    connect(m_editor, &JsonEditor::changed, this, &RawMessageDialog::refresh);
    connect(m_send, &QPushButton::clicked, this, &RawMessageDialog::send);
    for (const Qt::Key enter : {Qt::Key_Return, Qt::Key_Enter}) {
        connect(new QShortcut(QKeySequence(Qt::CTRL | enter), this), &QShortcut::activated, this,
                &RawMessageDialog::send);
    }
}

QString RawMessageDialog::problem() const
{
    const QByteArray text = m_editor->text();
    if (text.size() > relay::limits::rawMessage)
        return tr("The message is too long: at most %Ln bytes are sent.", nullptr,
                  static_cast<int>(relay::limits::rawMessage));
    if (!m_editor->isJson())
        return m_editor->error();
    const auto document = protocol::JsonDocument::parse(text);
    if (!document || !document->root().isObject())
        return tr("A message is a JSON object: { … }.");
    if (!document->root().member("command").isString())
        return tr("The message has no “command”, or one that is no string.");
    return {};
}

void RawMessageDialog::refresh()
{
    const QString wrong = problem();
    m_send->setEnabled(wrong.isEmpty() && !m_isSending);
    m_send->setToolTip(
        wrong.isEmpty()
            ? tr("Send the message as it is written (%1)").arg(forceKeyText(ForceDeed::Main))
            : plainToolTip(wrong));
    // What is not JSON the editor tells by itself.
    m_error->showText(m_editor->isJson() ? wrong : QString());
    const auto bytes = m_editor->text().size();
    m_size->setText(bytes == 1 ? tr("1 byte") : tr("%Ln bytes", nullptr, static_cast<int>(bytes)));
}

void RawMessageDialog::send()
{
    if (m_isSending || !problem().isEmpty())
        return;
    m_status->hide();
    m_isSending = true;
    refresh();
    m_lastCommand = m_submit(relay::SendToGames{m_editor->text(), chosenTarget(*m_to)});
}

void RawMessageDialog::commandDone(const relay::OperatorEvent &result)
{
    if (m_lastCommand == 0 || result.command != m_lastCommand)
        return;
    m_isSending = false;
    refresh();
    const bool isDone = result.error.isEmpty();
    if (!isDone)
        m_error->showText(wrappable(commandErrorText(result), errorCharacters));
    m_status->setText(tr("Sent."));
    m_status->setVisible(isDone);
}

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/testbenchdialog.h"

#include "models/testbenchtext.h"
#include "widgets/cardparts.h"
#include "widgets/commanderrortext.h"
#include "widgets/forcedeeds.h"
#include "widgets/plaintext.h"
#include "widgets/testbenchform.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QVBoxLayout>

namespace neuro::ui {

namespace {

constexpr int startWidth = 460;
constexpr qsizetype errorCharacters = 600;

bool isConnected(const relay::UpstreamEvent &upstream)
{
    return upstream.state == relay::UpstreamEvent::State::Connected;
}

} // namespace

TestBenchDialog::TestBenchDialog(const relay::TestBench &bench,
                                 const relay::UpstreamEvent &upstream, CommandSink submit,
                                 QWidget *parent)
    : CommandDialog(parent)
    , m_submit(std::move(submit))
    , m_bench(bench)
    , m_isLocked(isConnected(upstream))
    , m_state(new ToneLabel(ToneLabel::Tone::Normal, this))
    , m_lock(new ToneLabel(ToneLabel::Tone::Warning, this))
    , m_form(new TestBenchForm(this))
    , m_error(new ErrorBox(this))
    , m_status(new ToneLabel(ToneLabel::Tone::Success, this))
    , m_off(new QPushButton(tr("All &off"), this))
    , m_apply(new MainButton(tr("A&pply"), this))
{
    setWindowTitle(tr("Test bench"));
    build();
    resize(startWidth, 0);
    showBench(m_bench);
}

void TestBenchDialog::build()
{
    for (ToneLabel *label : {m_state, m_lock, m_status})
        label->setWordWrap(true);
    m_lock->setText(tr("Locked: the relay is connected to the real Neuro, and on air nothing here "
                       "can be turned on. Disconnect first."));
    m_status->hide();
    m_off->setToolTip(tr("Treat games as usual, at once"));
    auto *note = new ToneLabel(ToneLabel::Tone::Dim, this);
    note->setWordWrap(true);
    note->setText(tr("Nothing here is remembered: all of it is off when the relay starts, and "
                     "when the real Neuro connects."));
    auto *close = new QPushButton(tr("&Close"), this);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_off);
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(m_apply);
    for (QPushButton *button : {m_off, close, static_cast<QPushButton *>(m_apply)})
        button->setAutoDefault(false); // Ctrl+Enter applies.
    fitText(*m_off);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_state);
    layout->addWidget(m_lock);
    layout->addWidget(m_form);
    layout->addWidget(note);
    layout->addStretch();
    layout->addWidget(m_error);
    layout->addWidget(m_status);
    layout->addLayout(buttons);
    connect(m_form, &TestBenchForm::changed, this, &TestBenchDialog::edited);
    connect(m_apply, &QPushButton::clicked, this, &TestBenchDialog::apply);
    connect(m_off, &QPushButton::clicked, this, &TestBenchDialog::turnOff);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    for (const Qt::Key enter : {Qt::Key_Return, Qt::Key_Enter}) {
        connect(new QShortcut(QKeySequence(Qt::CTRL | enter), this), &QShortcut::activated, this,
                &TestBenchDialog::apply);
    }
}

void TestBenchDialog::benchChanged(const relay::TestBenchEvent &change)
{
    m_bench = change.bench;
    if (change.byUpstream || m_bench != m_submitted)
        m_status->hide(); // What was applied is so no more.
    const auto entered = m_form->bench();
    if (change.byUpstream || entered == m_shown || entered == m_bench)
        showBench(m_bench);
    else
        refresh();
}

void TestBenchDialog::setUpstream(const relay::UpstreamEvent &upstream)
{
    if (m_isLocked == isConnected(upstream))
        return;
    m_isLocked = isConnected(upstream);
    m_status->hide();
    // What is not on must not lie ready for the moment when the lock goes.
    showBench(m_bench);
}

void TestBenchDialog::showBench(const relay::TestBench &bench)
{
    m_form->setBench(bench);
    m_shown = m_form->bench().value_or(bench);
    m_error->showText({});
    refresh();
}

void TestBenchDialog::edited()
{
    m_status->hide();
    m_error->showText(m_form->problem());
    refresh();
}

void TestBenchDialog::refresh()
{
    const QString on = models::testBenchText(m_bench);
    m_state->setText(on.isEmpty() ? tr("All of it is off.") : tr("On now: %1.").arg(on));
    m_state->setTone(on.isEmpty() ? ToneLabel::Tone::Normal : ToneLabel::Tone::Warning);
    m_lock->setVisible(m_isLocked);
    m_form->setEnabled(!m_isLocked);
    m_off->setEnabled(!m_bench.isOff() || m_form->bench() != relay::TestBench());
    refreshApply();
    grow();
}

/// Texts come and go, and their lines need room.
void TestBenchDialog::grow()
{
    const int needed = layout()->totalHeightForWidth(width());
    if (height() < needed)
        resize(width(), needed);
}

void TestBenchDialog::refreshApply()
{
    const auto entered = m_form->bench();
    QString why;
    if (m_isLocked)
        why = m_lock->text();
    else if (!entered)
        why = m_form->problem();
    else if (entered == m_bench)
        why = tr("It is so already; change something first");
    m_apply->setEnabled(why.isEmpty());
    m_apply->setToolTip(
        why.isEmpty()
            ? tr("Treat games like this from now on (%1)").arg(forceKeyText(ForceDeed::Main))
            : plainToolTip(why));
}

void TestBenchDialog::apply()
{
    if (m_apply->isEnabled())
        submit(*m_form->bench());
}

void TestBenchDialog::turnOff()
{
    const bool wasOff = m_bench.isOff();
    m_status->hide();
    showBench({});
    if (!wasOff)
        submit({});
}

void TestBenchDialog::submit(const relay::TestBench &bench)
{
    m_status->hide();
    m_submitted = bench;
    m_lastCommand = m_submit(relay::SetTestBench{bench});
}

void TestBenchDialog::commandDone(const relay::OperatorEvent &result)
{
    if (m_lastCommand == 0 || result.command != m_lastCommand)
        return;
    m_lastCommand = 0;
    const bool isDone = result.error.isEmpty();
    m_error->showText(isDone ? m_form->problem()
                             : wrappable(commandErrorText(result), errorCharacters));
    m_status->setText(tr("Applied."));
    m_status->setVisible(isDone);
    grow();
}

} // namespace neuro::ui

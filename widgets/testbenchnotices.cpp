// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/testbenchnotices.h"

#include "models/testbenchtext.h"
#include "widgets/noticebar.h"

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

const QString TestBenchNotices::onKey = u"test bench"_s;
const QString TestBenchNotices::offKey = u"test bench off"_s;

TestBenchNotices::TestBenchNotices(NoticeBar *bar, CommandSink submit, QObject *parent)
    : QObject(parent)
    , m_bar(bar)
    , m_submit(std::move(submit))
{
}

void TestBenchNotices::benchChanged(const relay::TestBenchEvent &change)
{
    m_bench = change.bench;
    showBanner();
    if (change.byUpstream)
        tellOff();
    else if (!m_bench.isOff())
        m_bar->close(offKey);
}

void TestBenchNotices::showBanner()
{
    if (m_bench.isOff())
        return m_bar->close(onKey);
    const QString text = tr("Test bench: %1.").arg(models::testBenchText(m_bench));
    if (Notice *known = m_bar->find(onKey))
        return known->setText(text);
    Notice *notice = m_bar->open(onKey, Notice::Tone::Warning, text, NoticeBar::Place::Pinned);
    // It cannot be put away while it is true: a button or Escape closes a notice, so it comes
    // again.
    connect(notice, &Notice::dismissed, this, &TestBenchNotices::showBanner, Qt::QueuedConnection);
    notice->addButton(tr("Open…"), [this] {
        showBanner();
        Q_EMIT dialogWanted();
    });
    notice->addButton(tr("All off"), [this] {
        showBanner(); // Until it is so.
        m_submit(relay::SetTestBench());
    });
}

void TestBenchNotices::tellOff()
{
    Notice *notice = m_bar->open(offKey, Notice::Tone::Warning,
                                 tr("The real Neuro connected, and the test bench was turned off. "
                                    "Nothing of it can be on while she is there."),
                                 NoticeBar::Place::First);
    notice->addButton(tr("Close"), {});
}

} // namespace neuro::ui

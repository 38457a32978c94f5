// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/deciderbutton.h"

#include "widgets/cardparts.h"
#include "widgets/themedicons.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidgetAction>

#include <algorithm>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using relay::Decider;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Deciders)
};

constexpr int margin = 10;

} // namespace

QString deciderTitle(Decider decider)
{
    switch (decider) {
    case Decider::Upstream:
        return Words::tr("Neuro");
    case Decider::Watchers:
        return Words::tr("Watchers");
    case Decider::Operator:
        return Words::tr("Operator");
    case Decider::Random:
        return Words::tr("Random");
    case Decider::First:
        return Words::tr("First");
    }
    return {};
}

QString deciderExplanation(Decider decider)
{
    switch (decider) {
    case Decider::Upstream:
        return Words::tr("Neuro herself, while the relay is connected to her.");
    case Decider::Watchers:
        return Words::tr("Programs at the intermediary door; the first valid choice counts.");
    case Decider::Operator:
        return Words::tr("You answer in the force desk.");
    case Decider::Random:
        return Words::tr("A random action with random data.");
    case Decider::First:
        return Words::tr("The first action with the smallest data.");
    }
    return {};
}

DeciderList::DeciderList(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    auto *head = new ToneLabel(ToneLabel::Tone::Dim, this);
    head->setText(tr("Who answers a force, asked from top to bottom:"));
    m_layout->setContentsMargins(margin, margin, margin, margin);
    m_layout->addWidget(head);
    for (const Decider decider :
         {Decider::Operator, Decider::Random, Decider::First, Decider::Watchers, Decider::Upstream})
        addRow(decider);
    setDeciders({Decider::Operator});
}

void DeciderList::addRow(Decider decider)
{
    const QString title = deciderTitle(decider);
    Row row{decider, new QWidget(this), new QCheckBox(title, this), new QToolButton(this),
            new QToolButton(this)};
    row.box->setToolTip(deciderExplanation(decider));
    setThemedIcon(row.up, u"up"_s);
    row.up->setToolTip(tr("Ask %1 earlier").arg(title));
    row.up->setAccessibleName(row.up->toolTip());
    setThemedIcon(row.down, u"down"_s);
    row.down->setToolTip(tr("Ask %1 later").arg(title));
    row.down->setAccessibleName(row.down->toolTip());
    auto *text = new ToneLabel(ToneLabel::Tone::Dim, row.widget);
    text->setText(deciderExplanation(decider));
    auto *line = new QHBoxLayout(row.widget);
    line->setContentsMargins({});
    line->addWidget(row.box);
    line->addWidget(text, 1);
    line->addWidget(row.up);
    line->addWidget(row.down);
    m_layout->addWidget(row.widget);
    m_rows.append(row);
    connect(row.box, &QCheckBox::toggled, this, [this] {
        arrange();
        Q_EMIT changed(deciders());
    });
    connect(row.up, &QToolButton::clicked, this, [this, decider] { move(decider, -1); });
    connect(row.down, &QToolButton::clicked, this, [this, decider] { move(decider, 1); });
}

void DeciderList::setDeciders(const QList<Decider> &deciders)
{
    const auto rank = [&deciders](const Row &row) {
        const qsizetype at = deciders.indexOf(row.decider);
        return at < 0 ? deciders.size() : at;
    };
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [&rank](const Row &a, const Row &b) { return rank(a) < rank(b); });
    for (const Row &row : std::as_const(m_rows)) {
        const QSignalBlocker blocker(row.box);
        row.box->setChecked(deciders.contains(row.decider));
    }
    arrange();
}

QList<Decider> DeciderList::deciders() const
{
    QList<Decider> list;
    for (const Row &row : m_rows) {
        if (row.box->isChecked())
            list.append(row.decider);
    }
    return list;
}

qsizetype DeciderList::indexOf(Decider decider) const
{
    const auto at = std::find_if(m_rows.begin(), m_rows.end(),
                                 [decider](const Row &row) { return row.decider == decider; });
    return at - m_rows.begin();
}

void DeciderList::move(Decider decider, int by)
{
    const qsizetype at = indexOf(decider);
    const qsizetype to = std::clamp<qsizetype>(at + by, 0, m_rows.size() - 1);
    if (at == to)
        return;
    const QList<Decider> before = deciders();
    m_rows.move(at, to);
    arrange();
    if (deciders() != before)
        Q_EMIT changed(deciders());
}

void DeciderList::arrange()
{
    const bool single = deciders().size() == 1;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows[i];
        m_layout->removeWidget(row.widget);
        m_layout->addWidget(row.widget);
        row.up->setEnabled(i > 0);
        row.down->setEnabled(i < m_rows.size() - 1);
        // Somebody must decide: the last one cannot be taken away.
        row.box->setEnabled(!single || !row.box->isChecked());
    }
}

DeciderButton::DeciderButton(CommandSink submit, QWidget *parent)
    : ActionButton(parent)
    , m_list(new DeciderList(this))
{
    setFocusPolicy(Qt::TabFocus);
    setToolTip(tr("Who answers when a game forces Neuro to act"));
    auto *menu = new QMenu(this);
    auto *item = new QWidgetAction(menu);
    item->setDefaultWidget(m_list);
    menu->addAction(item);
    setMenu(menu);
    setDeciders({Decider::Operator});
    connect(m_list, &DeciderList::changed, this,
            [submit = std::move(submit)](const QList<Decider> &deciders) {
                submit(relay::SetDeciders{deciders});
            });
}

void DeciderButton::setDeciders(const QList<Decider> &deciders)
{
    QStringList titles;
    for (const Decider decider : deciders)
        titles.append(deciderTitle(decider));
    setText(tr("Decide: %1").arg(titles.join(u" › "_s)));
    setAccessibleName(text());
    m_list->setDeciders(deciders);
}

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/configdecidereditor.h"

#include "config/valueformat.h"
#include "widgets/cardparts.h"
#include "widgets/deciderbutton.h"
#include "widgets/themedicons.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using relay::Decider;

namespace {

constexpr int limitWidth = 80;
constexpr double msPerSecond = 1000.0;

} // namespace

ConfigDeciderEditor::ConfigDeciderEditor(const ConfigField &field, QWidget *parent)
    : ConfigEditor(field, parent)
    , m_own(new QCheckBox(tr("An order of my own"), this))
    , m_rowLayout(new QVBoxLayout)
{
    m_own->setToolTip(tr("Otherwise the relay chooses: Neuro and then you; you alone without an "
                         "upstream; without a window Neuro alone, or watchers and then the first "
                         "action"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_own);
    layout->addLayout(m_rowLayout);
    m_rowLayout->setSpacing(2);
    for (const Decider decider :
         {Decider::Upstream, Decider::Watchers, Decider::Operator, Decider::Random, Decider::First})
        addRow(decider);
    arrange();
    connect(m_own, &QCheckBox::toggled, this, [this] {
        arrange();
        Q_EMIT changed();
    });
}

void ConfigDeciderEditor::addRow(Decider decider)
{
    const QString title = deciderTitle(decider);
    Row row{decider, new QWidget(this), nullptr, nullptr, nullptr, nullptr};
    row.box = new QCheckBox(title, row.widget);
    row.box->setToolTip(deciderExplanation(decider));
    row.limit = new QLineEdit(row.widget);
    row.limit->setFixedWidth(limitWidth);
    row.limit->setPlaceholderText(tr("no limit"));
    row.limit->setToolTip(tr("Seconds that %1 has; empty: no limit of its own").arg(title));
    row.limit->setAccessibleName(tr("Seconds of %1").arg(title));
    const auto makeButton = [&row](const QString &icon, const QString &toolTip) {
        auto *button = new QToolButton(row.widget);
        setThemedIcon(button, icon);
        button->setToolTip(toolTip);
        button->setAccessibleName(toolTip);
        return button;
    };
    row.up = makeButton(u"up"_s, tr("Ask %1 earlier").arg(title));
    row.down = makeButton(u"down"_s, tr("Ask %1 later").arg(title));
    auto *unit = new ToneLabel(ToneLabel::Tone::Dim, row.widget);
    unit->setText(tr("seconds"));
    auto *line = new QHBoxLayout(row.widget);
    line->setContentsMargins({});
    line->addWidget(row.box, 1);
    line->addWidget(row.limit);
    line->addWidget(unit);
    line->addWidget(row.up);
    line->addWidget(row.down);
    m_rows.append(row);
    connect(row.box, &QCheckBox::toggled, this, [this] {
        arrange();
        Q_EMIT changed();
    });
    connect(row.limit, &QLineEdit::textEdited, this, &ConfigEditor::changed);
    connect(row.up, &QToolButton::clicked, this, [this, decider] { move(decider, -1); });
    connect(row.down, &QToolButton::clicked, this, [this, decider] { move(decider, 1); });
}

void ConfigDeciderEditor::move(Decider decider, int by)
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [decider](const Row &row) { return row.decider == decider; });
    const qsizetype at = found - m_rows.begin();
    const qsizetype to = std::clamp<qsizetype>(at + by, 0, m_rows.size() - 1);
    m_rows.move(at, to);
    arrange();
    Q_EMIT changed();
}

void ConfigDeciderEditor::arrange()
{
    const bool isOwn = m_own->isChecked();
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows[i];
        m_rowLayout->removeWidget(row.widget);
        m_rowLayout->addWidget(row.widget);
        row.box->setEnabled(isOwn);
        row.limit->setEnabled(isOwn && row.box->isChecked());
        row.up->setEnabled(isOwn && i > 0);
        row.down->setEnabled(isOwn && i < m_rows.size() - 1);
    }
    // Tab follows what is seen.
    QWidget *last = m_own;
    for (const Row &row : std::as_const(m_rows)) {
        for (QWidget *next :
             std::initializer_list<QWidget *>{row.box, row.limit, row.up, row.down}) {
            setTabOrder(last, next);
            last = next;
        }
    }
}

void ConfigDeciderEditor::showOrder(const QList<relay::DeciderSettings> &deciders)
{
    const auto placeOf = [&deciders](const Row &row) {
        const auto found = std::find_if(
            deciders.cbegin(), deciders.cend(),
            [&row](const relay::DeciderSettings &each) { return each.decider == row.decider; });
        return found - deciders.cbegin();
    };
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [&placeOf](const Row &a, const Row &b) { return placeOf(a) < placeOf(b); });
    for (const Row &row : std::as_const(m_rows)) {
        const qsizetype place = placeOf(row);
        const bool isThere = place < deciders.size();
        const QSignalBlocker blocker(row.box);
        row.box->setChecked(isThere);
        const int limitMs = isThere ? deciders[place].timeLimitMs : 0;
        row.limit->setText(limitMs > 0 ? config::formatNumber(limitMs / msPerSecond) : QString());
    }
    arrange();
}

QString ConfigDeciderEditor::text() const
{
    QStringList entries;
    for (const Row &row : m_rows) {
        if (!row.box->isChecked())
            continue;
        const QString limit = row.limit->text().trimmed();
        const QString name = relay::nameOf(row.decider, relay::deciderNames);
        entries.append(limit.isEmpty() ? name : QString(name + u':' + limit));
    }
    return entries.join(u',');
}

void ConfigDeciderEditor::showDraft(const config::ConfigDraft &draft)
{
    const std::optional<QStringList> entries = draft.list(path());
    const bool isOwn = draft.contains(path());
    const QString written = entries.value_or(QStringList()).join(u',');
    if (m_own->isChecked() && isOwn && written == text())
        return;
    const QSignalBlocker blocker(m_own);
    m_own->setChecked(isOwn);
    // Without an order of one's own: what the relay chooses.
    const auto parsed = config::parseDeciders(written);
    showOrder(isOwn ? (parsed ? *parsed : QList<relay::DeciderSettings>())
                    : draft.reading().config.engine.deciders);
}

void ConfigDeciderEditor::writeTo(config::ConfigDraft &draft) const
{
    using config::YamlText;
    if (!m_own->isChecked())
        return draft.unset(path());
    // A list in the file stays one, with the comments in it.
    const std::optional<QStringList> before = draft.list(path());
    if (!draft.value(path()) && before && before->size() > 1) {
        QList<YamlText> items;
        for (const QString &entry : text().split(u','))
            items.append({entry, YamlText::Kind::Word});
        return draft.setList(path(), items);
    }
    draft.setValue(path(), {text(), YamlText::Kind::Word});
}

QWidget *ConfigDeciderEditor::focusTarget()
{
    return m_own;
}

} // namespace neuro::ui

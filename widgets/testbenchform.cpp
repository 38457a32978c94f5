// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/testbenchform.h"

#include "widgets/plaintext.h"
#include "widgets/wheelguard.h"

#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>
#include <utility>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int delayStep = 100;
constexpr int idleStep = 5;
constexpr int seedDigits = 20;
constexpr int mostPercent = 100;

std::optional<quint64> seedOf(const QLineEdit &line)
{
    bool isNumber = false;
    const quint64 seed = line.text().trimmed().toULongLong(&isNumber);
    return isNumber ? std::optional(seed) : std::nullopt;
}

/// A label's text without its key, as a screen reader should say it.
QString spoken(const QString &label)
{
    return QString(label).remove(u'&');
}

} // namespace

TestBenchForm::TestBenchForm(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    buildDelays(layout);
    buildForces(layout);
    buildHostile(layout);
    alignFields();
    setBench({});
}

void TestBenchForm::buildDelays(QBoxLayout *layout)
{
    auto *group = new QGroupBox(tr("Hold messages back (they keep their order)"), this);
    auto *form = new QFormLayout(group);
    using relay::limits::benchDelayMs;
    m_toGames = addNumber(form, u"toGames"_s, tr("To &games"), benchDelayMs, tr(" ms"));
    m_fromGames = addNumber(form, u"fromGames"_s, tr("&From games"), benchDelayMs, tr(" ms"));
    m_toGames->setAccessibleName(tr("Hold back messages to games"));
    m_fromGames->setAccessibleName(tr("Hold back messages from games"));
    for (QSpinBox *each : {m_toGames, m_fromGames}) {
        each->setSingleStep(delayStep);
        each->setSpecialValueText(tr("not at all"));
    }
    layout->addWidget(group);
}

void TestBenchForm::buildForces(QBoxLayout *layout)
{
    auto *group = new QGroupBox(tr("Forces"), this);
    auto *column = new QVBoxLayout(group);
    const auto add = [this, group, column](const QString &name, const QString &text,
                                           const QString &toolTip) {
        auto *button = new QRadioButton(text, group);
        button->setObjectName(name);
        button->setToolTip(plainToolTip(toolTip));
        column->addWidget(button);
        connect(button, &QRadioButton::toggled, this, &TestBenchForm::change);
        return button;
    };
    m_usual = add(u"usual"_s, tr("Decided as &usual"), tr("The deciders are asked in their order"));
    m_ignored = add(u"ignored"_s, tr("&Ignored"),
                    tr("Nobody is asked: they wait until their game takes them back, or until you "
                       "answer them by hand"));
    m_answered =
        add(u"answered"_s, tr("&Answered automatically"),
            tr("In place of all deciders: a random action with random data that satisfies its "
               "schema"));
    m_likeNeuro =
        add(u"likeNeuro"_s, tr("As the real &Neuro does"),
            tr("One force at a time over all games, and a new one cancels the one that runs. She "
               "thinks for 2 to 10 seconds, waits 20 seconds for a result, and tries again only "
               "so often."));
    auto *form = new QFormLayout;
    column->addLayout(form);
    m_answerDelay = addNumber(form, u"answerDelay"_s, tr("Answered af&ter"),
                              relay::limits::benchDelayMs, tr(" ms"));
    m_answerDelay->setSingleStep(delayStep);
    m_answerDelay->setValue(relay::AutoAnswer().delayMs);
    m_idle = addNumber(form, u"idle"_s, tr("&Left unanswered"), mostPercent, tr(" % of forces"));
    m_idle->setSingleStep(idleStep);
    m_idle->setSpecialValueText(tr("none", "forces"));
    m_forceSeed = addSeed(form, u"forceSeed"_s, tr("&Seed"));
    m_forceSeed->setAccessibleName(tr("Seed of the answers to forces"));
    layout->addWidget(group);
}

void TestBenchForm::buildHostile(QBoxLayout *layout)
{
    auto *group = new QGroupBox(tr("Hostile Neuro: what each game is sent"), this);
    auto *form = new QFormLayout(group);
    const auto add = [this, form](const QString &name, const QString &label, const QString &none,
                                  const QString &toolTip) {
        QSpinBox *box =
            addNumber(form, name, label, relay::limits::hostilePerMinute, tr(" a minute"));
        box->setSpecialValueText(none);
        box->setToolTip(toolTip);
        return box;
    };
    m_malformed = add(u"malformed"_s, tr("&Malformed messages"), tr("none", "messages"),
                      tr("Broken JSON, missing members, wrong types, data against the schema"));
    m_unknown = add(u"unknown"_s, tr("Un&known actions"), tr("none", "actions"),
                    tr("Actions that the game never "
                       "registered"));
    m_unregistered = add(u"unregistered"_s, tr("Actions just un&registered"), tr("none", "actions"),
                         tr("Actions that the game has taken back a moment ago"));
    m_hostileSeed = addSeed(form, u"hostileSeed"_s, tr("S&eed"));
    m_hostileSeed->setAccessibleName(tr("Seed of the hostile Neuro"));
    layout->addWidget(group);
}

/// One column over all groups.
void TestBenchForm::alignFields()
{
    QList<QLabel *> labels = findChildren<QLabel *>();
    labels.removeIf([](const QLabel *each) { return !each->buddy(); });
    int width = 0;
    for (const QLabel *each : std::as_const(labels))
        width = std::max(width, each->sizeHint().width());
    for (QLabel *each : std::as_const(labels))
        each->setMinimumWidth(width);
}

QSpinBox *TestBenchForm::addNumber(QFormLayout *form, const QString &name, const QString &label,
                                   int most, const QString &suffix)
{
    auto *box = new QSpinBox(this);
    box->setObjectName(name);
    box->setAccessibleName(spoken(label));
    box->setRange(0, most);
    box->setSuffix(suffix);
    guardWheel(box);
    form->addRow(label, box);
    connect(box, &QSpinBox::valueChanged, this, &TestBenchForm::change);
    return box;
}

QLineEdit *TestBenchForm::addSeed(QFormLayout *form, const QString &name, const QString &label)
{
    auto *line = new QLineEdit(u"1"_s, this);
    line->setObjectName(name);
    line->setMaxLength(seedDigits);
    line->setToolTip(tr("The same seed and the same messages of games make the same choices"));
    form->addRow(label, line);
    connect(line, &QLineEdit::textChanged, this, &TestBenchForm::change);
    return line;
}

std::optional<relay::TestBench> TestBenchForm::bench() const
{
    if (!problem().isEmpty())
        return std::nullopt;
    relay::TestBench bench;
    bench.toGamesMs = m_toGames->value();
    bench.fromGamesMs = m_fromGames->value();
    bench.ignoreForces = m_ignored->isChecked();
    if (m_likeNeuro->isChecked())
        bench.likeNeuro = relay::LikeNeuro{*seedOf(*m_forceSeed)};
    // Beside the behaviour like Neuro's it only says which forces get no answer.
    if (m_answered->isChecked() || (m_likeNeuro->isChecked() && m_idle->value() > 0))
        bench.autoAnswer =
            relay::AutoAnswer{*seedOf(*m_forceSeed), m_answerDelay->value(), m_idle->value()};
    if (isHostile())
        bench.hostile = relay::HostileNeuro{*seedOf(*m_hostileSeed), m_malformed->value(),
                                            m_unknown->value(), m_unregistered->value()};
    return bench;
}

void TestBenchForm::setBench(const relay::TestBench &bench)
{
    m_isBeingSet = true;
    m_toGames->setValue(bench.toGamesMs);
    m_fromGames->setValue(bench.fromGamesMs);
    if (bench.ignoreForces)
        m_ignored->setChecked(true);
    else if (bench.likeNeuro)
        m_likeNeuro->setChecked(true);
    else
        (bench.autoAnswer ? m_answered : m_usual)->setChecked(true);
    if (bench.autoAnswer)
        m_forceSeed->setText(QString::number(bench.autoAnswer->seed));
    else if (bench.likeNeuro)
        m_forceSeed->setText(QString::number(bench.likeNeuro->seed));
    if (bench.autoAnswer) {
        m_answerDelay->setValue(bench.autoAnswer->delayMs);
        m_idle->setValue(bench.autoAnswer->idlePercent);
    } else if (bench.likeNeuro) {
        m_idle->setValue(0);
    }
    const relay::HostileNeuro hostile = bench.hostile.value_or(relay::HostileNeuro());
    m_malformed->setValue(hostile.malformed);
    m_unknown->setValue(hostile.unknown);
    m_unregistered->setValue(hostile.unregistered);
    if (bench.hostile)
        m_hostileSeed->setText(QString::number(hostile.seed));
    m_isBeingSet = false;
    refresh();
}

QString TestBenchForm::problem() const
{
    const bool needsForceSeed = m_answered->isChecked() || m_likeNeuro->isChecked();
    const bool isWrong =
        (needsForceSeed && !seedOf(*m_forceSeed)) || (isHostile() && !seedOf(*m_hostileSeed));
    return isWrong ? tr("A seed must be a whole number from 0 to %1.")
                         .arg(std::numeric_limits<quint64>::max())
                   : QString();
}

bool TestBenchForm::isHostile() const
{
    return m_malformed->value() > 0 || m_unknown->value() > 0 || m_unregistered->value() > 0;
}

void TestBenchForm::refresh()
{
    const auto setEnabled = [this](QWidget *field, bool isEnabled) {
        field->setEnabled(isEnabled);
        for (QLabel *label : findChildren<QLabel *>()) {
            if (label->buddy() == field)
                label->setEnabled(isEnabled);
        }
    };
    setEnabled(m_answerDelay, m_answered->isChecked());
    const bool isAnswering = m_answered->isChecked() || m_likeNeuro->isChecked();
    setEnabled(m_idle, isAnswering);
    setEnabled(m_forceSeed, isAnswering);
    setEnabled(m_hostileSeed, isHostile());
}

void TestBenchForm::change()
{
    if (m_isBeingSet)
        return;
    refresh();
    Q_EMIT changed();
}

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/configoutside.h"

#include "config/secretlines.h"
#include "widgets/cardparts.h"
#include "widgets/configdifference.h"
#include "widgets/flowlayout.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace neuro::ui {

namespace {

constexpr int margin = 18;
constexpr int spacing = 6;

} // namespace

ConfigOutside::ConfigOutside(QWidget *parent)
    : QWidget(parent)
    , m_text(new ToneLabel(ToneLabel::Tone::Normal, this))
    , m_difference(new ConfigDifference(this))
    , m_merge(new MainButton(tr("Keep both changes"), this))
{
    m_text->setWordWrap(true);
    m_merge->setToolTip(tr("Make your changes to the file as it is now; you can look at the "
                           "outcome before you save it"));
    auto *overwrite = new QPushButton(tr("Overwrite the file"), this);
    overwrite->setToolTip(tr("Save what is here; the file as it is now becomes the backup"));
    auto *reload = new QPushButton(tr("Take the file"), this);
    reload->setToolTip(tr("Forget your changes and show the file as it is now"));
    auto *back = new QPushButton(tr("Back"), this);
    back->setToolTip(tr("Decide later: nothing is saved"));
    auto *buttons = new FlowLayout(spacing);
    for (QPushButton *button : {m_merge, overwrite, reload, back}) {
        button->setAutoDefault(false);
        fitText(*button);
        buttons->addWidget(button);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->addWidget(m_text);
    layout->addWidget(m_difference, 1);
    layout->addLayout(buttons);
    connect(m_merge, &QPushButton::clicked, this, &ConfigOutside::mergeWanted);
    connect(overwrite, &QPushButton::clicked, this, &ConfigOutside::overwriteWanted);
    connect(reload, &QPushButton::clicked, this, &ConfigOutside::reloadWanted);
    connect(back, &QPushButton::clicked, this, &ConfigOutside::backWanted);
}

void ConfigOutside::ask(const config::ConfigDraft &draft, const config::ConfigSource &now)
{
    m_now = now;
    const QString what =
        now.exists ? tr("%1 has changed since it was read here. Overwriting it would change these "
                        "lines (- in the file, + here):")
                   : tr("%1 has gone since it was read here. Saving would write it anew:");
    m_text->setText(what.arg(now.path));
    // Tokens of either version, by their values: they may stand anywhere. By their keys, they are
    // found even when the file is no YAML at the moment.
    QStringList secrets = draft.reading().config.secrets();
    secrets += config::readConfig(draft.source().text, now.path).config.secrets();
    secrets += config::readConfig(now.text, now.path).config.secrets();
    m_difference->setLines(config::lineDifference(now.text, draft.text(), config::usualContext,
                                                  config::withoutSecrets),
                           storage::SecretMask(config::withSpellings(secrets), {}));
    m_merge->setEnabled(!draft.isTyped() && now.exists);
}

} // namespace neuro::ui

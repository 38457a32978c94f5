// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/configtokeneditor.h"

#include "widgets/flowlayout.h"
#include "widgets/theme.h"
#include "widgets/themedicons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int tokenWidth = 340;
constexpr int buttonSpacing = 6;

/// Whether an address is no address alone: a password, or a query, which may hold a token.
bool holdsSecret(const QString &address)
{
    const QUrl url(address);
    return !url.password().isEmpty() || url.hasQuery() || address.contains(u'@');
}

} // namespace

ConfigTokenEditor::ConfigTokenEditor(const ConfigField &field, QWidget *parent)
    : ConfigEditor(field, parent)
    , m_edit(new QLineEdit(this))
    , m_show(new QPushButton(tr("Show"), this))
    , m_copy(new QPushButton(tr("Copy"), this))
{
    const bool isToken = field.kind == ConfigFieldKind::Token;
    if (isToken)
        m_edit->setFont(monospaceFont());
    m_edit->setPlaceholderText(usual());
    m_edit->setMaximumWidth(tokenWidth);
    m_edit->setAccessibleName(field.label);
    m_edit->setAccessibleDescription(field.explanation);
    m_show->setCheckable(true);
    m_show->setVisible(isToken);
    m_copy->setVisible(isToken);
    auto *generate = new QPushButton(tr("Generate"), this);
    generate->setToolTip(tr("Make a new random token; who uses the old one needs it"));
    m_copy->setToolTip(tr("Copy the token"));
    setThemedIcon(m_copy, u"copy"_s);
    const auto nameOf = [&field](const QString &deed) {
        return u"%1: %2"_s.arg(deed, field.label);
    };
    m_copy->setAccessibleName(nameOf(m_copy->text()));
    generate->setAccessibleName(nameOf(generate->text()));
    generate->setVisible(isToken);
    auto *row = new FlowLayout(buttonSpacing);
    for (QPushButton *button : {m_show, m_copy, generate}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_edit);
    layout->addLayout(row);
    connect(m_edit, &QLineEdit::textChanged, this, &ConfigTokenEditor::refresh);
    connect(m_edit, &QLineEdit::textEdited, this, &ConfigEditor::changed);
    connect(m_show, &QPushButton::toggled, this, &ConfigTokenEditor::refresh);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_edit->text().trimmed()); });
    connect(generate, &QPushButton::clicked, this, [this] {
        m_edit->setText(config::randomToken());
        Q_EMIT changed();
    });
    refresh();
}

void ConfigTokenEditor::showDraft(const config::ConfigDraft &draft)
{
    const QString text = draft.value(path()).value_or(QString());
    if (text != m_edit->text().trimmed())
        m_edit->setText(text);
}

void ConfigTokenEditor::writeTo(config::ConfigDraft &draft) const
{
    const QString text = m_edit->text().trimmed();
    if (text.isEmpty())
        draft.unset(path());
    else
        draft.setValue(path(), {text, config::YamlText::Kind::Text});
}

QWidget *ConfigTokenEditor::focusTarget()
{
    return m_edit;
}

void ConfigTokenEditor::refresh()
{
    const bool isToken = field().kind == ConfigFieldKind::Token;
    const bool isSecret = isToken || holdsSecret(m_edit->text());
    const bool isShown = m_show->isChecked();
    m_copy->setEnabled(!m_edit->text().trimmed().isEmpty());
    m_edit->setEchoMode(isShown || !isSecret ? QLineEdit::Normal : QLineEdit::Password);
    m_show->setVisible(isSecret);
    m_show->setText(isShown ? tr("Hide") : tr("Show"));
    m_show->setToolTip(isShown ? tr("Hide it") : tr("Show it"));
    m_show->setAccessibleName(u"%1: %2"_s.arg(m_show->text(), field().label));
}

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/actionpicker.h"

#include "widgets/cardparts.h"
#include "widgets/forcedeeds.h"
#include "widgets/menus.h"
#include "widgets/plaintext.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMouseEvent>
#include <QPainter>
#include <QRadioButton>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype nameCharacters = 40;
constexpr qsizetype descriptionCharacters = 300;
constexpr int listRows = 7;
constexpr qreal tintRadius = 3;

/// A radio button with its action's description; tinted while chosen, clickable all over.
class ActionRow : public QWidget
{
public:
    ActionRow(const protocol::Action &action, int place, QWidget *parent)
        : QWidget(parent)
        , m_button(
              new QRadioButton(withoutMnemonics(singleLine(action.name, nameCharacters)), this))
        , m_description(new ToneLabel(ToneLabel::Tone::Dim, this))
    {
        const QString description = singleLine(action.description, descriptionCharacters);
        m_button->setAccessibleDescription(description);
        m_button->setToolTip(keyText(pickKeys(place)));
        m_description->setText(description);
        m_description->setToolTip(plainToolTip(action.description));
        m_description->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins(4, 2, 4, 2);
        layout->setSpacing(6);
        layout->addWidget(m_button);
        layout->addWidget(m_description, 1);
        setFocusProxy(m_button);
        connect(m_button, &QRadioButton::toggled, this, qOverload<>(&QWidget::update));
    }

    QRadioButton *button() const { return m_button; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        if (!m_button->isChecked())
            return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette().color(QPalette::Highlight));
        painter.drawRoundedRect(rect(), tintRadius, tintRadius);
    }

    void mousePressEvent(QMouseEvent *event) override
    {
        if (event->button() != Qt::LeftButton)
            return event->ignore();
        m_button->setFocus(Qt::MouseFocusReason);
        m_button->click();
    }

private:
    QRadioButton *m_button;
    ToneLabel *m_description;
};

} // namespace

ActionPicker::ActionPicker(const QList<protocol::Action> &actions, QWidget *parent)
    : QWidget(parent)
    , m_count(static_cast<int>(actions.size()))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(1);
    if (m_count == 0) {
        auto *nothing = new ToneLabel(ToneLabel::Tone::Dim, this);
        nothing->setText(tr("No action can be chosen: the game has unregistered them all."));
        nothing->setWordWrap(true);
        layout->addWidget(nothing);
    } else if (m_count <= radioRows) {
        buildRows(actions);
    } else {
        buildList(actions);
    }
    setCurrent(0);
}

void ActionPicker::buildRows(const QList<protocol::Action> &actions)
{
    m_group = new QButtonGroup(this);
    for (int i = 0; i < m_count; ++i) {
        auto *row = new ActionRow(actions[i], i, this);
        m_group->addButton(row->button(), i);
        layout()->addWidget(row);
    }
    setFocusProxy(m_group->button(0));
    connect(m_group, &QButtonGroup::idToggled, this, [this](int index, bool on) {
        if (on) {
            setFocusProxy(m_group->button(index));
            Q_EMIT picked(index);
        }
    });
}

void ActionPicker::buildList(const QList<protocol::Action> &actions)
{
    m_list = new QListWidget(this);
    m_list->setAccessibleName(tr("Actions; type to search"));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    for (const protocol::Action &action : actions) {
        const QString name = singleLine(action.name, nameCharacters);
        const QString description = singleLine(action.description, descriptionCharacters);
        auto *item =
            new QListWidgetItem(description.isEmpty() ? name : name + u" — "_s + description);
        item->setToolTip(plainToolTip(action.description));
        m_list->addItem(item);
    }
    m_list->setFixedHeight(m_list->sizeHintForRow(0) * listRows + 2 * m_list->frameWidth());
    layout()->addWidget(m_list);
    setFocusProxy(m_list);
    connect(m_list, &QListWidget::currentRowChanged, this, &ActionPicker::picked);
}

int ActionPicker::current() const
{
    if (m_group)
        return m_group->checkedId();
    return m_list ? m_list->currentRow() : -1;
}

void ActionPicker::setCurrent(int index)
{
    if (index < 0 || index >= m_count)
        return;
    if (m_group)
        m_group->button(index)->setChecked(true);
    else
        m_list->setCurrentRow(index);
}

} // namespace neuro::ui

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/sendactiondialog.h"

#include "models/phrasetext.h"
#include "protocol/brokensample.h"
#include "protocol/sampledata.h"
#include "relay/relayevent.h"
#include "widgets/cardparts.h"
#include "widgets/commanderrortext.h"
#include "widgets/focusorder.h"
#include "widgets/forcedeeds.h"
#include "widgets/plaintext.h"
#include "widgets/schemaform.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QRandomGenerator>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

#include <limits>
#include <optional>

namespace neuro::ui {

namespace {

constexpr qsizetype nameCharacters = 60;
constexpr qsizetype descriptionCharacters = 600;
constexpr qsizetype errorCharacters = 600;
constexpr QSize startSize(460, 400);
constexpr int seedDigits = 20;

/// What the menu calls it.
QString breakageText(protocol::Breakage how)
{
    switch (how) {
    case protocol::Breakage::MissingMember:
        return SendActionDialog::tr("A required member is &missing");
    case protocol::Breakage::WrongType:
        return SendActionDialog::tr("A member of the wrong &type");
    case protocol::Breakage::OutOfRange:
        return SendActionDialog::tr("A member out of &range");
    case protocol::Breakage::UnknownMember:
        return SendActionDialog::tr("An &unknown member");
    case protocol::Breakage::NotAnObject:
        return SendActionDialog::tr("&Not an object");
    }
    return {};
}

/// Holds the form, whose rows come and go: Tab follows what is seen.
class FormArea : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    bool focusNextPrevChild(bool next) override
    {
        return moveFocus(focusOrder(this), next) || leaveArea(this, next);
    }
};

} // namespace

class SendActionDialog::Private
{
public:
    Private(SendActionDialog *window, relay::PeerId to, const protocol::Action &what,
            CommandSink sink);

    void build(const QString &game);
    void buildHead(QVBoxLayout *layout, const QString &game);
    void buildData(QVBoxLayout *layout);
    void buildButtons(QVBoxLayout *layout);
    void refresh();
    /// The seed that was given, or a new one; none: what was given is no seed, which is told.
    std::optional<quint64> nextSeed();
    void fillRandomly();
    void fillBroken(protocol::Breakage how);
    void fill(const protocol::Result<QByteArray, protocol::NoSample> &made, const QString &from);
    void send(bool unchecked);

    SendActionDialog *q;
    relay::PeerId peer;
    protocol::Action action;
    CommandSink submit;
    quint64 lastCommand = 0;
    bool sending = false;

    SchemaForm *form = nullptr;
    ErrorBox *error = nullptr;
    ToneLabel *status = nullptr;
    QLineEdit *seed = nullptr;
    ToneLabel *origin = nullptr;
    QPushButton *asJson = nullptr;
    MainButton *sendButton = nullptr;
};

SendActionDialog::Private::Private(SendActionDialog *window, relay::PeerId to,
                                   const protocol::Action &what, CommandSink sink)
    : q(window)
    , peer(to)
    , action(what)
    , submit(std::move(sink))
{
}

void SendActionDialog::Private::buildHead(QVBoxLayout *layout, const QString &game)
{
    auto *name = new ToneLabel(ToneLabel::Tone::Normal, q);
    name->setText(singleLine(action.name, nameCharacters));
    QFont bold = name->font();
    bold.setBold(true);
    name->setFont(bold);
    layout->addWidget(name);
    auto *to = new ToneLabel(ToneLabel::Tone::Dim, q);
    to->setText(SendActionDialog::tr("to %1").arg(singleLine(game, nameCharacters)));
    layout->addWidget(to);
    if (!action.description.isEmpty()) {
        auto *description = new ToneLabel(ToneLabel::Tone::Normal, q);
        description->setText(wrappable(action.description, descriptionCharacters));
        description->setWordWrap(true);
        layout->addWidget(description);
    }
}

void SendActionDialog::Private::build(const QString &game)
{
    auto *layout = new QVBoxLayout(q);
    buildHead(layout, game);
    form = new SchemaForm(action, q);
    auto *inner = new FormArea(q);
    auto *innerLayout = new QVBoxLayout(inner);
    innerLayout->setContentsMargins({});
    innerLayout->addWidget(form);
    if (!form->takesData()) {
        auto *nothing = new ToneLabel(ToneLabel::Tone::Dim, q);
        nothing->setText(SendActionDialog::tr("This action takes no data."));
        innerLayout->addWidget(nothing);
    }
    innerLayout->addStretch();
    auto *scroll = new QScrollArea(q);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inner);
    scroll->viewport()->setAutoFillBackground(false);
    inner->setAutoFillBackground(false);
    layout->addWidget(scroll, 1);
    error = new ErrorBox(q);
    layout->addWidget(error);
    status = new ToneLabel(ToneLabel::Tone::Success, q);
    status->setWordWrap(true);
    status->hide();
    layout->addWidget(status);
    buildData(layout);
    buildButtons(layout);
    QObject::connect(form, &SchemaForm::changed, q, [this] {
        origin->hide();
        refresh();
    });
    refresh();
}

/// Where data for tests comes from.
void SendActionDialog::Private::buildData(QVBoxLayout *layout)
{
    auto *tools = new QWidget(q);
    auto *random = new QPushButton(SendActionDialog::tr("Random data"), tools);
    random->setToolTip(SendActionDialog::tr("Fill in random data that satisfies the schema"));
    auto *invalid = new QPushButton(SendActionDialog::tr("Invalid data"), tools);
    invalid->setToolTip(SendActionDialog::tr(
        "Fill in data that breaks the schema on purpose; it is sent with Shift, and only while no "
        "upstream is connected"));
    auto *ways = new QMenu(invalid);
    for (std::size_t how = 0; how < protocol::breakageNames.size(); ++how) {
        const auto breakage = static_cast<protocol::Breakage>(how);
        QObject::connect(ways->addAction(breakageText(breakage)), &QAction::triggered, q,
                         [this, breakage] { fillBroken(breakage); });
    }
    invalid->setMenu(ways);
    seed = new QLineEdit(tools);
    seed->setObjectName(QStringLiteral("seed"));
    seed->setAccessibleName(SendActionDialog::tr("Seed"));
    seed->setPlaceholderText(SendActionDialog::tr("Seed: a new one each time"));
    seed->setToolTip(SendActionDialog::tr("A number from which data is made: the same one makes "
                                          "the same data again"));
    seed->setMaxLength(seedDigits);
    origin = new ToneLabel(ToneLabel::Tone::Dim, q);
    origin->setTextInteractionFlags(Qt::TextSelectableByMouse);
    origin->hide();
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins({});
    row->addWidget(random);
    row->addWidget(invalid);
    row->addWidget(seed, 1);
    layout->addWidget(origin);
    layout->addWidget(tools);
    for (QPushButton *button : {random, invalid})
        button->setAutoDefault(false);
    tools->setVisible(form->takesData());
    tools->setEnabled(!form->isUnchecked());
    QObject::connect(random, &QPushButton::clicked, q, [this] { fillRandomly(); });
}

void SendActionDialog::Private::buildButtons(QVBoxLayout *layout)
{
    asJson = new QPushButton(SendActionDialog::tr("Edit as JSON"), q);
    asJson->setCheckable(true);
    asJson->setToolTip(SendActionDialog::tr("Switch between form and JSON (%1)")
                           .arg(forceKeyText(ForceDeed::EditJson)));
    auto *close = new QPushButton(SendActionDialog::tr("Close"), q);
    sendButton = new MainButton(SendActionDialog::tr("Send"), q);
    auto *row = new QHBoxLayout;
    row->addWidget(asJson);
    row->addStretch();
    row->addWidget(close);
    row->addWidget(sendButton);
    layout->addLayout(row);
    for (QPushButton *button : {asJson, close, static_cast<QPushButton *>(sendButton)})
        button->setAutoDefault(false); // Enter in a field sends nothing; Ctrl+Enter does.
    asJson->setVisible(form->takesData() && form->hasForm());

    QObject::connect(asJson, &QPushButton::clicked, q, [this] {
        form->setEditedAsJson(!form->isEditedAsJson());
        refresh();
    });
    QObject::connect(close, &QPushButton::clicked, q, &QDialog::close);
    QObject::connect(sendButton, &QPushButton::clicked, q, [this] { send(false); });
    QObject::connect(sendButton, &MainButton::forced, q, [this] { send(true); });
    const auto shortcut = [this](const QKeySequence &keys, auto deed) {
        QObject::connect(new QShortcut(keys, q), &QShortcut::activated, q, deed);
    };
    for (const Qt::Key enter : {Qt::Key_Return, Qt::Key_Enter}) {
        shortcut(QKeySequence(Qt::CTRL | enter), [this] { send(false); });
        shortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | enter), [this] { send(true); });
    }
    shortcut(QKeySequence(Qt::CTRL | Qt::Key_J), [this] {
        if (asJson->isEnabled() && form->hasForm())
            asJson->click();
    });
}

void SendActionDialog::Private::refresh()
{
    const bool canSend = form->isValid() && !sending;
    sendButton->setEnabled(canSend);
    asJson->setChecked(form->isEditedAsJson());
    if (form->isValid())
        sendButton->setToolTip(
            SendActionDialog::tr("Send the action (%1)").arg(forceKeyText(ForceDeed::Main)));
    else
        sendButton->setToolTip(
            plainToolTip(SendActionDialog::tr("%1 Shift+click sends it all the same (%2).")
                             .arg(form->problem(), forceKeyText(ForceDeed::AnswerUnchecked))));
}

std::optional<quint64> SendActionDialog::Private::nextSeed()
{
    const QString text = seed->text().trimmed();
    if (text.isEmpty())
        return QRandomGenerator::global()->generate64();
    bool isNumber = false;
    const quint64 given = text.toULongLong(&isNumber);
    if (isNumber)
        return given;
    error->showText(SendActionDialog::tr("The seed must be a whole number from 0 to %1. Without "
                                         "one, a new one is taken each time.")
                        .arg(std::numeric_limits<quint64>::max()));
    return std::nullopt;
}

void SendActionDialog::Private::fillRandomly()
{
    const std::optional<quint64> used = nextSeed();
    if (!used)
        return;
    fill(protocol::randomSample(protocol::ActionSchema::compile(action.schema), *used),
         SendActionDialog::tr("Random data of seed %1").arg(*used));
}

void SendActionDialog::Private::fillBroken(protocol::Breakage how)
{
    const std::optional<quint64> used = nextSeed();
    if (!used)
        return;
    fill(protocol::brokenSample(protocol::ActionSchema::compile(action.schema), how, *used),
         SendActionDialog::tr("Invalid data of seed %1: Shift+click on Send sends it").arg(*used));
}

void SendActionDialog::Private::fill(const protocol::Result<QByteArray, protocol::NoSample> &made,
                                     const QString &from)
{
    if (made) {
        error->showText({});
        form->setData(*made);
        // What the form holds now; it says itself when that changes.
        origin->setText(from);
        origin->show();
    } else {
        error->showText(
            SendActionDialog::tr("No such data can be made: %1")
                .arg(wrappable(models::translated(made.error().message), errorCharacters)));
    }
}

void SendActionDialog::Private::send(bool unchecked)
{
    if (sending || !form->isJson() || (!unchecked && !form->isValid()))
        return;
    error->showText({});
    status->hide();
    sending = true;
    refresh();
    lastCommand = submit(
        relay::SendAction{peer, action.name, form->data(), unchecked || form->isUnchecked()});
}

SendActionDialog::SendActionDialog(relay::PeerId peer, const QString &game,
                                   const protocol::Action &action, CommandSink submit,
                                   QWidget *parent)
    : CommandDialog(parent)
    , d(std::make_unique<Private>(this, peer, action, std::move(submit)))
{
    setWindowTitle(tr("Send action: %1").arg(singleLine(action.name, nameCharacters)));
    d->build(game);
    resize(startSize);
}

SendActionDialog::~SendActionDialog() = default;

void SendActionDialog::commandDone(const relay::OperatorEvent &result)
{
    if (d->lastCommand == 0 || result.command != d->lastCommand)
        return;
    d->sending = false;
    const bool done = result.error.isEmpty();
    d->error->showText(done ? QString() : wrappable(commandErrorText(result), errorCharacters));
    d->status->setText(tr("Sent."));
    d->status->setVisible(done);
    d->refresh();
}

} // namespace neuro::ui

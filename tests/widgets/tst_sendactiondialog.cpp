// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "forcesamples.h"
#include "protocol/actionschema.h"
#include "screenshots.h"
#include "widgets/sendactiondialog.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace neuro::ui;
using namespace neuro::relay;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray schema = samples::objectSchema(
    samples::json(
        "{'item':{'type':'string','minLength':3},'count':{'type':'integer','minimum':1}}"),
    samples::json("['item']"));

QPushButton *button(const QDialog &dialog, const QString &text)
{
    for (auto *each : dialog.findChildren<QPushButton *>()) {
        if (each->text() == text)
            return each;
    }
    return nullptr;
}

bool shows(const QDialog &dialog, const QString &text)
{
    for (const auto *label : dialog.findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().contains(text))
            return true;
    }
    return false;
}

} // namespace

class TestSendActionDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeMode::Light); }

    void sends()
    {
        samples::Commands commands;
        SendActionDialog dialog(5, u"Buckshot Roulette"_s, samples::action(u"use_item"_s, schema),
                                commands.sink());
        QVERIFY(!dialog.isModal());
        dialog.show();
        QVERIFY(!button(dialog, u"Send"_s)->isEnabled());
        QTest::keyClicks(dialog.findChild<QLineEdit *>(), u"beer"_s);
        QTest::mouseClick(button(dialog, u"Send"_s), Qt::LeftButton);
        const auto *sent = commands.last<SendAction>();
        QVERIFY(sent);
        QCOMPARE(sent->peer, PeerId(5));
        QCOMPARE(sent->action, u"use_item"_s);
        QCOMPARE(sent->data.value_or(""), QByteArray(samples::json("{'item':'beer'}")));
        QVERIFY(!sent->unchecked);
    }

    void outcome()
    {
        samples::Commands commands;
        SendActionDialog dialog(5, u"Game"_s, samples::action(u"look"_s), commands.sink());
        dialog.show();
        QTest::mouseClick(button(dialog, u"Send"_s), Qt::LeftButton);
        QVERIFY(commands.last<SendAction>() && !commands.last<SendAction>()->data);
        QVERIFY(!button(dialog, u"Send"_s)->isEnabled());
        OperatorEvent result;
        result.command = 44;
        result.error = neuro::protocol::verbatim(u"somebody else's"_s);
        dialog.commandDone(result);
        QVERIFY(!shows(dialog, result.error.english()));
        result.command = 1;
        result.error = neuro::protocol::verbatim(u"the game has left"_s);
        dialog.commandDone(result);
        QVERIFY(shows(dialog, result.error.english()));
        QVERIFY(button(dialog, u"Send"_s)->isEnabled());
        QTest::mouseClick(button(dialog, u"Send"_s), Qt::LeftButton);
        QVERIFY(!shows(dialog, result.error.english()));
        result.command = 2;
        result.error = {};
        dialog.commandDone(result);
        QVERIFY(shows(dialog, u"Sent."_s));
    }

    void allTheSame()
    {
        samples::Commands commands;
        SendActionDialog dialog(5, u"Game"_s, samples::action(u"use_item"_s, schema),
                                commands.sink());
        dialog.show();
        QTest::mouseClick(button(dialog, u"Send"_s), Qt::LeftButton, Qt::ShiftModifier);
        QVERIFY(commands.last<SendAction>());
        QVERIFY(commands.last<SendAction>()->unchecked);
    }

    void randomData()
    {
        samples::Commands commands;
        SendActionDialog dialog(5, u"Game"_s, samples::action(u"use_item"_s, schema),
                                commands.sink());
        dialog.show();
        for (int i = 0; i < 10; ++i)
            QTest::mouseClick(button(dialog, u"Random data"_s), Qt::LeftButton);
        QVERIFY(button(dialog, u"Send"_s)->isEnabled());
        QTest::mouseClick(button(dialog, u"Send"_s), Qt::LeftButton);
        const auto compiled = neuro::protocol::ActionSchema::compile(schema);
        QVERIFY(compiled.validate(commands.last<SendAction>()->data.value_or("")).valid);
    }

    void aSeedMakesTheSameDataAgain()
    {
        samples::Commands commands;
        SendActionDialog dialog(5, u"Game"_s, samples::action(u"use_item"_s, schema),
                                commands.sink());
        dialog.show();
        const auto sentWith = [&](const QString &seed) {
            dialog.findChild<QLineEdit *>(u"seed"_s)->setText(seed);
            button(dialog, u"Random data"_s)->click();
            button(dialog, u"Send"_s)->click();
            OperatorEvent done;
            done.command = quint64(commands.size());
            dialog.commandDone(done);
            return commands.last<SendAction>()->data.value_or("");
        };
        const QByteArray first = sentWith(u"4711"_s);
        QVERIFY(shows(dialog, u"Random data of seed 4711"_s));
        QVERIFY(sentWith(u"4712"_s) != first);
        QCOMPARE(sentWith(u"4711"_s), first);
        // Without one there is a new one each time, and it is shown.
        sentWith({});
        QVERIFY(shows(dialog, u"Random data of seed "_s));
        QVERIFY(!shows(dialog, u"Random data of seed 4711"_s));
    }

    void whatIsNoSeedIsTold()
    {
        samples::Commands commands;
        SendActionDialog dialog(5, u"Game"_s, samples::action(u"use_item"_s, schema),
                                commands.sink());
        dialog.show();
        auto *seed = dialog.findChild<QLineEdit *>(u"seed"_s);
        const QString wrong = u"The seed must be a whole number from 0 to 18446744073709551615"_s;
        for (const QString &text : {u"x"_s, u"-1"_s, u"1.5"_s, u"18446744073709551616"_s}) {
            seed->setText(text);
            button(dialog, u"Random data"_s)->click();
            QVERIFY2(shows(dialog, wrong), qPrintable(text));
            QVERIFY(!shows(dialog, u"Random data of seed"_s));
        }
        seed->setText(u"18446744073709551615"_s);
        button(dialog, u"Random data"_s)->click();
        QVERIFY(!shows(dialog, wrong));
        QVERIFY(shows(dialog, u"Random data of seed 18446744073709551615"_s));
        // What somebody has changed since is of no seed.
        button(dialog, u"Edit as JSON"_s)->click();
        dialog.findChild<QPlainTextEdit *>()->insertPlainText(u" "_s);
        QVERIFY(!shows(dialog, u"Random data of seed"_s));
    }

    void invalidDataIsMadeAndSentAllTheSame()
    {
        samples::Commands commands;
        SendActionDialog dialog(5, u"Game"_s, samples::action(u"use_item"_s, schema),
                                commands.sink());
        dialog.show();
        const auto compiled = neuro::protocol::ActionSchema::compile(schema);
        QList<QAction *> ways = button(dialog, u"Invalid data"_s)->menu()->actions();
        QCOMPARE(ways.size(), 5);
        QStringList impossible;
        for (QAction *way : ways) {
            way->trigger();
            if (shows(dialog, u"No such data can be made"_s)) {
                impossible.append(way->text().remove(u'&'));
                continue;
            }
            QVERIFY(shows(dialog, u"Invalid data of seed "_s));
            QVERIFY2(!button(dialog, u"Send"_s)->isEnabled(), qPrintable(way->text()));
            QTest::mouseClick(button(dialog, u"Send"_s), Qt::LeftButton, Qt::ShiftModifier);
            const auto *sent = commands.last<SendAction>();
            QVERIFY(sent && sent->unchecked);
            QVERIFY(!compiled.validate(sent->data.value_or("")).valid);
            OperatorEvent done;
            done.command = quint64(commands.size());
            dialog.commandDone(done);
        }
        QCOMPARE(impossible, QStringList{u"An unknown member"_s}); // The schema allows others.
        QCOMPARE(commands.size(), 4);
    }

    void asJson()
    {
        samples::Commands commands;
        SendActionDialog dialog(5, u"Game"_s, samples::action(u"use_item"_s, schema),
                                commands.sink());
        dialog.show();
        QTest::mouseClick(button(dialog, u"Edit as JSON"_s), Qt::LeftButton);
        QPlainTextEdit *edit = nullptr;
        for (auto *each : dialog.findChildren<QPlainTextEdit *>()) {
            if (each->isVisible())
                edit = each;
        }
        QVERIFY(edit);
        edit->setPlainText(u"{ \"item\": \"saw\" }"_s);
        QTest::mouseClick(button(dialog, u"Send"_s), Qt::LeftButton);
        QCOMPARE(commands.last<SendAction>()->data.value_or(""),
                 QByteArray("{ \"item\": \"saw\" }"));
    }

    void tabFollowsTheRows()
    {
        samples::Commands commands;
        const QByteArray list = samples::objectSchema(
            samples::json("{'l':{'type':'array','items':{'type':'string','maxLength':9}}}"),
            samples::json("['l']"));
        SendActionDialog dialog(5, u"Game"_s, samples::action(u"use"_s, list), commands.sink());
        dialog.show();
        dialog.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QToolButton *add = dialog.findChild<QToolButton *>();
        QCOMPARE(add->text(), u"Add a row"_s);
        QTest::mouseClick(add, Qt::LeftButton);
        QVERIFY(qobject_cast<QLineEdit *>(dialog.focusWidget()));
        QTest::keyClick(dialog.focusWidget(), Qt::Key_Tab); // The row's button.
        QTest::keyClick(dialog.focusWidget(), Qt::Key_Tab);
        QCOMPARE(dialog.focusWidget(), add);
        QTest::keyClick(dialog.focusWidget(), Qt::Key_Tab);
        QCOMPARE(dialog.focusWidget(), button(dialog, u"Random data"_s));
    }

    void picture()
    {
        samples::Commands commands;
        SendActionDialog dialog(5, u"Buckshot Roulette"_s,
                                samples::action(u"use_item"_s, schema, u"Use an item you hold."_s),
                                commands.sink());
        dialog.show();
        QTest::keyClicks(dialog.findChild<QLineEdit *>(), u"be"_s);
        QVERIFY(saveScreenshots(dialog, u"sendactiondialog"_s));
    }
};

QTEST_MAIN(TestSendActionDialog)
#include "tst_sendactiondialog.moc"

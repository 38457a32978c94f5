// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/console/consolecommand.h"

#include <QTest>

using namespace neuro::app;
using namespace Qt::StringLiterals;

namespace {

/// What a line was read as, as a text.
struct Describe
{
    static QString more(const std::optional<QByteArray> &data)
    {
        return data ? u" with "_s + QString::fromUtf8(*data) : QString();
    }
    QString operator()(const commands::Help &) const { return u"help"_s; }
    QString operator()(const commands::List &list) const { return u"list <%1>"_s.arg(list.game); }
    QString operator()(const commands::Quit &) const { return u"quit"_s; }
    QString operator()(const commands::ListForces &) const { return u"forces"_s; }
    QString operator()(const commands::WaitForForce &wait) const
    {
        return u"wait %1 ms"_s.arg(wait.timeoutMs);
    }
    QString operator()(const commands::ShowForce &show) const
    {
        return u"show <%1>"_s.arg(show.which);
    }
    QString operator()(const commands::Answer &answer) const
    {
        return u"answer <%1> <%2>"_s.arg(answer.which, answer.action) + more(answer.data);
    }
    QString operator()(const commands::Send &send) const
    {
        return u"send <%1> <%2>"_s.arg(send.game, send.action) + more(send.data);
    }
    QString operator()(const commands::Context &context) const
    {
        return u"context <%1>"_s.arg(context.text);
    }
};

QString read(const QString &line)
{
    const auto parsed = parseConsoleCommand(line);
    if (!parsed)
        return u"error: "_s + parsed.error();
    return *parsed ? std::visit(Describe(), **parsed) : u"nothing"_s;
}

} // namespace

class TestConsoleCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("meaning");
        const auto row = [](const char *name, const QString &line, const QString &meaning) {
            QTest::newRow(name) << line << meaning;
        };
        row("empty", {}, u"nothing"_s);
        row("spaces", u" \t "_s, u"nothing"_s);
        row("comment", u"  # send Chess move"_s, u"nothing"_s);
        row("help", u"help"_s, u"help"_s);
        row("quit with spaces", u"  quit  "_s, u"quit"_s);
        row("list", u"list"_s, u"list <>"_s);
        row("list one", u"list \"My Game\""_s, u"list <My Game>"_s);
        row("forces", u"force"_s, u"forces"_s);
        row("show", u"force 12"_s, u"show <12>"_s);
        row("wait", u"force wait"_s, u"wait 60000 ms"_s);
        row("wait a while", u"force wait 2.5"_s, u"wait 2500 ms"_s);
        row("wait shortly", u"force wait 0.0001"_s, u"wait 1 ms"_s);
        row("answer", u"force 1 move"_s, u"answer <1> <move>"_s);
        row("answer of a game", u"force \"My Game\" move  {\"n\": 1} "_s,
            u"answer <My Game> <move> with {\"n\": 1}"_s);
        row("send", u"send Chess move"_s, u"send <Chess> <move>"_s);
        row("send data", u"send Chess move {\"to\":\"e4\",\"n\":1.0}"_s,
            u"send <Chess> <move> with {\"to\":\"e4\",\"n\":1.0}"_s);
        row("send any JSON", u"send Chess move [1, 2]"_s, u"send <Chess> <move> with [1, 2]"_s);
        row("quotes", u"send \"My \\\"Game\\\\\" \"the move\" 1"_s,
            u"send <My \"Game\\> <the move> with 1"_s);
        row("quotes in a word", u"send My\" \"Game move"_s, u"send <My Game> <move>"_s);
        row("a backslash", u"send a\\b move"_s, u"send <a\\b> <move>"_s);
        row("empty name", u"send \"\" move"_s, u"send <> <move>"_s);
        row("umlauts", u"send Glühwürmchen spring \"ö\""_s,
            u"send <Glühwürmchen> <spring> with \"ö\""_s);
        row("context", u"context  She said \"hi\"  "_s, u"context <She said \"hi\">"_s);
        row("context like a comment", u"context # hi"_s, u"context <# hi>"_s);
    }

    void lines()
    {
        QFETCH(QString, line);
        QTEST(read(line), "meaning");
    }

    void errors_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const QString &line, const QString &error) {
            QTest::newRow(name) << line << error;
        };
        row("unknown", u"attack"_s, u"there is no command \"attack\"; type: help"_s);
        row("commands have small letters", u"List"_s, u"there is no command \"List\""_s);
        row("help takes nothing", u"help me"_s, u"help takes nothing more"_s);
        row("quit takes nothing", u"quit now"_s, u"quit takes nothing more"_s);
        row("list takes one", u"list My Game"_s, u"type: list [GAME]"_s);
        row("no text", u"context"_s, u"type: context TEXT"_s);
        row("no game", u"send"_s, u"type: send GAME ACTION [JSON]"_s);
        row("no action", u"send Chess"_s, u"type: send GAME ACTION [JSON]"_s);
        row("open quote of a game", u"send \"My Game move"_s, u"a quotation mark is missing"_s);
        row("open quote of an action", u"send Chess \"move"_s, u"a quotation mark is missing"_s);
        row("open quote of a force", u"force \"My Game"_s, u"a quotation mark is missing"_s);
        row("open quote of a list", u"list \"My"_s, u"a quotation mark is missing"_s);
        row("no JSON", u"send Chess move {to: 1}"_s, u"the data is not JSON: "_s);
        row("where it is no JSON", u"force 1 move [\"ö\" 1]"_s, u"at its character 6"_s);
        row("too much JSON", u"force 1 move {} {}"_s, u"the data is not JSON: "_s);
        row("no time", u"force wait soon"_s, u"type: force wait [SECONDS]"_s);
        row("no time at all", u"force wait 0"_s, u"type: force wait [SECONDS]"_s);
        row("negative", u"force wait -1"_s, u"type: force wait [SECONDS]"_s);
        row("never", u"force wait inf"_s, u"type: force wait [SECONDS]"_s);
        row("not a time", u"force wait nan"_s, u"type: force wait [SECONDS]"_s);
        row("too long", u"force wait 86401"_s, u"up to 86400"_s);
        row("two times", u"force wait 1 2"_s, u"type: force wait [SECONDS]"_s);
    }

    void errors()
    {
        QFETCH(QString, line);
        QFETCH(QString, error);
        const QString reading = read(line);
        QVERIFY2(reading.startsWith(u"error: ") && reading.contains(error), qPrintable(reading));
    }

    void helpNamesEveryCommand()
    {
        const QString help = consoleHelp();
        for (const QString &word :
             {u"help"_s, u"list"_s, u"send"_s, u"force"_s, u"context"_s, u"quit"_s})
            QVERIFY2(help.startsWith(word) || help.contains(u'\n' + word), qPrintable(word));
        for (const QString &line : help.split(u'\n'))
            QVERIFY2(line.size() <= 80, qPrintable(line));
    }
};

QTEST_GUILESS_MAIN(TestConsoleCommand)
#include "tst_consolecommand.moc"

// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/console/consolehistory.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace neuro::app;
using namespace Qt::StringLiterals;

class TestConsoleHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_file = m_folder->filePath(u"data/console-history"_s);
    }

    void linesOutliveTheConsole()
    {
        {
            ConsoleHistory history(m_file, {});
            QCOMPARE(history.load(), QString());
            QVERIFY(history.lines().isEmpty());
            QVERIFY(history.add(u"list"_s));
            QVERIFY(history.add(u"send Glühwürmchen spring"_s));
            QCOMPARE(written(), "list\nsend Glühwürmchen spring\n");
        }
        ConsoleHistory history(m_file, {});
        QCOMPARE(history.load(), QString());
        QCOMPARE(history.lines(), (QStringList{u"list"_s, u"send Glühwürmchen spring"_s}));
    }

    void nobodyElseMayReadIt()
    {
        ConsoleHistory history(m_file, {});
        QCOMPARE(history.load(), QString());
        history.add(u"list"_s);
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther |
                            QFile::WriteOther | QFile::ExeGroup | QFile::ExeOther;
        QVERIFY(!(QFile::permissions(m_file) & others));
        QVERIFY(!(QFile::permissions(m_folder->filePath(u"data"_s)) & others));
    }

    void someLinesAreNotKept()
    {
        ConsoleHistory history(m_file, {u"the-token"_s, QString()});
        QCOMPARE(history.load(), QString());
        QVERIFY(!history.add({}));
        QVERIFY(!history.add(u"   "_s));
        QVERIFY(!history.add(u"context my token is the-token!"_s));
        QVERIFY(!history.add(QString(ConsoleHistory::longestLine + 1, u'x')));
        QVERIFY(history.add(u"list"_s));
        QVERIFY(!history.add(u"list"_s));
        QVERIFY(history.add(u"force"_s));
        QVERIFY(history.add(u"list"_s));
        QCOMPARE(written(), "list\nforce\nlist\n");
    }

    void itIsBounded()
    {
        {
            ConsoleHistory history(m_file, {});
            QCOMPARE(history.load(), QString());
            for (int i = 0; i <= 2 * ConsoleHistory::maxLines; ++i)
                QVERIFY(history.add(u"context %1"_s.arg(i)));
            QCOMPARE(history.lines().size(), ConsoleHistory::maxLines);
        }
        ConsoleHistory history(m_file, {});
        QCOMPARE(history.load(), QString());
        QCOMPARE(history.lines().size(), ConsoleHistory::maxLines);
        QCOMPARE(history.lines().constLast(), u"context 2000"_s);
        QCOMPARE(written().count('\n'), ConsoleHistory::maxLines);
        QCOMPARE(QFile::permissions(m_file) & (QFile::ReadGroup | QFile::ReadOther), 0);

        QVERIFY(QFile::resize(m_file, ConsoleHistory::largestFile + 1));
        ConsoleHistory huge(m_file, {});
        QVERIFY2(huge.load().contains(u"larger than any history"), qPrintable(huge.load()));
        QVERIFY(huge.lines().isEmpty());
    }

    void withoutAFileItIsInMemory()
    {
        QVERIFY(QFile(m_folder->filePath(u"data"_s)).open(QIODevice::WriteOnly));
        ConsoleHistory history(m_file, {});
        QVERIFY2(history.load().contains(u"--data-dir"), qPrintable(history.load()));
        QVERIFY(history.add(u"list"_s));
        QCOMPARE(history.lines(), QStringList{u"list"_s});
    }

private:
    QByteArray written() const
    {
        QFile file(m_file);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

QTEST_GUILESS_MAIN(TestConsoleHistory)
#include "tst_consolehistory.moc"
